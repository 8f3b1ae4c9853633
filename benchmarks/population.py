"""A made-up population of a given size for benchmarks, in the columns of a caseload."""

from __future__ import annotations

import numpy as np

from models.law import law
from models.tiers import DIBAO, NO_TIER
from simulations.caseload import Array, Caseload


def population(households: int, *, seed: int = 1) -> Caseload:
    """Return households of Sanming's eleven counties, three members each on average, every member listed."""
    draw = np.random.default_rng(seed)
    counties = tuple(county.name.zh for county in law().place("sanming").counties)
    family = draw.choice(np.arange(1, 7), households, p=[0.17, 0.23, 0.25, 0.19, 0.11, 0.05])
    county = draw.integers(0, len(counties), households)
    line = np.where(county < 3, 708.0, 640.0)
    income = np.round(draw.gamma(2.5, 0.45, households) * line * family, 2)
    income[draw.random(households) < 0.03] = np.nan
    tier = np.where(income < line * family, DIBAO, draw.choice([NO_TIER, 1, 3, 4, 5], households))
    members = int(family.sum())
    columns: dict[str, Array] = {
        "weight": np.ones(households),
        "county": county,
        "town": np.zeros(households),
        "area": draw.integers(0, 2, households),
        "origin": np.ones(households),
        "source_row": np.arange(households),
        "source_sheet": np.zeros(households),
        "recorded_tier": tier,
        "family_members": family,
        "insured_members": np.where(tier == DIBAO, family, np.where((tier == 1) | (tier == 3), 1, 0)),
        "recorded_income": income,
        "financial_assets": np.where(draw.random(households) < 0.5, draw.gamma(1.0, 20_000.0, households), np.nan),
        "vehicles": (draw.random(households) < 0.05).astype(np.float64),
        "dwellings": draw.choice([0.0, 1.0, 2.0], households, p=[0.05, 0.9, 0.05]),
        "recorded_standard": np.full(households, np.nan),
        "recorded_payment": np.round(draw.gamma(2.0, 200.0, households), 2),
        "recorded_supplement": np.zeros(households),
        "recorded_care": np.zeros(households),
        "recorded_supplement_members": np.full(households, -1),
        "members_listed": np.ones(households, np.bool_),
        "doubtful": np.zeros(households, np.bool_),
    }
    member_columns: dict[str, Array] = {
        "person_age_band": draw.integers(-1, 9, members),
        "person_sex": draw.integers(1, 3, members),
        "person_health": draw.choice([0, 1, 2, 3], members, p=[0.7, 0.15, 0.08, 0.07]),
        "person_disability_kind": draw.choice([0, 4, 5, 6], members, p=[0.9, 0.06, 0.02, 0.02]),
        "person_disability_level": draw.choice([0, 1, 2, 3, 4], members, p=[0.9, 0.02, 0.03, 0.03, 0.02]),
        "person_insured": draw.random(members) < 0.6,
    }
    offsets = np.concatenate([[0], np.cumsum(family)])
    return Caseload(columns, member_columns, offsets, counties, ("",), ("",), {"mark": "synthetic"})
