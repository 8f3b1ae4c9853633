"""The packages in the population: notches by mode, what each costs, and that trace and loop agree on them."""

from datetime import date

import numpy as np
import pytest

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.rule import rules
from models.scenario import Scenario
from models.tiers import DIBAO, LOW_INCOME_TIER
from simulations.computable import not_computable
from simulations.simulate import simulate
from simulations.trace import trace
from tests.simulations.caseloads import caseload, random_caseload
from tests.simulations.further_columns import with_further_columns
from tests.simulations.test_cliffs import FAMILY, G7, found, sanming

PACKAGES = ("medical", "education", "housing", "energy", "employment")
EVERYTHING = tuple(name for name, one in rules().items() if not one.of_person)


def modes(mode, **more):
    return {f"{package}_mode": mode for package in PACKAGES} | more


def test_packages_that_fall_over_the_tier_leave_no_notch():
    """V(y) = V·(1 − (y − S) ÷ ((k − 1)S)) starts at the whole bundle and ends at nothing."""
    assert found(FAMILY, sanming(**G7, **modes(TAPERED))) == []


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_packages_by_need_end_at_the_low_income_line(share):
    """θ × 6,640 yuan a year for everybody below 1,062, so nothing falls at 708."""
    shares = {f"{package}_package_share": share for package in PACKAGES}
    (only,) = found(FAMILY, sanming(**G7, **modes(BY_NEED, **shares)))
    assert only.income_per_person == 1062.0
    assert only.drop * 12 == pytest.approx(6640.0 * share, abs=1e-4)


def test_one_graded_package_changes_its_own_part_alone():
    """Half of 3,700 yuan in the low-income tier: education falls by 1,850, medical aid by 1,500 as before."""
    line, end = found(FAMILY, sanming(**G7, education_mode=GRADED, education_package_share=0.5))
    assert line.parts["education"] * 12 == pytest.approx(1850.0, abs=1e-4)
    assert line.parts["medical"] * 12 == pytest.approx(1500.0, abs=1e-4)
    assert end.parts["education"] * 12 == pytest.approx(1850.0, abs=1e-4)


def test_the_cost_of_the_packages_adds_up():
    crowd = with_further_columns(random_caseload(21, 3_000), 22)
    scenario = sanming(employment_aid_value=400, housing_renovation_grant=20_000, heating_aid_dibao=700)
    result = simulate(crowd, scenario, scenario)
    costs = [result.value(f"{key}_cost") for key in ("medical", "education", "housing", "energy", "other_aid")]
    assert all(cost > 0.0 for cost in costs)
    assert sum(costs) == pytest.approx(result.value("special_assistance_cost"), rel=1e-12)


def test_self_pay_that_is_stated_counts_exactly():
    """12,000 yuan of one of three in dibao: 12000 × 70 % = 8,400, the other two 624.93 each; premium 3 × 350."""
    plain = caseload({"family_members": 3, "recorded_income": 0.0, "members": ({}, {}, {})})
    members = {**plain.member_columns, "person_medical_self_pay": np.array([12_000.0, np.nan, np.nan])}
    told = type(plain)(plain.columns, members, plain.offsets, plain.counties)
    aid = simulate(told, sanming(), keep=("medical_aid",)).households["medical_aid"][1][0]
    assert aid * 12 == pytest.approx(8_400 + 2 * 624.93 + 1_050, abs=0.1)


def test_rules_of_columns_that_a_plain_register_lacks_are_not_computable():
    lacking = {one.rule.name: one.columns for one in not_computable(random_caseload(1, 5))}
    assert lacking["temporary_assistance"] == ("event_kind",)
    assert lacking["rental_subsidy"] == ("rent", "floor_area")
    assert lacking["person_employable"] == ("person_able",)


@pytest.mark.parametrize(
    ("place", "day", "expected"),
    [("sanming", "2021-12-31", 75_000.0), ("sanming", "2021-12-29", 0.0), ("hohhot", "2021-12-31", 0.0)],
)
def test_price_subsidy_in_the_population_g9(place, day, expected):
    """G9: CPI 3.1 %, food 2 %, SCPI 4.2 %, S = 708: 30 yuan × 2,500 persons in Fujian, not triggered elsewhere."""
    changes = {"cpi": 0.031, "food_cpi": 0.02, "scpi": 0.042, "dibao_standard": 708}
    scenario = Scenario(place=place, day=date.fromisoformat(day), changes=changes)
    persons = caseload({"weight": 2500.0, "recorded_tier": DIBAO, "insured_members": 1})
    assert simulate(persons, scenario, scenario).value("price_subsidy_cost") == expected


