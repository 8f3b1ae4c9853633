"""How do things stand, and where are the cliffs?"""

from __future__ import annotations

import streamlit as st

from models.text import Text
from models.typical import TYPICAL_HOUSEHOLDS
from reports.cliff_view import CliffView
from reports.numbers import format_percent, format_yuan
from reports.registry import charts
from simulations.result import Result
from ui.language import language, say
from ui.page import Page
from ui.scenario_page import open_page, show_headlines, show_strip
from ui.show import show_chart
from ui.study import Study

PAGE = Page(
    "overview",
    1,
    Text("总览", "Overview"),
    Text("现状如何，悬崖在哪里？", "How do things stand, and where are the cliffs?"),
)
FIGURES = ("recipient_households", "recipient_persons", "annual_cash_cost", "coverage")
NEXT = (
    (
        "../pages/unify.py",
        Text("城乡标准统一，要多花多少、多保多少人？", "Unify town and country: how much more, how many more?"),
    ),
    (
        "../pages/minimum_wage_share.py",
        Text("按最低工资比例定标准，会怎样？", "Set the standard as a share of the minimum wage"),
    ),
    ("../pages/low_income_tier.py", Text("低保边缘线放宽，谁会进来？", "Widen the low-income tier: who comes in?")),
    ("../pages/cliff.py", Text("多挣一元，会失去多少？", "Earn one yuan more: how much is lost?")),
    ("../pages/data.py", Text("换成自己的台账或公布总数", "Use your own register or published totals")),
)
AGREES = Text(
    "按规则算出的月支出与数据登记的金额相差 {gap}（{share}）。",
    "The rules give a monthly cost {gap} ({share}) away from what the data records.",
)
UNKNOWN = Text(
    "其中 {count:,.0f} 户收入不明，按登记计，不参与试算。",
    "{count:,.0f} households have no known income and stay as recorded.",
)


def show() -> None:
    """Four headline figures of present law, how well the rules meet the data, the cliff, and what to do next."""
    study = open_page(PAGE)
    result = study.simulate()
    show_strip(study, result)
    show_headlines(result, FIGURES)
    st.caption(_agreement(result))
    st.header(say(Text("接下来", "What next")))
    for page, text in NEXT:
        st.page_link(page, label=say(text))
    show_chart(charts("result")["cost_by_county"].draw(result))
    show_chart(charts("cliff")["cliff"].draw(_cliff(study, result)))


def _cliff(study: Study, result: Result) -> CliffView:
    return CliffView.of(result, TYPICAL_HOUSEHOLDS[0], study.caseload.counties[0], 1)


def _agreement(result: Result) -> str:
    """Say how far the rules are from what the data records, and how many households they leave alone."""
    recorded, simulated = (result.value(key, "baseline") or 0.0 for key in ("recorded_cost", "cash_cost"))
    share = format_percent(abs(simulated - recorded) / recorded, 2) if recorded else "—"
    said = say(AGREES, gap=format_yuan(abs(simulated - recorded), language()), share=share)
    unknown = result.value("income_unknown_households", "baseline") or 0.0
    return " ".join([said, say(UNKNOWN, count=unknown)] if unknown else [said])


if __name__ == "__main__":
    show()
