"""What every scenario page shows: the strip of what is looked at, headline figures, charts, standards, the cliff."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models.law import law
from models.scenario import Scenario
from models.text import Text
from models.typical import TYPICAL_HOUSEHOLDS
from reports.charts.sweep import sweep_chart
from reports.cliff_view import CliffView
from reports.headline import Headline, headlines
from reports.provenance import assumed, mark_of, parameter_value
from reports.registry import charts, tables
from reports.stamp import MARKS
from reports.table import Gap
from simulations.financing import shares
from simulations.indicator import indicators
from simulations.result import Result
from simulations.sweep import sweep
from ui.language import language, say
from ui.show import show_chart, show_table
from ui.study import Study

WHO = ("recipient_households", "recipient_persons", "low_income_tier_households", "low_income_tier_persons", "coverage")
MONEY = ("cash_cost", "annual_cash_cost", "annual_special_assistance_cost", "annual_cost", "cash_per_recipient")
MOVES = ("newly_in_households", "newly_out_households", "newly_low_income_households", "gaining_households", "losing_households")
MOVED_PERSONS = ("newly_in_persons", "newly_out_persons", "newly_low_income_persons", "gaining_persons", "losing_persons")
UPPER_BOUND = Text(
    "人数为应保尽保的上限：符合条件者全部申请并获批；实际增幅通常小得多。台账之外的未申请家庭不在数据中。",
    "Persons are an upper bound: everybody who qualifies applies and is granted; in fact far fewer do. "
    "Households outside the data are not counted.",
)


def show_strip(study: Study, result: Result) -> None:
    """Show place, day, data with its mark, and the scenario with its changes, the same on every page."""
    reform = result.reform
    badges = [f":blue-badge[{MARKS[mark_of(result)](language())}]"]
    if assumed(result):
        badges.append(f":orange-badge[{say(MARKS['assumed'])}]")
    standards = Text("现行标准取自数据", "present standards: the data's") if study.standards else Text(
        "现行标准为公布值", "present standards: as published"
    )
    parts = [f"**{say(law().place(study.place).name)}**", study.day.isoformat(), say(study.caseload.title), *badges, say(standards)]
    st.markdown(" · ".join(parts))
    if reform.changes:
        with st.expander(say(Text("改动 {count} 项", "Changes ({count})"), count=len(reform.changes))):
            for line in _changes(result.baseline, reform):
                st.markdown(f"- {line}")


def _changes(baseline: Scenario, reform: Scenario) -> list[str]:
    lines = []
    for name, value in reform.changes.items():
        parameter, _ = law().parameter(name)
        before, after = (parameter_value(parameter, v)(language()) for v in (baseline.value(name), value))
        lines.append(f"{say(parameter.name)}（`{name}`）{before} → **{after}**")
    return lines


def show_headlines(result: Result, keys: Sequence[str]) -> None:
    """Show indicators as figures with their change to present law; hovering tells how each is computed."""
    shown = headlines(result, keys)
    for column, one in zip(st.columns(len(shown)), shown, strict=True):
        change = _change(one)
        column.metric(say(one.text), one.shown(one.reform, language()), change, delta_color="off",
                      delta_arrow="auto" if change and change[0] in "+-" else "off",
                      help=indicators()[one.key].function.__doc__, border=True)


def _change(one: Headline) -> str | None:
    if not isinstance(one.difference, float) or isinstance(one.baseline, Gap):
        return None
    return one.shown(one.difference, language(), change=True)


def show_effects(study: Study, result: Result, *, cliff_county: str | None = None) -> None:
    """Show what a reform does: figures, who moves, charts by county, who pays, and the cliff before and after."""
    for keys in (WHO, MONEY, MOVES, MOVED_PERSONS):
        show_headlines(result, keys)
    st.caption(say(UPPER_BOUND))
    by_result, by_cliff = charts("result"), charts("cliff")
    county, winners, tiers, cliff, details = st.tabs([
        say(Text("分县分城乡", "By county and area")), say(Text("受益与受损", "Who gains and loses")),
        say(Text("对象构成", "Tiers")), say(Text("悬崖前后", "The cliff")), say(Text("明细与出资", "Details and funding")),
    ])
    with county:
        for key in ("cost_by_county", "recipient_persons_by_county", "cost_change_by_county"):
            show_chart(by_result[key].draw(result))
    with winners:
        show_chart(by_result["winners"].draw(result))
    with tiers:
        for key in ("tier_households", "tier_persons"):
            show_chart(by_result[key].draw(result))
    with cliff:
        view = CliffView.of(result, TYPICAL_HOUSEHOLDS[0], cliff_county or result.counties[0], 1)
        show_chart(by_cliff["cliff"].draw(view))
        st.page_link("pages/cliff.py", label=say(Text("更多家庭与落差分解 →", "More households, and what each notch is made of →")))
    with details:
        _show_funding(result)
        for one in tables("result").values():
            show_table(one.draw(result))


def _show_funding(result: Result) -> None:
    """Show the change of a year's cash by level of government, in the average and in the marginal mode."""
    share = shares(result.reform)
    st.caption(say(Text("出资比例：中央与省 {upper:.0%}，市 {city:.0%}，县 {county:.0%}", "Shares: centre and province {upper:.0%}, city {city:.0%}, "
                        "county {county:.0%}"), **share))
    show_table(tables("funding")["funding"].draw(result))


def show_sweep(study: Study, result: Result, parameter: str, values: Sequence[float], present: Sequence[float]) -> None:
    """Show cost and persons as one parameter moves over its range, present law and the chosen value marked."""
    chosen = result.reform.changes[parameter]
    moved = sweep(study.caseload, result.reform, parameter, values)
    for indicator in ("annual_cash_cost", "recipient_persons", "low_income_tier_persons"):
        if len(set(moved.indicator(indicator))) > 1:
            show_chart(sweep_chart(result, moved, indicator, chosen=chosen, present=present))
