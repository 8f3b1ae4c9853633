"""Put rows together as households: which row belongs to which, what is out, and what each household is and gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.findings import FindingList
from data.ingest.reading import AMOUNT_NAMES
from data.ingest.recognition import MEMBER_ROWS, SheetRecognition
from data.ingest.values import UNSTATED, Flags
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
    UNKNOWN_TIER,
)

PAID_TIERS = (EXTREME_HARDSHIP, DIBAO, SINGLE_PERSON_INCLUSION)
UNPAID_TIERS = (LOW_INCOME_TIER, RIGID_EXPENDITURE_HARDSHIP)
_COUNTED = ("family_members", "insured_members", "recorded_supplement_members")


@dataclass
class Assembled:
    """All ``rows`` with ``rejected``; ``households``; and the accepted rows ``members``, household by household."""

    rows: pd.DataFrame
    households: pd.DataFrame
    members: pd.DataFrame
    in_file: int


def assemble(rows: pd.DataFrame, plans: Sequence[SheetRecognition], findings: FindingList) -> Assembled:
    """Group rows into households, reject what the conventions reject, and derive each household's figures.

    Args:
        rows: Rows of all sheets as ``read_rows`` gives them.
        plans: The sheets' recognitions, by sheet position.
        findings: Where rejections and doubts are listed.
    """
    rows = rows.reset_index(drop=True)
    rejected = np.zeros(len(rows), dtype=bool)
    members = np.array([plan.used and plan.layout == MEMBER_ROWS for plan in plans])[rows["sheet"].to_numpy()]
    nobody = (rows["number"] == "").to_numpy() & (rows["pid"] == "").to_numpy() & (rows["who"] == 0).to_numpy() & ~_identified(rows)
    _reject(rows, rejected, nobody, "no_household", "", findings)
    _reject(rows, rejected, rows["cut"].to_numpy(), "row_cut_off", "", findings)
    rows["household"] = _group(rows, members, rejected, findings)
    in_file = int(rows.loc[rows["household"] >= 0, "household"].nunique())
    in_file -= _repeated_households(rows, members, rejected, findings)
    _reject_stopped(rows, members, rejected, findings)
    _reject_figures(rows, members, rejected, findings)
    rows["rejected"] = rejected
    households, listed = derive(rows[~rejected], plans, findings)
    return Assembled(rows, households, listed, in_file)


def _identified(rows: pd.DataFrame) -> Flags:
    return rows["states"].to_numpy() == 2


def _reject(rows: pd.DataFrame, rejected: Flags, which: Flags, code: str, column: str, findings: FindingList, values: pd.Series | None = None) -> None:
    new = which & ~rejected
    findings.add(code, rows["sheet"].to_numpy()[new], rows["row"].to_numpy()[new], column, None if values is None else values.to_numpy()[new])
    rejected |= which


def _group(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> npt.NDArray[np.int64]:
    """Return a household number for every row, -1 for rows of nobody."""
    position = np.arange(len(rows))
    sheet, number = rows["sheet"].to_numpy(), rows["number"].to_numpy(dtype=object)
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


def _split_by_head(rows: pd.DataFrame, household: npt.NDArray[np.int64], keyed: Flags, findings: FindingList) -> npt.NDArray[np.int64]:
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
    findings.add("household_number_repeated", rows["sheet"].to_numpy()[both], rows["row"].to_numpy()[both], "household_id")
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
    figures = ["family_members", "insured_members", "recorded_tier", "recorded_income", "recorded_payment", "recorded_total", "county", "town"]
    alike = np.zeros(len(rows), dtype=bool)
    alike[unnumbered] = rows.loc[unnumbered, figures].assign(who=who[unnumbered]).duplicated().to_numpy() & (who[unnumbered] != "0").to_numpy()
    _reject(rows, rejected, alike, "duplicate_row", "", findings)
    shared = numbered & ~again & same.assign(on=numbered & ~again, sheet=rows["sheet"]).duplicated(["number", "on", "sheet"], keep=False).to_numpy()
    findings.add("household_number_repeated", rows["sheet"].to_numpy()[shared], rows["row"].to_numpy()[shared], "household_id")
    repeats = int((again | alike).sum())
    listed = members & ~rejected
    if listed.any():
        sign = who.where(rows["pid"] != "", who + "/" + rows["stated_birth"].astype(str) + "/" + rows["person_relation"].astype(str))
        twice = np.zeros(len(rows), dtype=bool)
        twice[listed] = pd.DataFrame({"h": rows["household"], "s": sign})[listed].duplicated().to_numpy() & (who[listed] != "0").to_numpy()
        _reject(rows, rejected, twice, "duplicate_member", "person_id", findings)
    return repeats


def _reject_figures(rows: pd.DataFrame, members: Flags, rejected: Flags, findings: FindingList) -> None:
    """A negative figure or a missing size takes the whole household out."""
    fatal = np.zeros(len(rows), dtype=bool)
    for name in (*AMOUNT_NAMES, "recorded_income", "income_per_person", "person_income"):
        negative = (rows[name].to_numpy() < 0) & ~(rejected & ~fatal)
        findings.add("negative_amount", rows["sheet"].to_numpy()[negative], rows["row"].to_numpy()[negative], name, rows[name][negative].round(2))
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
    whole = members & np.isin(rows["household"].to_numpy(), rows["household"].to_numpy()[stopped & members & ~has_active])
    _reject(rows, rejected, stopped | whole, "stopped", "recorded_tier", findings)


def derive(rows: pd.DataFrame, plans: Sequence[SheetRecognition], findings: FindingList) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row a household, in file order, and the accepted rows in the same order.

    Columns: ``sheet``, ``row`` (its head's), ``first`` and ``listed`` (its rows in the sorted rows), places, area,
    tier, counts and money of the household.
    """
    order = np.lexsort((np.arange(len(rows)), rows["household"].to_numpy()))
    rows = rows.iloc[order].reset_index(drop=True)
    household = rows["household"].to_numpy()
    first = np.flatnonzero(np.r_[True, household[1:] != household[:-1]]) if len(rows) else np.empty(0, dtype=np.int64)
    listed = np.diff(np.r_[first, len(rows)])
    member_rows = np.array([plan.used and plan.layout == MEMBER_ROWS for plan in plans])[rows["sheet"].to_numpy()] if len(rows) else np.empty(0, bool)
    is_head = rows["person_relation"].to_numpy() == 1
    head = _first_where(is_head, first, listed)
    base = rows.iloc[head]
    result = pd.DataFrame({"sheet": base["sheet"].to_numpy(), "row": base["row"].to_numpy(), "number": base["number"].to_numpy(dtype=object),
                           "household": household[first], "first": first, "listed": listed, "member_rows": member_rows[first]})
    for name in ("county", "town"):
        result[name] = _first_filled(rows[name].to_numpy(dtype=object), first, listed, head, lambda v: v != "")
    result["area"] = _first_filled(rows["area"].to_numpy(), first, listed, head, lambda v: v != UNSTATED)
    for name in (*_COUNTED, "recorded_standard", "vehicles", "dwellings", "financial_assets"):
        result[name] = _first_filled(rows[name].to_numpy(), first, listed, head, lambda v: ~np.isnan(v))
    for name in ("recorded_payment", "recorded_supplement", "recorded_care", "recorded_total", "recorded_income", "income_items",
                 "payment_per_person", "income_per_person"):  # fmt: skip
        result[name] = _of_household(rows, name, first, listed, head)
    for name in ("person_payment", "person_income"):
        result[name] = _sums(rows[name].to_numpy(), first)
    result["recorded_tier"] = _tiers(rows["recorded_tier"].to_numpy(), first, listed, head)
    _sizes(result, rows, first, findings)
    _money(result)
    return result, rows


