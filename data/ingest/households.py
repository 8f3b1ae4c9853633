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
    merged = rows["merged"].to_numpy()
    rejected = merged.copy()
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
    head = rows["person_relation"].to_numpy() == 1
    # A household-row is its own household; a member row joins by number, or follows the row above it.
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


def _repeated_households(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> int:
    """Reject a household or member that is listed again; return how many whole households were repeats."""
    who = rows["pid"].where(rows["pid"] != "", rows["who"].astype(str))
    single = ~members & ~rejected
    numbered = single & (rows["number"] != "").to_numpy()
    same = pd.DataFrame({"number": rows["number"], "who": who})
    again = np.zeros(len(rows), dtype=bool)
    again[numbered] = same[numbered].duplicated().to_numpy()
    _reject(rows, rejected, again, "duplicate_household", "household_id", findings)
    unnumbered = single & ~numbered
    figures = [
        "family_members",
        "insured_members",
        "recorded_tier",
        "recorded_income",
        "recorded_payment",
        "recorded_total",
        "county",
        "town",
    ]
    alike = np.zeros(len(rows), dtype=bool)
    alike[unnumbered] = (
        rows.loc[unnumbered, figures].assign(who=who[unnumbered]).duplicated().to_numpy()
        & (who[unnumbered] != "0").to_numpy()
    )
    _reject(rows, rejected, alike, "duplicate_row", "", findings)
    shared = (
        numbered
        & ~again
        & same.assign(on=numbered & ~again, sheet=rows["group"])
        .duplicated(["number", "on", "sheet"], keep=False)
        .to_numpy()
    )
    findings.add(
        "household_number_repeated", rows["sheet"].to_numpy()[shared], rows["row"].to_numpy()[shared], "household_id"
    )
    repeats = int((again | alike).sum())
    listed = members & ~rejected
    if listed.any():
        sign = who.where(
            rows["pid"] != "", who + "/" + rows["stated_birth"].astype(str) + "/" + rows["person_relation"].astype(str)
        )
        twice = np.zeros(len(rows), dtype=bool)
        twice[listed] = (
            pd.DataFrame({"h": rows["household"], "s": sign})[listed].duplicated().to_numpy()
            & (who[listed] != "0").to_numpy()
        )
        _reject(rows, rejected, twice, "duplicate_member", "person_id", findings)
    return repeats


def _reject_figures(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> None:
    """A negative figure or a missing size takes the whole household out."""
    fatal = np.zeros(len(rows), dtype=bool)
    for name in (*AMOUNT_NAMES, "recorded_income", "income_per_person", "person_income"):
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
