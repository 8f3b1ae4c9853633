"""A chart before it is drawn: what it shows, in both languages, without a drawing library."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from models.problems import Problem, ProblemsError
from models.text import Language, Text
from reports.numbers import Measure
from reports.stamp import Mark, Stamp
from reports.table import NO_DATA, Cell, Column, Figure, Gap, TableSpec, foot_lines, mark_line, unit_line

Kind = Literal["grouped_bar", "stacked_bar", "horizontal_bar", "line", "curve", "histogram", "waterfall"]
Role = Literal["baseline", "reform", "difference", "category"]

ON_CATEGORIES: tuple[Kind, ...] = ("grouped_bar", "stacked_bar", "horizontal_bar", "line", "waterfall")
_CATEGORY = Text("项目", "Item")


@dataclass(frozen=True, slots=True)
class Series:
    """One series of figures in the stored unit.

    ``x`` holds the positions on a numeric axis: the corners of a curve (a notch is two points at one x), the bin
    edges of a histogram (one more than values). ``stack`` names the bar a part belongs to when stacked bars
    stand side by side. ``dashed`` marks what is projected.
    """

    key: str
    text: Text
    values: tuple[Figure, ...]
    role: Role = "category"
    x: tuple[float, ...] = ()
    stack: Text | None = None
    dashed: bool = False

    def numbers(self) -> list[float | None]:
        """Return the values with ``None`` where there is no figure."""
        return [None if isinstance(v, Gap) or v is None or math.isnan(v) else v for v in self.values]


@dataclass(frozen=True, slots=True)
class Border:
    """A labelled vertical line, as the border of a tier."""

    x: float
    text: Text
    role: Role = "category"


@dataclass(frozen=True, slots=True)
class Zone:
    """A labelled shaded stretch of the horizontal axis, as a dominated zone."""

    start: float
    end: float
    text: Text
    role: Role = "category"


@dataclass(frozen=True, slots=True)
class Point:
    """A labelled point."""

    x: float
    y: float
    text: Text
    role: Role = "category"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart in both languages.

    ``alt`` is one sentence with the key figures for who cannot see the chart. ``categories`` are the places along
    the category axis; ``levels`` are the positions of a waterfall's bars that stand on zero. ``x_measure`` prints
    the numbers of a numeric horizontal axis.

    Raises:
        ProblemsError: when lengths, positions or keys do not fit together.
    """

    key: str
    kind: Kind
    title: Text
    measure: Measure
    series: tuple[Series, ...]
    stamp: Stamp
    alt: Text
    categories: tuple[Text, ...] = ()
    x_axis: Text = Text("", "")
    y_axis: Text = Text("", "")
    x_measure: Measure | None = None
    borders: tuple[Border, ...] = ()
    zones: tuple[Zone, ...] = ()
    points: tuple[Point, ...] = ()
    levels: tuple[int, ...] = ()
    source: Text = Text("", "")
    notes: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        problems = [*_series_problems(self), *_span_problems(self)]
        if problems:
            raise ProblemsError(problems)

    @property
    def empty(self) -> bool:
        """Return whether there is no figure at all to draw."""
        return all(v is None for s in self.series for v in s.numbers())

    @property
    def horizontal(self) -> bool:
        """Return whether categories run down the left side."""
        return self.kind == "horizontal_bar"

    @property
    def unit_line(self) -> Text:
        """Return the line over the right corner, as 单位：万元/月."""
        return unit_line([self.measure])

    def mark_line(self, language: Language) -> str:
        """Return the marks that must not be overlooked."""
        return mark_line(self.marks, self.stamp, language)

    def footers(self, language: Language) -> list[str]:
        """Return the lines under the chart: notes and reasons of gaps, source, stamp."""
        gaps = [v for s in self.series for v in s.values if isinstance(v, Gap)]
        return foot_lines(self.notes, gaps, self.source, self.stamp, language)

    def no_data(self, language: Language) -> str:
        """Return what an empty chart says."""
        return NO_DATA(language)

    def name(self, series: Series, language: Language) -> str:
        """Return the legend's name of a series, with its stack's name before it where stacks differ."""
        if series.stack is None or len({s.stack for s in self.series}) < 2:
            return series.text(language)
        return series.stack(language) + ("·" if language == "zh" else " · ") + series.text(language)

    def table(self) -> TableSpec:
        """Return the tidy data behind the chart: one row a category, or one row a point of a numeric axis."""
        columns, rows = _category_table(self) if self.kind in ON_CATEGORIES else _point_table(self)
        spans = [Text(f"{b.text.zh}：{self._at(b.x)}", f"{b.text.en}: {self._at(b.x)}") for b in self.borders]
        spans += [
            Text(
                f"{z.text.zh}：{self._at(z.start)}–{self._at(z.end)}",
                f"{z.text.en}: {self._at(z.start)}–{self._at(z.end)}",
            )
            for z in self.zones
        ]
        return TableSpec(
            self.key,
            self.title,
            tuple(columns),
            tuple(rows),
            self.stamp,
            self.source,
            (*self.notes, *spans),
            self.marks,
        )

    def _at(self, x: float) -> str:
        return self.x_measure.format(x) if self.x_measure else f"{x:,g}"


