"""Net resources of one household against its income, and the notches where they fall.

A cliff view is a caseload of copies of one household that differ in income. This module is the one place that
evaluates it. Roundings are switched off: a step of a yuan is no cliff.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.scenario import Scenario
from models.typical import TypicalHousehold
from simulations.caseload import Array, Caseload
from simulations.parameters import OwnValues
from simulations.simulate import HOUSEHOLD_VALUES, simulate

# What a notch is split into: shown key → rule values; together all that net resources hold beside the income.
PARTS: Mapping[str, tuple[str, ...]] = {
    "cash": ("basic_cash", "care_cash"),
    "categorical": ("supplement_cash",),
    "medical": ("medical_aid",),
    "education": ("education_aid",),
    "housing": ("housing_aid",),
    "energy": ("energy_aid",),
    "other": ("other_aid", "price_subsidy", "low_income_cash"),
}
POINTS = 2_001
EXACT = 1e-7


@dataclass(frozen=True)
class Profile:
    """Values of a household along its income: ``income`` (yuan a month of the household) and one array a value."""

    household: TypicalHousehold
    scenario: Scenario
    income: Array
    values: Mapping[str, Array]

    @property
    def income_per_person(self) -> Array:
        """Income divided by the members, yuan a month."""
        per_person: Array = self.income / len(self.household.members)
        return per_person

    @property
    def net_resources(self) -> Array:
        """Income, cash and aid, yuan a month of the household."""
        return self.values["net_resources"]


@dataclass(frozen=True, slots=True)
class Notch:
    """A fall of net resources at ``income`` (household, yuan a month), the first income that is worse.

    ``drop`` and its ``parts`` are yuan a month and add up; incomes in ``[income, recovery)`` are dominated;
    ``recovery`` is ``None`` where the household does not recover within the range looked at.
    """

    income: float
    members: int
    drop: float
    parts: Mapping[str, float]
    tier_below: int
    tier_above: int
    dibao_line: float
    recovery: float | None

    @property
    def income_per_person(self) -> float:
        """The border, yuan a month per person."""
        return self.income / self.members

    @property
    def drop_share(self) -> float:
        """Drop per person as a share of the dibao line."""
        return self.drop / self.members / self.dibao_line


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a household is looked at: county by name, area code, and the data's own values."""

    county: str
    area: int
    own: OwnValues | None = None


def profile(household: TypicalHousehold, scenario: Scenario, setting: Setting, income: Array) -> Profile:
    """Return the household's values at each income (yuan a month of the household), unrounded."""
    unrounded = scenario.model_copy(update={"changes": {**scenario.changes, "payment_rounding": 0.0}})
    copies = _copies(household, setting, income)
    result = simulate(copies, unrounded, unrounded, keep=HOUSEHOLD_VALUES, own=setting.own, threads=1)
    return Profile(household, scenario, income, {name: after for name, (_, after) in result.households.items()})


def default_profile(household: TypicalHousehold, scenario: Scenario, setting: Setting) -> Profile:
    """Return the profile over incomes from nothing to well beyond the low-income line, its notches drawn sharp."""
    line = float(profile(household, scenario, setting, np.zeros(1)).values["dibao_line"][0])
    highest = line * max(scenario.value("low_income_multiple"), 1.5) * 1.6 * len(household.members)
    coarse = profile(household, scenario, setting, np.linspace(0.0, highest, POINTS))
    borders = [edge for low, high in _falls(coarse, setting) for edge in (low, high)]
    return profile(household, scenario, setting, np.unique(np.concatenate([coarse.income, borders])))


def notches(found: Profile, setting: Setting) -> list[Notch]:
    """Return every fall of net resources along a profile, in order of income."""
    return [_notch(found, setting, low, high) for low, high in _falls(found, setting)]


def _copies(household: TypicalHousehold, setting: Setting, income: Array) -> Caseload:
    copies, size = len(income), len(household.members)
    unknown = np.full(copies, np.nan)
    columns: dict[str, Array] = {
        "weight": np.ones(copies),
        "county": np.zeros(copies, np.int32),
        "area": np.full(copies, setting.area, np.int8),
        "recorded_tier": np.zeros(copies, np.int8),
        "family_members": np.full(copies, size, np.int32),
        "insured_members": np.zeros(copies, np.int32),
        "recorded_income": income.astype(np.float64),
        "financial_assets": unknown,
        "vehicles": unknown,
        "dwellings": unknown,
        "recorded_standard": unknown,
        "recorded_payment": np.zeros(copies),
        "recorded_supplement": np.zeros(copies),
        "recorded_care": np.zeros(copies),
        "recorded_supplement_members": np.full(copies, -1, np.int32),
        "members_listed": np.ones(copies, np.bool_),
    }
    members = [member.columns() for member in household.members]
    member_columns = {name: np.tile(np.array([m[name] for m in members]), copies) for name in members[0]}
    return Caseload(columns, member_columns, np.arange(copies + 1) * size, (setting.county,))


def _falls(found: Profile, setting: Setting) -> list[tuple[float, float]]:
    """Return brackets narrower than ``EXACT`` around every fall, found by halving each interval that falls."""
    falling = np.flatnonzero(np.diff(found.net_resources) < -1e-6)
    low, high = found.income[falling], found.income[falling + 1]
    below, above = found.net_resources[falling], found.net_resources[falling + 1]
    while len(low) and (high - low).max() > EXACT:
        middle = (low + high) / 2.0
        between = profile(found.household, found.scenario, setting, middle).net_resources
        first_half = below - between >= between - above
        low, high = np.where(first_half, low, middle), np.where(first_half, middle, high)
        below, above = np.where(first_half, below, between), np.where(first_half, between, above)
    return list(zip(low.tolist(), high.tolist(), strict=True))


def _notch(found: Profile, setting: Setting, low: float, high: float) -> Notch:
    sides = profile(found.household, found.scenario, setting, np.array([low, high]))
    falls = {name: float(-np.diff(sides.values[name])[0]) for names in PARTS.values() for name in names}
    parts = {key: round(sum(falls[name] for name in names), 6) + 0.0 for key, names in PARTS.items()}
    level = float(sides.net_resources[0])
    above = (found.income >= high) & (found.net_resources >= level)
    recovery = None
    if above.any():
        i = int(np.flatnonzero(above)[0])
        before, after = found.income[i - 1], found.income[i]
        rise = found.net_resources[i] - found.net_resources[i - 1]
        recovery = float(
            after if rise <= 0 else before + (level - found.net_resources[i - 1]) / rise * (after - before)
        )
    tiers = sides.values["tier"]
    return Notch(
        income=round(high, 6),
        members=len(found.household.members),
        drop=sum(parts.values()),
        parts=parts,
        tier_below=int(tiers[0]),
        tier_above=int(tiers[1]),
        dibao_line=float(sides.values["dibao_line"][0]),
        recovery=recovery,
    )
