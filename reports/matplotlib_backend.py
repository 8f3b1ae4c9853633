"""Draws a chart specification for files with matplotlib: the same on every machine, without a system font."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from models.text import Language
from reports import layout
from reports.chart import ON_CATEGORIES, ChartSpec, Series
from reports.fonts import FONT_NAME, font_path, width_em, wrap
from reports.matplotlib_bars import HATCHES, write
from reports.matplotlib_marks import DASHES, MARKERS, draw_marks
from reports.palette import LIGHT, look, role_colour

WIDTH_IN = 9.0
TITLE_PT, TEXT_PT, FOOT_PT = 15, 10, 8
_SIDE_IN = 0.25
_LEGEND_EM = (WIDTH_IN - 2 * _SIDE_IN) / (TEXT_PT / 72)

# Set once for the process: readers of these settings look at them only when a file is written.
matplotlib.rcParams["pdf.fonttype"] = 42
matplotlib.rcParams["svg.fonttype"] = "path"
matplotlib.rcParams["svg.hashsalt"] = "tidu"
matplotlib.rcParams["hatch.linewidth"] = 0.6


@cache
def register_font() -> str:
    """Make the Chinese font known to matplotlib and return its family name."""
    fontManager.addfont(str(font_path()))
    return FONT_NAME


def font(points: float) -> FontProperties:
    """Return the Chinese font in a size."""
    return FontProperties(family=register_font(), size=points)


@dataclass(frozen=True, slots=True)
class _Page:
    """The sizes of a figure's parts in inches."""

    title: str
    foot: str
    names: list[str]
    left: float
    top: float
    plot: float
    bottom: float
    right: float
    band: float
    legend: float

    @property
    def height(self) -> float:
        return self.top + self.plot + self.bottom

    @property
    def plot_width(self) -> float:
        return WIDTH_IN - self.left - self.right

    @property
    def over(self) -> float:
        """Height at which legend and unit line stand, over the labels of borders."""
        return self.bottom + self.plot + self.band + 0.04


def to_matplotlib(spec: ChartSpec, language: Language) -> Figure:
    """Return the chart as a matplotlib figure, 9 inches wide, its height fitted to what it shows."""
    page = _measure(spec, language)
    figure = Figure(figsize=(WIDTH_IN, page.height), facecolor=LIGHT.paper)
    box = (page.left / WIDTH_IN, page.bottom / page.height, page.plot_width / WIDTH_IN, page.plot / page.height)
    axes = figure.add_axes(box)
    _style_axes(axes, spec)
    if not spec.empty:
        draw_marks(axes, spec, language, font(FOOT_PT), page.plot_width)
        _draw_spans(axes, spec, language, page)
    else:
        axes.text(0.5, 0.5, spec.no_data(language), transform=axes.transAxes, ha="center", va="center",
                  color=LIGHT.quiet, fontproperties=font(18), gid="no_data")  # fmt: skip
    _label_axes(axes, spec, language, page)
    _draw_frame(figure, spec, language, page)
    _draw_legend(figure, spec, language, page)
    return figure


def _measure(spec: ChartSpec, language: Language) -> _Page:
    """Work out the page from the lengths of its texts."""
    em = TEXT_PT / 72
    inner = WIDTH_IN - 2 * _SIDE_IN
    title = wrap(spec.title(language), inner / (TITLE_PT / 72))
    foot = "\n".join(wrap(line, inner / (FOOT_PT / 72)) for line in spec.footers(language))
    left = _SIDE_IN + (0.3 if spec.y_axis.zh else 0.1) + _tick_width(spec, language) * em
    right = _SIDE_IN + 0.05
    slot = (WIDTH_IN - left - right) / max(1, len(spec.categories)) / em
    names = layout.category_names(spec, language, slot * 0.95)
    lines = layout.name_lines(names)
    row = max(0.12 + 0.19 * len(layout.stacks(spec)), 0.1 + 0.165 * lines)
    rows = layout.border_rows(spec, language, (WIDTH_IN - left - right) / (FOOT_PT / 72))
    beside = layout.unit_beside_legend(spec, language, _LEGEND_EM)
    rows_above = max(1, layout.legend_rows(spec, language, _LEGEND_EM)) + (not beside)
    band = 0.17 * (1 + max(rows, default=-1))
    below = (0.17 if spec.horizontal else 0.17 * lines) + (0.24 if spec.x_axis.zh else 0.05)
    return _Page(
        title=title,
        foot=foot,
        names=names,
        left=left,
        right=right,
        top=0.28 + 0.3 * (title.count("\n") + 1) + 0.24 * rows_above + band,
        plot=max(2.2, row * len(spec.categories)) if spec.horizontal else 3.8,
        bottom=0.18 + below + 0.165 * (foot.count("\n") + 1),
        band=band,
        legend=0.0 if beside else 0.24,
    )


