import re
import tomllib
from datetime import date

import pytest

from models.law import law
from models.law.parameter import Parameter
from models.law.reader import FOLDER
from models.problems import ProblemsError
from models.text import Text

CLASS_3, CLASS_4 = "三元区", "将乐县"


def value(name, place, day, county="", area=None):
    return law().at(name, place, date.fromisoformat(day), county, area).value


@pytest.mark.parametrize(
    ("day", "class_3", "class_4", "wage_3", "wage_4"),
    [
        ("2020-06-15", 580.0, 538.0, 1570.0, 1420.0),
        ("2020-07-01", 708.0, 640.0, 1570.0, 1420.0),
        ("2021-12-31", 708.0, 640.0, 1570.0, 1420.0),
        ("2022-04-01", 814.5, 747.0, 1810.0, 1660.0),
    ],
)
def test_sanming_by_day_and_class_of_county(day, class_3, class_4, wage_3, wage_4):
    for county, standard, wage in ((CLASS_3, class_3, wage_3), (CLASS_4, class_4, wage_4)):
        for area in ("urban", "rural"):
            assert value("dibao_standard", "sanming", day, county, area) == standard
            assert value("minimum_wage", "sanming", day, county, area) == wage


def test_sanming_standard_of_2022_is_marked_as_inferred_and_that_of_2020_is_not():
    assert law().at("dibao_standard", "sanming", date(2022, 4, 1), CLASS_3).assumed
    assert not law().at("dibao_standard", "sanming", date(2021, 12, 31), CLASS_3).assumed


@pytest.mark.parametrize(
    "name", ["三元区", "三元", "350404", "350403", "梅列区", "沙县", "沙县区", "350427", "永安市", "永安"]
)
def test_counties_of_class_3_are_found_by_code_and_former_name(name):
    assert law().place("sanming").county(name).minimum_wage_class == 3
    assert value("dibao_standard", "sanming", "2021-12-31", name, "urban") == 708.0


def test_sanming_has_eleven_counties_three_of_class_3():
    classes = [county.minimum_wage_class for county in law().place("sanming").counties]
    assert (classes.count(3), classes.count(4)) == (3, 8)


@pytest.mark.parametrize("day", ["2021-01-01", "2021-12-31", "2022-04-01"])
def test_hohhot_has_two_standards(day):
    assert value("dibao_standard", "hohhot", day, "玉泉区", "urban") == 790.0
    assert value("dibao_standard", "hohhot", day, "玉泉区", "rural") == 6900 / 12 == 575.0
    assert value("dibao_standard_rural", "hohhot", day, "玉泉区", "urban") == 575.0


def test_hohhot_minimum_wage_rises_in_december_2021():
    assert value("minimum_wage", "hohhot", "2021-11-30", "玉泉区") == 1760.0
    assert value("minimum_wage", "hohhot", "2021-12-01", "玉泉区") == 1980.0
    assert not law().at("minimum_wage", "hohhot", date(2021, 12, 1), "玉泉区").assumed
    assert law().at("minimum_wage", "hohhot", date(2021, 12, 1), "武川县").assumed


@pytest.mark.parametrize(("day", "urban", "rural"), [("2022-06-01", 734.0, 554.0), ("2024-01-01", 798.1, 593.9)])
def test_national_means_are_assumed(day, urban, rural):
    assert value("dibao_standard", "national", day, area="urban") == urban
    assert value("dibao_standard", "national", day, area="rural") == rural
    assert law().at("dibao_standard", "national", date.fromisoformat(day), area="urban").assumed


def test_a_place_without_a_value_of_its_own_follows_the_national_one():
    assert value("low_income_multiple", "sanming", "2021-12-31") == 1.5
    assert value("payment_rounding", "national", "2024-01-01") == 1.0
    assert value("payment_rounding", "sanming", "2021-12-31") == 2.0


def test_unknown_names_are_told_with_what_there_is():
    with pytest.raises(ProblemsError) as caught:
        law().place("sanmin")
    assert caught.value.problems[0].code == "unknown_place"
    assert "sanming" in caught.value.describe("en")
    with pytest.raises(ProblemsError) as caught:
        law().parameter("dibao_standart")
    assert caught.value.problems[0].code == "unknown_parameter"
    assert "did you mean dibao_standard" in caught.value.describe("en")
    assert "是不是 dibao_standard" in caught.value.describe("zh")


