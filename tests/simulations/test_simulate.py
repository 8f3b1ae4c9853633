import json
from datetime import date

import numpy as np
import pytest

from models.problems import ProblemsError
from models.rule import rules
from models.scenario import Scenario
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    NO_TIER,
    RURAL,
    SINGLE_PERSON_INCLUSION,
    UNKNOWN_TIER,
    URBAN,
)
from simulations.indicator import indicators
from simulations.loop import loop
from simulations.simulate import HOUSEHOLD_VALUES, simulate
from simulations.sweep import sweep
from tests.simulations.caseloads import MEMBER, caseload, random_caseload

SANMING = Scenario(place="sanming", day=date(2021, 12, 31))
HOHHOT = Scenario(place="hohhot", day=date(2021, 6, 1))
EVERYTHING = tuple(name for name, one in rules().items() if not one.of_person)
ADDED = [key for key, one in indicators().items() if not one.ratio]


def changed(scenario, **changes):
    return Scenario(**scenario.model_dump() | {"changes": {**scenario.changes, **changes}})


def kept(result, name, side=1):
    return result.households[name][side]


@pytest.fixture(scope="module")
def crowd():
    return random_caseload(1, 20_000)


def test_unification_g3():
    """G3（呼和浩特 2021，城 790、乡 6900 ÷ 12 = 575，农村全部靠拢）：

    甲 乡2人700：450 → 880；乙 乡1人600：0 → 190；丙 乡4人2600：0 → 560；
    丁 城2人1000：580 → 580；戊 乡3人1200：525 → 1170。
    合计 1555 → 3380，月增 1825，年增 21900；存量 5 人 × 215 = 1075，新增 190 + 560 = 750，新增 5 人。
    The increment of 1,825 a month is 1,075 for the five persons already in and 750 for the five newly in.
    """
    rural, urban = {"area": RURAL}, {"area": URBAN}
    households = caseload(
        rural | {"family_members": 2, "recorded_income": 700.0, "recorded_tier": DIBAO, "insured_members": 2},
        rural | {"family_members": 1, "recorded_income": 600.0},
        rural | {"family_members": 4, "recorded_income": 2600.0},
        urban | {"family_members": 2, "recorded_income": 1000.0, "recorded_tier": DIBAO, "insured_members": 2},
        rural | {"family_members": 3, "recorded_income": 1200.0, "recorded_tier": DIBAO, "insured_members": 3},
        counties=("玉泉区",),
    )
    result = simulate(households, changed(HOHHOT, rural_convergence=1.0), keep=EVERYTHING)
    before, after = result.households["basic_cash"]
    assert before.tolist() == [450.0, 0.0, 0.0, 580.0, 525.0]
    assert after.tolist() == [880.0, 190.0, 560.0, 580.0, 1170.0]
    assert result.value("basic_cash_cost", "baseline") == 1555.0
    assert result.value("basic_cash_cost", "reform") == 3380.0
    assert result.value("annual_cash_cost", "difference") == 21_900.0
    assert (after - before)[[0, 4]].sum() == 1075.0
    assert (after - before)[[1, 2]].sum() == 750.0
    assert result.value("newly_in_persons") == 5.0
    assert result.value("newly_in_households") == 2.0
    assert result.value("gaining_households", area="rural") == 4.0
    assert result.value("basic_cash_cost", "difference", county="玉泉区", area="urban") == 0.0


@pytest.mark.parametrize("scenario", [SANMING, HOHHOT])
def test_a_scenario_that_changes_nothing_changes_nothing_to_the_last_bit(crowd, scenario):
    result = simulate(crowd, scenario, keep=EVERYTHING)
    for name in EVERYTHING:
        before, after = result.households[name]
        assert before.tobytes() == after.tobytes(), name
    for key, one in indicators().items():
        if one.compares:
            assert result.value(key) == 0.0, key
        else:
            assert result.value(key, "difference") in {0.0, None}, key
    assert result.value("cash_cost") > 0.0


def test_a_change_to_the_value_in_force_changes_nothing(crowd):
    same = {name: SANMING.value(name) for name in ("low_income_multiple", "supplement_rate", "payment_rounding")}
    result = simulate(crowd, changed(SANMING, **same), keep=EVERYTHING)
    assert all(before.tobytes() == after.tobytes() for before, after in result.households.values())


REFORM = changed(SANMING, minimum_wage_share=0.5, low_income_multiple=2.0, low_income_package_share=0.5)


def sums(result):
    return np.concatenate(
        [np.concatenate(result.levels[key]) if key in result.levels else result.changes[key] for key in ADDED]
    )


