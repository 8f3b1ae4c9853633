"""What every scenario page shows: the strip of what is looked at, headline figures, charts, standards, the cliff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from models.law import law
from models.text import Text
from models.tiers import RURAL
from models.typical import TYPICAL_HOUSEHOLDS
from reports.charts.sweep import sweep_chart
from reports.cliff_view import CliffView
from reports.headline import Headline, headlines
from reports.numbers import format_yuan
from reports.provenance import assumed, mark_of
from reports.registry import charts, tables
from reports.stamp import MARKS
from reports.table import Figure, Gap
from simulations.indicator import indicators
from simulations.result import Result
from simulations.sweep import sweep
from ui.changes import show_changes
from ui.language import language, say
from ui.page import Page
from ui.show import show_chart, show_table
from ui.study import Study, current_study

LEVELS = ("recipient_households", "recipient_persons", "cash_cost", "annual_cash_cost")
FURTHER = ("coverage", "low_income_tier_households", "low_income_tier_persons", "annual_special_assistance_cost")
HOUSEHOLDS = ("newly_in_households", "newly_out_households", "gaining_households", "losing_households")
PERSONS = ("newly_in_persons", "newly_out_persons", "gaining_persons", "losing_persons")
BY_COUNTY = (
    "cost_by_county",
    "cost_change_by_county",
    "recipient_persons_by_county",
    "recipient_households_by_county",
    "recipients_change_by_county",
)
STANDARDS = ("standards",)
DETAILS = ("headlines", "by_county", "funding", "parameters")
SWEPT = ("annual_cash_cost", "recipient_persons", "low_income_tier_persons", "annual_special_assistance_cost")
HOW = "计算方法见“方法”页的“指标”。"
MORE_CLIFFS = Text("更多家庭与落差分解 →", "More households, and what each notch is made of →")
UPPER_BOUND = Text(
    "人数为应保尽保的上限：符合条件者全部申请并获批；实际增幅通常小得多。台账之外的未申请家庭不在数据中。",
    "Persons are an upper bound: everybody who qualifies applies and is granted; in fact far fewer do. "
    "Households outside the data are not counted.",
)


REVERSE_NOTCH = Text(
    "受损户含原“单人保”家庭：标准提高后全家收入低于标准，改按全家补差，可能少于原来一人的全额标准（反向悬崖，是现行规定的结果）。",
    "Among those losing are households with a member covered alone: the higher line takes in the whole family, whose "
    "top-up can be less than one full standard (a reverse notch, which follows from present rules).",
)


@dataclass(frozen=True, slots=True)
class View:
    """A tab: its title, and what draws it once it is open."""

    title: Text
    draw: Callable[[], None]


def open_page(page: Page) -> Study:
    """Show a page's question and return what it looks at."""
    st.title(say(page.question))
    return current_study()


def show_strip(study: Study, result: Result) -> None:
    """Show place, day, data with its mark, and the scenario with its changes, the same on every page."""
    badges = [f":blue-badge[{MARKS[mark_of(result)](language())}]"]
    if assumed(result):
        badges.append(f":orange-badge[{say(MARKS['assumed'])}]")
    standards = (
        Text("现行标准取自数据", "present standards: the data's")
        if study.standards
        else Text("现行标准为公布值", "present standards: as published")
    )
    parts = [
        f"**{say(law().place(study.place).name)}**",
        study.day.isoformat(),
        say(study.caseload.title),
        *badges,
        say(standards),
    ]
    st.markdown(" · ".join(parts))
    show_changes(result)


def show_headlines(result: Result, keys: Sequence[str]) -> None:
    """Show indicators as figures with their change to present law; hovering tells how each is computed."""
    cards = st.grid(4, min_column_width=150)
    for one in headlines(result, keys):
        change = _change(one) if result.reform.changes else None
        cards.metric(
            say(one.text),
            _figure(one, one.reform),
            change,
            delta_color="off",
            delta_arrow="auto" if change and change[0] in "+-" else "off",
            help=_how(one.key),
            border=True,
            height="stretch",
        )


