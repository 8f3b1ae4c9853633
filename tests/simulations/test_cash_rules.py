"""The cash rules together: golden cases of the places, who is held harmless, and trace and loop on every further column."""

from datetime import date
from math import nan

import numpy as np
import pytest

from models.rule import rules
from models.scenario import Scenario
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    FULL_CARE,
    LOW_INCOME_TIER,
    NO_TIER,
    RESIDENCE_PERMIT,
    RIGID_EXPENDITURE_HARDSHIP,
    RURAL,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
    URBAN,
)
from simulations.computable import not_computable, without_effect
from simulations.simulate import simulate
from simulations.trace import trace
from tests.simulations.caseloads import HOUSEHOLD, MEMBER, caseload, random_caseload
from tests.simulations.further_columns import with_further_columns

EVERYTHING = tuple(name for name, one in rules().items() if not one.of_person)
SHANGHAI = Scenario(place="shanghai", day=date(2021, 12, 31))
SANMING = Scenario(place="sanming", day=date(2021, 12, 31))
QINGHAI = Scenario(place="qinghai", day=date(2021, 12, 31))


def with_changes(scenario, **changes):
    return Scenario(**scenario.model_dump() | {"changes": {**scenario.changes, **changes}})


def values(scenario, household, members, county=""):
    row = HOUSEHOLD | {"members_listed": bool(members), "family_members": len(members) or 1} | household
    steps = trace(scenario, row, [MEMBER | one for one in members], county, outputs=EVERYTHING)
    return {step.name: step.value for step in steps if step.member is None}


@pytest.mark.parametrize(
    ("earnings", "payment", "net"), [(2589.0, 71.0, 2660.0), (2590.0, 940.0, 3530.0), (2700.0, 830.0, 3530.0)]
)
def test_shanghai_disregards_earnings_from_the_minimum_wage_on_g6b(earnings, payment, net):
    """G6b：标准 1330、两口、最低工资 2590：2589 → 71；2590 → 计 1720，补 940，净 3530；2700 → 830。 An upward notch."""
    earner = {"person_age": 40, "person_earnings": earnings}
    found = values(SHANGHAI, {"income_itemised": True, "recorded_income": nan}, [earner, {"person_age": 38}])
    assert found["basic_cash"] == payment
    assert found["household_income"] + found["basic_cash"] == net
    assert found["tier"] == DIBAO


@pytest.mark.parametrize(("necessary", "payment"), [(110_000, 656.67), (160_000, 3990.0)])
def test_shanghai_pays_rigid_expenditure_by_net_income_g12(necessary, payment):
    """G12：年收入 150000、必要支出 110000：（1330 − 1111.11）× 3 = 656.67；支出超过收入：3990。 Net not below zero."""
    found = values(
        SHANGHAI,
        {"recorded_income": 150_000 / 12, "rigid_expenditure": necessary / 12, "medical_expenditure": 62_000 / 12},
        [{}, {}, {}],
    )
    assert found["tier"] == RIGID_EXPENDITURE_HARDSHIP
    assert found["basic_cash"] == pytest.approx(payment, abs=0.005)
    assert found["recipients"] == 3


def test_sanming_extreme_hardship_by_rule_in_an_institution_g11():
    """G11：708 × 1.3 ＋ 628 = 1548.40，集中 × 1.4 = 2167.76。 A full-care elder, at home and in an institution."""
    elder = {"person_age": 75, "person_age_band": 7, "person_care_grade": FULL_CARE}
    for collective, amount in ((False, 1548.40), (True, 2167.76)):
        household = {"no_supporters": True, "collective_support": collective}
        found = values(SANMING, household, [elder], "三元区")
        assert found["tier"] == EXTREME_HARDSHIP
        assert found["cash_assistance"] == pytest.approx(amount, abs=1e-9)
        assert found["recipients"] == 1


def test_single_person_inclusion_by_rule_and_its_reverse_notch():
    """三口收入 3000，人均 1000，一人重病：写明年龄时 1 人领 708；人均 707.9 时整户低保只补 1 元。

    At an income of 1,000 a person one member draws 708; a household just below the line draws one yuan: a finding.
    """
    ill = {"person_age": 50, "person_age_band": 5, "person_health": SEVERELY_ILL}
    family = [ill, {"person_age": 48, "person_age_band": 5}, {"person_age": 30}]
    found = values(SANMING, {"recorded_income": 3000.0}, family, "三元区")
    assert (found["tier"], found["basic_cash"], found["recipients"]) == (SINGLE_PERSON_INCLUSION, 708.0, 1)
    assert found["supplement_cash"] == pytest.approx(70.8)
    below = values(SANMING, {"recorded_income": 707.9 * 3}, family, "三元区")
    assert (below["tier"], below["basic_cash"]) == (DIBAO, 1.0)
    recorded = values(SANMING, {"recorded_income": 3000.0, "recorded_tier": LOW_INCOME_TIER}, family, "三元区")
    assert (recorded["tier"], recorded["basic_cash"]) == (LOW_INCOME_TIER, 0.0)
    in_register = [{key: value for key, value in one.items() if key != "person_age"} for one in family]
    assert values(SANMING, {"recorded_income": 3000.0}, in_register, "三元区")["tier"] == LOW_INCOME_TIER


