"""Where texts of a chart go, worked out once for both back-ends: labels, wrapped names, rows of border labels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from models.text import Language
from reports.chart import ChartSpec, Point, Series
from reports.fonts import width_em, wrap
from reports.table import NOT_COMPUTABLE, Gap

MOST_LABELLED_BARS = 48
LONGEST_NAME_EM = 16.0
MOST_BARS_WITH_PARTS = 12
_LEGEND_KEY_EM = 3.8


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall in printed units: from ``bottom`` to ``top``; ``value`` is what it adds or stands at."""

    bottom: float
    top: float
    value: float | None
    level: bool


def printed(spec: ChartSpec, series: Series) -> list[float | None]:
    """Return the values of a series in the printed unit, ``None`` where there is no figure."""
    return [None if v is None else spec.measure.printed(v) for v in series.numbers()]


def printed_x(spec: ChartSpec, series: Series) -> list[float]:
    """Return the positions of a series on a numeric axis in the printed unit."""
    return [spec.x_measure.printed(x) if spec.x_measure else x for x in series.x]


def at_x(spec: ChartSpec, x: float) -> float:
    """Return one position on a numeric axis in the printed unit."""
    return spec.x_measure.printed(x) if spec.x_measure else x


def label_decimals(spec: ChartSpec) -> int:
    """Return how many decimals a label on a bar needs: fewer, the larger the figures."""
    largest = max((abs(v) for s in spec.series for v in printed(spec, s) if v is not None), default=0.0)
    enough = 0 if largest >= 100 else 1 if largest >= 10 else 2
    return min(spec.measure.decimals, enough)


def labels(spec: ChartSpec, series: Series, language: Language) -> list[str]:
    """Return the label of every value: the figure, or what stands in its place."""
    decimals = label_decimals(spec)
    texts = []
    for value, number in zip(series.values, series.numbers(), strict=True):
        if number is not None:
            texts.append(spec.measure.format(number, decimals))
        else:
            texts.append((value if isinstance(value, Gap) else NOT_COMPUTABLE).symbol(language))
    return texts


def stacks(spec: ChartSpec) -> list[tuple[object, list[Series]]]:
    """Return the series that share a bar, in order of appearance: one group a series unless bars are stacked."""
    if spec.kind != "stacked_bar":
        return [(s.key, [s]) for s in spec.series]
    names = list(dict.fromkeys(s.stack for s in spec.series))
    return [(name, [s for s in spec.series if s.stack == name]) for name in names]


def stack_totals(spec: ChartSpec, members: list[Series]) -> list[float | None]:
    """Return the sum of each stacked bar in the stored unit, ``None`` where a part is missing."""
    columns = zip(*(s.numbers() for s in members), strict=True)
    return [None if any(v is None for v in column) else sum(v for v in column if v is not None) for column in columns]


def shows_labels(spec: ChartSpec) -> bool:
    """Return whether there is room for a figure on every bar."""
    return len(stacks(spec)) * len(spec.categories) <= MOST_LABELLED_BARS


def shows_part_labels(spec: ChartSpec) -> bool:
    """Return whether there is room for a figure inside every part of a stacked bar."""
    return len(stacks(spec)) * len(spec.categories) <= MOST_BARS_WITH_PARTS


