"""What does this family get, and why?"""

from __future__ import annotations

import json

import streamlit as st

from models.household import Household, from_typical
from models.problems import ProblemsError
from models.text import Text
from models.typical import TYPICAL_HOUSEHOLDS
from reports.registry import tables
from reports.tables.trace import TracePair
from simulations.parameters import OwnValues, own_values
from simulations.traced_household import TracedHousehold
from ui.household_editor import edit_household
from ui.household_steps import PRINT, show_difference, show_result, show_steps, small
from ui.language import say
from ui.page import Page
from ui.scenario_page import open_page
from ui.show import show_problems, show_table
from ui.study import Study

PAGE = Page(
    "cliff",
    2,
    Text("单户测算", "One household"),
    Text("这户人家得到什么，为什么？", "What does this family get, and why?"),
)
PREFIXES = ("household_a", "household_b")
LETTERS = (Text("甲户", "Household A"), Text("乙户", "Household B"))
# Two families that differ by a little income, one on either side of the dibao line.
INCOMES = (1_980.0, 2_160.0)
MADE_UP = Text(
    "不保存到数据库；请勿填写姓名、身份证号。",
    "Nothing is stored in the database; leave out names and identity numbers.",
)


def show() -> None:
    """Build one household or two, the result on top, then every step with its clause."""
    study = open_page(PAGE)
    st.html(PRINT)
    with st.container(key="household_choices"):
        left, right = st.columns(2)
        two = left.toggle(say(Text("两户对照", "Two side by side")), key="household_two", persist_state="session")
        applied = right.toggle(
            say(Text("只看起作用的步骤", "Only what applied")),
            value=True,
            key="household_applied",
            persist_state="session",
        )
    top = st.container()
    with st.container(key="household_edit"):
        households = _edit(study, two)
    with top:
        found = [one for one in (_traced(study, household) for household in households) if one is not None]
    if len(found) < len(households) or not found:
        return
    with top:
        _show_results(found)
    if two:
        show_table(tables("trace_pair")["trace_pair"].draw(TracePair(found[0], found[1])))
    _show_steps(found, applied_only=applied)


def _edit(study: Study, two: bool) -> list[Household | None]:
    st.header(say(Text("家庭情况", "The household")))
    st.markdown(small(say(MADE_UP)))
    wanted = PREFIXES if two else PREFIXES[:1]
    places = st.tabs([say(letter) for letter in LETTERS]) if two else [st.container()]
    households = []
    for place, prefix, income, letter in zip(places, wanted, INCOMES, LETTERS, strict=False):
        with place:
            typical = TYPICAL_HOUSEHOLDS[0]
            default = from_typical(typical, say(typical.name), income=income, area="urban")
            households.append(edit_household(prefix, study.place, default))
            _offer_file(prefix, households[-1], letter)
    return households


def _offer_file(prefix: str, household: Household | None, letter: Text) -> None:
    if household is not None:
        st.download_button(
            say(Text("保存这户（JSON）", "Save this household (JSON)")),
            data=json.dumps(household.to_json(), ensure_ascii=False, indent=1),
            file_name=f"{household.name or say(letter)}.json",
            mime="application/json",
            key=f"{prefix}_save",
            on_click="ignore",
        )


def _traced(study: Study, household: Household | None) -> TracedHousehold | None:
    if household is None:
        return None
    scenario = study.scenario()
    own: OwnValues = own_values(study.caseload, scenario)
    try:
        return TracedHousehold.of(household, scenario, own=own)
    except ProblemsError as error:
        show_problems(error)
        return None


def _show_results(found: list[TracedHousehold]) -> None:
    if len(found) == 1:
        show_result(found[0])
        return
    show_difference(*found)
    for column, one, other in zip(st.columns(2), found, (None, found[0]), strict=True):
        with column:
            show_result(one, other or one)


def _show_steps(found: list[TracedHousehold], *, applied_only: bool) -> None:
    st.header(say(Text("逐步说明", "Step by step")))
    if len(found) == 1:
        show_steps(found[0], applied_only=applied_only)
    else:
        for column, one, letter in zip(st.columns(2), found, LETTERS, strict=True):
            with column:
                st.markdown(f"**{say(letter)}**")
                show_steps(one, applied_only=applied_only)
    for one, letter in zip(found, LETTERS, strict=False):
        with st.expander(say(Text("表格与下载：{letter}", "Table and downloads: {letter}"), letter=say(letter))):
            show_table(tables("trace")["trace"].draw(one), key=say(letter))


if __name__ == "__main__":
    show()