def _category_table(spec: ChartSpec) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    stacks = {s.stack for s in spec.series}
    columns: list[Column] = [Column("category", spec.x_axis if spec.x_axis.zh else _CATEGORY)]
    columns += [Column(s.key, s.text, spec.measure, s.stack if len(stacks) > 1 else None) for s in spec.series]
    rows: list[tuple[Cell, ...]] = [
        (category, *(s.values[i] for s in spec.series)) for i, category in enumerate(spec.categories)
    ]
    return columns, rows


def _point_table(spec: ChartSpec) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    first = Column("series", Text("系列", "Series"))
    value = Column("value", spec.y_axis if spec.y_axis.zh else Text("数值", "Value"), spec.measure)
    if spec.kind == "histogram":
        columns = [
            first,
            Column("from", Text("起", "From"), spec.x_measure),
            Column("to", Text("止", "To"), spec.x_measure),
            value,
        ]
        bins: list[tuple[Cell, ...]] = [
            (s.text, s.x[i], s.x[i + 1], v) for s in spec.series for i, v in enumerate(s.values)
        ]
        return columns, bins
    columns = [first, Column("x", spec.x_axis, spec.x_measure), value]
    return columns, [(s.text, x, v) for s in spec.series for x, v in zip(s.x, s.values, strict=True)]


def _series_problems(spec: ChartSpec) -> list[Problem]:
    problems = []
    if len({s.key for s in spec.series}) < len(spec.series):
        problems.append(_problem("series_repeated", spec, "系列键重复", "a series key is repeated"))
    for series in spec.series:
        expected = len(spec.categories) if spec.kind in ON_CATEGORIES else len(series.x) - (spec.kind == "histogram")
        if len(series.values) != expected:
            zh = f"系列 {series.key} 有 {len(series.values)} 个数值，应为 {expected} 个"
            en = f"series {series.key} has {len(series.values)} values, expected {expected}"
            problems.append(_problem("series_length", spec, zh, en))
    return problems


def _span_problems(spec: ChartSpec) -> list[Problem]:
    problems = []
    if spec.kind == "waterfall" and len(spec.series) != 1:
        problems.append(
            _problem("waterfall_series", spec, "瀑布图只能有一个系列", "a waterfall has exactly one series")
        )
    if any(not 0 <= i < len(spec.categories) for i in spec.levels):
        problems.append(
            _problem("level_position", spec, "瀑布图合计位置超出类别", "a waterfall level lies outside the categories")
        )
    if any(z.end < z.start for z in spec.zones):
        problems.append(_problem("zone_order", spec, "阴影区终点小于起点", "a zone ends before it starts"))
    return problems


def _problem(code: str, spec: ChartSpec, zh: str, en: str) -> Problem:
    return Problem(code, spec.key, Text(zh, en))