def test_temporary_assistance_in_the_population():
    """Illness of 15,000 in dibao: 5 × 708 = 3,540; an accident outside any tier: 3 × 708; a third time: nothing.

    None of the amounts is within the town's 2 × 708; help of another kind, 2 × 708, is.
    """
    rows = [
        {"recorded_income": 0.0, "family_members": 2, "event": (1, 15_000.0, 0)},
        {"recorded_income": 9_000.0, "family_members": 2, "event": (2, 0.0, 1)},
        {"recorded_income": 0.0, "family_members": 2, "event": (1, 15_000.0, 2)},
        {"recorded_income": 9_000.0, "family_members": 2, "event": (5, 0.0, 0)},
    ]
    plain = caseload(*({k: v for k, v in row.items() if k != "event"} for row in rows))
    events = np.array([row["event"] for row in rows])
    columns = dict(zip(("event_kind", "event_self_pay", "events_this_year"), events.T, strict=True))
    told = type(plain)({**plain.columns, **columns}, plain.member_columns, plain.offsets, plain.counties)
    result = simulate(told, sanming(), keep=("temporary_assistance", "tier"))
    assert result.households["temporary_assistance"][1].tolist() == [3_540.0, 2_124.0, 0.0, 1_416.0]
    assert result.value("temporary_assistance_cost") == 7_080.0
    assert result.value("temporary_assistance_households") == 3.0
    assert result.value("town_decided_households") == 1.0


@pytest.mark.parametrize("mode", [0, GRADED, TAPERED, BY_NEED])
def test_trace_and_population_agree_where_every_column_is_there(mode):
    """400 households with every further column: the same bits from the compiled loop and from Python."""
    crowd = with_further_columns(random_caseload(300 + mode, 400), 31)
    scenario = sanming(**modes(mode, employment_aid_value=400, cpi=0.05, scpi=0.05, temporary_basis=1))
    result = simulate(crowd, scenario, keep=EVERYTHING)
    for i in range(crowd.households):
        row, members = crowd.household(i)
        steps = trace(scenario, row, members, crowd.counties[row["county"]], outputs=EVERYTHING)
        values = {step.name: step.value for step in steps if step.member is None}
        for name in EVERYTHING:
            after = result.households[name][1][i]
            assert values[name] == after or (np.isnan(values[name]) and np.isnan(after)), (i, name)
    assert {DIBAO, LOW_INCOME_TIER} <= set(result.households["tier"][1].tolist())


def test_the_parts_of_a_notch_hold_the_price_subsidy_and_the_cash_of_the_low_income_tier():
    """In a month of rising prices dibao has max(30, 708 × 5 %) × 3 = 106.20 more; above it 30 % of 708 = 212.40."""
    line, end = found(FAMILY, sanming(**G7, cpi=0.05, scpi=0.05, low_income_cash_share=0.3))
    assert line.parts["other"] == pytest.approx(106.2 - 212.4, abs=1e-4)
    assert end.parts["other"] == pytest.approx(212.4, abs=1e-4)
    assert sum(line.parts.values()) == pytest.approx(line.drop)
    assert line.drop == pytest.approx(3290 / 12 + 106.2 - 212.4, abs=1e-4)


@pytest.mark.parametrize(
    ("place", "expected"), [("qinghai", 5 * 672.0), ("shanghai", 3 * 1330.0), ("hohhot", 6 * 790.0)]
)
def test_temporary_assistance_of_the_places(place, expected):
    """One person, illness of 30,000 in dibao: 8 S, at most 5 urban S in Qinghai and 6 S nationally; S × 3 months."""
    plain = caseload({"recorded_income": 0.0})
    columns = {"event_kind": np.array([1]), "event_self_pay": np.array([30_000.0]), "events_this_year": np.array([0])}
    told = type(plain)({**plain.columns, **columns}, plain.member_columns, plain.offsets, plain.counties)
    scenario = Scenario(place=place, day=date(2021, 12, 31))
    assert simulate(told, scenario, scenario).value("temporary_assistance_cost") == expected


def test_heating_is_for_the_north_and_disability_subsidies_are_known_for_shanghai():
    """Qinghai 756 and 4 kWh × 0.50 × 12 = 24 a year, Hohhot 700 + 90; Shanghai 410 + 300 a month for level 1."""
    disabled = {"person_disability_kind": 4, "person_disability_level": 1}
    household = caseload({"recorded_income": 0.0, "members": (disabled,)})
    found_by_place = {}
    for place in ("sanming", "shanghai", "qinghai", "hohhot", "ulanqab"):
        scenario = Scenario(place=place, day=date(2023, 6, 1))
        result = simulate(household, scenario, scenario)
        found_by_place[place] = (round(result.value("energy_cost") * 12, 6), result.value("disability_subsidy_cost"))
    assert found_by_place == {
        "sanming": (90.0, 0.0),
        "shanghai": (90.0, 710.0),
        "qinghai": (780.0, 0.0),
        "hohhot": (790.0, 0.0),
        "ulanqab": (790.0, 0.0),
    }
