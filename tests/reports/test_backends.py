"""Screen and file show the same chart: the same series, figures, names, borders and zones."""

from __future__ import annotations

import math
from typing import Any

import pytest
from matplotlib.patches import Rectangle

from reports import layout
from reports.chart import ChartSpec
from reports.matplotlib_backend import to_matplotlib
from reports.plotly_backend import PLOTLY_CONFIG, to_plotly
from tests.reports import specs

SPECS = pytest.mark.parametrize("make", specs.CHARTS, ids=lambda f: f.__name__)
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


def plain(text: str) -> str:
    """Undo plotly's escapes and the breaks of lines, which fall where each back-end has room."""
    for escaped, sign in (("<br>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(escaped, sign)
    return "".join(text.split())


def by_plotly(spec: ChartSpec, language: Any) -> dict[str, Any]:
    figure = to_plotly(spec, language)
    series: dict[str, list[float]] = {}
    for trace in figure.data:
        if "series" in (trace.meta or {}):
            values = trace.x if spec.horizontal else trace.y
            series[trace.meta["series"]] = [0.0 if v is None else round(float(v), 9) for v in values]
    notes: dict[str, list[str]] = {}
    for note in figure.layout.annotations:
        notes.setdefault(note.name, []).append(plain(note.text))
    axis = figure.layout.yaxis if spec.horizontal else figure.layout.xaxis
    legend = [t.name for t in figure.data if t.showlegend] + [s.name for s in figure.layout.shapes if s.showlegend]
    return {
        "title": plain(figure.layout.title.text),
        "series": series,
        "names": [plain(name) for name in axis.ticktext or ()],
        "borders": sorted((round(s.x0, 6), plain(s.name)) for s in figure.layout.shapes if s.type == "line"),
        "zones": [(round(s.x0, 6), round(s.x1, 6)) for s in figure.layout.shapes if s.type == "rect"],
        "legend": sorted(map(plain, legend)),
        "axes": (plain(figure.layout.xaxis.title.text), plain(figure.layout.yaxis.title.text)),
        **{key: notes.get(key, []) for key in ("unit", "foot", "no_data", "point")},
        "border_labels": sorted(notes.get("border", [])),
    }


def by_matplotlib(spec: ChartSpec, language: Any) -> dict[str, Any]:
    figure = to_matplotlib(spec, language)
    [axes] = figure.axes
    series: dict[str, list[float]] = {}
    for artist in [*axes.lines, *axes.patches]:
        gid = artist.get_gid() or ""
        if not gid.startswith("series:"):
            continue
        if isinstance(artist, Rectangle):
            value = artist.get_width() if spec.horizontal else artist.get_height()
            series.setdefault(gid[7:], []).append(round(float(value), 9))
        else:
            series[gid[7:]] = [0.0 if math.isnan(v) else round(float(v), 9) for v in artist.get_ydata()]
    texts: dict[str, list[str]] = {}
    for text in [*figure.texts, *axes.texts]:
        texts.setdefault((text.get_gid() or "").split(":")[0], []).append(plain(text.get_text()))
    lines = {a.get_gid(): a for a in [*axes.lines, *axes.patches] if a.get_gid()}
    borders = [(round(float(a.get_xdata()[0]), 6), g) for g, a in lines.items() if g.startswith("border:")]
    zones = [a for g, a in lines.items() if g.startswith("zone:")]
    axis = axes.yaxis if spec.horizontal else axes.xaxis
    names = [plain(t.get_text()) for t in axis.get_ticklabels()] if spec.categories else []
    labels = [t.get_text() for legend in figure.legends for t in legend.get_texts()]
    return {
        "title": texts["title"][0],
        "series": series,
        "names": names,
        "borders": sorted((x, texts["border_label"][int(g[7:])]) for x, g in borders),
        "zones": [(round(z.get_x(), 6), round(z.get_x() + z.get_width(), 6)) for z in zones],
        "legend": sorted(map(plain, labels)),
        "axes": (plain(axes.get_xlabel()), plain(axes.get_ylabel())),
        "unit": texts["unit"],
        "foot": texts["foot"],
        "no_data": texts.get("no_data", []),
        "point": texts.get("point_label", []),
        "border_labels": sorted(texts.get("border_label", [])),
    }


@SPECS
@LANGUAGES
def test_both_back_ends_show_the_same(make, language):
    spec = make()
    screen, file = by_plotly(spec, language), by_matplotlib(spec, language)
    if spec.kind == "waterfall":  # a step that is not there is no bar in the file and an empty one on the screen
        screen["series"] = {k: [v for v, s in zip(vs, layout.waterfall_steps(spec), strict=True) if s.value is not None]
                            for k, vs in screen["series"].items()}  # fmt: skip
    assert screen == file


@SPECS
@LANGUAGES
def test_figures_and_texts_are_those_of_the_specification(make, language):
    spec = make()
    shown = by_plotly(spec, language)
    assert shown["title"] == plain(spec.title(language))
    assert shown["names"] == [plain(c(language)) for c in spec.categories]
    assert "".join(shown["unit"]).endswith(plain(spec.unit_line(language)))
    for part in (spec.source(language), spec.stamp.scenario(language), spec.stamp.version, "3f9ac01b", "77ab12ef"):
        assert plain(part) in shown["foot"][0]
    if spec.empty:
        assert shown["no_data"] == [plain({"zh": "无数据", "en": "no data"}[language])]
    elif spec.kind != "waterfall":
        expected = {s.key: [0.0 if v is None else round(v, 9) for v in layout.printed(spec, s)] for s in spec.series}
        assert shown["series"] == expected


def test_the_unit_line_names_the_unit_and_the_mark():
    spec = specs.grouped_bar()
    assert by_matplotlib(spec, "zh")["unit"] == ["合成数据单位：万元/月"]
    assert by_matplotlib(spec, "en")["unit"] == ["SyntheticdataUnit:10,000yuan/month"]


def test_markup_in_data_stays_text():
    spec = specs.horizontal_bar()
    figure = to_plotly(spec, "zh")
    assert any("&lt;b&gt;$Long$&lt;/b&gt; &amp;" in name for name in figure.layout.yaxis.ticktext)
    assert "<b>" not in figure.to_json().replace("\\u003c", "<")


def test_a_missing_figure_says_so_and_is_not_a_silent_zero():
    spec = specs.horizontal_bar()
    [trace] = to_plotly(spec, "zh").data
    assert list(trace.text)[5] == "&lt;5"
    assert list(trace.text)[9] == "不可计算"
    assert "没有该县台账" in trace.hovertext[9]
    assert "没有该县台账" in by_matplotlib(spec, "zh")["foot"][0]


def test_the_screen_sends_nothing_away_and_has_no_logo():
    assert PLOTLY_CONFIG["showSendToCloud"] is False
    assert PLOTLY_CONFIG["displaylogo"] is False
    assert PLOTLY_CONFIG["toImageButtonOptions"]["format"] == "svg"


def test_hatched_bars_keep_their_colour_on_the_screen():
    hatched = [t for t in to_plotly(specs.stacked_bar(), "zh").data if t.marker.pattern.shape]
    assert hatched
    assert {t.marker.pattern.fillmode for t in hatched} == {"overlay"}


def test_axes_choose_their_own_ticks():
    figure = to_plotly(specs.curve(), "zh")
    assert figure.layout.xaxis.tickmode == figure.layout.yaxis.tickmode == "auto"


def overlapping(boxes: list[Any]) -> list[tuple[int, int]]:
    return [(i, j) for i in range(len(boxes)) for j in range(i) if boxes[i].overlaps(boxes[j])]


def visible_ticks(axis: Any) -> list[Any]:
    low, high = sorted(axis.get_view_interval())
    pairs = zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
    return [label for place, label in pairs if label.get_text() and low <= place <= high]


@SPECS
@LANGUAGES
def test_no_text_is_clipped_or_covers_another(make, language):
    spec = make()
    figure = to_matplotlib(spec, language)
    figure.draw_without_rendering()
    page = figure.bbox
    [axes] = figure.axes
    ticks = [t for axis in (axes.xaxis, axes.yaxis) for t in visible_ticks(axis)]
    texts = [t for t in [*figure.texts, *axes.texts] if t.get_text()]
    texts += [axes.xaxis.label, axes.yaxis.label]
    legend = [legend.get_window_extent() for legend in figure.legends]
    boxes = [t.get_window_extent() for t in [*ticks, *texts] if t.get_text()] + legend
    for box in boxes:
        assert min(box.x0, box.y0) >= 0, box
        assert box.x1 <= page.x1, (box, page.x1)
        assert box.y1 <= page.y1, (box, page.y1)
    for axis in (axes.xaxis, axes.yaxis):
        assert not overlapping([t.get_window_extent() for t in visible_ticks(axis)])
    framed = [t.get_window_extent() for t in [*figure.texts, axes.xaxis.label] if t.get_text()]
    framed += [t.get_window_extent() for t in axes.texts if (t.get_gid() or "").startswith("border_label")]
    assert not overlapping(framed + legend)
