"""Levers: a widget for a parameter of the law, with its name, unit, bounds, present value and note."""

from __future__ import annotations

import streamlit as st

from models.law import law
from models.text import Text
from ui.language import say

SHARE_UNITS = ("share",)
PRESENT = Text("现行：{value}", "present law: {value}")


def slider(
    name: str, value: float, *, label: Text | None = None, disabled: bool = False, note: Text | None = None
) -> float:
    """Show a slider over the bounds of a parameter and return its value; shares are shown in per cent.

    The position is kept for the session and in the page's address, under the parameter's own name.
    """
    parameter = law().parameter(name)[0]
    text = say(label or parameter.name)
    help_text = say(note or parameter.note) or None
    if parameter.unit in SHARE_UNITS:
        low, high, step, start = (
            round(number * 100) for number in (parameter.minimum, parameter.maximum, parameter.step, value)
        )
        chosen = st.slider(
            text,
            low,
            high,
            start,
            max(step, 1),
            format="%d%%",
            key=name,
            bind="query-params",
            persist_state="session",
            disabled=disabled,
            help=help_text,
        )
        return float(chosen) / 100.0
    chosen = st.slider(
        text,
        float(parameter.minimum),
        float(parameter.maximum),
        float(value),
        float(parameter.step),
        format="%.1f" if parameter.step < 1 else "%.0f",
        key=name,
        bind="query-params",
        persist_state="session",
        disabled=disabled,
        help=help_text,
    )
    return float(chosen)


def toggle(name: str, value: bool, *, label: Text | None = None, note: Text | None = None) -> bool:
    """Show a switch for a parameter that is a flag and return its position."""
    parameter = law().parameter(name)[0]
    return bool(
        st.toggle(
            say(label or parameter.name),
            value=value,
            key=name,
            bind="query-params",
            persist_state="session",
            help=say(note or parameter.note) or None,
        )
    )
