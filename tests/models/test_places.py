"""Each place's law by day, against the published facts that the project keeps."""

from datetime import date

import pytest

from data.reference.facts import facts
from models.law import law
from models.problems import ProblemsError


def value(name, place, day, county="", area=None):
    return law().at(name, place, date.fromisoformat(day), county, area).value


def assumed(name, place, day, county="", area=None):
    return law().at(name, place, date.fromisoformat(day), county, area).assumed


@pytest.mark.parametrize(
    ("day", "standard", "hardship"),
    [
        ("2019-06-01", 1160, 1510),
        ("2020-06-30", 1160, 1510),
        ("2020-07-01", 1240, 1615),
        ("2021-12-31", 1330, 1730),
        ("2022-07-01", 1420, 1850),
        ("2023-07-01", 1510, 1970),
        ("2024-07-01", 1595, 2075),
    ],
)
def test_shanghai_by_day(day, standard, hardship):
    for area in ("urban", "rural"):
        assert value("dibao_standard", "shanghai", day, area=area) == standard
        assert value("extreme_hardship_standard", "shanghai", day, area=area) == hardship
    assert value("low_income_multiple", "shanghai", day) == 2.0


@pytest.mark.parametrize(
    ("day", "urban", "rural", "wage"),
    [
        ("2018-06-01", 500, 3700 / 12, 1500),
        ("2020-06-01", 640, 400, 1700),
        ("2021-12-31", 672, 432, 1700),
        ("2022-04-01", 672, 432, 1700),
        ("2023-02-01", 672, 432, 1880),
    ],
)
def test_qinghai_by_day(day, urban, rural, wage):
    assert value("dibao_standard", "qinghai", day, area="urban") == urban
    assert value("dibao_standard", "qinghai", day, area="rural") == rural
    assert value("minimum_wage", "qinghai", day) == wage
    assert value("supplement_rate", "qinghai", day) == 0.15


def test_ulanqab_stands_on_means_of_the_region_and_says_so():
    assert value("dibao_standard", "ulanqab", "2020-06-01", area="rural") == 6307 / 12
    assert value("dibao_standard", "ulanqab", "2022-04-01", area="urban") == 813
    assert value("dibao_standard", "ulanqab", "2023-06-01", area="rural") == 670
    assert all(one.assumed for one in law().place("ulanqab").values["dibao_standard"])
    for county in ("集宁区", "丰镇市", "察右前旗", "察右中旗"):
        assert value("minimum_wage", "ulanqab", "2022-04-01", county) == 1910
        assert not assumed("minimum_wage", "ulanqab", "2022-04-01", county)
    assert assumed("minimum_wage", "ulanqab", "2022-04-01", "化德县")


def test_extreme_hardship_by_place():
    """Published amounts are kept as they are: 1,730 in Shanghai, where 1.3 × 1,330 would be 1,729."""
    assert value("extreme_hardship_standard", "qinghai", "2020-06-01", area="rural") == 960
    assert [value(f"care_amount_{g}", "qinghai", "2020-06-01") for g in ("self", "half", "full")] == [340, 510, 850]
    assert value("extreme_hardship_standard", "hohhot", "2021-12-31", "玉泉区", "urban") == 1200
    assert value("extreme_hardship_standard", "hohhot", "2021-12-31", "玉泉区", "rural") == 8976 / 12
    assert value("extreme_hardship_standard", "ulanqab", "2023-06-01", area="urban") == 1380
    assert value("extreme_hardship_standard", "sanming", "2021-12-31", area="urban") == 0
    assert value("extreme_hardship_multiple", "sanming", "2021-12-31") == 1.3
    assert [value(f"care_share_{g}", "sanming", "2021-12-31") for g in ("self", "half", "full")] == [0.1, 0.25, 0.4]


def test_minors_in_extreme_hardship_by_day_and_place():
    assert value("extreme_hardship_minor_age", "national", "2021-06-30") == 16
    assert value("extreme_hardship_minor_age", "hohhot", "2021-02-06", "玉泉区") == 16
    assert value("extreme_hardship_minor_age", "hohhot", "2021-02-07", "玉泉区") == 18
    assert value("extreme_hardship_minor_age", "hohhot", "2021-02-07", "新城区") == 16


def test_residence_rules_by_place():
    choices = [one.key for one in law().parameters["residence_rule"].choices]

    def rule(place, day):
        return choices[int(value("residence_rule", place, day))]

    assert rule("shanghai", "2022-04-01") == "permit_temp_only"
    assert (rule("qinghai", "2021-03-16"), rule("qinghai", "2021-03-17")) == ("hukou", "permit_full")
    assert rule("sanming", "2022-04-01") == rule("hohhot", "2022-04-01") == "hukou"
    assert value("rural_hukou_in_city_as_urban", "qinghai", "2021-03-17") == 1


@pytest.mark.parametrize(
    ("place", "upper", "city"), [("qinghai", 0.8, 0), ("hohhot", 0.7, 0.1), ("ulanqab", 0.7, 0.1), ("shanghai", 0, 0.5)]
)
def test_cost_shares_by_place_are_assumed(place, upper, city):
    assert (value("cost_share_upper", place, "2022-04-01"), value("cost_share_city", place, "2022-04-01")) == (
        upper,
        city,
    )
    assert assumed("cost_share_upper", place, "2022-04-01")


@pytest.mark.parametrize(
    ("place", "region", "indicator", "parameter"),
    [
        ("shanghai", "310000", "dibao_std", "dibao_standard"),
        ("shanghai", "310000", "tekun_std", "extreme_hardship_standard"),
        ("qinghai", "630000", "dibao_std", "dibao_standard"),
        ("qinghai", "630000", "tekun_std", "extreme_hardship_standard"),
        ("hohhot", "150100", "dibao_std", "dibao_standard"),
        ("hohhot", "150100", "tekun_std", "extreme_hardship_standard"),
        ("ulanqab", "150000", "dibao_std", "dibao_standard"),
        ("ulanqab", "150000", "tekun_std", "extreme_hardship_standard"),
    ],
)
def test_values_are_those_of_the_facts(place, region, indicator, parameter):
    """Every value that is no inference stands among the published facts of its year, by month or a twelfth of a year."""
    published = set()
    for name, months in ((f"{indicator}_month", 1), (f"{indicator}_year", 12)):
        published |= {(one.period[:4], round(one.value / months, 6)) for one in facts(name, region)}
    values = law().place(place).values[parameter]
    held = {(str(one.start.year), round(one.value, 6)) for one in values if "推算" not in one.note}
    assert held
    assert held <= published


@pytest.mark.parametrize(
    ("place", "since"), [("shanghai", "2019-06-01"), ("qinghai", "2018-01-01"), ("ulanqab", "2018-01-01")]
)
def test_a_day_before_the_law_is_told_with_its_first_day(place, since):
    with pytest.raises(ProblemsError) as caught:
        value("dibao_standard", place, "2017-12-31", area="urban")
    (problem,) = caught.value.problems
    assert problem.code == "value_not_known"
    assert since in problem.message.zh
    assert since in problem.message.en


def test_a_standard_that_differs_by_area_is_asked_for_by_area():
    with pytest.raises(ProblemsError) as caught:
        value("dibao_standard", "qinghai", "2021-12-31")
    (problem,) = caught.value.problems
    assert problem.code == "value_by_area"
    assert "城乡分别规定" in problem.message.zh
    assert "urban or rural" in problem.cure.en
