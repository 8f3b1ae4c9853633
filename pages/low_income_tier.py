"""What if the low-income tier is widened?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from ui.levers import optional_slider, slider
from ui.page import Page
from ui.scenario_page import open_page, show_effects, sweep_view

PAGE = Page(
    "policy",
    3,
    Text("低收入扩围", "Low-income tier"),
    Text("低保边缘家庭的收入线放宽，会怎样？", "What if the income line of the low-income tier is raised?"),
)
MULTIPLES = tuple(tenth / 10 for tenth in range(10, 26))


@st.fragment
def show() -> None:
    """The line's multiple, the share of the bundle, and what they do."""
    study = open_page(PAGE)
    left, right = st.columns(2)
    changes = {"low_income_multiple": slider("low_income_multiple", 2.0, place=left)}
    share = optional_slider("low_income_package_share", 0.5, place=right)
    if share is not None:
        changes["low_income_package_share"] = share
    result = study.simulate(changes)
    show_effects(
        study,
        result,
        sweep_view(study, result, "low_income_multiple", MULTIPLES, [study.scenario().value("low_income_multiple")]),
    )


if __name__ == "__main__":
    show()
