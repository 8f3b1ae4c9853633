"""How is it computed, and by which law?"""

from __future__ import annotations

import inspect

import streamlit as st

from models.law import Parameter, ValueInForce, law
from models.problems import ProblemsError
from models.rule import rules
from models.text import Text
from reports.provenance import parameter_value
from reports.tables.parameters import UNITS
from simulations.indicator import indicators
from ui.language import say
from ui.page import Page
from ui.scenario_page import open_page
from ui.study import Study

PAGE = Page(
    "evidence",
    2,
    Text("规定与方法", "Law and method"),
    Text("依据哪些规定，怎样计算？", "By which law, and how is it computed?"),
)
FURTHER_UNITS = {
    "yuan/year": Text("元/年", "yuan/year"),
    "households": Text("户", "households"),
    "persons": Text("人", "persons"),
    "persons/household": Text("人/户", "persons/household"),
}
ASSUMED = Text("假设", "assumed")
NOT_MODELLED = Text(
    "尚未模拟：特困认定与照料标准（按登记金额保留）、刚性支出困难认定（按登记保留）、临时救助、价格补贴、渐退与就业成本扣减、"
    "申请率与核对误差（现为应保尽保的上限）、行为反应、多年预测。",
    "Not modelled yet: tests and care grades of extreme hardship (amounts kept as recorded), rigid-expenditure "
    "hardship (kept as recorded), temporary assistance, price subsidies, phase-out and work disregards, take-up and "
    "errors of verification (full take-up, an upper bound), behaviour, projections over years.",
)


def show() -> None:
    """Parameters in force, rules with their articles, indicators with their formulas, and what is left out."""
    study = open_page(PAGE)
    st.info(say(NOT_MODELLED))
    parameters, rule_tab, indicator_tab = st.tabs(
        [say(Text("参数", "Parameters")), say(Text("规则", "Rules")), say(Text("指标", "Indicators"))]
    )
    with parameters:
        search = st.text_input(say(Text("查找参数", "Find a parameter")), key="find_parameter")
        _table([_parameter(name, study) for name in law().parameters], search)
    with rule_tab:
        _table(
            [
                {
                    say(Text("规则", "Rule")): say(rule.text),
                    say(Text("单位", "Unit")): _unit(rule.unit),
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
                    say(Text("单位", "Unit")): _unit(one.unit),
                    say(Text("取自", "Needs")): ", ".join(name for name, _ in one.arguments),
                    say(Text("说明（英文）", "What it is")): _doc(one.function),
                }
                for one in indicators().values()
            ]
        )


def _parameter(name: str, study: Study) -> dict[str, str]:
    parameter = law().parameters[name]
    values = dict.fromkeys(
        _in_words(parameter, value)
        for county in study.caseload.counties
        for area in ("urban", "rural")
        if (value := _in_force(study, name, county, area))
    )
    return {
        say(Text("参数", "Parameter")): say(parameter.name),
        say(Text("名称", "Name")): name,
        say(Text("单位", "Unit")): _unit(parameter.unit),
        say(Text("现行数值、起始日期、依据", "Value in force, since, reference")): "；".join(values)
        or say(Text("该日无数值", "no value on that day")),
        say(Text("允许范围", "Bounds")): parameter.bounds(),
        say(Text("说明", "Note")): say(parameter.note),
    }


def _in_force(study: Study, name: str, county: str, area: str) -> ValueInForce | None:
    try:
        return law().at(name, study.place, study.day, county, area)  # type: ignore[arg-type]
    except ProblemsError:
        return None


def _in_words(parameter: Parameter, value: ValueInForce) -> str:
    mark = f"（{say(ASSUMED)}）" if value.assumed else ""
    reference = " ".join(part for part in (value.reference.title, value.reference.article) if part)
    shown = say(parameter_value(parameter, value.value))
    return f"{shown} · {value.start} · {reference}{mark}"


def _unit(unit: str) -> str:
    return say(UNITS.get(unit) or FURTHER_UNITS.get(unit) or Text(unit, unit))


def _doc(function: object) -> str:
    return inspect.getdoc(function) or ""


def _table(rows: list[dict[str, str]], search: str = "") -> None:
    wanted = [row for row in rows if search.lower() in " ".join(row.values()).lower()]
    if not wanted:
        st.info(say(Text("没有找到，请换一个词", "Nothing found; try another word")))
        return
    st.table(wanted, hide_index=True, border="horizontal", height="content")


if __name__ == "__main__":
    show()
