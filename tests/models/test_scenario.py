from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from models.law import law
from models.problems import ProblemsError
from models.scenario import Scenario, read_changes


def of_parameter(one):
    if one.choices or one.unit == "flag":
        return st.integers(int(one.minimum), int(one.maximum)).map(float)
    return st.floats(one.minimum, one.maximum)


CHANGES = st.dictionaries(st.sampled_from(sorted(law().names())), st.none()).flatmap(
    lambda names: st.fixed_dictionaries({n: of_parameter(law().parameter(n)[0]) for n in names})
)


@given(changes=CHANGES, place=st.sampled_from(sorted(law().places)), day=st.dates(), name=st.text())
def test_a_scenario_comes_back_from_json_as_it_was(changes, place, day, name):
    try:
        scenario = Scenario(name=name, place=place, day=day, changes=changes, standards="law")
    except ProblemsError:
        reject()
    assert Scenario.model_validate_json(scenario.model_dump_json()) == scenario


def test_all_problems_are_told_at_once():
    with pytest.raises(ProblemsError) as caught:
        Scenario(
            place="sanmin",
            day=date(2021, 12, 31),
            changes={
                "low_income_multipel": 2.0,
                "minimum_wage_share": 0.9,
                "payment_rounding": 1.5,
                "dibao_standard": 700,
            },
        )
    assert [p.code for p in caught.value.problems] == [
        "unknown_place",
        "unknown_parameter",
        "out_of_bounds",
        "out_of_bounds",
    ]
    english, chinese = caught.value.describe("en"), caught.value.describe("zh")
    assert "did you mean low_income_multiple" in english
    assert "0.3 … 0.6 | 0 (off)" in english
    assert "低保标准占最低工资比例 = 0.9 超出允许范围" in chinese
    assert "none | fen | ceil_yuan | ceil_10" in chinese


def test_fields_that_do_not_exist_and_days_that_are_none_are_refused():
    with pytest.raises(ValueError, match="extra_forbidden"):
        Scenario(place="sanming", day=date(2021, 12, 31), change={})
    with pytest.raises(ValueError, match="day"):
        Scenario(place="sanming", day="someday")


def test_a_change_may_be_for_everybody_or_for_one_area():
    hohhot = {"place": "hohhot", "day": date(2021, 6, 1)}
    assert Scenario(**hohhot).value("dibao_standard", "玉泉区", "rural") == 575.0
    everybody = Scenario(**hohhot, changes={"dibao_standard": 800.0})
    assert [everybody.value("dibao_standard", "玉泉区", area) for area in ("urban", "rural")] == [800.0, 800.0]
    rural = Scenario(**hohhot, changes={"dibao_standard_rural": 600.0})
    assert [rural.value("dibao_standard", "玉泉区", area) for area in ("urban", "rural")] == [790.0, 600.0]
    assert [rural.value(f"dibao_standard_{area}") for area in ("urban", "rural")] == [790.0, 600.0]
    both = Scenario(**hohhot, changes={"dibao_standard": 800.0, "dibao_standard_rural": 600.0})
    assert [both.value("dibao_standard", area=area) for area in ("urban", "rural")] == [800.0, 600.0]


def test_without_changes_keeps_place_day_and_whose_standards():
    scenario = Scenario(
        name="草案", place="hohhot", day=date(2021, 6, 1), changes={"rural_convergence": 1.0}, standards="law"
    )
    assert scenario.without_changes() == Scenario(place="hohhot", day=date(2021, 6, 1), standards="law")


def test_changes_are_read_from_assignments():
    read = read_changes(["minimum_wage_share = 45%", "dibao_standard_rural=600", "payment_rounding=fen"])
    assert read == pytest.approx({"minimum_wage_share": 0.45, "dibao_standard_rural": 600.0, "payment_rounding": 1.0})


def test_all_unreadable_assignments_are_told_at_once():
    with pytest.raises(ProblemsError) as caught:
        read_changes(["minimum_wage_share", "minimum_wage=many", "no_such_thing=1", "dwelling_limit=99", "=3"])
    codes = sorted(p.code for p in caught.value.problems)
    assert codes == ["no_assignment", "no_number", "out_of_bounds", "unknown_parameter", "unknown_parameter"]
