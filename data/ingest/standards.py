"""The standard that a register's own rows imply, where it states none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.ingest.values import Flags, Floats
from models.tiers import AREAS, DIBAO

ROUNDING = 1.0
FEWEST_HOUSEHOLDS = 8
_SHARE = 0.7
_CENT = 0.006


@dataclass(frozen=True, slots=True)
class InferredStandard:
    """A standard in yuan a person and month that ``share`` of ``households`` dibao households agree with."""

    county: str
    area: int
    value: float
    households: int
    share: float

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values, for the report and for the caseload's own description."""
        return {
            "county": self.county,
            "area": AREAS[self.area].key,
            "yuan_per_person_month": self.value,
            "households": self.households,
            "share": round(self.share, 4),
        }


def infer_standards(households: pd.DataFrame) -> tuple[Floats, list[InferredStandard]]:
    """Return the standard for each household (NaN where neither stated nor implied) and what was inferred.

    A payment rounded to the yuan leaves an interval for the standard, (payment + income ± 1) / persons; the
    standard of a county and area is the point that most intervals hold. Where the households of a county are too
    few or disagree, those of the whole area are asked.
    """
    standard = households["recorded_standard"].to_numpy(dtype=np.float64).copy()
    inferred: list[InferredStandard] = []
    usable = _usable(households)
    for area in np.unique(households["area"]):
        in_area = (households["area"] == area).to_numpy()
        whole, whole_share = _most_held(households[in_area & usable])
        for county, members in households[in_area & np.isnan(standard)].groupby("county", observed=True).groups.items():
            here = np.asarray(members)
            own = households.iloc[here[usable[here]]]
            value, share = _most_held(own)
            if share < _SHARE:
                value, share, own = whole, whole_share, households[in_area & usable]
            if share >= _SHARE:
                standard[here] = value
                inferred.append(InferredStandard(str(county), int(area), value, len(own), share))
    return standard, inferred


def share_that_agrees(households: pd.DataFrame) -> float:
    """Return the share of dibao households that agree on one standard for their area."""
    usable = households[_usable(households)]
    agreeing = sum(_most_held(group)[1] * len(group) for _, group in usable.groupby("area"))
    return float(agreeing / max(len(usable), 1))


def _usable(households: pd.DataFrame) -> Flags:
    payment, income = households["recorded_payment"], households["recorded_income"]
    usable: Flags = (
        (households["recorded_tier"] == DIBAO)
        & (payment > 0)
        & income.notna()
        & (households["insured_members"] > 0)
        & (households["insured_members"] <= households["family_members"])
    ).to_numpy()
    return usable


def _most_held(households: pd.DataFrame) -> tuple[float, float]:
    """Return the point held by most intervals and the share of them that hold it."""
    if len(households) < FEWEST_HOUSEHOLDS:
        return float("nan"), 0.0
    persons = households["insured_members"].to_numpy(dtype=np.float64)
    total = (households["recorded_payment"] + households["recorded_income"]).to_numpy()
    starts, ends = (total - ROUNDING - _CENT) / persons, (total + ROUNDING + _CENT) / persons
    points = np.concatenate([starts, ends])
    steps = np.concatenate([np.ones(len(starts)), -np.ones(len(ends))])
    order = np.lexsort((-steps, points))
    held = np.cumsum(steps[order])
    best = int(held.argmax())
    return _roundest(points[order][best], points[order][best + 1]), float(held[best] / len(households))


def _roundest(low: float, high: float) -> float:
    """Return the number with the fewest decimals between two, a standard being published as a round figure."""
    for unit in (100.0, 50.0, 10.0, 5.0, 1.0, 0.5, 0.1, 0.05, 0.01):
        candidate = np.ceil(low / unit - 1e-9) * unit
        if candidate <= high:
            return float(round(candidate, 2))
    return float((low + high) / 2)


def recompute(standard: Floats, households: pd.DataFrame) -> Floats:
    """Return standard × insured members − income, not below zero, in yuan a month, unrounded."""
    income = households["recorded_income"].to_numpy(dtype=np.float64)
    payment: Floats = np.maximum(standard * households["insured_members"].to_numpy(dtype=np.float64) - income, 0.0)
    return payment
