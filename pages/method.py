"""How is it computed?"""

from __future__ import annotations

import inspect

import streamlit as st

from models.rule import rules
from models.text import Text
from models.units import unit_text
from simulations.indicator import indicators
from ui.language import say
from ui.page import Page
from ui.scenario_page import open_page

PAGE = Page(
    "evidence",
    3,
    Text("方法", "Method"),
    Text("怎样计算？", "How is it computed?"),
)
TO_THE_LAW = Text("参数、沿革与依据 →", "Parameters, their history and where they are written →")
NOT_MODELLED = Text(
    "尚未模拟：申请率与核对误差（现为应保尽保的上限）、行为反应、多年预测；台账没有的列所牵涉的规则（如刚性支出、逐项收入、临时救助事由）"
    "标为不可计算；已登记的特困按登记金额保留。",
    "Not modelled yet: take-up and errors of verification (full take-up, an upper bound), behaviour, projections over "
    "years. Rules that need columns which a register lacks (rigid expenditure, itemised incomes, emergencies) are marked "
    "as not computable; recorded extreme hardship keeps its recorded amounts.",
)


def show() -> None:
    """Rules with their articles, indicators with their formulas, and what is left out."""
    open_page(PAGE)
    st.info(say(NOT_MODELLED))
    st.page_link("../pages/law.py", label=say(TO_THE_LAW))
    rule_tab, indicator_tab = st.tabs([say(Text("规则", "Rules")), say(Text("指标", "Indicators"))])
    with rule_tab:
        _table(
            [
                {
                    say(Text("规则", "Rule")): say(rule.text),
                    say(Text("单位", "Unit")): say(unit_text(rule.unit)),
                    say(Text("依据", "Reference")): rule.reference,
                    say(Text("取自", "Needs")): ", ".join(name for name, _ in rule.arguments),
                    say(Text("公式说明（英文）", "Formula")): _doc(rule.function),
                }
                for rule in rules().values()
            ]
        )
    with indicator_tab:
        _table(
            [
                {
                    say(Text("指标", "Indicator")): say(one.text),
                    say(Text("单位", "Unit")): say(unit_text(one.unit)),
                    say(Text("取自", "Needs")): ", ".join(name for name, _ in one.arguments),
                    say(Text("说明（英文）", "What it is")): _doc(one.function),
                }
                for one in indicators().values()
            ]
        )


def _doc(function: object) -> str:
    return inspect.getdoc(function) or ""


def _table(rows: list[dict[str, str]]) -> None:
    st.table(rows, hide_index=True, border="horizontal", height="content")


if __name__ == "__main__":
    show()
