import math

import pytest

from models.codes import CODES, code_number
from models.columns import RULE_COLUMNS
from models.household import DERIVED, Household, example, fields_of, from_typical
from models.problems import ProblemsError
from models.typical import TYPICAL_HOUSEHOLDS


def codes_of(data):
    with pytest.raises(ProblemsError) as refused:
        Household.model_validate(data)
    return {(one.code, one.where) for one in refused.value.problems}


def test_everything_wrong_is_told_at_once():
    told = codes_of(
        {
            "countty": "三元区",
            "rent": -3,
            "income": "much",
            "area": "town",
            "no_supporters": "yes",
            "insured_members": 4,
            "members": [{"age": 130, "earnngs": 3, "disability_level": 5}, {"age": 2.5}, 7],
        }
    )
    assert told == {
        ("unknown_field", "countty"),
        ("negative", "rent"),
        ("wrong_type", "income"),
        ("unknown_code", "area"),
        ("wrong_type", "no_supporters"),
        ("insured_exceed_family", "insured_members"),
        ("out_of_range", "members[0].age"),
        ("unknown_field", "members[0].earnngs"),
        ("out_of_range", "members[0].disability_level"),
        ("wrong_type", "members[1].age"),
        ("wrong_type", "members[2]"),
    }


def test_an_unknown_field_is_answered_with_what_may_be_meant():
    with pytest.raises(ProblemsError, match="earnings"):
        Household.model_validate({"members": [{"earnngs": 1}]})


@pytest.mark.parametrize("data", [[], "x", None, 3, {"members": {}}, {"members": "x"}, {}, {"members": []}])
def test_what_is_no_household_is_refused(data):
    assert codes_of(data)


@pytest.mark.parametrize("value", [True, math.nan, math.inf, "1", [1]])
def test_an_amount_is_a_finite_number(value):
    assert codes_of({"rent": value, "members": [{}]}) == {("wrong_type", "rent")}


def test_a_total_that_is_not_the_sum_of_its_items_is_refused():
    """1000 + 180 = 1180, not 1200."""
    household = {"income": 1200, "transfer_income": 180, "members": [{"earnings": 1000}]}
    assert codes_of(household) == {("incomes_differ", "income")}
    row, _ = Household.model_validate(household | {"income": 1180}).columns()
    assert (row["income_itemised"], row["recorded_income"]) == (True, 1180.0)


def test_what_is_not_said_is_unknown_and_never_zero_income():
    row, (person,) = Household.model_validate({"members": [{}]}).columns()
    assert math.isnan(row["recorded_income"])
    assert math.isnan(row["financial_assets"])
    assert (row["income_itemised"], row["recorded_tier"], row["insured_members"]) == (False, 0, 0)
    assert person["person_age_band"] == person["person_age"] == person["person_health"] == -1


def test_a_row_holds_every_column_that_a_rule_may_ask_for():
    row, people = example().columns()
    numbers = [c for c in RULE_COLUMNS if c.kind != "text"]
    assert set(row) == {c.name for c in numbers if c.entity == "household"}
    assert all(set(one) == {c.name for c in numbers if c.entity == "member"} for one in people)


def test_an_amount_said_of_one_member_is_none_of_the_others():
    _, people = Household.model_validate({"members": [{"medical_self_pay": 900}, {}]}).columns()
    assert [one["person_medical_self_pay"] for one in people] == [900.0, 0.0]
    _, (alone,) = Household.model_validate({"members": [{}]}).columns()
    assert math.isnan(alone["person_medical_self_pay"])


@pytest.mark.parametrize(
    ("said", "members", "insured", "each"),
    [
        ({"recorded_tier": "dibao"}, [{}, {}], 2, [True, True]),
        ({"recorded_tier": "dibao"}, [{"insured": True}, {}], 1, [True, False]),
        ({"recorded_tier": "dibao", "insured_members": 1}, [{}, {}], 1, [True, True]),
        ({"recorded_tier": "dibao", "insured_members": 0}, [{}, {}], 0, [True, True]),
        ({"recorded_tier": "single_person_inclusion"}, [{}, {}], 1, [True, True]),
        ({"recorded_tier": "low_income_tier"}, [{}, {}], 0, [True, True]),
    ],
)
def test_who_is_insured(said, members, insured, each):
    row, people = Household.model_validate(said | {"members": members}).columns()
    assert row["insured_members"] == insured
    assert [one["person_insured"] for one in people] == each


def test_a_household_can_be_written_and_read_again():
    assert Household.model_validate(example().to_json()) == example()


@pytest.mark.parametrize("typical", TYPICAL_HOUSEHOLDS, ids=lambda one: one.key)
def test_a_typical_household_can_be_edited(typical):
    """It has the members that the gallery has, in the columns that both fill."""
    row, people = from_typical(typical, "x", income=100.0).columns()
    assert row["family_members"] == len(typical.members)
    for person, member in zip(people, typical.members, strict=True):
        assert person["person_age_band"] == member.columns()["person_age_band"]
        assert max(person["person_disability_level"], 0) == member.disability_level
        assert max(person["person_health"], 0) == member.health


def test_every_code_column_has_names():
    asked = {c.name for c in RULE_COLUMNS if c.kind == "code"} - DERIVED
    assert asked <= set(CODES)
    for column in asked:
        for number, code in CODES[column].items():
            assert code_number(column, code.key) == number
    assert set(fields_of("member")) >= {"age", "earnings", "study"}
