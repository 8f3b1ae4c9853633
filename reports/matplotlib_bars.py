"""Draws bars side by side, stacked or lying, with their figures, onto matplotlib axes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties

from models.text import Language
from reports import layout
from reports.chart import ChartSpec, Series
from reports.fonts import width_em
from reports.palette import LIGHT, change_fill, look

HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "||||", "++++")
_GROUP = 0.8
_GAP = 0.94
_SMALLEST_PART = 0.055


@dataclass(frozen=True, slots=True)
class _Bars:
    """The axes and what is drawn on them; ``plot_width`` is in inches."""

    axes: Axes
    spec: ChartSpec
    language: Language
    font: FontProperties
    plot_width: float

    @property
    def thickness(self) -> float:
        """Width of one bar in units of the category axis."""
        return _GROUP / len(layout.stacks(self.spec))

    @property
    def room(self) -> float:
        """Width of one bar in em of the label's font."""
        bars = self.plot_width * 72 / max(1, len(self.spec.categories))
        return bars * self.thickness / self.font.get_size_in_points()

    def place(self, category: int, group: int) -> float:
        """Middle of a bar on the category axis."""
        return category - _GROUP / 2 + (group + 0.5) * self.thickness


def draw_bars(axes: Axes, spec: ChartSpec, language: Language, font: FontProperties, plot_width: float) -> None:
    """Draw grouped, stacked or horizontal bars; every bar's gid names its series."""
    bars = _Bars(axes, spec, language, font, plot_width)
    for group, (_, members) in enumerate(layout.stacks(spec)):
        places = [bars.place(i, group) for i in range(len(spec.categories))]
        above, below = [0.0] * len(places), [0.0] * len(places)
        for series in members:
            values = [v or 0.0 for v in layout.printed(spec, series)]
            starts = [a if v >= 0 else b for a, b, v in zip(above, below, values, strict=True)]
            _draw_series(bars, series, places, values, starts)
            above = [a + max(v, 0.0) for a, v in zip(above, values, strict=True)]
            below = [b + min(v, 0.0) for b, v in zip(below, values, strict=True)]
    (axes.axvline if spec.horizontal else axes.axhline)(0, color=LIGHT.quiet, linewidth=0.8)
    _fit(axes, spec)
    if layout.shows_labels(spec):
        (_label_stacks if spec.kind == "stacked_bar" else _label_ends)(bars)


def write(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    shift: tuple[float, float],
    font: FontProperties,
    how: Mapping[str, Any],
) -> None:
    """Write a label ``shift`` points beside a place in the plot; dollar signs stay dollar signs."""
    style: dict[str, Any] = {
        "ha": "center",
        "va": "center",
        "color": LIGHT.ink,
        "fontproperties": font,
        "parse_math": False,
    }
    axes.annotate(text, at, xytext=shift, textcoords="offset points", **(style | dict(how)))


def _draw_series(bars: _Bars, series: Series, places: list[float], values: list[float], starts: list[float]) -> None:
    style = look(bars.spec, series)
    shape: dict[str, Any] = {
        "color": [change_fill(v) for v in values] if series.role == "difference" else style.fill,
        "edgecolor": style.edge,
        "linewidth": 0.6,
        "hatch": HATCHES[style.hatch],
        "hatchcolor": style.hatch_colour,
    }
    if bars.spec.horizontal:
        drawn = bars.axes.barh(places, values, bars.thickness * _GAP, left=starts, **shape)
    else:
        drawn = bars.axes.bar(places, values, bars.thickness * _GAP, bottom=starts, **shape)
    for bar in drawn:
        bar.set_gid(f"series:{series.key}")


def _fit(axes: Axes, spec: ChartSpec) -> None:
    """Leave room for labels beyond the bars, and stand bars on zero."""
    axes.margins(x=0.12 if spec.horizontal else 0.01, y=0.02 if spec.horizontal else 0.12)
    axes.autoscale_view()
    low, high = axes.get_xlim() if spec.horizontal else axes.get_ylim()
    values = [v for s in spec.series for v in layout.printed(spec, s) if v is not None]
    limits = (low if min(values) < 0 else 0.0, high if max(values) > 0 else 0.0) if any(values) else (0.0, 1.0)
    (axes.set_xlim if spec.horizontal else axes.set_ylim)(*limits)


def _label_ends(bars: _Bars) -> None:
    """Write each figure at the end of its bar, upright where it is wider than the bar."""
    spec = bars.spec
    for group, series in enumerate(spec.series):
        texts = layout.labels(spec, series, bars.language)
        upright = not spec.horizontal and max(map(width_em, texts), default=0.0) > bars.room * 1.15
        for i, (value, text) in enumerate(zip(layout.printed(spec, series), texts, strict=True)):
            place, end = bars.place(i, group), value or 0.0
            grows = end >= 0
            if spec.horizontal:
                side = "left" if grows else "right"
                write(bars.axes, text, (end, place), (3 if grows else -3, 0), bars.font, {"ha": side})
            else:
                side = "bottom" if grows else "top"
                turn = 90 if upright else 0
                write(bars.axes, text, (place, end), (0, 3 if grows else -3), bars.font, {"va": side, "rotation": turn})


def _label_stacks(bars: _Bars) -> None:
    """Write figures inside the parts that are large enough, and each stack's total over it."""
    spec = bars.spec
    low, high = bars.axes.get_ylim()
    smallest = (high - low) * _SMALLEST_PART if layout.shows_part_labels(spec) else float("inf")
    box = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8}
    for group, (_, members) in enumerate(layout.stacks(spec)):
        for i, total in enumerate(layout.stack_totals(spec, members)):
            level = 0.0
            for series in members:
                value, text = layout.printed(spec, series)[i], layout.labels(spec, series, bars.language)[i]
                if value is not None and value >= smallest and width_em(text) <= bars.room:
                    write(bars.axes, text, (bars.place(i, group), level + value / 2), (0, 0), bars.font, {"bbox": box})
                level += max(value or 0.0, 0.0)
            if total is not None:
                text = spec.measure.format(total, layout.label_decimals(spec))
                write(bars.axes, text, (bars.place(i, group), level), (0, 2), bars.font, {"va": "bottom"})
