"""The columns of a sheet as they were recognised; each can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data.ingest.units import MONEY_TEXTS, PERIOD_TEXTS
from models.columns import REGISTER_COLUMNS
from models.text import Text
from ui.language import language, say

UNSTATED = "—"


def answer(file: str, sheet: str, field: str, value: object) -> None:
    """Keep one answer about a sheet (of the file: sheet ``""``)."""
    state = st.session_state.setdefault(f"answers_{file}", {})
    state.setdefault(sheet, {})[field] = value


def show_columns(file: str, number: int, sheet: Mapping[str, Any]) -> None:
    """Show every column with what it was taken for and its unit; all of it can be changed."""
    names = {column.name: say(column.text) for column in REGISTER_COLUMNS}
    labels = {say(Text("（不使用）", "(not used)")): ""}
    labels |= {f"{text}（{name}）": name for name, text in names.items()}
    by_name = {name: label for label, name in labels.items()}
    columns = sheet["columns"]
    header, taken, unit = (
        say(t) for t in (Text("文件中的列", "Column in the file"), Text("识别为", "Taken for"), Text("单位", "Unit"))
    )
    units = {
        f"{say(money)}/{say(period)}": (m, p) for m, money in MONEY_TEXTS.items() for p, period in PERIOD_TEXTS.items()
    }
    shown = [say(c["unit"]) if c["unit"] else UNSTATED for c in columns]
    edited = st.data_editor(
        {
            header: [c["header"] for c in columns],
            taken: [by_name[c["name"] or ""] for c in columns],
            unit: shown,
        },
        column_config={
            taken: st.column_config.SelectboxColumn(options=list(labels), required=True),
            unit: st.column_config.SelectboxColumn(
                options=list(dict.fromkeys([UNSTATED, *shown, *units])), required=True
            ),
        },
        disabled=[header],
        hide_index=True,
        key=f"columns_{file}_{number}_{sheet['header_rows'][-1]}_{language()}",
        width="stretch",
        height="content",
        alt=say(Text("列的识别", "Columns as recognised")),
    )
    mapping = {
        c["column"] - 1: labels[edited[taken][i]]
        for i, c in enumerate(columns)
        if labels[edited[taken][i]] != (c["name"] or "")
    }
    changed = {
        c["column"] - 1: units[edited[unit][i]]
        for i, c in enumerate(columns)
        if edited[unit][i] in units and edited[unit][i] != shown[i]
    }
    _apply(file, sheet["name"], mapping, changed)


def _apply(file: str, sheet: str, mapping: dict[int, str], units: dict[int, tuple[str, str]]) -> None:
    """Take changes of columns over into the answers and recognise again."""
    kept = st.session_state.get(f"answers_{file}", {}).get(sheet, {})
    wanted = {"mapping": {**kept.get("mapping", {}), **mapping}, "units": {**kept.get("units", {}), **units}}
    if any(kept.get(field, {}) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            answer(file, sheet, field, value)
        st.rerun()
