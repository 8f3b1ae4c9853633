"""A table before it is drawn: titled columns with units, rows, notes, source and stamp."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from models.text import Language, Text
from reports.numbers import Measure
from reports.stamp import ADVICE, MARKS, Mark, Stamp

NO_DATA = Text("无数据", "no data")


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that is not there: what stands in its place, and why."""

    symbol: Text
    reason: Text


def not_computable(reason: Text = Text("", "")) -> Gap:
    """Return the gap for a figure that the data at hand cannot give."""
    return Gap(Text("不可计算", "not computable"), reason)


NOT_COMPUTABLE = not_computable()
Figure = float | Gap | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with a measure of its own, for tables whose rows have different units."""

    value: float
    measure: Measure


Cell = Figure | Amount | str | Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a text column when it has no measure; ``group`` is the header above several columns."""

    key: str
    text: Text
    measure: Measure | None = None
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table in both languages; figures are stored (yuan, persons, shares), their columns say how they print.

    ``totals`` are the positions of rows that sum the others.
    """

    key: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    stamp: Stamp
    source: Text = Text("", "")
    notes: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()
    totals: frozenset[int] = frozenset()

    @property
    def unit_line(self) -> Text:
        """Return the line over the right corner, as 单位：户、人、万元/月."""
        return unit_line(c.measure for c in self.columns if c.measure)

    def header(self, column: Column, language: Language) -> str:
        """Return the header of a column with its group before it, and its unit where columns differ."""
        text = column.text(language)
        if column.group is not None:
            text = column.group(language) + (" · " if language == "en" else "·") + text
        units = {c.measure.unit for c in self.columns if c.measure}
        if column.measure is None or len(units) < 2 or column.measure.unit.en in text:
            return text
        return f"{text}（{column.measure.unit.zh}）" if language == "zh" else f"{text} ({column.measure.unit.en})"

    def headers(self, language: Language) -> list[str]:
        """Return the headers of all columns."""
        return [self.header(c, language) for c in self.columns]

    def texts(self, language: Language) -> list[list[str]]:
        """Return every row as it is printed."""
        return [[cell_text(v, c.measure, language) for v, c in zip(r, self.columns, strict=True)] for r in self.rows]

    def footers(self, language: Language) -> list[str]:
        """Return the lines under the table: notes, reasons of gaps, source, stamp."""
        gaps = [cell for row in self.rows for cell in row if isinstance(cell, Gap)]
        return foot_lines(self.notes, gaps, self.source, self.stamp, language)


def cell_text(value: Cell, measure: Measure | None, language: Language) -> str:
    """Return one cell as it is printed; a missing figure says that it cannot be computed."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return NOT_COMPUTABLE.symbol(language)
    if isinstance(value, Gap):
        return value.symbol(language)
    if isinstance(value, Text):
        return value(language)
    if isinstance(value, Amount):
        return value.measure.format(value.value)
    if isinstance(value, str):
        return value
    return measure.format(value) if measure else f"{value:,}"


def unit_line(measures: Iterable[Measure]) -> Text:
    """Return the unit line that names every unit once."""
    units = list(dict.fromkeys(m.unit for m in measures))
    if not units:
        return Text("", "")
    return Text("单位：" + "、".join(u.zh for u in units), "Unit: " + "; ".join(u.en for u in units))


def mark_line(marks: Iterable[Mark], stamp: Stamp, language: Language) -> str:
    """Return the marks that must not be overlooked, as 合成数据·预计: the data's own first unless it is a register."""
    keys = dict.fromkeys([*([] if stamp.mark == "register" else [stamp.mark]), *marks])
    return ("·" if language == "zh" else " · ").join(MARKS[k](language) for k in keys)


def foot_lines(notes: Iterable[Text], gaps: Iterable[Gap], source: Text, stamp: Stamp, language: Language) -> list[str]:
    """Return notes and reasons of gaps, source, and stamp as lines; reasons are named once each."""
    colon, stop = ("：", "；") if language == "zh" else (": ", "; ")
    reasons = dict.fromkeys(f"“{g.symbol(language)}”{colon}{g.reason(language)}" for g in gaps if g.reason.zh)
    remarks = [n(language) for n in notes if n.zh] + list(reasons) + [ADVICE(language)]
    lines = [("注" if language == "zh" else "Note") + colon + stop.join(remarks)]
    if source.zh:
        lines.append(("数据来源" if language == "zh" else "Source") + colon + source(language))
    return [*lines, stamp.line(language)]
