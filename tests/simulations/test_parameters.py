from datetime import date

import pytest

from models.law import law
from models.problems import ProblemsError
from models.scenario import Scenario
from simulations.financing import by_level, shares
from simulations.parameters import STANDARD, own_values, parameter_table
from simulations.simulate import simulate
from tests.simulations.aid_context import AID_CONTEXT
from tests.simulations.caseloads import caseload, random_caseload
from tests.simulations.cash_context import CASH_CONTEXT
from tests.simulations.further_columns import with_further_columns
from tests.simulations.test_simulate import EVERYTHING

STANDARDS = ("dibao_standard", "dibao_standard_urban", "dibao_standard_rural", "minimum_wage")


def test_values_differ_by_county_and_area():
    scenario = Scenario(place="sanming", day=date(2021, 12, 31))
    table = parameter_table(scenario, STANDARDS, ["三元区", "350428", "别处县"])
    assert table[:2].tolist() == [[708.0, 708.0, 708.0, 1570.0]] * 2
    assert table[2:].tolist() == [[640.0, 640.0, 640.0, 1420.0]] * 4
    hohhot = parameter_table(Scenario(place="hohhot", day=date(2021, 12, 1)), STANDARDS, ["玉泉区"])
    assert hohhot.tolist() == [[790.0, 790.0, 575.0, 1980.0], [575.0, 790.0, 575.0, 1980.0]]


def test_the_registers_own_standard_stands_over_the_law_and_a_change_over_both():
    stated = {
        ("三元区", "urban"): 700.0,
        ("将乐县", "urban"): 640.0,
        ("将乐县", "rural"): 630.0,
        ("永安市", "urban"): 700.0,
    }
    own = {STANDARD: stated}
    counties = ["三元区", "将乐县", "永安市", "沙县区"]
    scenario = Scenario(place="sanming", day=date(2021, 12, 31))
    table = parameter_table(scenario, STANDARDS, counties, own)
    assert table[:, 0].tolist() == [700.0, 708.0, 640.0, 630.0, 700.0, 708.0, 700.0, 708.0]
    assert table[2].tolist() == [640.0, 640.0, 630.0, 1420.0]
    changed = Scenario(place="sanming", day=date(2021, 12, 31), changes={"dibao_standard_rural": 750.0})
    assert parameter_table(changed, STANDARDS, counties, own)[:2, 0].tolist() == [700.0, 750.0]
    by_law = Scenario(place="sanming", day=date(2021, 12, 31), standards="law")
    assert parameter_table(by_law, STANDARDS, counties, own)[:4, 0].tolist() == [708.0, 708.0, 640.0, 640.0]


def test_a_county_of_which_the_data_says_nothing_follows_those_with_the_same_published_standard():
    """Class 3 follows class 3 (700), class 4 class 4 (630); where one law holds for all, the most frequent counts."""
    own = {STANDARD: {("三元区", "urban"): 700.0, ("明溪县", "urban"): 630.0, ("清流县", "urban"): 630.0}}
    scenario = Scenario(place="sanming", day=date(2021, 12, 31))
    assert parameter_table(scenario, STANDARDS, ["永安市", "将乐县"], own)[[0, 2], 0].tolist() == [700.0, 630.0]
    national = Scenario(place="national", day=date(2024, 1, 1))
    assert parameter_table(national, STANDARDS, ["某县"], own)[:, 0].tolist() == [630.0, 593.9]


def test_the_datas_own_standards_count_while_the_law_of_its_day_does():
    """708 of July 2020 gave way to 814.5 in April 2022: a register of 2021 says nothing of what is in force then."""
    dibao = {"recorded_tier": 2, "insured_members": 1, "recorded_standard": 700.0}
    register = caseload(dibao, metadata={"day": "2021-10-31"})

    def own(day, **more):
        return own_values(register, Scenario(place="sanming", day=date.fromisoformat(day), **more))

    stated = {"dibao_standard": {("三元区", "urban"): 700.0}, "supplement_rate": {}}
    assert own("2021-10-31") == own("2020-07-01") == own("2022-03-31") == stated
    assert own("2022-04-01") == own("2020-06-30") == {STANDARD: {}, "supplement_rate": {}}
    assert own("2021-10-31", standards="law") == {}
    undated = caseload(dibao)
    assert own_values(undated, Scenario(place="sanming", day=date(2022, 4, 1))) == stated


