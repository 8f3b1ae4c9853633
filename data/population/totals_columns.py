"""Find the columns of a table of totals: what each holds, for which area, in which unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from data.ingest.source import Sheet
from data.ingest.spelling import fold
from models.tiers import RURAL, URBAN

SpendingUnit = Literal["yuan", "10k_yuan"]
Period = Literal["month", "year"]
SEARCHED_ROWS = 15
LEVELS = 4

# In this order, the first pattern that fits a header names its column.
_HEADERS: tuple[tuple[str, str], ...] = (
    ("share", r"比例|比重|占.*%|覆盖率"),
    ("spending_cumulative", r"累计.*(支出|资金|金额|发放)|cumulative.*spending"),
    ("benefit_cumulative", r"累计.*(人均|补助)"),
    ("persons_cumulative", r"累计.*(人数|对象|人次)"),
    ("benefit", r"人均.*(补助|补差|水平|保障金|低保金)|补助水平|benefitper"),
    ("monthly_spending", r"支出|低保金|保障金|发放金额|资金|spending"),
    ("standard", r"标准|standard"),
    ("households", r"户数|家庭数|^户$|households"),
    ("population", r"总人口|人口总数|农业人口|常住人口|户籍人口|^人口|population"),
    ("persons", r"低保.*人[数口]|对象人数|保障人[数口]|^人数|persons|对象$"),
    ("area", r"^(城乡|城乡类别|属别|户口性质|类别|area)$"),
    ("county", r"地区|县|旗|区划|行政区|单位名称|county"),
)
_AREAS = ((URBAN, re.compile(r"城市|城镇|urban")), (RURAL, re.compile(r"农村|乡村|rural")))
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"[-+]?[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class TotalsColumn:
    """A recognised column: what it holds, for which area (``None``: for both or unsaid), its whole header folded."""

    name: str
    area: int | None
    header: str
    position: int


@dataclass(frozen=True, slots=True)
class TotalsTable:
    """A sheet with totals: its columns, the first row below the header, the text above (title, unit line)."""

    sheet: Sheet
    columns: tuple[TotalsColumn, ...]
    first_row: int
    above: str

    @property
    def sides(self) -> list[int | None]:
        """Return the areas that stand side by side, or ``[None]``."""
        areas = {c.area for c in self.columns if c.area is not None}
        return [*sorted(areas)] or [None]

    def column(self, name: str, side: int | None = None) -> TotalsColumn | None:
        """Return the column of a name for one side; a column of no side in particular serves both."""
        named = [c for c in self.columns if c.name == name]
        own = [c for c in named if c.area == side] + [c for c in named if c.area is None or side is None]
        return own[0] if own else None

    def spending_unit(self, column: TotalsColumn) -> SpendingUnit | None:
        """Return the unit written in the header, else in the text above."""
        for text in (column.header, self.above):
            if "万元" in text or "10,000yuan" in text:
                return "10k_yuan"
            if "元" in text or "yuan" in text:
                return "yuan"
        return None

    def standard_period(self, side: int | None) -> Period | None:
        """Return whether the standard is per month or year, where its header says so."""
        column = self.column("standard", side)
        header = column.header if column else ""
        if "年" in header or "year" in header:
            return "year"
        return "month" if "月" in header or "month" in header else None

    @property
    def area(self) -> int | None:
        """Return the area that the title names, ``None`` when it names none or both."""
        found = [code for code, words in _AREAS if words.search(self.above)]
        return found[0] if len(found) == 1 else None

    @property
    def months(self) -> int | None:
        """Return the month that the title names: a cumulative figure runs from January to it."""
        found = _MONTHS.findall(self.above)
        return int(found[-1]) if found and 1 <= int(found[-1]) <= 12 else None


def find_table(sheet: Sheet) -> TotalsTable | None:
    """Return the table of totals on a sheet, ``None`` when no rows near the top name households and persons."""
    top = sheet.top(min(sheet.rows, SEARCHED_ROWS + LEVELS))
    best: TotalsTable | None = None
    best_worth = 0
    for start in range(min(len(top), SEARCHED_ROWS)):
        for levels in range(1, LEVELS + 1):
            block = top[start : start + levels]
            if len(block) < levels or not all(_is_label(cell) for row in block for cell in row):
                break
            columns = _columns([_spread(row, last=level == levels - 1) for level, row in enumerate(block)])
            worth = 10 * len(columns) - levels
            if {"households", "persons"} <= {c.name for c in columns} and worth > best_worth:
                above = " ".join([fold(sheet.name), *(fold(c) for row in top[:start] for c in row if c != "")])
                best, best_worth = TotalsTable(sheet, tuple(columns), start + levels, above), worth
    return best


def _is_label(cell: object) -> bool:
    return isinstance(cell, str) and not _NUMBER.fullmatch(fold(cell))


def _spread(row: Sequence[Any], *, last: bool) -> list[str]:
    """Return folded labels; a group's label also stands over the blanks to its right."""
    labels = [fold(cell) for cell in row]
    if not last:
        for position in range(1, len(labels)):
            labels[position] = labels[position] or labels[position - 1]
    return labels


def _columns(levels: Sequence[Sequence[str]]) -> list[TotalsColumn]:
    columns: list[TotalsColumn] = []
    taken: set[tuple[str, int | None]] = set()
    for position, path in enumerate(zip(*levels, strict=True)):
        header = "/".join(dict.fromkeys(label for label in path if label))
        name = _name_of(path)
        area = next((code for code, words in _AREAS if words.search(header)), None)
        if name and name != "area" and (name, area) not in taken:
            taken.add((name, area))
            columns.append(TotalsColumn(name, area, header, position))
        elif name == "area":
            columns.append(TotalsColumn(name, None, header, position))
    return columns


def _name_of(path: Sequence[str]) -> str | None:
    """Return what a header means: its lowest label decides, the whole header when that says nothing."""
    labels = [label for label in path if label]
    for text in (*labels[-1:], "".join(labels)):
        plain = _BRACKETS.sub("", text)
        found = next((name for name, pattern in _HEADERS if plain and re.search(pattern, plain)), None)
        if found:
            return found
    return None
