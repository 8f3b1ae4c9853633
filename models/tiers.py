"""Tiers of assistance and the other small codes that rules and registers share.

The codes are plain integers because rules are compiled; ``TIERS`` gives each its key and names.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.text import Text

NO_TIER = 0
EXTREME_HARDSHIP = 1
DIBAO = 2
SINGLE_PERSON_INCLUSION = 3
LOW_INCOME_TIER = 4
RIGID_EXPENDITURE_HARDSHIP = 5
UNKNOWN_TIER = 6

URBAN = 0
RURAL = 1

HEALTHY = 0
WEAK = 1
SEVERELY_ILL = 2
DISABLED = 3

NO_DISABILITY = 0
VISUAL = 1
HEARING = 2
SPEECH = 3
PHYSICAL = 4
INTELLECTUAL = 5
MENTAL = 6
MULTIPLE = 7

UNABLE = 0
PARTLY_ABLE = 1
ABLE = 2

NOT_STUDYING = 0
PRESCHOOL = 1
COMPULSORY = 2
SENIOR_SECONDARY = 3
HIGHER = 4

SELF_CARE = 0
HALF_CARE = 1
FULL_CARE = 2

LOCAL_HUKOU = 0
RESIDENCE_PERMIT = 1
NEITHER_HUKOU_NOR_PERMIT = 2

NO_EVENT = 0
ILLNESS_EVENT = 1
ACCIDENT_EVENT = 2
DISASTER_EVENT = 3
EDUCATION_EVENT = 4
OTHER_EVENT = 5

REGISTER_ORIGIN = 0
SYNTHETIC_ORIGIN = 1
TOTALS_ORIGIN = 2


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its key for files and its names for people."""

    key: str
    text: Text


TIERS: tuple[Code, ...] = (
    Code("none", Text("不在保", "No tier")),
    Code("extreme_hardship", Text("特困", "Extreme hardship")),
    Code("dibao", Text("低保", "Dibao")),
    Code("single_person_inclusion", Text("单人保", "Single-person inclusion")),
    Code("low_income_tier", Text("低保边缘", "Low-income tier")),
    Code("rigid_expenditure_hardship", Text("刚性支出困难", "Rigid-expenditure hardship")),
    Code("unknown", Text("类别不明", "Unknown tier")),
)

AREAS: tuple[Code, ...] = (Code("urban", Text("城镇", "Urban")), Code("rural", Text("农村", "Rural")))

# Lower bounds in years of the age bands that replace birth dates at import.
AGE_BANDS: tuple[int, ...] = (0, 6, 12, 15, 18, 45, 60, 70, 80)
UNKNOWN_AGE_BAND = -1
MINOR_BANDS_END = 4
SCHOOL_AGE_START = 1
JUNIOR_AGE_START = 2
SENIOR_AGE_START = 3
SCHOOL_AGE_END = 4
ELDERLY_BANDS_START = 6


def age_band(age: int) -> int:
    """Return the index in ``AGE_BANDS`` of the band that holds ``age`` in completed years."""
    return sum(age >= lower for lower in AGE_BANDS) - 1
