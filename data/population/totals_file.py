"""Read published totals from a workbook or CSV file, and make the workbook to fill in.

A table may give urban and rural side by side, in a column, or only in its title.
What it doesn't say (unit, area, months) is asked for, never guessed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.ingest.source import open_book
from data.ingest.spelling import fold, says_nothing
from data.population.totals import Total, area_of, totals_from_rows
from data.population.totals_columns import Period, SpendingUnit, TotalsColumn, TotalsTable, find_table
from models.problems import Problem, ProblemsError
from models.text import Language, Text
from models.tiers import AREAS

# No dibao standard per month comes near this; a larger one that doesn't say "month" or "year" is asked about.
LARGEST_MONTHLY_STANDARD = 2500.0

_SUM_ROW = re.compile(r"^(合计|总计|小计|共计|全[市县区省盟州旗].*|total)$")
_FOOTER = re.compile(r"^(填表|制表|审核|负责人|注|说明|单位负责|统计|备注|数据来源|source|note)")
_NEEDED = {
    "county": Text("县（市、区）", "county"), "households": Text("低保户数", "households"),
    "persons": Text("低保人数", "persons"), "standard": Text("低保标准", "standard"),
}  # fmt: skip
_SPENDING = Text("支出或人均补助", "spending or benefit per person")
_NO_HEADER = Text("没有找到含户数、人数的表头", "no header with households and persons was found")
_NO_COLUMN = Text("没有“{name}”列", "there is no column of {name}")
_USE_TEMPLATE = Text("补上这一列，或用模板填写", "add it, or fill in the template")
_NO_UNIT = Text("“{header}”没有写明是元还是万元", "“{header}” doesn't say whether it is yuan or 10,000 yuan")
_SAY_UNIT = Text("在表头注明单位，或指定 spending_unit（yuan 或 10k_yuan）",
                 "write the unit in the header, or say spending_unit (yuan or 10k_yuan)")  # fmt: skip
_NO_MONTHS = Text("只有累计支出，看不出累计了几个月", "spending is cumulative, and it doesn't say of how many months")
_NO_PERIOD = Text("标准{standard:,.0f}元看不出是每月还是每年",
                  "a standard of {standard:,.0f} yuan doesn't say whether it is per month or per year")  # fmt: skip
_SAY_PERIOD = Text("在表头注明，或指定 standard_period（month 或 year）",
                   "write it in the header, or say standard_period (month or year)")  # fmt: skip
_SUM_DIFFERS = Text(
    "合计{name}{stated:,.0f}，各行相加{added:,}，差{difference:+,.0f}",
    "{name}: the sum row says {stated:,.0f}, the rows add up to {added:,} ({difference:+,.0f})",
)


@dataclass(frozen=True, slots=True)
class _Answers:
    """What a person says about a table that doesn't say it itself; ``None`` leaves it to the table."""

    area: int | None
    spending_unit: SpendingUnit | None
    standard_period: Period | None
    months: int | None


def read_totals(
    source: str | Path | bytes,
    name: str = "",
    *,
    area: int | None = None,
    spending_unit: SpendingUnit | None = None,
    standard_period: Period | None = None,
    months: int | None = None,
) -> list[Total]:
    """Read totals by county and area from the first sheet that holds them.

    Args:
        source: The workbook or delimited file, or its bytes.
        name: The file's name, for messages.
        area: ``URBAN`` or ``RURAL`` where the table doesn't say.
        spending_unit: Unit of spending where the table doesn't say.
        standard_period: Whether the standard is per month or year where the table doesn't say.
        months: Months behind a cumulative spending where the table doesn't say.

    Raises:
        ProblemsError: everything that is missing, unclear or contradictory, with sheet and row.
    """
    book = open_book(source)
    table = next((found for found in map(find_table, book.sheets) if found), None)
    if table is None:
        cure = Text("请用模板填写", "fill in the template")
        raise ProblemsError([Problem("totals_no_header", name or book.name, _NO_HEADER, cure)])
    return _read(table, _Answers(area, spending_unit, standard_period, months))


def totals_template(language: Language = "zh") -> bytes:
    """Return an empty workbook with the columns that :func:`read_totals` reads, in one language."""
    import xlsxwriter

    stream = io.BytesIO()
    headers = (
        Text("县（市、区）", "County"), Text("城乡", "Area"), Text("低保户数(户)", "Households"),
        Text("低保人数(人)", "Persons"), Text("低保标准(元/人·月)", "Standard (yuan/person/month)"),
        Text("当月支出(元)", "Spending this month (yuan)"), Text("人口(人，可不填)", "Population (persons, optional)"),
    )  # fmt: skip
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(Text("低保汇总", "Totals")(language))
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        sheet.write_row(0, 0, [header(language) for header in headers], bold)
        sheet.set_column(0, len(headers) - 1, 18)
        sheet.freeze_panes(1, 0)
        sheet.data_validation(1, 1, 500, 1, {"validate": "list", "source": [a.text(language) for a in AREAS]})
        sheet.data_validation(1, 2, 500, 3, {"validate": "integer", "criteria": ">=", "value": 0})
        sheet.data_validation(1, 4, 500, 5, {"validate": "decimal", "criteria": ">=", "value": 0})
    return stream.getvalue()