def test_only_parameters_by_area_may_be_asked_for_by_area():
    with pytest.raises(ProblemsError):
        law().parameter("minimum_wage_rural")


@pytest.mark.parametrize(
    ("place", "day", "since"), [("sanming", "2020-05-31", "2020-06-01"), ("hohhot", "2020-12-31", "2021-01-01")]
)
def test_a_day_before_the_law_is_told_with_its_first_day(place, day, since):
    with pytest.raises(ProblemsError) as caught:
        value("dibao_standard", place, day, area="urban")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("value_not_known", "dibao_standard")
    assert since in problem.message.zh
    assert since in problem.message.en


@pytest.mark.parametrize("place", law().places)
def test_the_law_is_complete_on_every_day_of_change(place):
    first = min(one.start for one in law().place(place).values["dibao_standard"])
    days = [day for day in law().days_of_change() if day >= first]
    assert days
    for day in days:
        for county in ("", *(one.name.zh for one in law().place(place).counties)):
            for name in law().names():
                for area in ("urban", "rural"):
                    assert law().parameter(name)[0].allows(law().at(name, place, day, county, area).value)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("minimum_wage_share", "45%", 0.45),
        ("minimum_wage_share", "0.45", 0.45),
        ("minimum_wage_share", "off", 0.0),
        ("low_income_package_share", "off", -1.0),
        ("payment_rounding", "ceil_10", 3.0),
        ("payment_rounding", "2", 2.0),
        ("standard_never_lower", "no", 0.0),
        ("standard_never_lower", "是", 1.0),
        ("dibao_standard", "790", 790.0),
    ],
)
def test_values_are_read_as_people_write_them(name, text, expected):
    assert law().parameter(name)[0].read(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "text"), [("dibao_standard", "off"), ("payment_rounding", "round"), ("minimum_wage", "many")]
)
def test_values_that_mean_nothing_are_refused(name, text):
    with pytest.raises(ValueError, match=text):
        law().parameter(name)[0].read(text)


@pytest.mark.parametrize(
    ("name", "number", "allowed"),
    [
        ("minimum_wage_share", 0.0, True),
        ("minimum_wage_share", 0.29, False),
        ("minimum_wage_share", 0.30, True),
        ("minimum_wage_share", 0.60, True),
        ("minimum_wage_share", 0.61, False),
        ("low_income_package_share", -1.0, True),
        ("low_income_package_share", -0.5, False),
        ("payment_rounding", 3.0, True),
        ("payment_rounding", 1.5, False),
        ("payment_rounding", 4.0, False),
        ("standard_never_lower", 0.5, False),
        ("dibao_standard", float("nan"), False),
        ("dibao_standard", float("inf"), False),
    ],
)
def test_bounds(name, number, allowed):
    assert law().parameter(name)[0].allows(number) is allowed


def all_values():
    for one in law().parameters.values():
        for found in one.values:
            yield f"{one.key}@{found.start}", found
    for place in law().places.values():
        for key, values in place.values.items():
            for found in values:
                yield f"{place.key}.{key}@{found.start}", found


def test_every_value_has_a_reference():
    assert len(list(all_values())) > 40
    assert [where for where, found in all_values() if not found.reference.title.strip()] == []


def test_a_value_that_no_source_states_is_marked_assumed():
    """A reference without an article and without a source names nothing that could be looked up."""
    bare = [w for w, v in all_values() if not v.assumed and not (v.reference.article or v.reference.source)]
    assert bare == []


@pytest.mark.parametrize("one", law().parameters.values(), ids=law().parameters)
def test_every_parameter_has_both_names_a_unit_and_bounds(one):
    assert re.search(r"[\u4e00-\u9fff]", one.name.zh)
    assert one.name.en.isascii()
    assert bool(one.note.zh) == bool(one.note.en)
    assert one.unit
    assert one.minimum < one.maximum
    assert 0 < one.step <= one.maximum - one.minimum
    assert one.bounds()
    assert all(choice.name.zh and choice.name.en for choice in one.choices)


def test_law_files_use_no_unknown_key():
    with pytest.raises(ValueError, match="maximun"):
        Parameter.model_validate({"key": "x", "name": Text("甲", "x"), "unit": "yuan", "minimum": 0, "maximun": 1})


def test_a_repeated_key_in_a_law_file_is_refused():
    text = (FOLDER / "low_income.toml").read_text("utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text + text)
