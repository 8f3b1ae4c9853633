"""A scenario's changes, one a line with its undo, and what the data cannot answer."""

from __future__ import annotations

import streamlit as st

from models.law import law
from models.problems import ProblemsError
from models.scenario import Scenario
from models.text import Text
from reports.provenance import parameter_value
from simulations.computable import NotComputable, not_computable, without_effect
from simulations.result import Result
from ui.language import language, say

UNDO = Text("撤销", "Undo")
NO_EFFECT = Text(
    "“{name}”不起作用：{rule}不可计算，数据缺少 {columns}。",
    "“{name}” has no effect: {rule} is not computable, the data lacks {columns}.",
)
NOT_COMPUTABLE = Text("不可计算 {count} 项（数据缺少所需的列）", "Not computable: {count} (the data lacks columns)")
LACKS = Text("{rule}：缺少 {columns}", "{rule}: lacks {columns}")


def show_changes(result: Result) -> None:
    """Show every change with its undo, those without effect on this data, and the rules that it cannot answer."""
    changes = result.reform.changes
    if changes:
        with st.expander(say(Text("改动 {count} 项", "Changes ({count})"), count=len(changes))):
            for name in changes:
                _show_change(result.baseline, name, changes[name])
    for name, lacking in without_effect(result.caseload, result.reform).items():
        parameter = law().parameter(name)[0].name
        st.warning(say(NO_EFFECT, name=say(parameter), rule=_rules(lacking), columns=_columns(lacking)))
    lacking = not_computable(result.caseload)
    if lacking:
        with st.expander(say(NOT_COMPUTABLE, count=len(lacking))):
            st.markdown(
                "\n".join(f"- {say(LACKS, rule=say(one.rule.text), columns=say(one.needed()))}" for one in lacking)
            )


def _show_change(baseline: Scenario, name: str, value: float) -> None:
    parameter, _ = law().parameter(name)
    try:
        present: float | None = baseline.value(name)
    except ProblemsError:
        present = None
    before = "—" if present is None else parameter_value(parameter, present)(language())
    text, button = st.columns([5, 1], vertical_alignment="center")
    text.markdown(f"{say(parameter.name)}（`{name}`）{before} → **{parameter_value(parameter, value)(language())}**")
    if present is not None and present != value and can_undo(name, present):
        button.button(say(UNDO), key=f"undo_{name}", on_click=_undo, args=(name, present), width="stretch")


def can_undo(name: str, present: float) -> bool:
    """Whether the parameter's widget on this page can be put back to present law."""
    parameter = law().parameter(name)[0]
    shown = name in st.session_state and parameter.minimum <= present <= parameter.maximum
    return f"{name}_on" in st.session_state or shown


def _undo(name: str, present: float) -> None:
    parameter = law().parameter(name)[0]
    if f"{name}_on" in st.session_state:
        st.session_state[f"{name}_on"] = False
    elif parameter.unit == "flag":
        st.session_state[name] = bool(present)
    else:
        st.session_state[name] = round(present * 100) if parameter.unit == "share" else present


def _rules(lacking: list[NotComputable]) -> str:
    return ("、" if language() == "zh" else ", ").join(say(one.rule.text) for one in lacking)


def _columns(lacking: list[NotComputable]) -> str:
    names = dict.fromkeys(say(one.needed()) for one in lacking)
    return ("、" if language() == "zh" else ", ").join(names)