def _read(table: TotalsTable, answers: _Answers) -> list[Total]:
    problems = list(_unclear(table, answers))
    rows: list[dict[str, object]] = []
    sums: list[dict[str, object]] = []
    county = ""
    for number in range(table.first_row, table.sheet.rows):
        cells = [column[number] for column in table.sheet.columns]
        written = _county(_cell(table, cells, "county", None))
        # A county's name may stand over its urban and rural rows only once.
        goes_on = not written and area_of(fold(_cell(table, cells, "area", None) or "")) is not None
        county = county if goes_on else written
        if not county or _FOOTER.match(fold(county)):
            continue
        for side in table.sides:
            row = _row(table, cells, side, answers) | {"county": county, "where": f"{table.sheet.name}!{number + 1}"}
            if _SUM_ROW.match(fold(county)) or _SUM_ROW.match(fold(_cell(table, cells, "area", None) or "")):
                sums.append(row)
                continue
            rows.append(row)
            if row["standard"] is not None and row["standard_in_doubt"]:
                message = _NO_PERIOD.fill(standard=row["standard"])
                problems.append(Problem("standard_period_unknown", str(row["where"]), message, _SAY_PERIOD))
    if problems:
        raise ProblemsError(problems)
    totals = totals_from_rows(rows)
    problems = [problem for row in sums if _SUM_ROW.match(fold(row["county"])) for problem in _differing(row, totals)]
    if problems:
        raise ProblemsError(problems)
    return totals


def _unclear(table: TotalsTable, answers: _Answers) -> Iterator[Problem]:
    """Yield what the header leaves open: missing columns, units, months."""
    where = table.sheet.name
    for name, text in _NEEDED.items():
        if table.column(name) is None:
            yield Problem("totals_column_missing", where, _NO_COLUMN.fill(name=text), _USE_TEMPLATE)
    spending = table.column("monthly_spending") or table.column("spending_cumulative")
    if spending is None:
        if table.column("benefit") is None:
            yield Problem("totals_column_missing", where, _NO_COLUMN.fill(name=_SPENDING), _USE_TEMPLATE)
        return
    if (answers.spending_unit or table.spending_unit(spending)) is None:
        yield Problem("unit_unknown", where, _NO_UNIT.fill(header=spending.header), _SAY_UNIT)
    if spending.name == "spending_cumulative" and (answers.months or table.months) is None:
        yield Problem("months_unknown", where, _NO_MONTHS, Text("指定 months", "say months"))


def _row(table: TotalsTable, cells: Sequence[Any], side: int | None, answers: _Answers) -> dict[str, object]:
    """Return one row's figures for one side in persons, yuan and months."""

    def number(name: str) -> float | str | None:
        return _figure(_cell(table, cells, name, side), table.column(name, side))

    area = side
    if area is None:
        area = area_of(fold(_cell(table, cells, "area", None) or ""))
    if area is None:
        area = table.area if answers.area is None else answers.area
    persons, standard, benefit = number("persons"), number("standard"), number("benefit")
    period = answers.standard_period or table.standard_period(side)
    in_doubt = isinstance(standard, float) and period is None and standard > LARGEST_MONTHLY_STANDARD
    if isinstance(standard, float) and period == "year":
        standard /= 12
    spending = _spending(table, cells, side, answers)
    if spending is None and isinstance(benefit, float) and isinstance(persons, float):
        spending = benefit * persons
    return {
        "area": area, "households": number("households"), "persons": persons, "standard": standard,
        "standard_in_doubt": in_doubt, "monthly_spending": spending, "population": number("population"),
    }  # fmt: skip


def _spending(table: TotalsTable, cells: Sequence[Any], side: int | None, answers: _Answers) -> float | str | None:
    """Return spending in yuan a month: this month's where given, else the cumulative one by its months."""
    for name, months in (("monthly_spending", 1), ("spending_cumulative", answers.months or table.months)):
        column = table.column(name, side)
        value = _figure(_cell(table, cells, name, side), None)
        if isinstance(value, str):
            return value
        if column is not None and value is not None and months:
            unit = answers.spending_unit or table.spending_unit(column)
            return value * (10_000.0 if unit == "10k_yuan" else 1.0) / months
    return None


def _differing(row: Mapping[str, object], totals: Sequence[Total]) -> Iterator[Problem]:
    """Yield how a row of sums differs from the rows that it sums."""
    for name in ("households", "persons"):
        added = sum(getattr(total, name) for total in totals if row["area"] in (None, total.area))
        stated = row[name]
        if isinstance(stated, float) and stated != added:
            message = _SUM_DIFFERS.fill(name=_NEEDED[name], stated=stated, added=added, difference=stated - added)
            yield Problem("total_row_differs", str(row["where"]), message, Text("核对各行", "check the rows"))


def _county(cell: object | None) -> str:
    """Return a county's name without the blanks that tables put between Chinese characters."""
    name = "" if cell is None else str(cell).strip()
    return name if name.isascii() else fold(name)


def _cell(table: TotalsTable, cells: Sequence[Any], name: str, side: int | None) -> object | None:
    column = table.column(name, side)
    value = None if column is None else cells[column.position]
    return None if value is None or says_nothing(fold(value)) else value


def _figure(value: object | None, column: TotalsColumn | None) -> float | str | None:
    """Return a cell as a number (persons in 万人 resolved), as text where it is none, ``None`` where it is blank."""
    if value is None:
        return None
    try:
        number = float(fold(value).replace(",", ""))
    except ValueError:
        return str(value)
    factor = 10_000 if column is not None and re.search(r"万[人户]", column.header) else 1
    return round(number * factor, 6)
