from datetime import date

import numpy as np
import pytest

from models.rule import Rule, rules, signature
from models.scenario import Scenario
from models.text import Text
from simulations.loop import _household
from simulations.simulate import simulate
from simulations.trace import aggregate, trace
from simulations.wiring import Aggregate, wire
from tests.simulations.caseloads import caseload, random_caseload

EVERYTHING = tuple(name for name, one in rules().items() if not one.of_person)
SCENARIOS = (
    Scenario(place="sanming", day=date(2021, 12, 31)),
    Scenario(place="sanming", day=date(2022, 4, 1), changes={"payment_rounding": 0, "supplement_rate": 0.17}),
    Scenario(place="sanming", day=date(2021, 12, 31), changes={"minimum_wage_share": 0.5, "payment_rounding": 3}),
    Scenario(place="sanming", day=date(2020, 6, 15), changes={"dibao_standard_rural": 611.3, "payment_rounding": 1}),
    Scenario(place="hohhot", day=date(2021, 6, 1), changes={"rural_convergence": 0.35, "low_income_multiple": 2.1}),
    Scenario(
        place="hohhot",
        day=date(2022, 1, 1),
        changes={"urban_convergence": 0.3, "standard_never_lower": 0, "low_income_package_share": 0.4},
    ),
    Scenario(
        place="national",
        day=date(2024, 1, 1),
        changes={"single_person_share": 0.75, "vehicle_limit": 1, "housing_aid_dibao": 1200},
    ),
    Scenario(place="national", day=date(2023, 1, 1), changes={"financial_asset_years": 4, "dwelling_limit": 2}),
)
EACH = 1_250


@pytest.mark.parametrize("number", range(len(SCENARIOS)))
def test_trace_and_population_agree_on_every_value_of_ten_thousand_households(number):
    """8 scenarios × 1,250 households × every household rule: the same bits from the compiled loop and from Python."""
    scenario = SCENARIOS[number]
    crowd = random_caseload(100 + number, EACH)
    result = simulate(crowd, scenario, keep=EVERYTHING)
    found = {name: [] for name in EVERYTHING}
    for i in range(EACH):
        row, members = crowd.household(i)
        steps = trace(scenario, row, members, crowd.counties[row["county"]], outputs=EVERYTHING)
        values = {step.name: step.value for step in steps if step.member is None}
        for name in EVERYTHING:
            found[name].append(values[name])
    for name in EVERYTHING:
        after = result.households[name][1]
        differ = np.array(found[name], dtype=after.dtype).view(np.uint8) != after.view(np.uint8)
        assert not differ.any(), f"{name}: {differ.sum()} bytes differ"


def test_the_caseloads_drawn_hold_every_tier_and_every_oddity():
    """The agreement above would say little of households that are all alike."""
    crowd = random_caseload(100, EACH)
    result = simulate(crowd, SCENARIOS[0], keep=EVERYTHING)
    kept = {name: after for name, (_, after) in result.households.items()}
    assert set(kept["tier"].tolist()) == set(range(7))
    for name in (
        "dibao_entitled",
        "single_person_included",
        "low_income_entitled",
        "assets_within_limits",
        "income_known",
    ):
        assert set(kept[name].tolist()) == {True, False}, name
    on_the_line = kept["income_per_person"] == kept["dibao_line"]
    assert on_the_line.sum() > 20
    assert not kept["dibao_entitled"][on_the_line].any()
    assert (kept["supplement_members"] == -1).any()
    assert (np.diff(crowd.offsets) == 0).any()


def test_steps_tell_the_rule_its_article_and_what_went_in():
    scenario = SCENARIOS[0]
    elder = {"person_age_band": 7}
    one = caseload({"family_members": 3, "recorded_income": 1500.0, "members": (elder, {}, {})})
    row, members = one.household(0)
    steps = trace(scenario, row, members, "三元区")
    by_name = {step.name: step for step in steps if step.member is None}
    payment = by_name["dibao_payment"]
    assert payment.value == 624.0
    assert payment.rule.reference == "社会救助暂行办法 第十二条"
    assert payment.arguments == {"dibao_due": 624.0, "payment_rounding": 2}
    assert by_name["dibao_gap"].arguments == {
        "dibao_entitled": True,
        "dibao_line": 708.0,
        "dibao_insured_members": 3,
        "countable_income": 1500.0,
    }
    assert [s.value for s in steps if s.name == "person_supplement_qualified"] == [True, False, False]
    assert [s.member for s in steps if s.name == "person_supplement_qualified"] == [0, 1, 2]
    assert by_name["sum_person_supplement_qualified"].value == 1
    assert by_name["sum_person_supplement_qualified"].rule is None
    assert steps[-1].name == "net_resources"
    aid = by_name["medical_aid"].value
    assert aid == pytest.approx(3 * (350 + 624.933) / 12, abs=0.001)
    assert steps[-1].value == pytest.approx(1500 + 624 + 70.8 + aid + 7.5)


def test_a_trace_uses_the_registers_own_standard():
    own = {
        "family_members": 1,
        "recorded_income": 0.0,
        "recorded_tier": 2,
        "insured_members": 1,
        "recorded_standard": 650.0,
    }
    one = caseload(own)
    steps = trace(SCENARIOS[0], *one.household(0), "三元区", outputs=("dibao_payment",), own=one.own_values)
    assert steps[-1].value == 650.0


@pytest.mark.parametrize("people", [[], [-1], [-1, -1], [-1, 2, 1], [0, -1]])
@pytest.mark.parametrize("operation", ["sum", "any", "max"])
def test_aggregates_in_the_loop_and_in_the_trace_agree(operation, people):
    """The lines that the loop would compile, here run by Python itself, against the trace's own aggregate."""

    name = f"{operation}_person_disability_level"
    namespace = {}
    exec(f"def wanted({name}: int) -> int:\n    return {name}", namespace)  # noqa: S102
    wanted = namespace["wanted"]
    wanted.__annotations__ = {name: int, "return": int}
    arguments, returns = signature(wanted)
    wiring = wire(["wanted"], {"wanted": Rule("wanted", wanted, Text("甲", "a"), "", "—", arguments, returns)})
    lines = _household(wiring, ("wanted",), frozenset())
    text = "def household(h, first, last, cell, parameters, columns, members):\n" + "\n".join(f"    {x}" for x in lines)
    exec(text, namespace | {"rule_wanted": wanted}, namespace)  # noqa: S102
    in_loop = namespace["household"](0, 0, len(people), 0, (), (), (people,))
    in_trace = aggregate(
        Aggregate(name, operation, "person_disability_level"), [{"person_disability_level": p} for p in people]
    )
    assert in_loop == (in_trace,)