def _tick_width(spec: ChartSpec, language: Language) -> float:
    """Return the width in em of the widest tick label at the left side."""
    if spec.horizontal:
        names = [line for n in layout.category_names(spec, language, 0) for line in n.split("\n")]
        return max((width_em(n) for n in names), default=0.0) + 0.8
    if spec.kind == "waterfall":
        values = [v for s in layout.waterfall_steps(spec) for v in (s.bottom, s.top)]
    else:
        values = [v for s in spec.series for v in layout.printed(spec, s) if v is not None]
    totals = [t for _, members in layout.stacks(spec) for t in layout.stack_totals(spec, members) if t is not None]
    values += [spec.measure.printed(t) for t in totals]
    ticks = MaxNLocator(6).tick_values(min([0.0, *values]), max([1.0, *values]))
    return max(width_em(_tick(t)) for t in ticks) + 0.8


def _tick(value: float, _position: float = 0) -> str:
    """Return a number on an axis: thousands separated, no needless zeros."""
    text = f"{round(value, 6):,.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _style_axes(axes: Axes, spec: ChartSpec) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(LIGHT.quiet)
    axes.grid(axis="x" if spec.horizontal else "y", color=LIGHT.grid, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=3, color=LIGHT.quiet)


def _label_axes(axes: Axes, spec: ChartSpec, language: Language, page: _Page) -> None:
    positions = range(len(spec.categories))
    figures, other = (axes.xaxis, axes.yaxis) if spec.horizontal else (axes.yaxis, axes.xaxis)
    figures.set_major_locator(MaxNLocator(6))
    figures.set_major_formatter(_tick)
    if spec.kind in ON_CATEGORIES:
        other.set_ticks(list(positions), page.names, parse_math=False)
        other.set_tick_params(length=0)
    else:
        other.set_major_locator(MaxNLocator(9))
        other.set_major_formatter(_tick)
    if spec.horizontal:
        axes.set_ylim(len(spec.categories) - 0.5, -0.5)
    if spec.empty:
        figures.set_ticks([])
    for label in [*axes.get_xticklabels(), *axes.get_yticklabels()]:
        label.set_fontproperties(font(TEXT_PT))
        label.set_color(LIGHT.ink)
        label.set_linespacing(1.1)
    style = {"fontproperties": font(TEXT_PT), "color": LIGHT.ink, "parse_math": False}
    axes.set_xlabel(spec.x_axis(language), **style)  # type: ignore[arg-type]
    axes.set_ylabel(spec.y_axis(language), **style)  # type: ignore[arg-type]


