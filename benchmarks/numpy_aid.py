"""The packages of aid in vectorised numpy, for registers without further columns: part of the loop's peer.

What hangs on parameters alone (expected medical aid, free electricity) is computed once, not for each household.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from scipy.special import ndtr

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    JUNIOR_AGE_START,
    LOW_INCOME_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    RURAL,
    SCHOOL_AGE_END,
    SCHOOL_AGE_START,
    SENIOR_AGE_START,
    SINGLE_PERSON_INCLUSION,
)
from simulations.caseload import Array, Caseload

SCHEDULES = {
    EXTREME_HARDSHIP: "extreme_hardship",
    DIBAO: "dibao",
    LOW_INCOME_TIER: "low_income",
    RIGID_EXPENDITURE_HARDSHIP: "rigid",
}
AID_PARAMETERS = (
    *(
        f"medical_{what}_{tier}"
        for what in ("premium", "rate", "deductible", "cap")
        for tier in ("extreme_hardship", "dibao", "low_income", "rigid")
    ),
    *(f"{one}_{what}" for one in ("medical", "education", "housing", "energy") for what in ("mode", "package_share")),
    "medical_aid_basis",
    "medical_aid_dibao",
    "medical_aid_low_income",
    "medical_self_pay_mean",
    "medical_self_pay_variation",
    "disposable_income_per_person",
    "education_primary_day",
    "education_junior_day",
    "education_compulsory_share_low_income",
    "education_senior_extreme_hardship",
    "education_senior_dibao",
    "education_senior_low_income",
    "education_senior_tuition",
    "education_aid_dibao",
    "education_aid_low_income",
    "students_per_member",
    "housing_aid_dibao",
    "housing_aid_low_income",
    "housing_share_low_income",
    "housing_renovation_grant",
    "housing_renovation_years",
    "electricity_free_kwh",
    "electricity_free_kwh_low_income",
    "electricity_price",
    "heating_aid_dibao",
    "heating_aid_low_income",
    "low_income_package_share",
)

Values = Mapping[str, Array]
Scalars = Mapping[str, float]


def pupils(caseload: Caseload) -> dict[str, Array]:
    """Return how many members of each household are of primary, junior and senior school age."""
    band = caseload.member_columns["person_age_band"]
    borders = (SCHOOL_AGE_START, JUNIOR_AGE_START, SENIOR_AGE_START, SCHOOL_AGE_END)
    counts = {}
    for name, first, last in zip(("primary", "junior", "senior"), borders, borders[1:], strict=False):
        running = np.concatenate([[0], np.cumsum((band >= first) & (band < last))])
        counts[name] = running[caseload.offsets[1:]] - running[caseload.offsets[:-1]]
    return counts


def packages(caseload: Caseload, counts: Values, side: Values, p: Scalars) -> dict[str, Array]:
    """Return medical, education, housing and energy aid a month.

    ``counts`` are the pupils; ``side`` holds ``tier``, ``in_need`` and ``position`` (within the low-income tier).
    """
    small = (side["tier"] == SINGLE_PERSON_INCLUSION) | (side["tier"] == LOW_INCOME_TIER)
    energy = p["electricity_free_kwh"] * p["electricity_price"] + p["heating_aid_dibao"] / 12.0
    low_energy = p["electricity_free_kwh_low_income"] * p["electricity_price"] + p["heating_aid_low_income"] / 12.0
    renovation = p["housing_renovation_grant"] / p["housing_renovation_years"] / 12.0
    renovated = np.where(caseload.columns["area"] == RURAL, renovation, 0.0)
    education, low_education = _education(caseload, counts, side["tier"], p)
    full: dict[str, float | Array] = {
        "education": education,
        "housing": p["housing_aid_dibao"] / 12.0 + renovated,
        "energy": energy,
    }
    low: dict[str, float | Array] = {
        "education": low_education,
        "housing": p["housing_aid_low_income"] / 12.0 + p["housing_share_low_income"] * renovated,
        "energy": low_energy,
    }
    found = {}
    for name, amount in full.items():
        share = _full_share(name, side, small, p)
        found[name] = np.where(share >= 0.0, share * amount, np.where(small, low[name], 0.0))
    return found | {"medical": _medical(caseload, side, small, p)}


def _full_share(package: str, side: Values, small: Array, p: Scalars) -> Array:
    mode, own, lever = p[f"{package}_mode"], p[f"{package}_package_share"], p["low_income_package_share"]
    dibao = (side["tier"] == EXTREME_HARDSHIP) | (side["tier"] == DIBAO)
    by_mode: dict[int, float | Array] = {GRADED: own, TAPERED: side["position"]}
    in_tier = by_mode.get(int(mode), lever if lever >= 0.0 else -1.0)
    share: Array = np.where(dibao, 1.0, np.where(small, in_tier, -1.0))
    return np.where(side["in_need"], own, share) if mode == BY_NEED else share


def _education(caseload: Caseload, counts: Values, tier: Array, p: Scalars) -> tuple[Array, Array]:
    listed = caseload.columns["members_listed"]
    expected = p["students_per_member"] * caseload.columns["family_members"]
    extreme, dibao = p["education_senior_extreme_hardship"], p["education_senior_dibao"]
    senior = np.where(tier == EXTREME_HARDSHIP, extreme, dibao) + p["education_senior_tuition"]
    compulsory = p["education_primary_day"] * counts["primary"] + p["education_junior_day"] * counts["junior"]
    low = p["education_compulsory_share_low_income"] * compulsory + p["education_senior_low_income"] * counts["senior"]
    full = np.where(listed, compulsory + senior * counts["senior"], p["education_aid_dibao"] * expected)
    return full / 12.0, np.where(listed, low, p["education_aid_low_income"] * expected) / 12.0


def _medical(caseload: Caseload, side: Values, small: Array, p: Scalars) -> Array:
    share = _full_share("medical", side, small, p)
    tier = side["tier"]
    schedule = np.select(
        [tier == EXTREME_HARDSHIP, share >= 0.0, small, tier == RIGID_EXPENDITURE_HARDSHIP],
        [EXTREME_HARDSHIP, DIBAO, LOW_INCOME_TIER, RIGID_EXPENDITURE_HARDSHIP],
        0,
    )
    each = np.zeros(max(SCHEDULES) + 1)
    for code, name in SCHEDULES.items():
        fixed = {"extreme_hardship": "dibao", "rigid": ""}.get(name, name)
        aid = p[f"medical_aid_{fixed}"] if fixed else 0.0
        if p["medical_aid_basis"] == 0:
            aid = _expected(name, p)
        each[code] = p[f"medical_premium_{name}"] + aid
    result: Array = np.where(share >= 0.0, share, 1.0) * each[schedule] * caseload.columns["family_members"] / 12.0
    return result


def _expected(tier: str, p: Scalars) -> float:
    rate, cap = p[f"medical_rate_{tier}"], p[f"medical_cap_{tier}"]
    deductible = p[f"medical_deductible_{tier}"] * p["disposable_income_per_person"]
    mean = p["medical_self_pay_mean"]
    spread = math.sqrt(math.log(1.0 + p["medical_self_pay_variation"] ** 2))

    def above(limit: float) -> float:
        if limit <= 0.0:
            return mean
        middle = math.log(mean / limit) / spread
        return float(mean * ndtr(middle + spread / 2.0) - limit * ndtr(middle - spread / 2.0))

    if rate <= 0.0:
        return 0.0
    return rate * (above(deductible) - (above(deductible + cap / rate) if cap >= 0.0 else 0.0))
