"""The page of one household or two."""

import pytest

from models.household import Household, example
from models.scenario import Scenario
from simulations.traced_household import TracedHousehold


def kept(household, prefix="household_a"):
    """Session state in which a household was edited before."""
    return {f"{prefix}_base": household.to_json(), f"{prefix}_version": 1}


@pytest.mark.parametrize(
    ("language", "tier", "cash", "clause"),
    [
        ("zh", "低保", "214.80元/月", "依据：社会救助暂行办法"),
        ("en", "Dibao", "214.80 yuan/month", "Clause: 社会救助暂行办法"),
    ],
)
def test_the_result_stands_on_top_and_every_step_has_its_clause(open_page, words, language, tier, cash, clause):
    """三口人收入 1,980：补差 708 × 3 − 1,980 = 144，一名未成年人分类施保 70.80，合计 214.80."""
    page = open_page("household", language)
    assert [one.value for one in page.metric][:2] == [tier, cash]
    assert clause in words(page)
    assert ("取自" if language == "zh" else "From") in words(page)


def test_the_page_tells_what_the_command_tells(open_page, words):
    page = open_page("household", **kept(example()), study_standards=False)
    found = TracedHousehold.of(
        Household.model_validate(page.session_state["household_a_kept"]),
        Scenario(place=page.session_state["study_place"], day=page.session_state["study_day"], standards="law"),
    )
    amounts = [float(found.value(name)) for name in ("cash_assistance", "special_assistance", "net_resources")]
    assert len(page.metric) == 4
    assert f"{amounts[0]:,.2f}" in words(page)
    assert f"{amounts[2]:,.2f}" in words(page)


def test_only_what_applied_can_be_chosen(open_page):
    some = open_page("household")
    every = open_page("household", household_applied=False)
    assert len(some.markdown) < len(every.markdown)
    assert any("低保边缘资格" in one.value and "**否**" in one.value for one in every.markdown)
    assert not any("低保边缘资格** = **否**" in one.value for one in some.markdown)


@pytest.mark.parametrize(
    ("language", "marked"), [("zh", "甲为低保，乙为低保边缘"), ("en", "A: Dibao. B: Low-income tier")]
)
def test_a_dibao_household_stands_against_one_of_the_low_income_tier(open_page, words, language, marked):
    page = open_page("household", language, household_two=True)
    assert marked in words(page)
    assert len(page.metric) == 8
    table = page.table[0].value.astype(str)
    assert "≠" in table.to_string()
    assert "-214.80" in table.to_string()
    assert not (table.iloc[:, 1] == table.iloc[:, 2]).any()


def test_what_is_not_stated_is_named_where_a_rule_needs_it(open_page, words):
    page = open_page("household")
    found = TracedHousehold.of(
        Household.model_validate(page.session_state["household_a_kept"]),
        Scenario(place="sanming", day=page.session_state["study_day"]),
    )
    for one in found.not_computable:
        assert f"{one.rule.text.zh}不可计算：没有说明{one.needed().zh}" in words(page)


def test_edits_are_kept_while_another_page_is_looked_at(open_page):
    page = open_page("household")
    page.session_state["household_a_1_income"] = 2500.0
    page.run()
    page.session_state["page"] = "law"
    page.run()
    page.session_state["page"] = "household"
    page.run()
    assert not page.exception
    assert page.session_state["household_a_kept"]["income"] == 2500.0
    assert page.metric[0].value == "低保边缘"


def test_incomes_item_by_item_and_unknown(open_page):
    page = open_page("household", **kept(example()))
    assert page.session_state["household_a_kept"]["members"][0]["earnings"] == 1500.0
    page.session_state["household_a_1_income_way"] = "unknown"
    page.run()
    assert "earnings" not in page.session_state["household_a_kept"]["members"][0]
    assert page.metric[0].value == "不在保"