def _draw_spans(axes: Axes, spec: ChartSpec, language: Language, page: _Page) -> None:
    """Draw zones, borders with their labels over the plot, and points."""
    for i, zone in enumerate(spec.zones):
        span = axes.axvspan(layout.at_x(spec, zone.start), layout.at_x(spec, zone.end), gid=f"zone:{i}")
        span.set(color=role_colour(zone.role, LIGHT), alpha=0.2, linewidth=0, zorder=0.5)
    width = page.plot_width / (FOOT_PT / 72)
    for i, (border, row) in enumerate(zip(spec.borders, layout.border_rows(spec, language, width), strict=True)):
        x, text = layout.at_x(spec, border.x), border.text(language)
        colour = role_colour(border.role, LIGHT)
        dash = ":" if border.role == "baseline" else "--"
        axes.axvline(x, color=colour, linewidth=1, linestyle=dash, gid=f"border:{i}")
        over = {"xycoords": ("data", "axes fraction"), "va": "bottom", "color": colour, "gid": f"border_label:{i}"}
        write(axes, text, (layout.label_centre(spec, text, x, width), 1), (0, 2 + 12 * row), font(FOOT_PT), over)
    box = {"facecolor": LIGHT.paper, "alpha": 0.85, "linewidth": 0, "pad": 1}
    for i, point in enumerate(spec.points):
        x, y = layout.at_x(spec, point.x), spec.measure.printed(point.y)
        axes.plot([x], [y], marker="o", color=role_colour(point.role, LIGHT), markersize=4, gid=f"point:{i}")
        left = layout.label_goes_left(spec, point)
        label = {"ha": "right" if left else "left", "va": "bottom", "bbox": box, "gid": f"point_label:{i}"}
        write(axes, point.text(language), (x, y), (-5 if left else 5, 5), font(FOOT_PT), label)


def _draw_frame(figure: Figure, spec: ChartSpec, language: Language, page: _Page) -> None:
    """Write title, unit line and foot."""
    left, right = _SIDE_IN / WIDTH_IN, 1 - _SIDE_IN / WIDTH_IN
    unit = layout.corner(spec, language)
    lines = (
        ("title", page.title, left, page.height - 0.12, TITLE_PT, LIGHT.ink, {"va": "top", "linespacing": 1.25}),
        ("foot", page.foot, left, 0.1, FOOT_PT, LIGHT.quiet, {"va": "bottom", "linespacing": 1.3}),
        ("unit", unit, right, page.over, TEXT_PT - 1, LIGHT.ink, {"va": "bottom", "ha": "right"}),
    )
    for gid, text, x, y, points, colour, place in lines:
        figure.text(
            x, y / page.height, text, fontproperties=font(points), color=colour, parse_math=False, gid=gid, **place
        )


def _draw_legend(figure: Figure, spec: ChartSpec, language: Language, page: _Page) -> None:
    handles = _legend_handles(spec, language)
    if not handles or spec.empty:
        return
    columns = layout.legend_columns(spec, language, _LEGEND_EM)
    # matplotlib fills column by column; people read row by row.
    handles = [handle for column in range(columns) for handle in handles[column::columns]]
    legend = figure.legend(
        handles=handles,
        loc="lower left",
        bbox_to_anchor=(_SIDE_IN / WIDTH_IN - 0.008, (page.over + page.legend - 0.06) / page.height),
        ncols=columns,
        prop=font(TEXT_PT),
        labelcolor=LIGHT.ink,
        frameon=False,
        **{"borderpad": 0.2, "handlelength": 2.0, "columnspacing": 1.2, "handletextpad": 0.5, "labelspacing": 0.25},
    )
    legend.set_gid("legend")
    for text in legend.get_texts():
        text.set_parse_math(False)


def _legend_handles(spec: ChartSpec, language: Language) -> list[Artist]:
    handles: list[Artist] = [_series_handle(spec, s, language) for s in spec.series] if len(spec.series) > 1 else []
    zones = {z.text(language): z for z in reversed(spec.zones)}
    names = dict.fromkeys(z.text(language) for z in spec.zones)
    shades = [Patch(color=role_colour(zones[n].role, LIGHT), alpha=0.2, linewidth=0, label=n) for n in names]
    return [*handles, *shades]


def _series_handle(spec: ChartSpec, series: Series, language: Language) -> Artist:
    style = look(spec, series)
    name = spec.name(series, language)
    if spec.kind in ("line", "curve"):
        marker = MARKERS[style.marker] if spec.kind == "line" else ""
        return Line2D([], [], color=style.fill, linestyle=DASHES[style.dash], marker=marker, linewidth=2, label=name)
    patch = Patch(facecolor=style.fill, edgecolor=style.edge, linewidth=0.6, label=name)
    patch.set(hatch=HATCHES[style.hatch], hatchcolor=style.hatch_colour)
    return patch
