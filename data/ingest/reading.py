"""Read the data rows of a recognised sheet into typed columns: yuan a month, codes, dates, hashed identifiers."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.findings import FindingList
from data.ingest.identity import GOOD, LOST, MISSING, UNFAMILIAR, WRONG_CHECK, hashes, read_identities
from data.ingest.places import fill_context, read_places
from data.ingest.recognition import MEMBER_ROWS, SheetRecognition
from data.ingest.rows import DATA, column_of
from data.ingest.source import Cells
from data.ingest.spelling import fold, says_nothing
from data.ingest.units import INCOMES, MONEY, PERIODS, Unit
from data.ingest.values import (
    STOPPED,
    UNSTATED,
    Flags,
    Floats,
    area_of,
    by_spelling,
    disability_kind_of,
    disability_level_of,
    flag_of,
    health_of,
    is_head,
    read_days,
    read_numbers,
    sex_of,
    tier_of,
)
from models.columns import COLUMN

INCOME_ITEMS = INCOMES[3:]
AMOUNT_NAMES = (
    "recorded_payment",
    "recorded_supplement",
    "recorded_care",
    "recorded_total",
    "payment_per_person",
    "person_payment",
)
MONEY_NAMES = (
    *AMOUNT_NAMES,
    "recorded_income",
    "income_per_person",
    "person_income",
    "income_items",
    "recorded_standard",
    "financial_assets",
)
COUNT_NAMES = (
    "family_members",
    "insured_members",
    "recorded_supplement_members",
    "person_age",
    "vehicles",
    "dwellings",
)
LARGEST_AMOUNT = 1e8
LARGEST_COUNT = 150
_COMMON = 0.05
_NEVER_NEGATIVE = ("recorded_standard", "financial_assets")
_WHOLE = ("insured_members", "recorded_supplement_members")
_CODES: dict[str, tuple[Callable[[Any], Any], int]] = {
    "area": (area_of, UNSTATED), "recorded_tier": (tier_of, UNSTATED), "person_relation": (is_head, UNSTATED), "person_sex": (sex_of, UNSTATED),
    "person_health": (health_of, UNSTATED), "person_disability_kind": (disability_kind_of, UNSTATED),
    "person_disability_level": (disability_level_of, UNSTATED), "person_insured": (flag_of, UNSTATED),
}  # fmt: skip
_STATES = {
    MISSING: "identifier_missing",
    LOST: "identifier_lost",
    WRONG_CHECK: "check_digit_wrong",
    UNFAMILIAR: "identifier_unfamiliar",
}


@dataclass
class Reading:
    """What reading collects besides the rows: findings, counts of silent foldings."""

    key: bytes
    today: dt.date
    findings: FindingList = field(default_factory=FindingList)
    normalised: Counter[str] = field(default_factory=Counter)


def read_rows(plan: SheetRecognition, index: int, reading: Reading) -> pd.DataFrame:
    """Read the data rows of one sheet.

    Returns:
        A frame with a row for every data row: ``sheet``, ``row`` (as a person sees it), identifiers hashed, money in
        yuan a month (NaN where not stated), codes (-1 where not stated), ``cut`` for rows that break off.
    """
    where = np.flatnonzero(plan.kinds == DATA)
    frame = pd.DataFrame({"sheet": np.full(len(where), index, dtype=np.int32), "row": (where + 1).astype(np.int32)})

    def cells_of(name: str) -> Cells | None:
        column = column_of(plan.sheet, plan.names, name)
        return None if column is None else column[where]

    frame["member_row"] = plan.layout == MEMBER_ROWS
    frame["cut"] = _cut_off(plan, where)
    for name, (read, absent) in _CODES.items():
        cells = cells_of(name)
        frame[name] = np.full(len(frame), absent, dtype=np.int8) if cells is None else by_spelling(cells, read, np.int8)
    _read_identities(frame, plan, cells_of, reading)
    _read_figures(frame, plan, where, reading)
    read_places(frame, plan, cells_of)
    fill_context(frame, plan, where)
    _read_days(frame, cells_of, reading, plan.day)
    stopped = frame["recorded_tier"].to_numpy() == STOPPED
    status = cells_of("status")
    if status is not None:
        stopped |= by_spelling(status, lambda cell: tier_of(cell) == STOPPED or fold(cell) in ("否", "停发"), bool)
    frame["stopped"] = stopped | frame.pop("stopped_by_day").to_numpy()
    _count_formula_text(plan, where, reading)
    return frame


def _cut_off(plan: SheetRecognition, where: npt.NDArray[np.intp]) -> Flags:
    """Rows that break off: fewer fields than the table, or blank from some column on where others never are."""
    cut = np.zeros(len(where), dtype=bool)
    fields = plan.sheet.fields
    if fields is not None and len(where) > 1:
        short = fields[where] < np.median(fields[where])
        # Some programs leave out blank cells at the end of a row: then short rows are common.
        if short.mean() < 0.05:
            cut |= short
    named = [j for j, name in enumerate(plan.names) if name and name not in ("remarks", "sequence")]
    filled = np.array([plan.sheet.columns[j][where] != "" for j in named])
    if len(where) >= 20 and filled.size:
        always = filled[filled.mean(axis=1) > 0.985]
        if len(always) >= 4:
            here = always.sum(axis=0)
            ends = len(always) - np.argmax(always[::-1], axis=0)
            cut |= (here < 0.5 * len(always)) & (here == ends) & (here > 0)
    return cut


def _read_identities(
    frame: pd.DataFrame, plan: SheetRecognition, cells_of: Callable[[str], Cells | None], reading: Reading
) -> None:
    person, head = cells_of("person_id"), cells_of("head_identity")
    member_rows = plan.layout == MEMBER_ROWS
    column = "person_id" if person is not None and (member_rows or head is None) else "head_identity"
    cells = person if column == "person_id" else head
    if member_rows and person is not None and head is not None:
        # A household's own row names its head; the rows below it name the members.
        member = cells_of("person_name")
        own_row = (person == "") & (head != "") & (np.True_ if member is None else member == "")
        cells = np.where(own_row, head, person)
        frame.loc[own_row & (frame["person_relation"] == UNSTATED).to_numpy(), "person_relation"] = np.int8(1)
    if cells is None:
        cells = np.full(len(frame), "", dtype=object)
        frame["states"] = np.int8(GOOD)
    identities = read_identities(cells)
    if "states" not in frame:
        frame["states"] = identities.states
    reading.normalised.update(identities.folded)
    frame["pid"] = pd.Series(hashes(identities.numbers, reading.key), dtype=object)
    frame["birth"], frame["sex_by_id"] = identities.births, identities.sexes
    frame["region"] = identities.regions
    frame["identity_column"] = np.int8(column == "head_identity")
    number = cells_of("household_id")
    numbers = _folded_keys(number) if number is not None else np.full(len(frame), "", dtype=object)
    if number is None and member_rows and person is not None and head is not None:
        numbers = read_identities(head).numbers
    frame["number"] = pd.Series(numbers, dtype=object)
    name = cells_of("person_name" if member_rows else "head_name")
    if name is None:
        name = cells_of("head_name" if member_rows else "person_name")
    # Names stand in for missing identity numbers, in memory only and by Python's own salted hash.
    frame["who"] = np.int64(0)
    if name is not None:
        nameless = (frame["pid"] == "").to_numpy()
        frame.loc[nameless, "who"] = np.array(
            [hash(text) if text else 0 for text in _folded_keys(name[nameless])], dtype=np.int64
        )


def _folded_keys(cells: Cells) -> Cells:
    keys: Cells = np.empty(len(cells), dtype=object)
    plain = [
        cell.__class__ is str and cell.replace("-", "").isalnum() and cell.isascii() and cell.upper() == cell
        for cell in cells
    ]
    keys[:] = [cell if ready else _folded_key(cell) for cell, ready in zip(cells, plain, strict=True)]
    return keys


def _folded_key(cell: object) -> str:
    text = fold(cell)
    return "" if says_nothing(text) else text.upper()


def _read_figures(frame: pd.DataFrame, plan: SheetRecognition, where: npt.NDArray[np.intp], reading: Reading) -> None:
    for name in (*MONEY_NAMES, *COUNT_NAMES):
        frame[name] = np.nan
    frame["each"] = "".join(sorted(f"{column.name} " for column in plan.columns if column.each))
    items = [column for column in plan.columns if column.name in INCOME_ITEMS]
    for column in plan.columns:
        name = column.name or ""
        if name not in (*MONEY_NAMES, *COUNT_NAMES, *INCOME_ITEMS):
            continue
        cells = plan.sheet.columns[column.index][where]
        numbers = read_numbers(cells)
        values = numbers.values * _factor(column.unit)
        absurd = _absurd(name, values)
        values[absurd] = np.nan
        target = "income_items" if column in items else name
        if target == "income_items":
            known = frame[target].to_numpy()
            values = np.where(np.isnan(known), values, known + np.nan_to_num(values))
        frame[target] = values
        reading.normalised["numbers_written_as_text_or_with_units"] += numbers.spelled
        bad = numbers.unreadable | absurd
        reading.findings.add(
            "value_unreadable", frame["sheet"].to_numpy()[bad], frame["row"].to_numpy()[bad], name, cells[bad]
        )


def _absurd(name: str, values: Floats) -> Flags:
    """Figures that no household has: taken as unreadable. A household's size is judged where rows are rejected."""
    if name in MONEY_NAMES or name in INCOME_ITEMS:
        absurd: Flags = (np.abs(values) > LARGEST_AMOUNT) | ((name in _NEVER_NEGATIVE) & (values < 0))
    elif name == "family_members":
        absurd = np.zeros(len(values), dtype=bool)
    else:
        absurd = (values < 0) | (values > LARGEST_COUNT) | ((name in _WHOLE) & (values % 1 > 0))
    return absurd