def _first_where(flags: Flags, first: npt.NDArray[np.int64], listed: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Position of the first flagged row of each household, else of its first row."""
    candidates = np.where(flags, np.arange(len(flags)), len(flags))
    lowest = np.minimum.reduceat(candidates, first) if len(first) else first
    return np.where(lowest < first + listed, lowest, first)


def _first_filled(values: npt.NDArray, first: npt.NDArray, listed: npt.NDArray, head: npt.NDArray, filled) -> npt.NDArray:  # type: ignore[no-untyped-def,type-arg]
    known = filled(values)
    return np.where(known[head], values[head], values[_first_where(known, first, listed)]) if len(first) else values[:0]


def _sums(values: npt.NDArray[np.float64], first: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Sum of what is known in each household, NaN where nothing is."""
    if not len(first):
        return values[:0]
    known = np.add.reduceat((~np.isnan(values)).astype(np.int64), first)
    return np.where(known > 0, np.add.reduceat(np.nan_to_num(values), first), np.nan)


def _of_household(rows: pd.DataFrame, name: str, first: npt.NDArray[np.int64], listed: npt.NDArray[np.int64], head: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """A household's amount: once where it is repeated on every member's row, else the sum over its rows.

    Whether a sheet repeats amounts shows in its households of several members: equal non-zero figures on all rows.
    """
    values = rows[name].to_numpy()
    total = _sums(values, first)
    if not len(first) or (listed == 1).all():
        return total
    known = ~np.isnan(values) & (values != 0)
    filled = np.add.reduceat(known.astype(np.int64), first)
    lowest = np.minimum.reduceat(np.where(known, values, np.inf), first)
    highest = np.maximum.reduceat(np.where(known, values, -np.inf), first)
    several = filled > 1
    repeated = several & (highest - lowest < 0.005)
    sheet = rows["sheet"].to_numpy()[first]
    once = _first_filled(values, first, listed, head, lambda v: ~np.isnan(v) & (v != 0))
    result = total.copy()
    for s in np.unique(sheet[several]):
        here = sheet == s
        if repeated[here].sum() >= 0.5 * several[here].sum():
            result[here & (filled > 0)] = once[here & (filled > 0)]
    return result


def _tiers(tiers: npt.NDArray[np.int8], first: npt.NDArray[np.int64], listed: npt.NDArray[np.int64], head: npt.NDArray[np.int64]) -> npt.NDArray[np.int8]:
    def some(*wanted: int) -> Flags:
        found: Flags = np.add.reduceat(np.isin(tiers, wanted).astype(np.int64), first) > 0
        return found

    if not len(first):
        return tiers[:0]
    result = _first_filled(tiers, first, listed, head, lambda v: v != UNSTATED)
    # One person under dibao among members of the low-income tier is a single-person inclusion by another name.
    included = some(SINGLE_PERSON_INCLUSION) | (some(DIBAO) & some(*UNPAID_TIERS))
    result = np.where(included, SINGLE_PERSON_INCLUSION, result)
    return np.where(result == UNSTATED, UNKNOWN_TIER, result).astype(np.int8)


def _sizes(result: pd.DataFrame, rows: pd.DataFrame, first: npt.NDArray[np.int64], findings: FindingList) -> None:
    listed, by_member = result["listed"].to_numpy(), result["member_rows"].to_numpy()
    stated, insured = result["family_members"].to_numpy(), result["insured_members"].to_numpy()
    tier = result["recorded_tier"].to_numpy()
    differs = by_member & ~np.isnan(stated) & (stated != listed)
    findings.add("size_differs", result["sheet"].to_numpy()[differs], result["row"].to_numpy()[differs], "family_members", stated[differs].astype(int))
    size = np.where(by_member, np.fmax(np.where(np.isnan(stated), listed, stated), listed), np.where(np.isnan(stated), insured, stated))
    size = np.where(np.isnan(size) | (size < 1), np.fmax(listed, 1), size)
    paid = _paid_members(rows, tier, first, by_member)
    single = tier == SINGLE_PERSON_INCLUSION
    counted = np.where(by_member & single, np.fmax(paid, 1), np.where(by_member & (paid > 0) & (paid < listed), paid, size))
    counted = np.where(~by_member & single, np.where(~np.isnan(insured) & (insured >= 1) & (insured < size), insured, 1), counted)
    whole = np.isin(tier, (DIBAO, EXTREME_HARDSHIP)) & ~np.isnan(insured) & (insured >= 1)
    counted = np.where(whole, insured, counted)
    counted = np.where(tier == UNKNOWN_TIER, np.where(np.isnan(insured), np.where(by_member, paid, 0), insured), counted)
    counted = np.where(np.isin(tier, UNPAID_TIERS), 0, counted)
    result["family_members"], result["insured_members"] = size.astype(np.int32), np.nan_to_num(counted).astype(np.int32)


def _paid_members(rows: pd.DataFrame, tier: npt.NDArray[np.int8], first: npt.NDArray[np.int64], by_member: Flags) -> npt.NDArray[np.int64]:
    """Members whose own row says that they receive money; the household's tier stands for rows that say nothing."""
    if not len(first):
        return np.empty(0, dtype=np.int64)
    length = np.diff(np.r_[first, len(rows)])
    own = rows["recorded_tier"].to_numpy()
    own = np.where(own == UNSTATED, np.repeat(tier, length), own)
    single = np.repeat(tier == SINGLE_PERSON_INCLUSION, length)
    stated_single = np.repeat(np.add.reduceat((own == SINGLE_PERSON_INCLUSION).astype(np.int64), first) > 0, length)
    receives = np.where(single & stated_single, own == SINGLE_PERSON_INCLUSION, np.isin(own, PAID_TIERS))
    flag = rows["person_insured"].to_numpy()
    receives = np.where(flag == UNSTATED, receives, flag == 1)
    rows["receives"] = np.where(np.repeat(by_member, length), receives, np.isin(own, PAID_TIERS))
    return np.add.reduceat(receives.astype(np.int64), first)


def _money(result: pd.DataFrame) -> None:
    """Settle base, supplement, care and income from what the register states."""
    supplement, care = result["recorded_supplement"].fillna(0.0), result["recorded_care"].fillna(0.0)
    payment = result["recorded_payment"]
    payment = payment.fillna(result["person_payment"])
    payment = payment.fillna(result["payment_per_person"] * result["insured_members"])
    payment = payment.fillna(result["recorded_total"] - supplement - care)
    unpaid = result["recorded_tier"].isin(UNPAID_TIERS)
    result["payment_known"] = payment.notna() | unpaid
    result["recorded_payment"] = payment.round(6).where(~(unpaid & payment.isna()), 0.0)
    result["recorded_supplement"], result["recorded_care"] = supplement, care
    result["stated_income"] = result["recorded_income"]
    income = result["recorded_income"].fillna(result["income_items"]).fillna(result["person_income"])
    result["recorded_income"] = income.fillna(result["income_per_person"] * result["family_members"])