def test_no_counties_have_no_cells():
    scenario = Scenario(place="sanming", day=date(2021, 12, 31))
    assert parameter_table(scenario, STANDARDS, []).shape == (0, 4)


def test_every_parameter_without_a_value_is_told_once():
    with pytest.raises(ProblemsError) as caught:
        parameter_table(Scenario(place="national", day=date(2022, 5, 31)), STANDARDS, ["甲", "乙"])
    assert [p.where for p in caught.value.problems] == ["dibao_standard", "minimum_wage"]
    given = Scenario(place="national", day=date(2022, 5, 31), changes={"dibao_standard": 700, "minimum_wage": 1800})
    assert parameter_table(given, STANDARDS, ["甲"]).tolist() == [[700.0, 700.0, 700.0, 1800.0]] * 2


# What must stand for a parameter to matter; nothing is needed for those that are not named.
CONTEXT = {
    # The wage counts once the standard is a share of it, at a share that is not below the published standard.
    "minimum_wage": {"minimum_wage_share": 0.6},
    # Urban standards fall toward rural ones only where standards may fall, and that is also when the switch matters.
    "urban_convergence": {"standard_never_lower": 0},
    "standard_never_lower": {"urban_convergence": 1.0},
    # Rounding to the fen shows where the standard itself is no whole number of fen: 0.4531 × 1980 = 897.138.
    "payment_rounding": {"minimum_wage_share": 0.4531},
    # Each level's share may reach the whole only when the other's leaves room.
    "cost_share_upper": {"cost_share_city": 0},
    "cost_share_city": {"cost_share_upper": 0},
    **AID_CONTEXT,
    **CASH_CONTEXT,
}


@pytest.fixture(scope="module")
def crowd():
    plain = random_caseload(5, 5_000, counties=("玉泉区", "武川县"), lines=(790.0, 575.0))
    return with_further_columns(plain, 6)


def outcome(crowd, changes):
    """Every sum of the simulation, and who pays a hundred yuan of it."""
    scenario = Scenario(place="hohhot", day=date(2022, 1, 1), changes=changes)
    result = simulate(crowd, scenario, scenario, keep=EVERYTHING)
    paid = by_level(100.0, shares(scenario))
    return [float(after.sum()) for _, after in result.levels.values()] + list(paid.values())


def steps(one):
    """Values to move a parameter to: both bounds, or all of its choices."""
    if one.choices or one.unit == "flag":
        return [float(value) for value in range(int(one.minimum), int(one.maximum) + 1)]
    return [one.minimum, one.maximum]


@pytest.mark.parametrize(
    "name", [n for n in law().names() if law().parameter(n)[1] or not law().parameter(n)[0].by_area]
)
def test_every_parameter_moved_alone_changes_some_result(crowd, name):
    """No parameter is dead. ``cost_share_…`` act through ``financing``, all others through the rules."""
    one, _ = law().parameter(name)
    context = CONTEXT.get(name, {})
    outcomes = [outcome(crowd, context | {name: value}) for value in steps(one)]
    assert all(a != b for i, a in enumerate(outcomes) for b in outcomes[i + 1 :])
    if one.off is not None:
        assert outcome(crowd, context | {name: one.off}) != outcomes[-1]


def test_a_standard_for_everybody_matters(crowd):
    assert outcome(crowd, {"dibao_standard": 600}) != outcome(crowd, {"dibao_standard": 900})


def test_a_register_implies_its_own_rate_of_the_supplement():
    """149.4 yuan for one member at 747 yuan is 20 %; with seven households only, the law's rate stands."""
    dibao = {
        "recorded_tier": 2,
        "insured_members": 1,
        "recorded_standard": 747.0,
        "recorded_supplement_members": 1,
        "recorded_supplement": 149.4,
    }
    scenario = Scenario(place="sanming", day=date(2021, 12, 31))
    for households, rate in ((8, 0.2), (7, 0.1)):
        register = caseload(*[dibao] * households)
        table = parameter_table(scenario, ["supplement_rate"], register.counties, own_values(register, scenario))
        assert table[0, 0] == rate
