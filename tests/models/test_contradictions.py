from datetime import date

import pytest

from models.problems import ProblemsError
from models.scenario import Scenario


def problems(place="sanming", day="2021-12-31", **changes):
    with pytest.raises(ProblemsError) as caught:
        Scenario(place=place, day=date.fromisoformat(day), changes=changes)
    return caught.value


def test_a_computed_standard_above_the_minimum_wage_is_refused_for_every_class_of_county():
    """45 % × 80,000 ÷ 12 = 3,000 yuan against minimum wages of 1,570 and 1,420."""
    error = problems(consumption_share=0.45, consumption_per_person=80_000)
    assert [p.code for p in error.problems] == ["standard_above_minimum_wage"] * 2
    assert "3000" in error.describe("zh")
    assert "1570" in error.describe("zh")
    assert "1420" in error.describe("en")
    assert "第九条" in error.describe("zh")


def test_contradictions_are_told_together_each_with_its_bound_and_article():
    error = problems(
        consumption_share=0.45,
        consumption_per_person=80_000,
        exit_mode=1,
        exit_band_multiple=2.0,
        band_a_from=0.6,
        band_b_from=0.6,
        unification_years=5,
        unification_year=6,
    )
    codes = [p.code for p in error.problems]
    assert codes == ["standard_above_minimum_wage"] * 2 + ["contradiction"] * 2
    assert [p.where for p in error.problems][2:] == ["exit_band_multiple", "unification_year"]
    assert "1.5" in error.describe("en")
    assert "低保边缘范围内" in error.describe("zh")


def test_a_multiple_below_one_is_refused_by_its_bound_with_its_article():
    error = problems(low_income_multiple=0.9)
    assert error.problems[0].code == "out_of_bounds"
    assert "1 … 2.5" in error.describe("zh")
    assert "低收入家庭" in error.describe("zh")


def test_bands_must_not_cross():
    assert problems(band_a_from=0.6, band_b_from=0.6001).problems[0].code == "out_of_bounds"
    Scenario(place="sanming", day=date(2021, 12, 31), changes={"band_a_from": 0.6, "band_b_from": 0.6})


def test_what_stands_together_is_allowed():
    sanming = {"place": "sanming", "day": date(2021, 12, 31)}
    Scenario(**sanming, changes={"minimum_wage_share": 0.6})
    Scenario(**sanming, changes={"dibao_standard": 1500})
    Scenario(**sanming, changes={"low_income_multiple": 2.0, "exit_band_multiple": 2.0, "exit_mode": 1})
    Scenario(**sanming, changes={"low_income_multiple": 1.0})
    Scenario(**sanming, changes={"exit_mode": 0, "low_income_multiple": 1.0})
    Scenario(**sanming, changes={"standard_growth_rural": 0.08, "standard_rounding": 2})


def test_a_place_or_a_day_without_a_minimum_wage_contradicts_nothing():
    Scenario(place="national", day=date(2000, 1, 1), changes={"consumption_share": 0.3})
    Scenario(place="national", day=date(2000, 1, 1), changes={"standard_growth": 0.05})


def test_a_phase_out_beyond_the_tier_is_told_where_it_is_part_of_the_question():
    """With the tier narrowed alone the rule itself pays nobody outside it."""
    assert problems(low_income_multiple=1.2, exit_mode=1).problems[0].where == "exit_band_multiple"
