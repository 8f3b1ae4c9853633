"""Put rows together as households: which row belongs to which, what is out, and what each household is and gets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.figures import derive
from data.ingest.findings import FindingList
from data.ingest.identity import LOST
from data.ingest.reading import AMOUNT_NAMES
from data.ingest.values import Flags

_FIGURES = (
    "family_members", "insured_members", "recorded_tier", "recorded_income", "recorded_payment", "recorded_total", "county", "town",
)  # fmt: skip


@dataclass
class Assembled:
    """All ``rows`` with ``rejected``; ``households``; and the accepted rows ``members``, household by household."""

    rows: pd.DataFrame
    households: pd.DataFrame
    members: pd.DataFrame
    in_file: int


def assemble(rows: pd.DataFrame, findings: FindingList) -> Assembled:
    """Group rows into households, reject what the conventions reject, and derive each household's figures.

    Args:
        rows: Rows of all sheets as ``read_rows`` gives them, linked by ``join_members``.
        findings: Where rejections and doubts are listed.
    """
    rows = rows.reset_index(drop=True)
    members = rows["member_row"].to_numpy()
    rejected = rows["merged"].to_numpy(copy=True)
    _reject(rows, rejected, rows["astray"].to_numpy(), "household_not_found", "household_id", findings)
    nobody = (
        (rows["number"] == "").to_numpy()
        & (rows["pid"] == "").to_numpy()
        & (rows["who"] == 0).to_numpy()
        & ~_identified(rows)
    )
    _reject(rows, rejected, nobody, "no_household", "", findings)
    _reject(rows, rejected, rows["cut"].to_numpy(), "row_cut_off", "", findings)
    rows["household"] = _group(rows, members, rejected, findings)
    in_file = int(rows.loc[rows["household"] >= 0, "household"].nunique())
    in_file -= _repeated_households(rows, members, rejected, findings)
    in_file -= _repeated_members(rows, members, rejected, findings)
    merged = rows["merged"].to_numpy()
    _reject_stopped(rows, members, rejected, findings)
    _reject_figures(rows, members, rejected, findings)
    lost = merged & ~np.isin(rows["household"].to_numpy(), rows["household"].to_numpy()[~rejected])
    findings.add("household_rejected", rows["sheet"].to_numpy()[lost], rows["row"].to_numpy()[lost], "")
    rows["merged"] = merged & ~lost
    rows["rejected"] = rejected & ~rows["merged"]
    households, listed = derive(rows[~rejected])
    return Assembled(rows, households, listed, in_file)


def _identified(rows: pd.DataFrame) -> Flags:
    """Rows whose identity number is lost: they belong to somebody, nobody knows to whom."""
    lost: Flags = rows["states"].to_numpy() == LOST
    return lost


def _reject(
    rows: pd.DataFrame,
    rejected: Flags,
    which: Flags,
    code: str,
    column: str,
    findings: FindingList,
    values: pd.Series | None = None,
) -> None:
    new = which & ~rejected
    findings.add(
        code,
        rows["sheet"].to_numpy()[new],
        rows["row"].to_numpy()[new],
        column,
        None if values is None else values.to_numpy()[new],
    )
    rejected |= which


def _group(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> npt.NDArray[np.int64]:
    """Return a household number for every row, -1 for rows of nobody."""
    position = np.arange(len(rows))
    sheet, number = rows["group"].to_numpy(), rows["number"].to_numpy(dtype=object)
    # A household-row is its own household; a member row joins by number, or follows the row above it. The head's
    # own row under the household's row begins nothing.
    pid = rows["pid"].to_numpy(dtype=object)
    same_as_above = np.r_[False, (pid[1:] == pid[:-1]) & (pid[1:] != "")]
    head = (rows["person_relation"].to_numpy() == 1) & ~same_as_above
    starts = ~members | (number != "") | head | (np.r_[-1, sheet[:-1]] != sheet)
    starts &= ~rejected
    opener = np.maximum.accumulate(np.where(starts, position, -1))
    opened = np.where(opener >= 0, number[np.maximum(opener, 0)], "")
    keyed = members & (opened != "") & ((number != "") | ~starts)
    codes, _ = pd.factorize(pd.Series(sheet[keyed].astype(str)).str.cat(pd.Series(opened[keyed]).astype(str), sep="/"))
    household = np.where(members, opener, position).astype(np.int64)
    household[keyed] = len(rows) + codes
    household[rejected & (number == "")] = -1
    household[keyed] = _split_by_head(rows, household, keyed & ~rejected, findings)[keyed]
    return household


def _split_by_head(
    rows: pd.DataFrame, household: npt.NDArray[np.int64], keyed: Flags, findings: FindingList
) -> npt.NDArray[np.int64]:
    """A number with two different heads is two households under one number."""
    heads = keyed & (rows["person_relation"].to_numpy() == 1)
    who = rows["pid"].where(rows["pid"] != "", rows["who"].astype(str))
    first = who[heads].groupby(household[heads]).transform("first")
    other = np.zeros(len(rows), dtype=bool)
    other[np.flatnonzero(heads)[(who[heads] != first).to_numpy()]] = True
    if not other.any():
        return household
    result = household.copy()
    offset = int(household.max()) + 1
    for row in np.flatnonzero(other):
        same = np.flatnonzero(keyed & (household == household[row]))
        later_heads = same[(same > row) & heads[same]]
        end = later_heads[0] if len(later_heads) else len(rows)
        result[same[(same >= row) & (same < end)]] = offset
        offset += 1
    both = heads & np.isin(household, household[other])
    findings.add(
        "household_number_repeated", rows["sheet"].to_numpy()[both], rows["row"].to_numpy()[both], "household_id"
    )
    return result


def _who(rows: pd.DataFrame) -> pd.Series[str]:
    """Return who a row is about: the hashed identity number, else the name, ``"0"`` for nobody named."""
    return rows["pid"].where(rows["pid"] != "", rows["who"].astype(str))


def _repeated_households(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> int:
    """Reject household rows that are listed again; return how many there were."""
    single = ~members & ~rejected
    numbered = single & (rows["number"] != "").to_numpy()
    same = rows[["number", "recorded_tier", "group"]].assign(who=_who(rows))
    again = np.zeros(len(rows), dtype=bool)
    again[numbered] = same.loc[numbered, ["number", "recorded_tier", "who"]].duplicated().to_numpy()
    _reject(rows, rejected, again, "duplicate_household", "household_id", findings)
    unnumbered = single & ~numbered & (same["who"] != "0").to_numpy()
    alike = np.zeros(len(rows), dtype=bool)
    alike[unnumbered] = rows.loc[unnumbered, list(_FIGURES)].assign(who=same["who"][unnumbered]).duplicated().to_numpy()
    _reject(rows, rejected, alike, "duplicate_row", "", findings)
    left = np.flatnonzero(numbered & ~again)
    shared = left[same.iloc[left].duplicated(["number", "group"], keep=False).to_numpy()]
    findings.add(
        "household_number_repeated", rows["sheet"].to_numpy()[shared], rows["row"].to_numpy()[shared], "household_id"
    )
    return int((again | alike).sum())


def _repeated_members(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> int:
    """Reject members listed again in their household or in another sheet; return how many whole households were repeats.

    Where most households have a row of their own and their head a second one, the second is no repetition.
    """
    listed = np.flatnonzero(members & ~rejected)
    if not len(listed):
        return 0
    who = _who(rows).iloc[listed]
    unsure = (rows["pid"].iloc[listed] == "").to_numpy()
    sign = who.where(
        ~unsure,
        who + "/" + rows["stated_birth"].iloc[listed].astype(str) + rows["person_relation"].iloc[listed].astype(str),
    )
    about = rows[["household", "number", "sheet"]].iloc[listed].assign(sign=sign)
    named = (who != "0").to_numpy()
    twice = about.duplicated(["household", "sign"]).to_numpy() & named
    bare = rows[list(_FIGURES[3:6])].iloc[listed].isna().all(axis=1).to_numpy()
    of_sheet = about.groupby("sheet")["household"].nunique()
    doubled = about[twice & bare].groupby("sheet").size().reindex(of_sheet.index, fill_value=0)
    second_rows = twice & bare & about["sheet"].isin(of_sheet.index[doubled > 0.5 * of_sheet]).to_numpy()
    rows.loc[rows.index[listed[second_rows]], "merged"] = True
    rejected[listed[second_rows]] = True
    flags = np.zeros(len(rows), dtype=bool)
    flags[listed[twice]] = True
    _reject(rows, rejected, flags, "duplicate_member", "person_id", findings)
    elsewhere = about.duplicated(["number", "sign"]).to_numpy() & ~twice & named & (about["number"] != "").to_numpy()
    flags[:] = False
    flags[listed[elsewhere]] = True
    _reject(rows, rejected, flags, "duplicate_household", "household_id", findings)
    return int(about.loc[elsewhere, "household"].nunique())


def _reject_figures(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> None:
    """A negative figure or a missing size takes the whole household out."""
    fatal = np.zeros(len(rows), dtype=bool)
    for name in (*AMOUNT_NAMES, "recorded_income", "income_per_person", "person_income", "income_items"):
        negative = (rows[name].to_numpy() < 0) & ~(rejected & ~fatal)
        findings.add(
            "negative_amount",
            rows["sheet"].to_numpy()[negative],
            rows["row"].to_numpy()[negative],
            name,
            rows[name].to_numpy()[negative].round(2),
        )
        fatal |= negative
        rejected |= negative
    rest = np.isin(rows["household"].to_numpy(), rows["household"].to_numpy()[fatal & members])
    _reject(rows, rejected, rest, "household_rejected", "", findings)
    size = rows["family_members"].to_numpy()
    sized = np.isin(rows["sheet"].to_numpy(), rows["sheet"][~np.isnan(size)].unique())
    whole = (size >= 1) & (size == np.floor(size)) & (size < 100)
    _reject(rows, rejected, ~members & sized & ~whole, "no_size", "family_members", findings)


def _reject_stopped(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> None:
    """A household is stopped unless another of its rows states a tier in force; a stopped member goes alone."""
    stopped = rows["stopped"].to_numpy()
    active = ~stopped & (rows["recorded_tier"].to_numpy() > 0)
    has_active = members & np.isin(rows["household"].to_numpy(), rows["household"].to_numpy()[active & members])
    whole = members & np.isin(
        rows["household"].to_numpy(), rows["household"].to_numpy()[stopped & members & ~has_active]
    )
    _reject(rows, rejected, stopped | whole, "stopped", "recorded_tier", findings)
