"""Shows a chart or a table with everything it can be downloaded as."""

from __future__ import annotations

from functools import partial

import plotly.graph_objects as go
import streamlit as st

from models.problems import ProblemsError
from models.text import Language, Text
from reports.chart import ChartSpec
from reports.plotly_backend import PLOTLY_CONFIG, to_plotly
from reports.registry import Exporter, Spec, Takes, exporters
from reports.table import TableSpec
from ui.language import language, say

DOWNLOAD = Text("下载", "Download")
DATA_TABLE = Text("数据表", "Data table")
CLEAR = "rgba(0,0,0,0)"
TITLE_LINE, FOOT_LINE = 24, 16
# The bar of tools speaks English only; everything that it offers is on the page.
CONFIG = PLOTLY_CONFIG | {"displayModeBar": False}


def show_chart(spec: ChartSpec) -> None:
    """Draw a chart in the session's language and theme, with its data table and downloads beneath."""
    dark = st.context.theme.type == "dark"
    figure = _unframed(to_plotly(spec, language(), dark))
    st.markdown(f"**{spec.title(language())}**")
    st.plotly_chart(figure, config=CONFIG, theme=None, key=f"chart_{spec.key}", alt=spec.alt(language()))
    st.caption("  \n".join(spec.footers(language())))
    with st.container(horizontal=True):
        table = st.popover(say(DATA_TABLE), key=f"data_{spec.key}", on_change="rerun")
        if table.open:
            with table:
                _grid(spec.table())
        _downloads(spec)


def _unframed(figure: go.Figure) -> go.Figure:
    """Leave title and foot to the page, which wraps them at any width, and the ground to its theme."""
    layout = figure.layout
    foot = FOOT_LINE * sum(_lines(note.text) for note in layout.annotations if note.name == "foot")
    title = TITLE_LINE * _lines(layout.title.text)
    layout.annotations = [note for note in layout.annotations if note.name != "foot"]
    layout.update(
        title_text="",
        height=layout.height - title - foot,
        margin_t=layout.margin.t - title,
        margin_b=layout.margin.b - foot,
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        dragmode=False,
    )
    figure.update_xaxes(tickangle=None)
    return figure


def _lines(text: str) -> int:
    return text.count("<br>") + 1


def show_table(spec: TableSpec, key: str = "") -> None:
    """Draw a table with its title, unit line, notes and downloads; ``key`` tells tables of one kind apart."""
    st.markdown(f"**{spec.title(language())}**")
    st.caption(spec.unit_line(language()))
    _grid(spec)
    st.caption("  \n".join(spec.footers(language())))
    _downloads(spec, key)


def show_grid(spec: TableSpec) -> None:
    """Draw a long table that scrolls and sorts, with its title, notes and downloads."""
    st.markdown(f"**{spec.title(language())}**")
    headers, rows = spec.headers(language()), spec.texts(language())
    st.dataframe(
        {header: [row[i] for row in rows] for i, header in enumerate(headers)},
        hide_index=True,
        height="auto" if len(rows) > 12 else "content",
        width="stretch",
        key=f"grid_{spec.key}",
        alt=spec.title(language()),
    )
    st.caption("  \n".join(spec.footers(language())))
    _downloads(spec)


def show_problems(error: ProblemsError) -> None:
    """Show every problem, numbered, in the session's language."""
    st.error("  \n".join(f"{i}. {problem.describe(language())}" for i, problem in enumerate(error.problems, 1)))


def _grid(spec: TableSpec) -> None:
    rows = spec.texts(language())
    headers = spec.headers(language())
    st.table(
        {header: [row[i] for row in rows] for i, header in enumerate(headers)},
        hide_index=True,
        border="horizontal",
        alt=spec.title(language()),
    )


def _downloads(spec: Spec, key: str = "") -> None:
    takes: Takes = "chart" if isinstance(spec, ChartSpec) else "table"
    offers = st.popover(say(DOWNLOAD), key=f"download_{takes}_{spec.key}{key}", on_change="rerun")
    if not offers.open:
        return
    with offers:
        for exporter in exporters(takes).values():
            st.download_button(
                say(exporter.text),
                data=partial(_export, exporter, spec, language()),
                file_name=exporter.file_name(spec, language()),
                mime=exporter.mime,
                key=f"{exporter.key}_{takes}_{spec.key}{key}",
                on_click="ignore",
                width="stretch",
            )


def _export(exporter: Exporter, spec: Spec, chosen: Language) -> bytes:
    return exporter.export(spec, chosen)
