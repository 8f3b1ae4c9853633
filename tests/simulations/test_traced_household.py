import json
from datetime import date

import numpy as np
import pytest

from models.codes import CODES
from models.further_columns import FURTHER
from models.household import Household, example, fields_of
from models.problems import ProblemsError
from models.rule import rules
from models.scenario import Scenario
from simulations.caseload import Caseload
from simulations.simulate import simulate
from simulations.trace import trace
from simulations.traced_household import TracedHousehold, value_text

EVERYTHING = tuple(name for name, one in rules().items() if not one.of_person)
SANMING = Scenario(place="sanming", day=date(2021, 12, 31))
PLAIN = Household.model_validate({"county": "三元区", "income": 1680, "members": [{"age": 44}] * 4})
SCENARIOS = (
    SANMING,
    Scenario(place="sanming", day=date(2022, 4, 1), changes={"minimum_wage_share": 0.5, "payment_rounding": 0}),
    Scenario(place="sanming", day=date(2020, 8, 1), changes={"low_income_multiple": 2, "supplement_rate": 0.2}),
    Scenario(place="hohhot", day=date(2022, 1, 1), changes={"rural_convergence": 0.4}),
)
EACH = 2_500
HIGHEST = {"money": 3_000.0, "number": 3.0, "count": 4.0}


def _said(draw, column):
    """A value that a person may state for a column."""
    if column.kind == "code":
        return str(draw.choice([code.key for code in CODES[column.name].values()]))
    if column.kind == "flag":
        return bool(draw.random() < 0.5)
    value = draw.random() * HIGHEST[column.kind]
    return round(value, 2) if column.kind in {"money", "number"} else int(value)


def random_household(draw):
    """A household of which about half of all that may be said is said; incomes a total, itemised, or unknown."""
    size = int(draw.integers(1, 6))
    kind = draw.choice(["total", "items", "unknown"], p=[0.45, 0.45, 0.1])
    items = {"business_income", "property_income", "transfer_income", "support_income", "earnings"}

    def some(entity):
        fields = {n: c for n, c in fields_of(entity).items() if n not in {"income", "family_members"}}
        fields = {n: c for n, c in fields.items() if kind == "items" or n not in items}
        said = {name: _said(draw, c) for name, c in fields.items() if draw.random() < 0.4}
        return said | ({"age": int(draw.integers(0, 95))} if entity == "member" else {})

    household = some("household") | {"members": [some("member") for _ in range(size)]}
    household["insured_members"] = int(draw.integers(0, size + 1))
    if kind == "total":
        household["income"] = round(float(draw.gamma(2.0, 0.5)) * 708.0 * size, 2)
    return Household.model_validate(household)


def as_caseload(households, counties):
    rows, people = zip(*(one.columns() for one in households), strict=True)
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    columns["county"] = np.arange(len(rows)) % len(counties)
    members = {name: np.array([m[name] for p in people for m in p]) for name in people[0][0]}
    return Caseload(columns, members, np.cumsum([0, *map(len, people)]), counties)


@pytest.mark.parametrize("number", range(len(SCENARIOS)))
def test_the_trace_of_ten_thousand_stated_households_is_the_population_run(number):
    """4 scenarios × 2,500 households × every household rule: not one bit differs."""
    scenario = SCENARIOS[number]
    counties = ("三元区", "将乐县") if scenario.place == "sanming" else ("玉泉区",)
    draw = np.random.default_rng(700 + number)
    households = [random_household(draw) for _ in range(EACH)]
    result = simulate(as_caseload(households, counties), scenario, keep=EVERYTHING, own={})
    found = {name: [] for name in EVERYTHING}
    for i, one in enumerate(households):
        steps = trace(scenario, *one.columns(), counties[i % len(counties)], outputs=EVERYTHING)
        values = {step.name: step.value for step in steps if step.member is None}
        for name in EVERYTHING:
            found[name].append(values[name])
    for name in EVERYTHING:
        after = result.households[name][1]
        differ = np.array(found[name], dtype=after.dtype).view(np.uint8) != after.view(np.uint8)
        assert not differ.any(), f"{name}: {differ.sum()} bytes differ"
    assert len(set(result.households["tier"][1].tolist())) >= 4


