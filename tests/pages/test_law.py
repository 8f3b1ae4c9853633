"""The page of the law."""

from datetime import date

import pytest

from models.law import law
from simulations.reach import reached, readers


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_parameter_is_listed_with_what_is_in_force(open_page, language):
    page = open_page("law", language)
    listed = page.dataframe[0].value
    assert list(listed.iloc[:, -1]) == list(law().parameters)
    names = [one.name(language) for one in law().parameters.values()]
    assert list(listed.iloc[:, 0]) == names
    share = listed[listed.iloc[:, -1] == "dibao_standard"].iloc[0]
    assert "708" in share.iloc[2]


@pytest.mark.parametrize(("language", "word"), [("zh", "最低工资（月"), ("en", "minimum WAGE monthly")])
def test_one_parameter_is_told_in_full(open_page, words, language, word):
    page = open_page("law", language, law_search=word)
    assert len(page.dataframe[0].value) == 1
    history = page.table[0].value.astype(str).to_string()
    parameter = law().parameters["minimum_wage"]
    written = [v for place in law().places.values() for v in place.values.get("minimum_wage", ())]
    assert len(page.table[0].value) == len(written) + len(parameter.values)
    assert "2022-04-01" in history
    assert "1,810" in history
    for rule in readers(parameter):
        assert f"`{rule.name}`" in words(page)


def test_a_word_that_is_nowhere_is_answered(open_page, words):
    assert "没有找到" in words(open_page("law", law_search="无此词无此词"))


def test_only_what_is_assumed_can_be_listed(open_page):
    every, some = (open_page("law", law_assumed=only).dataframe[0].value for only in (False, True))
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize(("language", "tab"), [("zh", "对照两地或两日"), ("en", "Compare two places or two days")])
def test_only_what_differs_is_shown(open_page, language, tab):
    page = open_page(
        "law", language, law_tabs=tab, law_0_place="sanming", law_1_place="sanming",
        law_0_day=date(2021, 12, 31), law_1_day=date(2022, 4, 1),
    )  # fmt: skip
    keys = set((page.table[0] if page.table else page.dataframe[0]).value.iloc[:, -1])
    assert {"minimum_wage", "dibao_standard"} <= keys
    assert "payment_rounding" not in keys


def test_a_parameter_reaches_the_indicators_behind_its_rules():
    standard = {one.key for one in reached(law().parameters["dibao_standard"])}
    assert {"cash_cost", "annual_cash_cost", "recipient_persons", "coverage"} <= standard
    medical = next(one for key, one in law().parameters.items() if key.startswith("medical_"))
    assert "cash_cost" not in {one.key for one in reached(medical)}
    for rule in readers(law().parameters["dibao_standard"]):
        assert any(name.startswith("dibao_standard") for name, _ in rule.arguments)
