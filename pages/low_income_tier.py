"""What if the low-income tier is widened?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from ui.language import say
from ui.levers import slider
from ui.page import Page
from ui.scenario_page import show_effects, show_strip, show_sweep
from ui.study import current_study

PAGE = Page(
    "policy",
    3,
    Text("低收入扩围", "Low-income tier"),
    Text("低保边缘家庭的收入线放宽，会怎样？", "What if the income line of the low-income tier is raised?"),
)
NAME = Text("低保边缘线＝标准的{multiple:.1f}倍", "Low-income line = {multiple:.1f} × the standard")
GRADED = Text("；边缘户专项救助＝低保户的{share:.0%}", "; aid = {share:.0%} of the dibao tier's")
MULTIPLES = tuple(tenth / 10 for tenth in range(10, 26))


def show() -> None:
    """The line's multiple, the share of the bundle, and what they do."""
    study = current_study()
    left, right = st.columns(2)
    with left:
        multiple = slider("low_income_multiple", 2.0)
    with right:
        graded = st.toggle(
            say(Text("边缘户专项救助按低保户的比例给", "Aid of the low-income tier as a share of the dibao tier's")),
            key="low_income_graded",
            bind="query-params",
            persist_state="session",
        )
        share = slider("low_income_package_share", 0.5, disabled=not graded)
    changes = {"low_income_multiple": multiple}
    name = say(NAME, multiple=multiple)
    if graded:
        changes["low_income_package_share"] = share
        name += say(GRADED, share=share)
    result = study.simulate(changes, name=name)
    show_strip(study, result.reform)
    show_effects(study, result, tier="low_income_tier")
    present = [study.scenario().value("low_income_multiple")]
    show_sweep(study, result, "low_income_multiple", MULTIPLES, present=present)


if __name__ == "__main__":
    show()
