"""What a household is and gets, from its rows: places, tier, persons, income and amounts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.standards import share_that_agrees
from data.ingest.values import UNSTATED, Flags, Floats
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
_ONCE = ("recorded_standard", "vehicles", "dwellings", "financial_assets")
_AMOUNTS = ("recorded_payment", "recorded_supplement", "recorded_care", "recorded_total")
_OTHER_MONEY = ("recorded_income", "income_items", "payment_per_person", "income_per_person")


class Blocks:
    """Rows sorted by household: where each household's rows begin, how many they are, which is the head's."""

    def __init__(self, household: npt.NDArray[np.int64], is_head: Flags) -> None:
        starts = np.r_[True, household[1:] != household[:-1]] if len(household) else np.empty(0, dtype=bool)
        self.first: npt.NDArray[np.intp] = np.flatnonzero(starts)
        self.listed: npt.NDArray[np.intp] = np.diff(np.r_[self.first, len(household)])
        self.head = self.first_where(is_head)

    def first_where(self, flags: Flags) -> npt.NDArray[np.intp]:
        """Position of the first flagged row of each household, else of its first row."""
        if not len(self.first):
            return self.first
        lowest = np.minimum.reduceat(np.where(flags, np.arange(len(flags)), len(flags)), self.first)
        return np.where(lowest < self.first + self.listed, lowest, self.first)

    def first_filled(self, values: npt.NDArray[Any], filled: Flags) -> npt.NDArray[Any]:
        """The head's value where it is filled, else the first that is."""
        return np.where(filled[self.head], values[self.head], values[self.first_where(filled)])

    def counts(self, flags: Flags) -> npt.NDArray[np.int64]:
        """Flagged rows in each household."""
        return np.add.reduceat(flags.astype(np.int64), self.first) if len(self.first) else np.empty(0, dtype=np.int64)

    def sums(self, values: Floats) -> Floats:
        """Sum of what is known in each household, NaN where nothing is."""
        if not len(self.first):
            return values[:0]
        return np.where(self.counts(~np.isnan(values)) > 0, np.add.reduceat(np.nan_to_num(values), self.first), np.nan)

    def spread(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Repeat a value of each household on its rows."""
        return np.repeat(values, self.listed)


def derive(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one row a household, in file order, and the accepted rows in the same order.

    Columns: ``sheet``, ``row`` (its head's), ``listed`` (its rows), places, area, tier, counts and money of the
    household; the rows gain ``receives``, whether the person receives money.
    """
    rows = rows.iloc[np.lexsort((np.arange(len(rows)), rows["household"].to_numpy()))].reset_index(drop=True)
    blocks = Blocks(rows["household"].to_numpy(), rows["person_relation"].to_numpy() == 1)
    base = rows.iloc[blocks.head]
    result = pd.DataFrame(
        {
            "sheet": base["sheet"].to_numpy(),
            "row": base["row"].to_numpy(),
            "listed": blocks.listed,
            "member_rows": rows["member_row"].to_numpy()[blocks.first],
            "each": base["each"].to_numpy(),
        }
    )
    for name in ("number", "county", "town"):
        texts = rows[name].to_numpy(dtype=object)
        result[name] = pd.Series(blocks.first_filled(texts, texts != ""), dtype=object)
    areas = rows["area"].to_numpy()
    result["area"] = blocks.first_filled(areas, areas != UNSTATED)
    for name in (*_COUNTED, *_ONCE):
        values = rows[name].to_numpy()
        result[name] = blocks.first_filled(values, ~np.isnan(values))
    result["recorded_tier"] = _tiers(rows["recorded_tier"].to_numpy(), blocks)
    for name in (*_AMOUNTS, *_OTHER_MONEY):
        result[name] = _of_household(rows[name].to_numpy(), result["sheet"].to_numpy(), blocks)
    for name in ("person_payment", "person_income"):
        result[name] = blocks.sums(rows[name].to_numpy())
    _sizes(result, rows, blocks)
    _settle_income(result)
    _settle_equal_amounts(result, rows, blocks)
    _settle_amounts(result)
    return result, rows


def _tiers(tiers: npt.NDArray[np.int8], blocks: Blocks) -> npt.NDArray[np.int8]:
    result = blocks.first_filled(tiers, tiers != UNSTATED)
    # One person under dibao among members of the low-income tier is a single-person inclusion by another name.
    single = blocks.counts(tiers == SINGLE_PERSON_INCLUSION) > 0
    mixed = (blocks.counts(tiers == DIBAO) > 0) & (blocks.counts(np.isin(tiers, UNPAID_TIERS)) > 0)
    result = np.where(single | mixed, SINGLE_PERSON_INCLUSION, result)
    return np.where(result == UNSTATED, UNKNOWN_TIER, result).astype(np.int8)


def _of_household(values: Floats, sheet: npt.NDArray[np.int32], blocks: Blocks) -> Floats:
    """A household's amount: once where it is repeated on every member's row, else the sum over its rows.

    Whether a sheet repeats amounts shows in its households of several members: equal non-zero figures on all rows.
    """
    total = blocks.sums(values)
    if not len(total) or (blocks.listed == 1).all():
        return total
    filled, repeated, once = _repetition(values, blocks)
    several = filled > 1
    for s in np.unique(sheet[several]):
        here = sheet == s
        if repeated[here].sum() >= 0.5 * several[here].sum():
            total = np.where(here & (filled > 0), once, total)
    return total


def _repetition(values: Floats, blocks: Blocks) -> tuple[npt.NDArray[np.int64], Flags, Floats]:
    """Rows with a non-zero figure in each household, whether several are equal, and the figure."""
    known = ~np.isnan(values) & (values != 0)
    filled = blocks.counts(known)
    lowest = np.minimum.reduceat(np.where(known, values, np.inf), blocks.first)
    highest = np.maximum.reduceat(np.where(known, values, -np.inf), blocks.first)
    with np.errstate(invalid="ignore"):
        repeated = (filled > 1) & (highest - lowest < 0.005)
    return filled, repeated, blocks.first_filled(values, known)


def _sizes(result: pd.DataFrame, rows: pd.DataFrame, blocks: Blocks) -> None:
    by_member = result["member_rows"].to_numpy(dtype=bool)
    listed, stated, insured = blocks.listed, result["family_members"].to_numpy(), result["insured_members"].to_numpy()
    tier = result["recorded_tier"].to_numpy()
    credible = np.where((stated >= 1) & (stated < 100), np.floor(stated), np.nan)
    size = np.where(by_member, np.fmax(credible, listed), np.where(np.isnan(stated), insured, stated))
    size = np.where(np.isnan(size) | (size < 1), np.fmax(listed, 1), size)
    result["stated_size"] = stated
    paid = _paid_members(rows, tier, by_member, blocks)
    from_rows = np.where(by_member & (paid > 0), paid, size)
    single = np.where(
        (insured >= 1) & ((insured < size) | (size == 1)), insured, np.where(by_member, np.fmax(paid, 1), 1)
    )
    counted = np.select(
        [tier == SINGLE_PERSON_INCLUSION, np.isin(tier, UNPAID_TIERS), tier == UNKNOWN_TIER],
        [single, np.zeros(len(size)), np.where(np.isnan(insured), np.where(by_member, paid, 0), insured)],
        np.where(insured >= 1, insured, from_rows),
    )
    result["family_members"], result["insured_members"] = size.astype(np.int32), counted.astype(np.int32)


def _paid_members(
    rows: pd.DataFrame, tier: npt.NDArray[np.int8], by_member: Flags, blocks: Blocks
) -> npt.NDArray[np.int64]:
    """Members who receive money by their own row; rows that say nothing follow the household, unless one person is covered."""
    own = rows["recorded_tier"].to_numpy()
    household_tier = blocks.spread(tier)
    own = np.where((own == UNSTATED) & (household_tier != SINGLE_PERSON_INCLUSION), household_tier, own)
    named_single = blocks.spread(blocks.counts(own == SINGLE_PERSON_INCLUSION) > 0)
    receives = np.where(named_single, own == SINGLE_PERSON_INCLUSION, np.isin(own, PAID_TIERS))
    # All members under single-person inclusion: the tier is the household's, one person is covered.
    everybody = blocks.spread((blocks.counts(named_single & receives) == blocks.listed) & (blocks.listed > 1))
    receives &= ~everybody | np.isin(np.arange(len(rows)), blocks.head)
    flag = rows["person_insured"].to_numpy()
    receives = np.where((flag == UNSTATED) | ~blocks.spread(by_member), receives, flag == 1)
    rows["receives"] = receives
    return blocks.counts(receives)


def _settle_income(result: pd.DataFrame) -> None:
    result["stated_income"] = result["recorded_income"]
    income = result["recorded_income"].fillna(result["income_items"]).fillna(result["person_income"])
    result["recorded_income"] = income.fillna(result["income_per_person"] * result["family_members"])


def _settle_equal_amounts(result: pd.DataFrame, rows: pd.DataFrame, blocks: Blocks) -> None:
    """Equal amounts on all members' rows are the household's, repeated, or each person's own: the arithmetic tells.

    In dibao households payment + income = standard × persons; the reading under which more households of the sheet
    agree on one standard is taken.
    """
    if (blocks.listed <= 1).all():
        return
    filled, repeated, once = _repetition(rows["recorded_payment"].to_numpy(), blocks)
    sheet = result["sheet"].to_numpy()
    for s in np.unique(sheet[repeated]):
        sample = repeated & (sheet == s) & (result["recorded_tier"] == DIBAO).to_numpy()
        as_one = share_that_agrees(result[sample].assign(recorded_payment=once[sample]))
        as_each = share_that_agrees(result[sample].assign(recorded_payment=(once * filled)[sample]))
        if as_each > 0.7 and as_one < 0.5:
            here = sheet == s
            for name in _AMOUNTS:
                result.loc[here, name] = blocks.sums(rows[name].to_numpy())[here]


def _settle_amounts(result: pd.DataFrame) -> None:
    """Settle base, supplement and care from what the register states."""
    for name in ("recorded_supplement", "recorded_care", "recorded_total"):
        each = result["each"].str.contains(name) & ~result["member_rows"]
        result[name] = result[name].where(~each, result[name] * result["insured_members"])
    supplement, care = result["recorded_supplement"].fillna(0.0), result["recorded_care"].fillna(0.0)
    payment = result["recorded_payment"].fillna(result["person_payment"])
    payment = payment.fillna(result["payment_per_person"] * result["insured_members"])
    rest = result["recorded_total"] - supplement - care
    payment = payment.fillna(rest.where(rest >= 0))
    unpaid = result["recorded_tier"].isin(UNPAID_TIERS)
    result["payment_known"] = payment.notna() | unpaid
    result["recorded_payment"] = payment.round(6).where(~(unpaid & payment.isna()), 0.0)
    result["recorded_supplement"], result["recorded_care"] = supplement, care