def test_the_telling_holds_the_same_values_as_the_trace():
    told = TracedHousehold.of(example(), SANMING)
    steps = trace(SANMING, *example().columns(), "三元区", outputs=EVERYTHING)
    assert sorted((s.name, s.member or 0, s.value) for s in told.steps) == sorted(
        (s.name, s.member or 0, s.value) for s in steps
    )


def test_every_step_follows_those_it_needs():
    seen = set()
    steps = TracedHousehold.of(example(), SANMING).steps
    for step in steps:
        for argument in step.arguments:
            if argument.kind == "rule":
                assert argument.name in seen, (step.name, argument.name)
        seen.add(step.name)
    assert {step.name for step in steps} >= set(EVERYTHING)


def test_the_json_tells_every_input_with_its_kind_and_origin():
    told = json.loads(json.dumps(TracedHousehold.of(PLAIN, SANMING).to_json(), allow_nan=False))
    assert set(told) == {"household", "scenario", "county", "area", "summary", "steps", "not_computable"}
    assert set(told["summary"]) >= {"tier", "cash_assistance", "special_assistance", "net_resources"}
    assert told["summary"]["tier"] == "dibao"
    by_name = {step["name"]: step for step in told["steps"]}
    wanted = {"name", "text", "unit", "reference", "value", "member", "arguments"}
    assert all(wanted <= set(step) for step in told["steps"])
    assert by_name["income_per_person"]["arguments"]["countable_income"] | {"text": ""} == {
        "value": 1680.0,
        "kind": "rule",
        "text": "",
        "unit": "yuan/month",
        "reference": "",
        "start": None,
        "assumed": False,
    }
    rounding = next(s["arguments"]["payment_rounding"] for s in told["steps"] if "payment_rounding" in s["arguments"])
    assert (rounding["kind"], rounding["start"], rounding["assumed"]) == ("parameter", "2020-06-01", True)
    assert rounding["reference"]
    assert by_name["income_known"]["arguments"]["recorded_income"]["kind"] == "column"
    for step in told["steps"]:
        for argument in step["arguments"].values():
            assert argument["kind"] in {"column", "parameter", "rule"}
            assert argument["kind"] != "parameter" or argument["reference"]


def test_a_changed_parameter_is_told_as_set_by_the_scenario():
    scenario = Scenario(place="sanming", day=date(2021, 12, 31), changes={"supplement_rate": 0.2})
    step = TracedHousehold.of(example(), scenario).step("categorical_supplement")
    rate = next(one for one in step.arguments if one.name == "supplement_rate")
    assert (rate.value, rate.reference, rate.start) == (0.2, "方案设定", date(2021, 12, 31))


def test_a_rule_without_its_column_is_named_and_has_no_value():
    told = TracedHousehold.of(Household.model_validate({"income": 500, "members": [{"age": 40}]}), SANMING)
    needing = {name for name, one in rules().items() if set(one.needs) & {c.name for c in FURTHER}}
    assert {one.rule.name for one in told.not_computable} == needing
    for step in told.to_json()["steps"]:
        assert step["computable"] == (step["name"] not in needing)
        assert step["computable"] or step["value"] is None


def test_an_unknown_county_is_refused_with_those_there_are():
    with pytest.raises(ProblemsError, match="三元区"):
        TracedHousehold.of(example(), SANMING, "三园区")


@pytest.mark.parametrize(
    ("name", "value", "unit", "zh", "en"),
    [
        ("tier", 4, "", "低保边缘", "Low-income tier"),
        ("payment_rounding", 2, "choice", "进到元", "up to the yuan"),
        ("dibao_payment", 1234.5, "yuan/month", "1,234.50", "1,234.50"),
        ("recorded_income", float("nan"), "yuan/month", "未说明", "not stated"),
        ("person_disability_level", -1, "", "未说明", "not stated"),
        ("minimum_wage_share", 0.45, "share", "45%", "45%"),
        ("dibao_entitled", True, "", "是", "yes"),
    ],
)
def test_values_are_told_as_a_person_reads_them(name, value, unit, zh, en):
    text = value_text(name, value, unit)
    assert (text.zh, text.en) == (zh, en)