def figure_span(spec: ChartSpec) -> tuple[float, float]:
    """Return the ends of a curve's figure axis: round the data, from zero when zero is near."""
    values = [v for s in spec.series for v in printed(spec, s) if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    margin = 0.08 * ((high - low) or abs(high) or 1.0)
    start = 0.0 if 0 <= low < 0.15 * high else low - margin
    return start, high + margin


def name_lines(names: list[str]) -> int:
    """Return the number of lines of the longest of wrapped names."""
    return max((n.count("\n") + 1 for n in names), default=1)


def category_names(spec: ChartSpec, language: Language, slot_em: float) -> list[str]:
    """Return the names along the category axis, wrapped to their place; never shortened."""
    width = LONGEST_NAME_EM if spec.horizontal else max(slot_em, 3.0)
    return [wrap(c(language), width) for c in spec.categories]


def waterfall_steps(spec: ChartSpec) -> list[Step]:
    """Return the bars of a waterfall; a missing step leaves the level where it was."""
    steps: list[Step] = []
    level = 0.0
    for i, value in enumerate(printed(spec, spec.series[0])):
        if value is None:
            steps.append(Step(level, level, None, False))
        elif i in spec.levels:
            steps.append(Step(min(0.0, value), max(0.0, value), value, True))
            level = value
        else:
            steps.append(Step(min(level, level + value), max(level, level + value), value, False))
            level += value
    return steps


def x_span(spec: ChartSpec) -> tuple[float, float]:
    """Return the first and last position of a numeric axis in the printed unit."""
    places = [x for s in spec.series for x in printed_x(spec, s)]
    return (min(places), max(places)) if places else (0.0, 1.0)


def border_rows(spec: ChartSpec, language: Language, width: float) -> list[int]:
    """Return the row over the plot in which each border's label stands, so that none covers another.

    ``width`` is the plot's width in em of the label's font.
    """
    low, high = x_span(spec)
    ends: list[float] = []
    rows = [0] * len(spec.borders)
    for i in sorted(range(len(spec.borders)), key=lambda i: spec.borders[i].x):
        border = spec.borders[i]
        centre = (at_x(spec, border.x) - low) / ((high - low) or 1.0) * width
        half = width_em(border.text(language)) / 2 + 0.6
        start = min(max(centre, half), width - half) - half
        row = next((r for r, end in enumerate(ends) if end <= start), len(ends))
        ends[row:] = [start + 2 * half, *ends[row + 1 :]]
        rows[i] = row
    return rows


def label_centre(spec: ChartSpec, text: str, x: float, width: float) -> float:
    """Return where a label over ``x`` is centred, moved inward at the edges so that it is not clipped."""
    low, high = x_span(spec)
    span = (high - low) or 1.0
    half = (width_em(text) / 2 + 0.6) / width * span
    return min(max(x, low + half), high - half) if 2 * half < span else (low + high) / 2


def label_goes_left(spec: ChartSpec, point: Point) -> bool:
    """Return whether a point's label stands to its left: over what comes before a fall, if there is room."""
    low, high = x_span(spec)
    return at_x(spec, point.x) - low > 0.2 * (high - low)


def legend_names(spec: ChartSpec, language: Language) -> list[str]:
    """Return the names in the legend: series first, then each kind of zone once."""
    names = [spec.name(s, language) for s in spec.series] if len(spec.series) > 1 else []
    return names + list(dict.fromkeys(z.text(language) for z in spec.zones))


def legend_columns(spec: ChartSpec, language: Language, width: float) -> int:
    """Return how many entries fit side by side into ``width`` em, each as wide as the widest."""
    return max(1, int(width / (legend_entry(spec, language) + _LEGEND_KEY_EM)))


def legend_entry(spec: ChartSpec, language: Language) -> float:
    """Return the width in em of the widest name in the legend."""
    return max(map(width_em, legend_names(spec, language)), default=0.0)


def legend_rows(spec: ChartSpec, language: Language, width: float) -> int:
    """Return the number of rows of a legend of ``width`` em."""
    return math.ceil(len(legend_names(spec, language)) / legend_columns(spec, language, width))


def unit_beside_legend(spec: ChartSpec, language: Language, width: float) -> bool:
    """Return whether the unit line fits into the legend's only row."""
    names = legend_names(spec, language)
    used = len(names) * (legend_entry(spec, language) + _LEGEND_KEY_EM) + width_em(corner(spec, language)) + 2
    return not names or used <= width


def corner(spec: ChartSpec, language: Language) -> str:
    """Return what stands over the right corner: marks, then the unit line."""
    return "　".join(text for text in (spec.mark_line(language), spec.unit_line(language)) if text)