def _factor(unit: Unit | None) -> float:
    if unit is None:
        return 1.0
    return MONEY[unit.money or "yuan"] / (PERIODS[unit.period] if unit.period else 1)


def _read_days(
    frame: pd.DataFrame, cells_of: Callable[[str], Cells | None], reading: Reading, stated: dt.date | None
) -> None:
    sheets, rows = frame["sheet"].to_numpy(), frame["row"].to_numpy()
    today, day = _as_number(reading.today), _as_number(stated or reading.today)
    frame["stopped_by_day"] = False
    frame["stated_birth"] = np.int64(0)
    for name in ("start_date", "review_date", "stop_date", "person_birth"):
        cells = cells_of(name)
        if cells is None:
            continue
        days, impossible = read_days(cells)
        shown = None if COLUMN[name].privacy != "none" else cells
        reading.findings.add(
            "impossible_date", sheets[impossible], rows[impossible], name, None if shown is None else shown[impossible]
        )
        future = days > day
        if future.mean() > _COMMON:
            # Most likely the day read from the sheet is older than the sheet.
            future = days > today
        if name in ("start_date", "person_birth"):
            reading.findings.add(
                "future_date", sheets[future], rows[future], name, None if shown is None else shown[future]
            )
        if name == "stop_date":
            frame["stopped_by_day"] = (days > 0) & (days <= day)
        if name == "person_birth":
            frame["stated_birth"] = days