def _how(indicator: str) -> str:
    """Return how an indicator is computed, in English, as it is written; in Chinese where that is written."""
    return say(Text(HOW, indicators()[indicator].function.__doc__ or ""))


def _figure(one: Headline, value: Figure) -> str:
    """Return a figure on a card: an amount in the unit in which it is short; the card's name says month or year."""
    if one.measure.quantity == "money" and isinstance(value, float):
        return format_yuan(value, language())
    return one.shown(value, language())


def _change(one: Headline) -> str | None:
    if not isinstance(one.difference, float) or isinstance(one.baseline, Gap):
        return None
    if one.measure.quantity == "money":
        return ("+" if one.difference > 0 else "") + _figure(one, one.difference)
    return one.shown(one.difference, language(), change=True)


def show_effects(study: Study, result: Result, *further: View) -> None:
    """Show what a reform does: the strip, headline figures, and in tabs everything behind them.

    Only the open tab is drawn; ``further`` are a page's own.
    """
    show_strip(study, result)
    show_headlines(result, (*LEVELS, *FURTHER, *HOUSEHOLDS, *PERSONS))
    st.caption(say(UPPER_BOUND))
    if _reverse_notch(result):
        st.caption(say(REVERSE_NOTCH))
    views = (
        View(Text("分县分城乡", "By county and area"), partial(_chart, result, BY_COUNTY)),
        View(Text("受益与受损", "Who gains and loses"), partial(_chart, result, ("winners",))),
        View(Text("对象构成", "Tiers"), partial(_chart, result, ("tier_households", "tier_persons"))),
        View(Text("悬崖前后", "The cliff, before and after"), partial(_cliff, result)),
        *further,
        View(Text("各县标准", "Standards by county"), partial(_tables, result, STANDARDS)),
        View(Text("明细与出资", "Details and funding"), partial(_tables, result, DETAILS)),
    )
    tabs = st.tabs([say(view.title) for view in views], key="effects", on_change="rerun")
    for tab, view in zip(tabs, views, strict=True):
        if tab.open:
            with tab:
                view.draw()


def _reverse_notch(result: Result) -> bool:
    """Whether households lose while some leave single-person inclusion: they fall under the line as a whole."""
    lost = result.value("losing_households", "difference") or 0.0
    left = result.value("single_person_inclusion_households", "difference") or 0.0
    return lost > 0 and left < 0 and (result.value("dibao_households", "difference") or 0.0) > 0


def _chart(result: Result, keys: Sequence[str]) -> None:
    """Show one of some charts, the first until another is picked: a lever's move redraws no more than is seen."""
    drawings = charts("result")
    picked = keys[0]
    if len(keys) > 1:
        picked = st.segmented_control(
            say(Text("图", "Chart")),
            keys,
            default=keys[0],
            required=True,
            key=f"picked_{keys[0]}",
            format_func=lambda key: say(drawings[key].text),
            label_visibility="collapsed",
            persist_state="session",
        )
    show_chart(drawings[str(picked)].draw(result))


def _tables(result: Result, keys: Sequence[str]) -> None:
    drawings = tables("result")
    for key in keys:
        show_table(drawings[key].draw(result))


def _cliff(result: Result) -> None:
    show_chart(charts("cliff")["cliff"].draw(CliffView.of(result, TYPICAL_HOUSEHOLDS[0], result.counties[0], RURAL)))
    st.page_link("../pages/cliff.py", label=say(MORE_CLIFFS))


def sweep_view(study: Study, result: Result, parameter: str, values: Sequence[float], present: Sequence[float]) -> View:
    """Return the tab that shows cost and persons as one parameter moves over its range."""

    def draw() -> None:
        moved = sweep(study.caseload, result.reform, parameter, values)
        for indicator in SWEPT:
            if len(set(moved.indicator(indicator))) > 1:
                show_chart(
                    sweep_chart(result, moved, indicator, chosen=result.reform.changes[parameter], present=present)
                )

    return View(Text("随参数变化", "Along the lever"), draw)
