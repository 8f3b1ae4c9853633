"""Households of the sample city, group by group: recipients, extreme hardship, low-income tier, people near them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.population.assumptions import assumed
from data.population.city_targets import (
    ASSET_MULTIPLE,
    FARTHEST_MULTIPLE,
    LOW_INCOME_MULTIPLE,
    CityTargets,
)
from data.population.members import MemberMix, Members, draw_members, make_severe
from data.population.shapes import (
    Flags,
    Floats,
    Ints,
    incomes_below_line,
    largest_remainder,
    linear_density,
    size_counts,
    truncated_exponential_amounts,
)
from models.tiers import DIBAO, EXTREME_HARDSHIP, LOW_INCOME_TIER, NO_TIER, SINGLE_PERSON_INCLUSION

# Assets (lines per person) of families that stay outside: beyond every limit that a scenario is likely to try.
_OUTSIDE_ASSETS_FROM, _OUTSIDE_ASSETS_SPREAD = 62.0, 60.0
# Asset cases, in limits: unification lifts the rural limit by a tenth, and shall let in by income alone.
_ASSET_CASES_FROM, _ASSET_CASES_TO = 1.2, 3.0


@dataclass(frozen=True, slots=True)
class Group:
    """Households of one kind in one area; ``ratio`` and ``assets`` are per person, in lines of the area."""

    area: int
    tier: int
    county: Ints
    members: Members
    insured: Flags
    ratio: Floats
    assets: Floats
    vehicles: Floats
    weight: Floats
    care: Floats

    @property
    def size(self) -> Ints:
        """Return the number of members of each household."""
        return np.bincount(self.members.household, minlength=self.county.size)


def city_groups(rng: np.random.Generator, targets: CityTargets) -> list[Group]:
    """Return all groups of both areas; the last ones fill the file to its number of rows."""
    groups: list[Group] = []
    for area in targets.areas:
        recipients, at_line = _recipients(rng, targets, area)
        low_income = _low_income(rng, targets, area, at_line)
        groups += [recipients, _extreme_hardship(rng, targets, area), *low_income]
    rows = round(assumed("rows")) - sum(g.county.size for g in groups)
    return groups + _outside(rng, targets, rows)


def _sized(rng: np.random.Generator, targets: CityTargets, households: int, persons: int) -> tuple[Ints, Ints]:
    """Return the county and size of each household: both totals exact, split over counties by population."""
    by_county = largest_remainder(targets.weights, persons)
    households_by_county = largest_remainder(by_county, households)
    counties, sizes = [], []
    for county, (some, people) in enumerate(zip(households_by_county, by_county, strict=True)):
        counts = size_counts(int(some), int(people), targets.sizes)
        counties.append(np.full(int(some), county))
        sizes.append(rng.permutation(np.repeat(np.arange(1, counts.size + 1), counts)))
    return np.concatenate(counties), np.concatenate(sizes)


def _recipient_mix(targets: CityTargets, area: int, *, severe: bool) -> MemberMix:
    wanted = targets.areas[area]
    return MemberMix(
        wanted.elderly, wanted.minors, wanted.female, wanted.disabled, assumed("severely_ill"), assumed("weak"), severe
    )


def _recipients(rng: np.random.Generator, targets: CityTargets, area: int) -> tuple[Group, float]:
    """Return dibao households and the density of their persons at the line (persons per line of income)."""
    wanted = targets.areas[area]
    singles = round(assumed("single_person_inclusion") * wanted.dibao_persons)
    county, size = _sized(rng, targets, wanted.dibao_households - singles, wanted.dibao_persons - singles)
    members = draw_members(rng, size, _recipient_mix(targets, area, severe=True))
    standard = targets.standard[area]
    share = assumed("supplement_share")
    supplements = share * standard * float(members.supplement_eligible.sum())
    of_singles = singles * (1 + share) * standard
    payments = wanted.spending_per_person * wanted.dibao_persons - supplements - of_singles
    worth = np.asarray(standard * size, dtype=np.float64)
    ratio, density = incomes_below_line(rng, worth, payments, assumed("zero_income_share"))
    group = _group(area, DIBAO, county, members, ratio, _assets_within(rng, 3.0, county.size))
    return group, density * wanted.dibao_persons


def _extreme_hardship(rng: np.random.Generator, targets: CityTargets, area: int) -> Group:
    """Return persons in extreme hardship: adults living alone, most of them elderly men, without countable income."""
    persons = targets.areas[area].extreme_hardship_persons
    county, size = _sized(rng, targets, persons, persons)
    members = draw_members(rng, size, MemberMix(0.8, 0.0, 0.15, 0.2, 0.1, 0.3))
    members = make_severe(rng, members, np.flatnonzero((members.age < 60) & ~members.severe))
    self_care = assumed("self_care")
    grade = rng.choice(3, persons, p=[self_care, (1 - self_care) / 2, (1 - self_care) / 2])
    care = targets.care_shares[grade] * targets.minimum_wage[county]
    ratio = np.zeros(persons)
    return _group(area, EXTREME_HARDSHIP, county, members, ratio, _assets_within(rng, 2.0, persons), care=care)


def _low_income(rng: np.random.Generator, targets: CityTargets, area: int, at_line: float) -> list[Group]:
    """Return single-person inclusions, the low-income tier, and its few families kept from dibao by assets."""
    wanted = targets.areas[area]
    singles = round(assumed("single_person_inclusion") * wanted.dibao_persons)
    of_singles = round(singles * assumed("family_size"))
    persons = wanted.low_income_persons - of_singles + singles
    households = round(persons / assumed("family_size"))
    above = LOW_INCOME_MULTIPLE - 1.0
    mean_density = wanted.low_income_persons / above

    def ratios(count: int) -> Floats:
        return 1.0 + above * linear_density(rng.permutation(np.arange(count) + 0.5) / count, at_line, mean_density)

    mild = _recipient_mix(targets, area, severe=False)
    county, size = _sized(rng, targets, singles, of_singles)
    members = draw_members(rng, size, mild)
    first = np.cumsum(size) - size
    covered = first + rng.integers(0, size)
    single = _group(
        area,
        SINGLE_PERSON_INCLUSION,
        county,
        make_severe(rng, members, covered),
        ratios(singles),
        _assets_within(rng, 5.0, singles),
        insured=np.isin(np.arange(members.age.size), covered),
    )
    county, size = _sized(rng, targets, households, persons)
    members = draw_members(rng, size, mild)
    ratio, assets = ratios(households), _assets_within(rng, 5.0, households)
    rich = rng.permutation(households)[: round(assumed("asset_cases") * households)]
    ratio[rich] = rng.uniform(0.5, 1.0, rich.size)
    assets[rich] = ASSET_MULTIPLE * rng.uniform(_ASSET_CASES_FROM, _ASSET_CASES_TO, rich.size)
    vehicles = np.zeros(households)
    vehicles[rich] = rng.random(rich.size) < 0.4
    return [single, _group(area, LOW_INCOME_TIER, county, members, ratio, assets, vehicles=vehicles, insured=False)]


def _outside(rng: np.random.Generator, targets: CityTargets, rows: int) -> list[Group]:
    """Return weighted households in no tier up to the farthest multiple: some would pass the checks, most would not.

    At 1–1.5 lines everybody who passes is in the low-income tier already; farther away the same share passes.
    """
    strata: list[tuple[int, float, float, float, bool]] = []
    for area, wanted in targets.areas.items():
        passing = wanted.low_income_persons / wanted.near_line_persons
        farther = wanted.farther_persons
        strata += [
            (area, 1.0, LOW_INCOME_MULTIPLE, wanted.near_line_persons - wanted.low_income_persons, False),
            (area, LOW_INCOME_MULTIPLE, FARTHEST_MULTIPLE, farther * (1 - passing), False),
            (area, LOW_INCOME_MULTIPLE, FARTHEST_MULTIPLE, farther * passing, True),
        ]
    # Those who pass are what widening finds: they get four times the rows of the others.
    shares = [people * (4.0 if passes else 1.0) for *_, people, passes in strata]
    return [
        _outside_stratum(rng, targets, int(count), *stratum)
        for count, stratum in zip(largest_remainder(shares, rows), strata, strict=True)
    ]


def _outside_stratum(
    rng: np.random.Generator,
    targets: CityTargets,
    rows: int,
    area: int,
    low: float,
    high: float,
    people: float,
    passes: bool,
) -> Group:
    """Return ``rows`` households with incomes from ``low`` to ``high`` lines that stand for ``people`` persons."""
    county, size = _sized(rng, targets, rows, round(rows * assumed("family_size")))
    wanted = targets.areas[area]
    members = draw_members(rng, size, MemberMix(wanted.elderly, wanted.minors, 0.49, 0.08, 0.02, 0.10))
    incomes, standard = targets.incomes[area], targets.standard[area]
    bottom, top = incomes.below(low * standard), incomes.below(high * standard)
    ratio = incomes.quantile(bottom + (top - bottom) * (rng.permutation(rows) + rng.random(rows)) / rows) / standard
    if passes:
        assets, vehicles = _assets_within(rng, 8.0, rows), np.zeros(rows)
    else:
        assets = _OUTSIDE_ASSETS_FROM + rng.exponential(_OUTSIDE_ASSETS_SPREAD, rows)
        vehicles = (rng.random(rows) < 0.5).astype(np.float64)
    weight = np.full(rows, people / float(size.sum()))
    return _group(area, NO_TIER, county, members, ratio, assets, vehicles=vehicles, insured=False, weight=weight)


def _assets_within(rng: np.random.Generator, mean: float, count: int) -> Floats:
    """Return financial assets per person, in lines, safely inside the limit."""
    return truncated_exponential_amounts(rng, np.full(count, mean), np.full(count, 0.95 * ASSET_MULTIPLE))


def _group(
    area: int,
    tier: int,
    county: Ints,
    members: Members,
    ratio: Floats,
    assets: Floats,
    *,
    insured: Flags | bool = True,
    vehicles: Floats | None = None,
    weight: Floats | None = None,
    care: Floats | None = None,
) -> Group:
    count = county.size
    return Group(
        area=area,
        tier=tier,
        county=county,
        members=members,
        insured=np.broadcast_to(np.asarray(insured), members.age.shape),
        ratio=ratio,
        assets=assets,
        vehicles=np.zeros(count) if vehicles is None else vehicles,
        weight=np.ones(count) if weight is None else weight,
        care=np.zeros(count) if care is None else care,
    )
