"""What does the law say, since when, and where is it written?"""

from __future__ import annotations

import inspect
from datetime import date

import streamlit as st

from models.law import Parameter, law
from models.text import Text
from models.units import unit_text
from reports.tables.law import LawOfDay, difference_table, history_table, law_table
from simulations.reach import reached, readers
from ui.language import language, say
from ui.page import Page
from ui.scenario_page import open_page
from ui.show import show_grid, show_table
from ui.study import Study

PAGE = Page(
    "evidence",
    2,
    Text("规定", "The law"),
    Text("规定是什么，何时起，写在哪里？", "What does the law say, since when, and where is it written?"),
)
NOTHING = Text("没有找到，请换一个词", "Nothing found; try another word")
NO_DIFFERENCE = Text("两边没有不同", "Nothing differs")
FEW = 30
LETTERS = (Text("甲", "A"), Text("乙", "B"))


def show() -> None:
    """Every parameter with search, one parameter in full, and what differs between two places or two days."""
    study = open_page(PAGE)
    browse, compare = st.tabs(
        [say(Text("查阅", "Browse")), say(Text("对照两地或两日", "Compare two places or two days"))],
        key="law_tabs",
        on_change="rerun",
    )
    if browse.open:
        with browse:
            _browse(LawOfDay(study.place, study.day))
    if compare.open:
        with compare:
            _compare(study)


def _browse(looked_at: LawOfDay) -> None:
    search, assumed = st.columns([3, 1], vertical_alignment="bottom")
    wanted = search.text_input(
        say(Text("查找（名称、依据、规则）", "Search (name, document, rule)")),
        key="law_search",
        persist_state="session",
    )
    only = assumed.toggle(say(Text("只看假定的", "Only what is assumed")), key="law_assumed", persist_state="session")
    every = law_table(looked_at)
    found = [
        parameter
        for parameter, texts in zip(law().parameters.values(), every.texts(language()), strict=True)
        if _matches(parameter, texts, wanted) and (not only or any(_assumed(parameter)))
    ]
    if not found:
        st.info(say(NOTHING))
        return
    chosen = st.selectbox(
        say(
            Text("看一个参数的全部（{count} 项可选）", "One parameter in full ({count} to choose from)"),
            count=len(found),
        ),
        [one.key for one in found],
        index=0 if len(found) == 1 else None,
        format_func=lambda key: f"{say(law().parameters[key].name)} · {key}",
        placeholder=say(Text("选择参数", "choose a parameter")),
        key=f"law_parameter_{len(found) == 1}",
    )
    if chosen:
        _show_parameter(law().parameters[chosen], looked_at)
    show_grid(law_table(looked_at, found))


def _matches(parameter: Parameter, texts: list[str], wanted: str) -> bool:
    whole = " ".join([*texts, parameter.key, parameter.name.zh, parameter.name.en, say(parameter.note)]).lower()
    return all(word in whole for word in wanted.lower().split())


def _assumed(parameter: Parameter) -> list[bool]:
    local = (value for place in law().places.values() for value in place.values.get(parameter.key, ()))
    return [value.assumed for value in (*parameter.values, *local)]


def _show_parameter(parameter: Parameter, looked_at: LawOfDay) -> None:
    """Show one parameter: bounds, note, history everywhere, the rules that ask for it, what it can change."""
    with st.container(border=True):
        st.header(say(parameter.name))
        unit = say(unit_text(parameter.unit))
        bounds = say(Text("允许范围：{bounds}", "Allowed: {bounds}"), bounds=parameter.bounds())
        st.caption(" · ".join(part for part in (f"`{parameter.key}`", unit, bounds, say(parameter.note)) if part))
        show_table(history_table(parameter, looked_at))
        users = readers(parameter)
        st.markdown(f"**{say(Text('用到它的规则', 'Rules that ask for it'))}**")
        for rule in users:
            doc = f" — {inspect.getdoc(rule.function) or ''}".splitlines()[0] if language() == "en" else ""
            st.markdown(f"- {say(rule.text)} · `{rule.name}` · {rule.reference}{doc}")
        if not users:
            st.caption(say(Text("没有规则直接使用", "No rule asks for it directly")))
        names = [say(one.text) for one in reached(parameter)]
        label = say(Text("能改变的指标（{count}）", "Indicators that it can change ({count})"), count=len(names))
        with st.expander(label):
            st.write(("、" if language() == "zh" else ", ").join(names) or "—")


def _compare(study: Study) -> None:
    sides = []
    others = [key for key in law().places if key != study.place]
    defaults = ((study.place, study.day), (others[0] if others else study.place, study.day))
    for number, (column, letter) in enumerate(zip(st.columns(2), LETTERS, strict=True)):
        place, day = defaults[number]
        with column:
            sides.append(_side(f"law_{number}", letter, place, day))
    changes = [one.isoformat() for one in law().days_of_change() if one.year >= 2015]
    days = ("、" if language() == "zh" else ", ").join(changes)
    st.caption(say(Text("规定有变动的日期：{days}", "Days on which the law changes: {days}"), days=days))
    spec = difference_table(*sides)
    if not spec.rows:
        st.info(say(NO_DIFFERENCE))
        return
    (show_table if len(spec.rows) <= FEW else show_grid)(spec)


def _side(key: str, letter: Text, place: str, day: date) -> LawOfDay:
    places = law().places
    chosen = st.selectbox(
        say(Text("{letter}：地区", "{letter}: place"), letter=letter),
        list(places),
        index=list(places).index(place),
        format_func=lambda one: say(places[one].name),
        key=f"{key}_place",
        persist_state="session",
    )
    when = st.date_input(
        say(Text("{letter}：日期", "{letter}: day"), letter=letter),
        value=day,
        min_value=date(2015, 1, 1),
        max_value=date(2035, 12, 31),
        format="YYYY-MM-DD",
        key=f"{key}_day",
        persist_state="session",
    )
    return LawOfDay(chosen or place, when or day)


if __name__ == "__main__":
    show()
