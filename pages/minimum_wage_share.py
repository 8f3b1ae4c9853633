"""What if the dibao standard is a share of the minimum wage?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from simulations.lines import lines
from ui.language import say
from ui.levers import slider, toggle
from ui.page import Page
from ui.scenario_page import show_effects, show_strip, show_sweep
from ui.study import current_study

PAGE = Page(
    "policy",
    2,
    Text("最低工资比例", "Minimum-wage share"),
    Text("低保标准按最低工资的一定比例确定，会怎样？", "What if the dibao standard is a share of the minimum wage?"),
)
SHARES = tuple(percent / 100 for percent in range(30, 61, 2))


def show() -> None:
    """Levers, what they do, and the standard of every county."""
    study = current_study()
    levers, floor = st.columns([3, 2])
    with levers:
        share = slider("minimum_wage_share", 0.50)
    with floor:
        never_lower = toggle("standard_never_lower", True)
    changes = {"minimum_wage_share": share}
    if not never_lower:
        changes["standard_never_lower"] = 0.0
    result = study.simulate(
        changes,
        name=say(Text("标准＝最低工资的{share:.0%}", "Standard = {share:.0%} of the minimum wage"), share=share),
    )
    show_strip(study, result.reform)
    found = lines(result)
    present = sorted(line.share_before for line in found)
    st.caption(
        say(
            Text(
                "现行标准占最低工资 {low:.1%}–{high:.1%}；“标准不降”打开时，低于现行标准的比例不起作用。",
                "The present standard is {low:.1%}–{high:.1%} of the minimum wage; while standards never fall, a lower share has no effect.",
            ),
            low=present[0],
            high=present[-1],
        )
    )
    show_effects(study, result)
    show_sweep(study, result, "minimum_wage_share", SHARES, present=present)


if __name__ == "__main__":
    show()
