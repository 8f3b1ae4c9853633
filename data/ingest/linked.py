"""A household sheet and a member sheet of one workbook: the members join the households they name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.ingest.recognition import MEMBER_ROWS, SheetRecognition
from data.ingest.rows import DATA, column_of
from data.ingest.spelling import fold
from data.ingest.values import UNSTATED

_PERSONAL = (
    "person_sex",
    "person_health",
    "person_disability_kind",
    "person_disability_level",
    "stated_birth",
    "person_age",
    "person_insured",
)
_OWN_FIGURES = frozenset({"recorded_tier", "family_members", "recorded_income", "recorded_payment", "recorded_total", "income_per_person",
                          "payment_per_person", "recorded_standard"})  # fmt: skip


def link_sheets(plans: Sequence[SheetRecognition]) -> None:
    """Mark a sheet of members without tier or amounts as the annex of the sheet whose household numbers it uses."""
    for annex in plans:
        if not annex.used or annex.layout != MEMBER_ROWS or _OWN_FIGURES & set(annex.names):
            continue
        numbers = _numbers(annex)
        for position, main in enumerate(plans):
            takes_members = main is not annex and main.used and main.annex_of is None and main.layout != MEMBER_ROWS
            if takes_members and numbers and len(numbers & _numbers(main)) >= 0.5 * len(numbers):
                annex.annex_of = position
                break


def _numbers(plan: SheetRecognition) -> set[str]:
    column = column_of(plan.sheet, plan.names, "household_id")
    return set() if column is None else {fold(cell) for cell in set(column[plan.kinds == DATA]) if cell != ""}


def join_members(rows: pd.DataFrame, plans: Sequence[SheetRecognition]) -> None:
    """Let annex rows join their households, in place.

    Sets ``group`` (the sheet whose numbers count), ``merged`` (the head's annex row, folded into the household's row) and
    ``astray`` (members of a household that the household sheet does not list).
    """
    rows["group"] = rows["sheet"]
    rows["merged"] = False
    rows["astray"] = False
    for index, annex in enumerate(plans):
        if annex.annex_of is None:
            continue
        here = np.flatnonzero((rows["sheet"] == index).to_numpy())
        number = rows["number"].to_numpy(dtype=object, copy=True)
        number[here] = pd.Series(number[here], dtype=object).replace("", None).ffill().fillna("").to_numpy()
        rows["number"] = pd.Series(number, dtype=object)
        rows.loc[here, "group"] = annex.annex_of
        main = np.flatnonzero((rows["sheet"] == annex.annex_of).to_numpy() & (number != ""))
        at = dict(zip(number[main][::-1], main[::-1], strict=True))
        owner = np.array([at.get(text, -1) for text in number[here]], dtype=np.int64)
        rows.loc[here[owner < 0], "astray"] = True
        known = owner >= 0
        rows.loc[np.isin(number, number[here[known]]) & (rows["sheet"] == annex.annex_of).to_numpy(), "member_row"] = (
            True
        )
        rows.loc[np.unique(owner[known]), "person_relation"] = 1
        _merge_heads(rows, here[known], owner[known])


def _merge_heads(
    rows: pd.DataFrame,
    members: np.ndarray[tuple[int], np.dtype[np.intp]],
    owners: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> None:
    pid = rows["pid"].to_numpy(dtype=object)
    same = (pid[members] == pid[owners]) & (pid[members] != "")
    head = same | ((rows["person_relation"].to_numpy()[members] == 1) & ((pid[members] == "") | (pid[owners] == "")))
    chosen = pd.Series(owners[head]).duplicated().to_numpy()
    heads, records = members[head][~chosen], owners[head][~chosen]
    rows.loc[heads, "merged"] = True
    rows.loc[heads, "person_relation"] = UNSTATED
    for name in _PERSONAL:
        rows.loc[records, name] = rows.loc[heads, name].to_numpy()
    rows.loc[members[~np.isin(members, heads)], "person_relation"] = 0
