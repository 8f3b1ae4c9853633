"""Draws a chart specification for the screen with plotly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from models.text import Language
from reports import layout
from reports.chart import ON_CATEGORIES, ChartSpec
from reports.fonts import FONT_NAME, width_em, wrap
from reports.palette import DARK, LIGHT, Surface, role_colour
from reports.plotly_marks import category_keys, escape, stack_totals, trace, waterfall

PLOTLY_CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
    "toImageButtonOptions": {"format": "svg", "scale": 2},
}
FONT_FAMILY = f'"{FONT_NAME}", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif'
# The page may be wider; texts are wrapped for the narrowest place in which a chart still reads.
_WIDTH = 700
_TITLE, _TEXT, _FOOT = 17, 12, 11
_ROW = 18


@dataclass(frozen=True, slots=True)
class _Frame:
    """The parts of a figure in pixels, with the texts wrapped for them."""

    title: str
    foot: str
    names: list[str]
    left: int
    top: int
    plot: int
    below: int
    bottom: int
    band: int
    entry: int


def to_plotly(spec: ChartSpec, language: Language, dark: bool = False) -> go.Figure:
    """Return the chart as a plotly figure for ``st.plotly_chart(figure, config=PLOTLY_CONFIG, theme=None)``."""
    surface = DARK if dark else LIGHT
    traces: list[dict[str, Any]] = []
    if spec.kind == "waterfall" and not spec.empty:
        traces = [waterfall(spec, language, surface)]
    elif not spec.empty:
        traces = [trace(spec, series, language, dark) for series in spec.series]
        traces += stack_totals(spec, language, surface) if spec.kind == "stacked_bar" else []
    frame = _measure(spec, language)
    page = _layout(spec, language, surface, frame)
    page["xaxis"] = _x_axis(spec, language, surface, frame)
    page["yaxis"] = _y_axis(spec, language, surface, frame)
    page["shapes"] = _shapes(spec, language, dark)
    page["annotations"] = _annotations(spec, language, surface, frame) + _labels(spec, language, surface, dark)
    # plotly's own template is as large as a chart and would be overridden throughout.
    return go.Figure({"data": traces, "layout": page | {"template": "none"}})


def _measure(spec: ChartSpec, language: Language) -> _Frame:
    title = wrap(spec.title(language), _WIDTH / _TITLE)
    foot = [line for text in spec.footers(language) for line in wrap(text, _WIDTH / _FOOT).split("\n")]
    names = layout.category_names(spec, language, _WIDTH / max(1, len(spec.categories)) / _TEXT)
    lines = layout.name_lines(names)
    band = _ROW * (1 + max(layout.border_rows(spec, language, _WIDTH / _FOOT), default=-1))
    legend = layout.legend_rows(spec, language, _WIDTH / _TEXT)
    row = max(12 + 20 * len(layout.stacks(spec)), 10 + 16 * lines)
    widest = max((width_em(line) for name in names for line in name.split("\n")), default=0.0)
    below = 14 + (_ROW if spec.horizontal else 16 * lines) + (24 if spec.x_axis.zh else 0)
    return _Frame(
        title=title,
        foot="\n".join(foot),
        names=names,
        left=int(widest * _TEXT) + 18 if spec.horizontal else 64,
        top=24 * (title.count("\n") + 1) + 20 * legend + band + _ROW + 18,
        entry=int(layout.legend_entry(spec, language) * _TEXT) + 8,
        plot=max(240, row * len(spec.categories)) if spec.horizontal else 360,
        below=below,
        bottom=below + 16 * len(foot) + 8,
        band=band,
    )


def _layout(spec: ChartSpec, language: Language, surface: Surface, frame: _Frame) -> dict[str, Any]:
    barmodes = {"stacked_bar": "relative", "histogram": "overlay", "waterfall": "overlay"}
    return {
        "title": {
            "text": escape(frame.title),
            "font": {"size": _TITLE, "color": surface.ink},
            "pad": {"t": 10, "l": 10},
            **{"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"},
        },
        "font": {"family": FONT_FAMILY, "size": _TEXT, "color": surface.ink},
        "paper_bgcolor": surface.paper,
        "plot_bgcolor": surface.paper,
        "barmode": barmodes.get(spec.kind, "group"),
        "bargap": 0.02 if spec.kind == "histogram" else 0.25,
        "bargroupgap": 0.06,
        "legend": {
            "orientation": "h",
            "traceorder": "normal",
            "entrywidth": frame.entry,
            "entrywidthmode": "pixels",
            **{"x": 0, "xanchor": "left", "y": 1 + (frame.band + _ROW + 4) / frame.plot, "yanchor": "bottom"},
        },
        "separators": ".,",
        "margin": {"t": frame.top, "b": frame.bottom, "l": frame.left, "r": 24},
        "height": frame.top + frame.plot + frame.bottom,
        "hovermode": "closest",
        "uniformtext": {"minsize": 8, "mode": "hide"} if spec.kind == "stacked_bar" else {},
    }


def _x_axis(spec: ChartSpec, language: Language, surface: Surface, frame: _Frame) -> dict[str, Any]:
    axis = _axis(spec, spec.x_axis(language), surface)
    if spec.horizontal:
        return axis | _figures(surface)
    if spec.kind in ON_CATEGORIES:
        return axis | _categories(spec, language, frame) | {"tickangle": 0}
    return axis | {"tickformat": ",~f", "range": list(layout.x_span(spec)), "tickmode": "auto"}


def _y_axis(spec: ChartSpec, language: Language, surface: Surface, frame: _Frame) -> dict[str, Any]:
    axis = _axis(spec, spec.y_axis(language), surface)
    if spec.horizontal:
        return axis | _categories(spec, language, frame) | {"autorange": "reversed", "showline": False}
    span = {"range": list(layout.figure_span(spec))} if spec.kind in ("line", "curve") else {}
    return axis | _figures(surface) | span


def _axis(spec: ChartSpec, title: str, surface: Surface) -> dict[str, Any]:
    return {
        "title": {"text": escape(title), "standoff": 8},
        "automargin": not spec.horizontal,
        "linecolor": surface.quiet,
        "showline": True,
        "zeroline": False,
        "showgrid": False,
        "visible": not spec.empty,
    }


def _categories(spec: ChartSpec, language: Language, frame: _Frame) -> dict[str, Any]:
    wrapped = [escape(name) for name in frame.names]
    return {"type": "category", "tickvals": category_keys(spec, language), "ticktext": wrapped}


def _figures(surface: Surface) -> dict[str, Any]:
    lines = {"showgrid": True, "gridcolor": surface.grid, "zeroline": True, "zerolinecolor": surface.quiet}
    return {"tickformat": ",~f", "tickmode": "auto", "showline": False, "rangemode": "tozero", **lines}


def _shapes(spec: ChartSpec, language: Language, dark: bool) -> list[dict[str, Any]]:
    surface = DARK if dark else LIGHT
    shapes: list[dict[str, Any]] = []
    told: set[str] = set()
    for zone in spec.zones:
        name = zone.text(language)
        ends = {"x0": layout.at_x(spec, zone.start), "x1": layout.at_x(spec, zone.end)}
        fill = {"fillcolor": role_colour(zone.role, surface, dark), "opacity": 0.22, "line": {"width": 0}}
        legend = {"name": escape(name), "showlegend": name not in told, "legendgroup": name}
        shapes.append({"type": "rect", "layer": "below", **_upright(), **ends, **fill, **legend})
        told.add(name)
    for border in spec.borders:
        x = layout.at_x(spec, border.x)
        dash = "dot" if border.role == "baseline" else "dash"
        line = {"color": role_colour(border.role, surface, dark), "width": 1.2, "dash": dash}
        name = escape(border.text(language))
        shapes.append({"type": "line", **_upright(), "x0": x, "x1": x, "line": line, "name": name})
    return shapes


def _upright() -> dict[str, Any]:
    return {"xref": "x", "yref": "paper", "y0": 0, "y1": 1}


def _annotations(spec: ChartSpec, language: Language, surface: Surface, frame: _Frame) -> list[dict[str, Any]]:
    """Return unit line and foot, and what an empty chart says."""
    # A given width keeps the line in its corner even when it is measured before the page's font has come.
    corner: dict[str, Any] = {
        "x": 1,
        "y": 1,
        "xanchor": "right",
        "yanchor": "bottom",
        "yshift": frame.band + 4,
        "align": "right",
    }
    corner["width"] = int(width_em(layout.corner(spec, language)) * _TEXT) + 12
    ground = {"x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "align": "left"}
    shift = {"xshift": 10 - frame.left, "yshift": -frame.below}
    notes = [
        _text(layout.corner(spec, language), surface.ink, _TEXT, {"name": "unit", **corner}),
        _text(frame.foot, surface.quiet, _FOOT, {"name": "foot", **ground, **shift}),
    ]
    if spec.empty:
        notes.append(_text(spec.no_data(language), surface.quiet, 20, {"name": "no_data", "x": 0.5, "y": 0.5}))
    return notes


def _labels(spec: ChartSpec, language: Language, surface: Surface, dark: bool) -> list[dict[str, Any]]:
    """Return the labels of borders over the plot and of points in it."""
    width = _WIDTH / _FOOT
    notes = []
    for border, row in zip(spec.borders, layout.border_rows(spec, language, width), strict=True):
        text = border.text(language)
        x = layout.label_centre(spec, text, layout.at_x(spec, border.x), width)
        place = {"xref": "x", "x": x, "y": 1, "yanchor": "bottom", "yshift": _ROW * row + 1}
        notes.append(_text(text, role_colour(border.role, surface, dark), _FOOT, {"name": "border", **place}))
    for point in spec.points:
        place = {"xref": "x", "yref": "y", "x": layout.at_x(spec, point.x), "y": spec.measure.printed(point.y)}
        left = layout.label_goes_left(spec, point)
        arrow = {"showarrow": True, "arrowhead": 6, "arrowcolor": surface.quiet, "ax": -12 if left else 12, "ay": -16}
        paper = {"bgcolor": surface.paper, "xanchor": "right" if left else "left"}
        notes.append(_text(point.text(language), surface.ink, _FOOT, {"name": "point", **place, **arrow, **paper}))
    return notes


def _text(text: str, colour: str, size: int, place: dict[str, Any]) -> dict[str, Any]:
    font = {"size": size, "color": colour}
    return {"text": escape(text), "xref": "paper", "yref": "paper", "showarrow": False, "font": font} | place
