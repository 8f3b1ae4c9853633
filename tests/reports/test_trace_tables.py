"""The tables of one household, of two, and of the law, as they are shown and downloaded."""

import io
from datetime import date

import openpyxl
import pytest

from models.household import Household, example
from models.law import law
from models.scenario import Scenario
from models.text import Text
from reports.registry import exporters, tables
from reports.tables.law import LawOfDay, difference_table, history_table
from reports.tables.trace import TracePair, with_unit
from simulations.traced_household import TracedHousehold

SCENARIO = Scenario(place="sanming", day=date(2021, 12, 31))
DAY = LawOfDay("sanming", date(2021, 12, 31))


def poor(income, name="甲家"):
    household = {"name": name, "county": "三元区", "area": "urban", "income": income, "members": [{"age": 44}] * 3}
    return TracedHousehold.of(Household.model_validate(household), SCENARIO)


SPECS = {
    "trace": lambda: tables("trace")["trace"].draw(TracedHousehold.of(example(), SCENARIO)),
    "trace_pair": lambda: tables("trace_pair")["trace_pair"].draw(TracePair(poor(1980), poor(2160, "乙家"))),
    "law": lambda: tables("law")["law"].draw(DAY),
    "history": lambda: history_table(law().parameters["minimum_wage"], DAY),
    "law_differences": lambda: difference_table(DAY, LawOfDay("sanming", date(2022, 4, 1))),
}


@pytest.mark.parametrize("key", SPECS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_can_be_downloaded(key, language):
    spec = SPECS[key]()
    assert spec.key == key
    assert spec.rows
    text = exporters("table")["csv"].export(spec, language).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(exporters("table")["xlsx"].export(spec, language)))
    for told in (text, "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row)):
        assert spec.title(language).split("（")[0].split(" (")[0] in told
        assert "2021" in told or "2022" in told
        assert "nan" not in told.lower().split()


def test_two_households_differ_only_where_they_are_marked():
    """708 × 3 = 2,124 lies between 1,980 and 2,160: one household is in dibao, the other in the low-income tier."""
    rows = {row[0].zh: row for row in SPECS["trace_pair"]().texts("zh") for row in [[Text(row[0], ""), *row[1:]]]}
    assert rows["类别"][1:4] == ["低保", "低保边缘", "≠"]
    assert rows["低保金（补差）"][1:4] == ["144.00", "0.00", "-144.00"]
    assert all(row[1] != row[2] for row in rows.values())
    assert not tables("trace_pair")["trace_pair"].draw(TracePair(poor(1980), poor(1980))).rows


def test_a_rule_that_can_not_be_computed_says_so_and_why():
    found = poor(1980)
    spec = tables("trace")["trace"].draw(found)
    lacking = {one.rule.text.zh for one in found.not_computable}
    assert lacking
    for row in spec.texts("zh"):
        assert (row[3] == "不可计算") == (row[1] in lacking)
    footer = "\n".join(spec.footers("zh"))
    assert all(f"{name}不可计算：未说明" in footer for name in lacking)


def test_the_household_itself_is_told_under_its_trace():
    assert "第1人 年龄 44" in "\n".join(SPECS["trace_pair"]().footers("zh"))
    assert "member 1: Age 44" in "\n".join(SPECS["trace_pair"]().footers("en"))


def test_one_of_a_unit_is_told_in_the_singular():
    assert with_unit("recipients", 1, "persons").en == "1 person"
    assert with_unit("recipients", 2, "persons").en == "2 persons"
    assert with_unit("minimum_wage", 1570.0, "yuan/month") == Text("1,570.00 元/月", "1,570.00 yuan/month")
