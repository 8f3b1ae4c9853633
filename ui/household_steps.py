"""Shows one traced household: the result in figures, then every step with its clause and what went in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import streamlit as st

from models.law import law
from models.text import Text
from models.tiers import TIERS
from reports.numbers import PER_MONTH, PER_YEAR, format_yuan
from reports.tables.trace import argument_text, household_text, name_of, origin_text, with_unit
from simulations.traced_household import Argument, TracedHousehold, TracedStep, value_text
from ui.language import language, say

CARD = 260
AMOUNTS = ("cash_assistance", "special_assistance", "net_resources")
NOT_COMPUTABLE = Text("不可计算", "not computable")
BESIDES = Text("另：{amounts}", "Besides: {amounts}")
COUNT = Text("不可计算 {count} 项（家庭情况没有说明）", "Not computable: {count} (not stated of the household)")
LACKS = Text("{rule}不可计算：没有说明{columns}", "{rule} is not computable: not stated: {columns}")
TIER = Text("类别", "Tier")
FORMULA = Text("公式", "Formula")
INPUTS = Text("取自", "From")
LAW = Text("规定", "Law")
CLAUSE = Text("依据", "Clause")
# Special signs of Markdown that stand in names and articles.
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "*_`[]<>$~|"})
PRINT = """<style>@media print {
[data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], .no-print, .st-key-household_edit,
.st-key-household_choices, [data-testid="stPopover"] { display: none !important; }
[data-testid="stMain"], [data-testid="stAppViewContainer"], .stApp { position: static !important;
overflow: visible !important; height: auto !important; }
[data-testid="stVerticalBlock"] > div { break-inside: avoid; }
}</style>"""


def show_result(found: TracedHousehold, other: TracedHousehold | None = None) -> None:
    """Show tier, cash, aid and net resources, a month and a year; beside another household the difference to it."""
    county = law().place(found.scenario.place).county(found.county)
    where = say(county.name) if county is not None else found.county
    st.markdown(" · ".join(filter(None, [f"**{plain(say(name_of(found)))}**", plain(where), str(found.scenario.day)])))
    st.markdown(small(say(household_text(found.household))))
    with st.container(horizontal=True):
        tier = TIERS[int(found.value("tier"))].text
        with st.container(width=CARD):
            st.metric(say(TIER), say(tier), border=True)
        for name in AMOUNTS:
            with st.container(width=CARD):
                _show_amount(found, name, other)
    if found.besides:
        told = _stop().join(f"{say(one.text)} {say(with_unit(one.name, one.value, one.unit))}" for one in found.besides)
        st.markdown(small(say(BESIDES, amounts=told)))
    if found.not_computable:
        with st.expander(say(COUNT, count=len(found.not_computable))):
            lines = (say(LACKS, rule=say(one.rule.text), columns=say(one.needed())) for one in found.not_computable)
            st.markdown("\n".join(f"- {line}" for line in lines))


def _show_amount(found: TracedHousehold, name: str, other: TracedHousehold | None) -> None:
    value = float(found.value(name))
    change = 0.0 if other is None else value - float(other.value(name))
    st.metric(
        say(found.step(name).text),
        format_yuan(value, language()) + say(PER_MONTH),
        f"{'+' if change > 0 else ''}{format_yuan(change, language())}" if change else None,
        delta_color="off",
        border=True,
    )
    st.markdown(small(format_yuan(12 * value, language()) + say(PER_YEAR)))


def show_steps(found: TracedHousehold, *, applied_only: bool) -> None:
    """Show every step as a card; steps of several members share one."""
    number = 0
    for _, group in itertools.groupby(found.steps, key=lambda step: step.name):
        steps = list(group)
        number += 1
        if applied_only and not any(step.applied for step in steps):
            continue
        with st.container(border=True):
            st.markdown("  \n".join(_lines(number, steps)))


def _lines(number: int, steps: Sequence[TracedStep]) -> list[str]:
    first = steps[0]
    colon = "：" if language() == "zh" else ": "
    lines = [f"**{number}. {plain(say(first.text))}** = {_results(steps)}"]
    if first.explanation and language() == "en":
        lines.append(plain(first.explanation))
    if first.formula.zh:
        formula = [f"{_indent(line)}{plain(line.strip())}" for line in say(first.formula).splitlines()]
        lines.append(f"{say(FORMULA)}{colon}" + "  \n".join(formula if len(formula) == 1 else ["", *formula]))
    if first.reference:
        lines.append(f":gray[{say(CLAUSE)}{colon}{plain(first.reference)}]")
    inputs = [one for one in first.arguments if one.kind != "parameter"] if first.member is None else []
    if inputs:
        lines.append(f"{say(INPUTS)}{colon}" + _stop().join(plain(say(argument_text(one))) for one in inputs))
    for step in steps if first.member is not None else ():
        told = _stop().join(plain(say(argument_text(one))) for one in step.arguments if one.kind != "parameter")
        lines.append(f"{say(_member(step))}{colon}{told} → **{_result(step)}**")
    lines += [_law_line(one, colon) for one in first.arguments if one.kind == "parameter"]
    return lines


def _indent(line: str) -> str:
    return "&emsp;" * ((len(line) - len(line.lstrip())) // 2 + 1) if line.startswith(" ") else ""


def _results(steps: Sequence[TracedStep]) -> str:
    if steps[0].member is None:
        return f"**{_result(steps[0])}**"
    return _stop().join(f"{say(_member(step))} **{_result(step)}**" for step in steps)


def _result(step: TracedStep) -> str:
    return plain(say(with_unit(step.name, step.value, step.unit))) if step.computable else say(NOT_COMPUTABLE)


def _member(step: TracedStep) -> Text:
    member = (step.member or 0) + 1
    return Text(f"第{member}人", f"member {member}")


def _law_line(one: Argument, colon: str) -> str:
    value = plain(say(with_unit(one.name, one.value, one.unit)))
    return f":blue[{say(LAW)}{colon}{plain(say(one.text))} {value}] :gray[· {plain(say(origin_text(one)))}]"


def _stop() -> str:
    return "；" if language() == "zh" else "; "


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return text.translate(_SIGNS).replace(":", "\\:")


def small(text: str) -> str:
    """Return a text in small letters that are as dark as the others, unlike a caption's."""
    return f":small[{plain(text)}]"


def show_difference(first: TracedHousehold, second: TracedHousehold) -> None:
    """Say in a sentence what sets two households apart."""
    tiers = [say(value_text("tier", one.value("tier"))) for one in (first, second)]
    gaps = [float(second.value(name)) - float(first.value(name)) for name in AMOUNTS]
    text = Text(
        "甲为{first}，乙为{second}；乙比甲现金 {cash}/月，专项救助 {aid}/月，净资源 {net}/月。",
        "A: {first}. B: {second}. Against A, B has {cash} a month in cash, {aid} in aid and {net} in net resources.",
    )
    cash, aid, net = (("+" if gap > 0 else "") + format_yuan(gap, language()) for gap in gaps)
    st.info(say(text, first=tiers[0], second=tiers[1], cash=cash, aid=aid, net=net))
