import pytest

from models.rule import Rule, rules, signature
from models.text import Text
from simulations.wiring import Aggregate, WiringError, as_aggregate, wire


def registry(*functions):
    made = {}
    for function in functions:
        arguments, returns = signature(function)
        made[function.__name__] = Rule(function.__name__, function, Text("甲", "a"), "", "—", arguments, returns)
    return made


def test_every_name_comes_after_those_it_needs():
    wiring = wire(["net_resources"])
    place = {name: i for i, name in enumerate(wiring.order)}
    for name in wiring.order:
        needs = (
            [a for a, _ in wiring.rules[name].arguments] if name in wiring.rules else [wiring.aggregates[name].person]
        )
        assert all(place[need] < place[name] for need in needs if need in place)


def test_only_what_is_needed_is_wired():
    wiring = wire(["income_known", "standard_area"])
    assert set(wiring.order) == {"income_known", "standard_area"}
    assert wiring.columns == {
        "recorded_income": float,
        "income_itemised": bool,
        "area": int,
        "hukou_rural": bool,
    }
    assert wiring.parameters == {"rural_hukou_in_city_as_urban": bool}


def test_an_unknown_name_is_answered_with_the_closest_ones():
    def payment(dibao_standart: float) -> float:
        return dibao_standart

    with pytest.raises(WiringError, match="payment: nothing is called dibao_standart; did you mean dibao_standard"):
        wire(["payment"], registry(payment))
    with pytest.raises(WiringError, match="outputs: nothing is called net_resorces; did you mean net_resources"):
        wire(["net_resorces"])


def test_a_type_that_contradicts_its_source_is_refused():
    def heads(family_members: bool) -> bool:
        return family_members

    with pytest.raises(WiringError, match="heads: family_members is int, not bool"):
        wire(["heads"], registry(heads))

    def share(family_members: float) -> float:
        return family_members

    assert wire(["share"], registry(share)).columns == {"family_members": int}

    def before(share: int) -> int:
        return share

    with pytest.raises(WiringError, match="before: share is float, not int"):
        wire(["before"], registry(before, share))


def test_a_parameter_read_as_two_types_is_refused():
    def one(payment_rounding: int) -> int:
        return payment_rounding

    def two(one: int, payment_rounding: float) -> float:
        return one + payment_rounding

    with pytest.raises(WiringError, match="parameter payment_rounding is annotated with two types"):
        wire(["two"], registry(one, two))


def test_rules_that_need_each_other_in_a_ring_are_named():
    def egg(hen: float) -> float:
        return hen

    def hen(egg: float) -> float:
        return egg

    with pytest.raises(WiringError, match=r"ring: (egg → hen → egg|hen → egg → hen)"):
        wire(["hen"], registry(egg, hen))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sum_person_student", Aggregate("sum_person_student", "sum", "person_student")),
        ("any_person_insured", Aggregate("any_person_insured", "any", "person_insured")),
        ("max_person_age_band", Aggregate("max_person_age_band", "max", "person_age_band")),
        ("sum_students", None),
        ("person_student", None),
    ],
)
def test_aggregates_are_spelt_by_their_names(name, expected):
    assert as_aggregate(name) == expected


def test_person_rules_are_found_through_each_other():
    wiring = wire(["supplement_members"], rules())
    assert wiring.person_rules(["person_supplement_qualified"]) == tuple(
        n
        for n in wiring.order
        if n in {"person_covered_alone", "person_covered", "person_severely_disabled", "person_supplement_qualified"}
    )
    assert {
        "person_insured",
        "person_health",
        "person_age_band",
        "person_disability_kind",
        "person_disability_level",
    } <= set(wiring.member_columns)