def test_threads_change_nothing_to_the_last_bit(crowd):
    results = [simulate(crowd, REFORM, keep=EVERYTHING, threads=threads, block=1_000) for threads in (1, 2, 7)]
    for other in results[1:]:
        assert sums(other).tobytes() == sums(results[0]).tobytes()
        for name in EVERYTHING:
            assert kept(other, name).tobytes() == kept(results[0], name).tobytes()


@pytest.mark.parametrize("block", [1, 137, 4_096, 10**9])
def test_block_size_changes_no_household_and_no_sum(crowd, block):
    whole = simulate(crowd, REFORM, keep=EVERYTHING)
    parts = simulate(crowd, REFORM, keep=EVERYTHING, block=block)
    for name in EVERYTHING:
        assert kept(parts, name).tobytes() == kept(whole, name).tobytes()
    assert sums(parts) == pytest.approx(sums(whole), rel=1e-12)


def test_block_size_leaves_counts_exact():
    counted = random_caseload(2, 5_000)
    counted = type(counted)(
        {**counted.columns, "weight": np.ones(5_000)}, counted.member_columns, counted.offsets, counted.counties
    )
    whole, parts = (simulate(counted, REFORM, keep=EVERYTHING, block=block) for block in (32_768, 77))
    for key, one in indicators().items():
        if one.unit in {"households", "persons"}:
            assert parts.value(key) == whole.value(key) == int(whole.value(key)), key


def test_a_higher_standard_never_pays_a_dibao_household_less(crowd):
    for scenario in (SANMING, changed(SANMING, payment_rounding=0), changed(SANMING, payment_rounding=3)):
        last = None
        for standard in (708.0, 709.0, 750.5, 900.0, 1500.0):
            result = simulate(crowd, changed(scenario, dibao_standard=standard), keep=EVERYTHING)
            paid, entitled = kept(result, "basic_cash"), kept(result, "dibao_entitled")
            if last is not None:
                assert (paid[last[1]] >= last[0][last[1]]).all()
                assert entitled[last[1]].all()
            last = paid, entitled


def test_unifying_upward_never_pays_a_dibao_household_less():
    crowd = random_caseload(3, 10_000, counties=("玉泉区", "武川县"), lines=(790.0, 575.0))
    for share in (0.25, 0.5, 1.0):
        result = simulate(crowd, changed(HOHHOT, rural_convergence=share, urban_convergence=share), keep=EVERYTHING)
        before, after = result.households["basic_cash"]
        entitled = kept(result, "dibao_entitled", 0)
        assert (after[entitled] >= before[entitled]).all()
        assert (after > before)[entitled & (crowd.columns["area"] == RURAL)].any()


def test_raising_the_standard_can_take_a_single_person_payment_away():
    """单人保的反向悬崖：三口人均 720。标准 708 时一人单人保领 708；标准升到 730 时整户低保只补（730 − 720）× 3 = 30。

    The reverse notch of single-person inclusion: a finding of the law as it is, which must not be smoothed over.
    """
    one = {
        "family_members": 3,
        "recorded_income": 2160.0,
        "recorded_tier": SINGLE_PERSON_INCLUSION,
        "insured_members": 1,
    }
    result = simulate(caseload(one), changed(SANMING, dibao_standard=730.0), keep=EVERYTHING)
    before, after = result.households["basic_cash"]
    assert (before.tolist(), after.tolist()) == ([708.0], [30.0])
    assert [int(tier[0]) for tier in result.households["tier"]] == [SINGLE_PERSON_INCLUSION, DIBAO]


def test_widening_the_low_income_multiple_removes_nobody(crowd):
    helped = {DIBAO, SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER, EXTREME_HARDSHIP}
    last = None
    for multiple in (1.0, 1.2, 1.5, 2.0, 2.5):
        result = simulate(crowd, changed(SANMING, low_income_multiple=multiple), keep=EVERYTHING)
        inside, resources = np.isin(kept(result, "tier"), list(helped)), kept(result, "net_resources")
        if last is not None:
            assert inside[last[0]].all()
            assert (resources >= last[1]).all()
            assert inside.sum() > last[0].sum()
        last = inside, resources


def test_more_income_never_brings_a_higher_top_up():
    incomes = np.round(np.linspace(0.0, 4000.0, 4_001), 2)
    rows = [
        {"family_members": 3, "recorded_income": income, "recorded_tier": DIBAO, "insured_members": 3}
        for income in incomes
    ]
    for rounding in range(4):
        paid = kept(
            simulate(caseload(*rows), changed(SANMING, payment_rounding=rounding), keep=EVERYTHING), "dibao_payment"
        )
        assert (np.diff(paid) <= 0).all()
        assert paid[0] >= 708 * 3
        assert paid[-1] == 0


