"""Draws the marks of a chart (lines, steps, histogram, waterfall) onto matplotlib axes."""

from __future__ import annotations

import itertools
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties

from models.text import Language
from reports import layout
from reports.chart import ChartSpec
from reports.matplotlib_bars import HATCHES, draw_bars, write
from reports.palette import LIGHT, change_fill, look

MARKERS = ("o", "s", "D", "^", "X", "P", "*", "v")
DASHES: tuple[Any, ...] = ("-", "--", ":", "-.", (0, (8, 3)), (0, (8, 3, 1, 3)), "-", "--")


def draw_marks(axes: Axes, spec: ChartSpec, language: Language, font: FontProperties, plot_width: float) -> None:
    """Draw the data of ``spec``; every artist's gid names its series, as ``series:key``."""
    if spec.kind in ("line", "curve"):
        _draw_lines(axes, spec, language)
    elif spec.kind == "histogram":
        _draw_histogram(axes, spec)
    elif spec.kind == "waterfall":
        _draw_waterfall(axes, spec, language, font)
    else:
        draw_bars(axes, spec, language, font, plot_width)


def _draw_lines(axes: Axes, spec: ChartSpec, language: Language) -> None:
    curve = spec.kind == "curve"
    for series in spec.series:
        style = look(spec, series)
        values = [float("nan") if v is None else v for v in layout.printed(spec, series)]
        places = layout.printed_x(spec, series) if curve else [float(i) for i in range(len(values))]
        [line] = axes.plot(places, values, color=style.fill, linestyle=DASHES[style.dash], linewidth=2)
        line.set(marker="" if curve else MARKERS[style.marker], markersize=5)
        line.set(label=spec.name(series, language), gid=f"series:{series.key}")
    if curve:
        axes.set_xlim(*layout.x_span(spec))
    axes.set_ylim(*layout.figure_span(spec))


def _draw_histogram(axes: Axes, spec: ChartSpec) -> None:
    for series in spec.series:
        style = look(spec, series)
        edges = layout.printed_x(spec, series)
        values = [v or 0.0 for v in layout.printed(spec, series)]
        widths = [b - a for a, b in itertools.pairwise(edges)]
        shape: dict[str, Any] = {"color": style.fill, "edgecolor": style.edge, "linewidth": 0.6, "alpha": 0.85}
        hatch: dict[str, Any] = {"hatch": HATCHES[style.hatch], "hatchcolor": style.hatch_colour}
        for bar in axes.bar(edges[:-1], values, widths, align="edge", **shape, **hatch):
            bar.set_gid(f"series:{series.key}")
    axes.set_xlim(*layout.x_span(spec))


def _draw_waterfall(axes: Axes, spec: ChartSpec, language: Language, font: FontProperties) -> None:
    series = spec.series[0]
    steps = layout.waterfall_steps(spec)
    level = 0.0
    for i, (step, text) in enumerate(zip(steps, layout.labels(spec, series, language), strict=True)):
        if step.value is not None:
            hatch = "" if step.level else HATCHES[1 if step.value < 0 else 2]
            fill = LIGHT.quiet if step.level else change_fill(step.value)
            look_of: dict[str, Any] = {"edgecolor": LIGHT.ink, "linewidth": 0.5, "hatchcolor": LIGHT.paper}
            [bar] = axes.bar([i], [step.top - step.bottom], 0.62, [step.bottom], color=fill, hatch=hatch, **look_of)
            bar.set_gid(f"series:{series.key}")
            level = step.value if step.level else level + step.value
        write(axes, text, (i, step.top), (0, 2), font, {"va": "bottom"})
        if i + 1 < len(steps):
            axes.plot([i + 0.31, i + 0.69], [level, level], color=LIGHT.quiet, linewidth=0.8, zorder=1)
    axes.axhline(0, color=LIGHT.quiet, linewidth=0.8)
    axes.margins(y=0.1)
