"""The marks of a chart (bars, lines, steps) as plotly traces, plain dictionaries that the figure checks once."""

from __future__ import annotations

import itertools
from typing import Any

from models.text import Language
from reports import layout
from reports.chart import ON_CATEGORIES, ChartSpec, Series
from reports.palette import Look, Surface, change_fill, look, text_on
from reports.table import NOT_COMPUTABLE, Gap

Trace = dict[str, Any]

HATCHES = ("", "/", ".", "\\", "x", "-", "|", "+")
MARKERS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "triangle-down")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")


def escape(text: str) -> str:
    """Return ``text`` with the characters that plotly would read as markup made harmless, and its line breaks."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def trace(spec: ChartSpec, series: Series, language: Language, dark: bool) -> Trace:
    """Return a series as lines or bars; its meta names the series."""
    style = look(spec, series, dark)
    shared: dict[str, Any] = {
        "name": escape(spec.name(series, language)),
        "meta": {"series": series.key},
        "showlegend": len(spec.series) > 1,
        "hovertext": _hover(spec, series, language),
        "hoverinfo": "text",
    }
    if spec.kind in ("line", "curve"):
        return _line(spec, series, language, style, shared)
    return _bar(spec, series, language, style, shared)


def _line(spec: ChartSpec, series: Series, language: Language, style: Look, shared: dict[str, Any]) -> Trace:
    curve = spec.kind == "curve"
    return dict(
        type="scatter",
        x=layout.printed_x(spec, series) if curve else category_keys(spec, language),
        y=layout.printed(spec, series),
        mode="lines" if curve else "lines+markers",
        line={"color": style.fill, "width": 2.5, "dash": DASHES[style.dash]},
        marker={"symbol": MARKERS[style.marker], "size": 8},
        connectgaps=False,
        **shared,
    )


def _pattern(style: Look) -> Trace:
    """Return a hatch over the fill; plotly's default would draw it on no fill at all."""
    if not style.hatch:
        return {}
    lines = {"shape": HATCHES[style.hatch], "size": 6, "solidity": 0.15, "fgcolor": style.hatch_colour}
    return {"pattern": lines | {"fillmode": "overlay", "fgopacity": 0.6}}


def _bar(spec: ChartSpec, series: Series, language: Language, style: Look, shared: dict[str, Any]) -> Trace:
    values = [0.0 if v is None else v for v in layout.printed(spec, series)]
    fill: str | list[str] = style.fill
    if series.role == "difference":
        fill = [change_fill(v) for v in values]
    bar: dict[str, Any] = {
        "marker": {
            "color": fill,
            "line": {"color": style.edge, "width": 0.8},
            **_pattern(style),
        },
        **shared,
    }
    if spec.kind == "histogram":
        edges = layout.printed_x(spec, series)
        middles = [(a + b) / 2 for a, b in itertools.pairwise(edges)]
        widths = [b - a for a, b in itertools.pairwise(edges)]
        return dict(type="bar", x=middles, y=values, width=widths, **bar)
    stacked = spec.kind == "stacked_bar"
    group = str(series.stack.en if series.stack else "all") if stacked else series.key
    if layout.shows_part_labels(spec) if stacked else layout.shows_labels(spec):
        bar |= {
            "text": [escape(t) for t in layout.labels(spec, series, language)],
            "textfont": {"size": 11},
            "insidetextfont": {"color": text_on(style.fill)},
        }
        bar |= {"textposition": "inside" if stacked else "outside", "insidetextanchor": "middle", "cliponaxis": False}
        bar |= {"textangle": 0, "constraintext": "both" if stacked else "none"}
    places = (
        {"y": category_keys(spec, language), "x": values}
        if spec.horizontal
        else {"x": category_keys(spec, language), "y": values}
    )
    return dict(type="bar", orientation="h" if spec.horizontal else "v", offsetgroup=group, **places, **bar)


def stack_totals(spec: ChartSpec, language: Language, surface: Surface) -> list[Trace]:
    """Return invisible bars of no height that carry each stack's total over it."""
    if not layout.shows_labels(spec):
        return []
    traces = []
    for _, members in layout.stacks(spec):
        totals = layout.stack_totals(spec, members)
        texts = ["" if t is None else spec.measure.format(t, layout.label_decimals(spec)) for t in totals]
        group = str(members[0].stack.en if members[0].stack else "all")
        traces.append(
            {
                "type": "bar",
                "x": category_keys(spec, language),
                "y": [0.0] * len(texts),
                "text": texts,
                "textposition": "outside",
                "textfont": {"size": 11, "color": surface.ink},
                "cliponaxis": False,
                "hoverinfo": "skip",
                "showlegend": False,
                "offsetgroup": group,
                "marker": {"color": "rgba(0,0,0,0)"},
                "meta": {"totals": group},
            }
        )
    return traces


def waterfall(spec: ChartSpec, language: Language, surface: Surface) -> Trace:
    """Return the floating bars of a waterfall."""
    steps = layout.waterfall_steps(spec)
    fills = [surface.quiet if s.level else change_fill(s.value) for s in steps]
    return {
        "type": "bar",
        "x": category_keys(spec, language),
        "base": [s.bottom for s in steps],
        "y": [s.top - s.bottom for s in steps],
        "marker": {"color": fills, "line": {"color": surface.ink, "width": 0.5}},
        "text": [escape(t) for t in layout.labels(spec, spec.series[0], language)],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "name": escape(spec.name(spec.series[0], language)),
        "meta": {"series": spec.series[0].key},
        "showlegend": False,
        "hovertext": _hover(spec, spec.series[0], language),
        "hoverinfo": "text",
    }


def _hover(spec: ChartSpec, series: Series, language: Language) -> list[str]:
    if spec.kind in ON_CATEGORIES:
        places = [c(language) for c in spec.categories]
    elif spec.kind == "histogram":
        edges = [spec.x_measure.format(x) if spec.x_measure else f"{x:,g}" for x in series.x]
        places = [f"{a}–{b}" for a, b in itertools.pairwise(edges)]
    else:
        places = [spec.x_measure.with_unit(x, language) if spec.x_measure else f"{x:,g}" for x in series.x]
    figures = []
    for value, number in zip(series.values, series.numbers(), strict=True):
        if number is not None:
            figures.append(spec.measure.with_unit(number, language))
        else:
            gap = value if isinstance(value, Gap) else NOT_COMPUTABLE
            figures.append(f"{gap.symbol(language)} {gap.reason(language)}")
    name = spec.name(series, language)
    return [escape(f"{place}\n{name}: {figure}") for place, figure in zip(places, figures, strict=True)]


def category_keys(spec: ChartSpec, language: Language) -> list[str]:
    """Return the names that plotly knows the categories by."""
    return [escape(c(language)) for c in spec.categories]