def _as_number(day: dt.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


_FREE_TEXT = frozenset({"head_name", "person_name", "county", "town", "village", "region", "address", "remarks"})
_FORMULA_STARTS = tuple("=+@＝＋＠")


def _count_formula_text(plan: SheetRecognition, where: npt.NDArray[np.intp], reading: Reading) -> None:
    for column in plan.columns:
        if column.name in _FREE_TEXT:
            cells = plan.sheet.columns[column.index][where]
            reading.normalised["formula_like_text_kept_as_text"] += sum(
                cell.startswith(_FORMULA_STARTS) for cell in cells if cell.__class__ is str
            )


def report_identities(frame: pd.DataFrame, accepted: Flags, findings: FindingList) -> None:
    """List lost, missing and wrong identity numbers of the accepted rows, never the numbers themselves."""
    states = frame["states"].to_numpy()
    for state, code in _STATES.items():
        add_identity_finding(code, frame, accepted & (states == state), findings)


def add_identity_finding(code: str, frame: pd.DataFrame, which: npt.NDArray[Any], findings: FindingList) -> None:
    """List a finding on the identity column that the rows' sheet has; ``which`` selects or names the rows."""
    rows = frame[["sheet", "row", "identity_column"]].iloc[np.flatnonzero(which) if which.dtype == bool else which]
    for of_head, column in enumerate(("person_id", "head_identity")):
        here = rows[(rows["identity_column"] == of_head).to_numpy()]
        findings.add(code, here["sheet"].to_numpy(), here["row"].to_numpy(), column)