def test_unknown_income_stays_as_recorded_and_is_counted():
    unknown = {"recorded_income": np.nan, "family_members": 2, "insured_members": 2, "recorded_payment": 513.0}
    households = caseload(
        unknown | {"recorded_tier": DIBAO, "recorded_supplement": 70.8, "recorded_care": 20.0},
        unknown | {"recorded_tier": UNKNOWN_TIER},
        unknown | {"recorded_tier": EXTREME_HARDSHIP},
        unknown | {"recorded_tier": NO_TIER, "recorded_payment": 0.0, "insured_members": 0},
    )
    result = simulate(households, changed(SANMING, dibao_standard=1500.0, low_income_multiple=2.5), keep=EVERYTHING)
    for side in (0, 1):
        assert kept(result, "tier", side).tolist() == [DIBAO, UNKNOWN_TIER, EXTREME_HARDSHIP, NO_TIER]
        assert kept(result, "cash_assistance", side).tolist() == [603.8, 513.0, 513.0, 0.0]
        assert np.isfinite(kept(result, "net_resources", side)).all()
    assert result.value("income_unknown_households") == 3.0
    assert result.value("extreme_hardship_households") == 1.0
    assert result.value("cash_cost") == 603.8 + 513.0 + 513.0
    assert result.value("dibao_households") == 1.0


def test_a_weight_counts_as_that_many_households():
    one = {"family_members": 3, "recorded_income": 1500.0, "recorded_tier": DIBAO, "insured_members": 3}
    other = {"family_members": 2, "recorded_income": 1400.0, "county": 1}
    weighted = simulate(caseload(one | {"weight": 3.0}, other), REFORM, keep=EVERYTHING)
    repeated = simulate(caseload(one, one, one, other), REFORM, keep=EVERYTHING)
    for key in indicators():
        for side in ("baseline", "reform", "difference"):
            assert weighted.value(key, side) == pytest.approx(repeated.value(key, side)), key
    assert weighted.value("dibao_households", "baseline", county="三元区") == 3.0


def test_members_of_a_newly_entering_household_count_for_the_supplement():
    """标准 708 时人均 720 的老年夫妻不在保；标准 730：补差（730 − 720）× 2 = 20，分类施保 730 × 10% × 2 = 146。

    An elderly couple newly in: 20 of top-up, and 146 of supplement for two members that no register insured before.
    """
    elder = MEMBER | {"person_age_band": 7, "person_insured": False}
    couple = {"family_members": 2, "recorded_income": 1440.0, "members": (elder, elder)}
    result = simulate(caseload(couple), changed(SANMING, dibao_standard=730.0), keep=EVERYTHING)
    assert kept(result, "cash_assistance", 0).tolist() == [0.0]
    assert kept(result, "basic_cash").tolist() == [20.0]
    assert kept(result, "supplement_cash") == pytest.approx([146.0])


def test_the_registers_own_standard_is_present_law_unless_the_published_one_is_asked_for():
    own = {
        "family_members": 3,
        "recorded_income": 1500.0,
        "recorded_tier": DIBAO,
        "insured_members": 3,
        "recorded_standard": 700.0,
    }
    register = caseload(own, own, own | {"recorded_standard": 710.0}, {"county": 1, "recorded_income": 600.0})
    assert register.standards == {("三元区", "urban"): 700.0}

    def lines(scenario):
        return kept(simulate(register, scenario, keep=EVERYTHING), "dibao_line").tolist()

    # The county of which the register says nothing is of another class: its published standard stands.
    assert lines(SANMING) == [700.0, 700.0, 700.0, 640.0]
    by_law = Scenario(**SANMING.model_dump() | {"standards": "law"})
    assert lines(by_law) == [708.0, 708.0, 708.0, 640.0]
    assert lines(changed(SANMING, dibao_standard=800.0)) == [800.0] * 4
    assert lines(changed(SANMING, dibao_standard_rural=800.0)) == [700.0, 700.0, 700.0, 640.0]
    result = simulate(register, changed(SANMING, dibao_standard=800.0), keep=EVERYTHING)
    assert result.parameter("dibao_standard", "baseline", "三元区", "urban") == 700.0
    assert result.parameter("dibao_standard", "reform", "三元区", "urban") == 800.0


