"""Where is the cliff, and who carries it?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from models.tiers import AREAS
from models.typical import TYPICAL_HOUSEHOLDS, TypicalHousehold
from reports.cliff_view import CliffView
from reports.registry import charts, tables
from ui.language import language, say
from ui.levers import optional_slider
from ui.page import Page
from ui.scenario_page import open_page, show_strip
from ui.show import show_chart, show_table

PAGE = Page(
    "cliff",
    1,
    Text("悬崖效应", "Cliffs"),
    Text("收入多一元，家庭会失去多少？", "What does a family lose when it earns one yuan more?"),
)
UNROUNDED = Text(
    "曲线不取整（进到元的台阶不是悬崖）；专项救助按假设金额估值，见“规定”。",
    "The curve is unrounded (a step of one yuan is no cliff); "
    "special assistance is valued at assumed amounts, see The law.",
)
LEVERS = ("minimum_wage_share", "low_income_multiple", "low_income_package_share")
STARTS = {"minimum_wage_share": 0.50, "low_income_multiple": 2.0, "low_income_package_share": 0.5}


@st.fragment
def show() -> None:
    """A gallery of households, the levers of a reform, the curve before and after, and every notch."""
    study, spoken = open_page(PAGE), language()
    household = _gallery()
    where, area_column = st.columns(2)
    county = where.selectbox(
        say(Text("县（市、区）", "County")), study.caseload.counties, key="cliff_county", persist_state="session"
    )
    area = area_column.segmented_control(
        say(Text("城乡", "Area")),
        range(len(AREAS)),
        default=0,
        required=True,
        key="cliff_area",
        persist_state="session",
        format_func=lambda code: AREAS[code].text(spoken),
    )
    st.caption(say(Text("改革（可不选）", "Reform (optional)")))
    chosen = {
        name: optional_slider(name, STARTS[name], column)
        for name, column in zip(LEVERS, st.columns(len(LEVERS)), strict=True)
    }
    result = study.simulate({name: value for name, value in chosen.items() if value is not None})
    show_strip(study, result)
    view = CliffView.of(result, household, county or study.caseload.counties[0], int(area or 0))
    st.caption(say(UNROUNDED))
    for one in charts("cliff").values():
        show_chart(one.draw(view))
    for one in tables("cliff").values():
        show_table(one.draw(view))


def _gallery() -> TypicalHousehold:
    """Show the typical households side by side and return the chosen one."""
    spoken = language()
    by_key = {household.key: household for household in TYPICAL_HOUSEHOLDS}
    chosen = st.pills(
        say(Text("家庭（设例）", "Household (made up)")),
        list(by_key),
        default=TYPICAL_HOUSEHOLDS[0].key,
        required=True,
        key="cliff_household",
        persist_state="session",
        format_func=lambda key: f"{by_key[key].name(spoken)} · {len(by_key[key].members)}",
    )
    return by_key[str(chosen)]


if __name__ == "__main__":
    show()
