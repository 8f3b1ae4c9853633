"""What if the dibao standard is a share of the minimum wage?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from simulations.lines import lines
from ui.language import say
from ui.levers import slider, toggle
from ui.page import Page
from ui.scenario_page import open_page, show_effects, sweep_view

PAGE = Page(
    "policy",
    2,
    Text("最低工资比例", "Minimum-wage share"),
    Text("低保标准按最低工资的一定比例确定，会怎样？", "What if the dibao standard is a share of the minimum wage?"),
)
SHARES = tuple(percent / 100 for percent in range(30, 61, 2))
FLOOR = Text(
    "现行标准占最低工资 {low}–{high}（因县的最低工资类别和城乡而异）；“标准不降”打开时，低于现行的比例不起作用。",
    "The present standard is {low}–{high} of the minimum wage (it differs by county class and area); "
    "while standards never fall, a lower share has no effect.",
)


@st.fragment
def show() -> None:
    """Levers, what they do, and the standard of every county."""
    study = open_page(PAGE)
    left, right = st.columns([3, 2])
    changes = {"minimum_wage_share": slider("minimum_wage_share", 0.50, place=left)}
    with right:
        if not toggle("standard_never_lower", value=True):
            changes["standard_never_lower"] = 0.0
    result = study.simulate(changes)
    present = sorted(line.share_before for line in lines(result))
    left.caption(say(FLOOR, low=f"{present[0]:.1%}", high=f"{present[-1]:.1%}"))
    show_effects(study, result, sweep_view(study, result, "minimum_wage_share", SHARES, present))


if __name__ == "__main__":
    show()
