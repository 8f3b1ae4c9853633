"""What if town and country get the same standard?"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from models.text import Text
from ui.language import say
from ui.levers import slider, toggle
from ui.page import Page
from ui.scenario_page import open_page, show_effects
from ui.study import Study

PAGE = Page(
    "policy",
    1,
    Text("城乡统筹", "Unify town and country"),
    Text("城乡低保标准统一，会怎样？", "What if town and country get the same dibao standard?"),
)
BLOCKED = Text(
    "“标准不降”已打开：城镇标准保持不变。要按农村标准或加权平均统一，请先关闭它。",
    "Standards never fall: the urban standard stays. "
    "Switch that off first to unify at the rural or a weighted standard.",
)
SAME = Text(
    "数据中城乡标准已经相同，靠拢比例不起作用。",
    "Town and country have the same standard in this data already; closing the gap changes nothing.",
)


@st.fragment
def show() -> None:
    """Ways to unify, the shares of the gap that they close, and what that does."""
    study = open_page(PAGE)
    ways: dict[str, tuple[Text, Callable[[], tuple[float, float]]]] = {
        "urban": (Text("按城镇标准", "At the urban standard"), lambda: (1.0, 0.0)),
        "rural": (Text("按农村标准", "At the rural standard"), lambda: (0.0, 1.0)),
        "weighted": (Text("按人数加权", "Weighted by persons"), lambda: _weighted(study)),
        "half": (Text("农村靠拢一半", "Rural: half the gap"), lambda: (0.5, 0.0)),
    }
    for column, (key, (text, closed)) in zip(st.columns(len(ways)), ways.items(), strict=True):
        column.button(say(text), key=f"unify_{key}", on_click=_choose, args=(closed,), width="stretch")
    left, middle, right = st.columns([3, 3, 2])
    shares = {
        "rural_convergence": slider("rural_convergence", 1.0, place=left),
        "urban_convergence": slider("urban_convergence", 0.0, place=middle),
    }
    changes = {name: share for name, share in shares.items() if share > 0}
    with right:
        if not toggle("standard_never_lower", value=True):
            changes["standard_never_lower"] = 0.0
    if "urban_convergence" in changes and "standard_never_lower" not in changes:
        st.warning(say(BLOCKED))
    if all(study.present_standard(c, "urban") == study.present_standard(c, "rural") for c in study.caseload.counties):
        st.info(say(SAME))
    show_effects(study, study.simulate(changes))


def _choose(closed: Callable[[], tuple[float, float]]) -> None:
    rural, urban = closed()
    st.session_state["rural_convergence"] = round(rural * 100)
    st.session_state["urban_convergence"] = round(urban * 100)


def _weighted(study: Study) -> tuple[float, float]:
    """Return the shares of the gap that meet at the mean weighted by today's recipients, on the slider's steps."""
    result = study.simulate()
    urban, rural = (result.value("recipient_persons", "baseline", area=area) or 0.0 for area in ("urban", "rural"))
    share = round(urban / (urban + rural) / 0.05) * 0.05 if urban + rural else 0.0
    return share, 1.0 - share


if __name__ == "__main__":
    show()