def test_a_day_without_law_is_told_with_every_parameter_that_lacks_a_value(crowd):
    with pytest.raises(ProblemsError) as caught:
        simulate(crowd, Scenario(place="hohhot", day=date(2019, 1, 1)), keep=EVERYTHING)
    assert sorted(p.where for p in caught.value.problems) == ["dibao_standard", "minimum_wage"]
    assert {p.code for p in caught.value.problems} == {"value_not_known"}


def test_a_result_is_json_and_says_null_where_nothing_can_be_computed():
    empty = simulate(caseload({"recorded_income": 9000.0}), SANMING, keep=EVERYTHING)
    told = json.loads(json.dumps(empty.to_json(), allow_nan=False))
    assert told["reform"]["cash_per_recipient"] is None
    assert told["reform"]["coverage"] is None
    assert told["baseline"]["newly_in_households"] is None
    assert told["reform"]["cash_cost"] == 0.0
    assert told["data"]["mark"] == "register"
    assert set(told["by_county"]) == {"三元区", "将乐县"}
    assert told["scenario"]["reform"]["day"] == "2021-12-31"
    assert set(told["units"]) == set(indicators())


def test_coverage_is_over_the_population_that_the_data_states():
    one = {"family_members": 3, "recorded_income": 1500.0, "recorded_tier": DIBAO, "insured_members": 3}
    known = {"mark": "register", "population": {"三元区": 300, "": 1000}}
    result = simulate(caseload(one, metadata=known), SANMING, keep=EVERYTHING)
    assert result.value("coverage") == 0.003
    assert result.value("coverage", county="三元区") == 0.01
    assert result.value("coverage", county="将乐县") is None
    assert result.value("coverage", area="urban") is None


def test_parts_add_up_to_the_whole(crowd):
    result = simulate(crowd, REFORM, keep=EVERYTHING)
    for key in ADDED:
        whole = result.value(key)
        assert sum(result.value(key, county=c) for c in result.counties) == pytest.approx(whole)
        assert sum(result.value(key, area=a) for a in result.areas) == pytest.approx(whole)
    tiers = [
        key
        for key in ADDED
        if key.endswith("_households") and indicators()[key].function.__module__.endswith("coverage")
    ]
    weight = crowd.columns["weight"]
    tier = kept(result, "tier")
    counted = sum(
        result.value(key) for key in tiers if key not in {"recipient_households", "income_unknown_households"}
    )
    assert counted == pytest.approx(weight[(tier != NO_TIER) & (tier != UNKNOWN_TIER)].sum())


def test_totals_are_the_sums_of_the_households_kept(crowd):
    result = simulate(crowd, REFORM, keep=EVERYTHING)
    weight = crowd.columns["weight"]
    assert result.value("cash_cost") == pytest.approx((weight * kept(result, "cash_assistance")).sum(), rel=1e-12)
    gain = kept(result, "net_resources") - kept(result, "net_resources", 0)
    assert result.value("gaining_households") == pytest.approx(weight[gain > 1.0].sum())
    assert result.value("losing_households") == pytest.approx(weight[gain < -1.0].sum())
    assert result.value("income_unknown_households") == pytest.approx(
        weight[np.isnan(crowd.columns["recorded_income"]) & (crowd.columns["recorded_tier"] != EXTREME_HARDSHIP)].sum()
    )


def test_a_sweep_is_the_simulation_at_every_value_and_refuses_what_a_scenario_refuses(crowd):
    found = sweep(crowd, SANMING, "low_income_multiple", [1.5, 2.0])
    single = simulate(crowd, changed(SANMING, low_income_multiple=2.0))
    assert found.indicator("low_income_tier_persons")[1] == single.value("low_income_tier_persons")
    assert found.results[0].value("low_income_tier_persons", "difference") == 0.0
    with pytest.raises(ProblemsError):
        sweep(crowd, SANMING, "low_income_multiple", [2.0, 9.0])
    with pytest.raises(ProblemsError):
        sweep(crowd, SANMING, "low_income_multipel", [2.0])


def test_the_values_that_files_show_are_kept_on_request(crowd):
    assert set(HOUSEHOLD_VALUES) <= set(EVERYTHING)
    assert simulate(crowd, SANMING).households == {}


def test_one_compiled_loop_serves_every_caseload(crowd):
    read_only = random_caseload(4, 10)
    simulate(crowd, SANMING, keep=EVERYTHING)
    simulate(read_only, REFORM, keep=EVERYTHING)
    simulate(caseload({}), SANMING, keep=EVERYTHING)
    assert len(loop(EVERYTHING).run.signatures) == 1
