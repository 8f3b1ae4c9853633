"""Levers: a widget for a parameter of the law, with its name, unit, bounds, present value and note."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.law import law
from models.text import Text
from ui.language import say


def slider(name: str, value: float, *, place: DeltaGenerator | None = None) -> float:
    """Show a slider over the bounds of a parameter and return its value; shares are shown in per cent.

    The position is kept for the session and in the page's address, under the parameter's own name.
    """
    parameter = law().parameter(name)[0]
    draw = (place or st).slider
    kept: dict[str, Any] = {
        "key": name,
        "bind": "query-params",
        "persist_state": "session",
        "help": say(parameter.note) or None,
    }
    if parameter.unit == "share":
        percents = [round(n * 100) for n in (parameter.minimum, parameter.maximum, value, parameter.step)]
        return float(draw(say(parameter.name), *percents, format="%d%%", **kept)) / 100.0  # type: ignore[arg-type]
    low, high, step = parameter.minimum, parameter.maximum, parameter.step
    digits = "%.1f" if step < 1 else "%.0f"
    return float(draw(say(parameter.name), low, high, value, step, format=digits, **kept))


def optional_slider(name: str, value: float, place: DeltaGenerator | None = None) -> float | None:
    """Show a switch for a parameter and, while it is on, its slider; ``None`` while off and present law holds."""
    parameter = law().parameter(name)[0]
    on = (place or st).toggle(
        say(Text("改变“{name}”", "Change: {name}"), name=say(parameter.name)),
        key=f"{name}_on",
        bind="query-params",
        persist_state="session",
    )
    return slider(name, value, place=place) if on else None


def toggle(name: str, value: bool) -> bool:
    """Show a switch for a parameter that is a flag and return its position."""
    parameter = law().parameter(name)[0]
    return bool(
        st.toggle(
            say(parameter.name),
            value=value,
            key=name,
            bind="query-params",
            persist_state="session",
            help=say(parameter.note) or None,
        )
    )