def test_holding_harmless_with_and_without():
    """标准升到 730：单人保户由 708 降到 30；打开“保不降”补到登记的 708。 The loser is seen only without it."""
    one = {
        "recorded_tier": SINGLE_PERSON_INCLUSION,
        "insured_members": 1,
        "recorded_income": 2160.0,
        "family_members": 3,
    }
    one |= {"recorded_payment": 708.0}
    without = values(with_changes(SANMING, dibao_standard=730.0), one, [], "三元区")
    held = values(with_changes(SANMING, dibao_standard=730.0, hold_harmless=1), one, [], "三元区")
    assert (without["basic_cash"], held["basic_cash"]) == (30.0, 708.0)
    gone = {"recorded_tier": DIBAO, "insured_members": 2, "recorded_income": 4000.0, "family_members": 2}
    kept = values(with_changes(SANMING, hold_harmless=1), gone | {"recorded_payment": 300.0}, [], "三元区")
    assert (kept["basic_cash"], kept["recipients"], kept["tier"]) == (300.0, 2, NO_TIER)


def test_a_phase_out_pays_the_months_after_leaving_g6a():
    """G6a：原补差 624，人均 760：三明保留 6 个月（假设），第 6 个月 624，第 7 个月 0，合计 3744。 Six months held."""
    for month, payment in ((1, 624.0), (6, 624.0), (7, 0.0)):
        left = {"recorded_income": 2280.0, "family_members": 3, "previous_payment": 624.0, "months_since_exit": month}
        found = values(SANMING, left, [], "三元区")
        assert (found["tier"], found["basic_cash"]) == (LOW_INCOME_TIER, payment)
        assert found["exit_total"] == (3744.0 if month == 1 else 0.0)


def test_residence_decides_who_is_entitled_and_by_which_standard():
    """居住证持有人：上海不予低保，青海同等；城镇居住的农村户籍：青海按城镇 672，此前按农村 432。 Permit and registration."""
    permit = {"residence": RESIDENCE_PERMIT, "recorded_income": 300.0}
    assert values(SHANGHAI, permit, [])["tier"] == NO_TIER
    assert values(QINGHAI, permit, [])["tier"] == DIBAO
    migrant = {"hukou_rural": True, "area": URBAN}
    before = Scenario(place="qinghai", day=date(2021, 3, 16))
    assert values(QINGHAI, migrant, [])["dibao_line"] == 672.0
    assert values(before, migrant, [])["dibao_line"] == 432.0
    assert values(QINGHAI, {"area": RURAL}, [])["dibao_line"] == 432.0


def test_what_a_plain_register_cannot_answer_is_named():
    """A changed parameter that only such rules read has no effect, which is told with the missing column."""
    plain = caseload({})
    lacking = {one.rule.name: one.columns for one in not_computable(plain)}
    assert lacking["rigid_expenditure_meets"] == ("rigid_expenditure",)
    assert "previous_payment" in lacking["exit_payment"]
    changes = {
        "rigid_expenditure_rule": 1,
        "employment_cost_share": 0.3,
        "exit_mode": 1,
        "extreme_hardship_multiple": 1.5,
    }
    silent = without_effect(plain, with_changes(SANMING, **changes))
    assert set(silent) == set(changes)
    assert without_effect(plain, with_changes(SANMING, supplement_multiple_minor=2, hold_harmless=1)) == {}


@pytest.mark.parametrize(
    ("place", "day", "changes"),
    [
        (
            "shanghai",
            date(2022, 8, 1),
            {"payment_mode": 1, "imputed_earnings_share": 0.5, "support_imputed_share": 0.5},
        ),
        ("qinghai", date(2021, 12, 31), {"standard_growth": 0.07, "standard_rounding": 2, "hold_harmless": 1}),
        ("ulanqab", date(2023, 5, 1), {"rigid_expenditure_rule": 3, "exit_mode": 2, "single_person_scope": 2}),
        ("hohhot", date(2021, 6, 1), {"unification_years": 5, "unification_year": 2, "single_person_mode": 1}),
    ],
)
def test_trace_and_population_agree_on_every_further_column(place, day, changes):
    """500 households with every further column, in four places: the same bits from the loop and from Python."""
    scenario = Scenario(place=place, day=day, changes=changes)
    crowd = with_further_columns(random_caseload(7, 500, lines=(scenario.value("dibao_standard_urban"), 700.0)), 8)
    result = simulate(crowd, scenario, keep=EVERYTHING)
    found = {name: [] for name in EVERYTHING}
    for i in range(crowd.households):
        row, members = crowd.household(i)
        steps = trace(scenario, row, members, crowd.counties[row["county"]], outputs=EVERYTHING)
        by_name = {step.name: step.value for step in steps if step.member is None}
        for name in EVERYTHING:
            found[name].append(by_name[name])
    for name in EVERYTHING:
        after = result.households[name][1]
        differ = np.array(found[name], dtype=after.dtype).view(np.uint8) != after.view(np.uint8)
        assert not differ.any(), f"{name}: {differ.sum()} bytes differ"
