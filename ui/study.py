"""What is being looked at: the data, the place and the day of the law; the same object on every page."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.sample import sample_dataset
from data.store import Dataset, open_store
from models.law import law
from models.problems import ProblemsError
from models.scenario import Scenario
from models.text import Text
from models.tiers import AREAS
from simulations.caseload import Caseload
from simulations.parameters import STANDARD, own_values
from simulations.result import Result
from simulations.simulate import simulate
from ui.language import language, say
from ui.show import show_problems

# A dataset set here is looked at from the next drawing of the page on: widgets take a value only before they are drawn.
CHOOSE = "choose_dataset"
DATASET, PLACE, DAY, STANDARDS = "study_dataset", "study_place", "study_day", "study_standards"

DRAWN_IN = "study_drawn_in"
FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
NOT_HERE = Text(
    "链接所指的数据不在本机，改用示例城市", "the data that the link names is not kept here; the sample city is shown"
)


@dataclass(frozen=True)
class Study:
    """A dataset looked at under the law of a place on a day."""

    dataset: Dataset
    caseload: Caseload
    place: str
    day: date
    own_standards: bool

    def scenario(self, changes: Mapping[str, float] | None = None, name: str = "") -> Scenario:
        """Return the law of the study with some parameters changed."""
        return Scenario(
            name=name,
            place=self.place,
            day=self.day,
            changes=dict(changes or {}),
            standards="register" if self.own_standards else "law",
        )

    def simulate(self, changes: Mapping[str, float] | None = None, name: str = "") -> Result:
        """Return what the changes do to the caseload."""
        return simulate(self.caseload, self.scenario(changes, name))

    @property
    def standards(self) -> Mapping[tuple[str, str], float]:
        """The data's own standards where they count, by county and area."""
        return own_values(self.caseload, self.scenario()).get(STANDARD, {})

    def present_standard(self, county: str, area: str) -> float:
        """Return the standard in force before any reform, yuan per person and month."""
        own = self.standards.get((county, area))
        return own if own is not None else self.scenario().value("dibao_standard", county, area)  # type: ignore[arg-type]


@st.cache_resource(max_entries=4, show_spinner=False)
def caseload_of(dataset: str) -> Caseload:
    """Return a dataset's columns, read once for all sessions; they hold no identifier."""
    return Caseload.read(open_store().caseload_path(dataset))


@st.cache_resource(show_spinner=False)
def sample_identifier() -> str:
    """Return the sample city's identifier, made at the first visit if need be."""
    return sample_dataset(open_store()).id


def datasets() -> dict[str, Dataset]:
    """Return every dataset by identifier, the sample city last."""
    sample = sample_identifier()
    kept = {dataset.id: dataset for dataset in open_store().datasets()}
    return {key: kept[key] for key in sorted(kept, key=lambda key: key == sample)}


def choose_dataset(identifier: str) -> None:
    """Look at another dataset from now on, at its own place and day where it states them."""
    metadata = caseload_of(identifier).metadata
    st.session_state[DATASET] = identifier
    if metadata.get("place") in law().places:
        st.session_state[PLACE] = metadata["place"]
    if metadata.get("day"):
        st.session_state[DAY] = date.fromisoformat(metadata["day"])


def current_study() -> Study:
    """Return what the session looks at; the page stops with a clear message where the law has no values."""
    identifier = st.session_state[DATASET]
    study = Study(
        datasets()[identifier],
        caseload_of(identifier),
        st.session_state[PLACE],
        st.session_state[DAY],
        bool(st.session_state.get(STANDARDS, True)),
    )
    try:
        for county in study.caseload.counties:
            for area in AREAS:
                study.present_standard(county, area.key)
    except ProblemsError as error:
        show_problems(error)
        st.stop()
    return study


def _take_link(kept: Mapping[str, Dataset]) -> None:
    """Begin a session with what its link names: data by the beginning of their identifier, place and day."""
    asked = st.query_params.to_dict()
    named = asked.get("data", "")
    found = [key for key in kept if named and key.startswith(named)]
    choose_dataset(found[0] if found else sample_identifier())
    if named and not found:
        st.warning(say(NOT_HERE))
    if asked.get("place") in law().places:
        st.session_state[PLACE] = asked["place"]
    with contextlib.suppress(ValueError):
        st.session_state[DAY] = min(max(date.fromisoformat(asked.get("day", "")), FIRST), LAST)


def _give_link() -> None:
    """Keep in the address what differs from what a session begins with, so that a link shows the same."""
    chosen = st.session_state[DATASET]
    usual = caseload_of(chosen).metadata
    said = {"place": st.session_state[PLACE], "day": st.session_state[DAY].isoformat()}
    wanted = {key: value for key, value in said.items() if value != usual.get(key)}
    if chosen != sample_identifier():
        wanted["data"] = chosen[:12]
    for key in ("data", "place", "day"):
        if key not in wanted:
            st.query_params.pop(key, None)
        elif st.query_params.get(key) != wanted[key]:
            st.query_params[key] = wanted[key]


def _rename_choices() -> None:
    """Set choices anew after a change of language: the browser keeps their old names otherwise."""
    if st.session_state.get(DRAWN_IN) != language():
        st.session_state[DRAWN_IN] = language()
        for key in (DATASET, PLACE):
            st.session_state[key] = st.session_state[key]


def choose_study() -> None:
    """Show the choice of data, place and day in the sidebar."""
    kept = datasets()
    if DATASET not in st.session_state:
        _take_link(kept)
    _rename_choices()
    wanted = st.session_state.pop(CHOOSE, None) or (st.session_state.get(DATASET) not in kept and sample_identifier())
    if wanted:
        choose_dataset(wanted)
    _show_choices(kept)
    _give_link()


def _show_choices(kept: Mapping[str, Dataset]) -> None:
    """Show the selects of data, place and day, and whose standards count."""
    places, chosen = law().places, language()
    st.selectbox(
        say(Text("数据", "Data")),
        list(kept),
        key=DATASET,
        persist_state="session",
        format_func=lambda key: kept[key].title(chosen),
        on_change=_dataset_changed,
    )
    st.selectbox(
        say(Text("适用规定的地区", "Law of")),
        list(places),
        key=PLACE,
        persist_state="session",
        format_func=lambda key: places[key].name(chosen),
    )
    st.date_input(
        say(Text("规定日期", "Day of the law")),
        key=DAY,
        persist_state="session",
        min_value=FIRST,
        max_value=LAST,
        format="YYYY-MM-DD",
    )
    if caseload_of(st.session_state[DATASET]).standards:
        st.toggle(
            say(Text("以数据登记的标准为现行标准", "The data's own standards count as present law")),
            value=True,
            key=STANDARDS,
            bind="query-params",
            persist_state="session",
            help=say(
                Text(
                    "数据中登记或由数据推出的低保标准；关闭后按公布标准",
                    "Standards stated in, or inferred from, the data; off: the published ones",
                )
            ),
        )


def _dataset_changed() -> None:
    choose_dataset(st.session_state[DATASET])
