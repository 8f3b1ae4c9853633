"""Typical households to look at a cliff with: made-up families, no real persons."""

from __future__ import annotations

from dataclasses import dataclass

from models.text import Text
from models.tiers import HEALTHY, NO_DISABILITY, PHYSICAL, SEVERELY_ILL, age_band


@dataclass(frozen=True, slots=True)
class Member:
    """A member: age in years, health and disability codes."""

    age: int
    health: int = HEALTHY
    disability_kind: int = NO_DISABILITY
    disability_level: int = 0

    def columns(self) -> dict[str, int | bool]:
        """Return the member's columns of the catalogue."""
        return {
            "person_age_band": age_band(self.age),
            "person_sex": -1,
            "person_health": self.health,
            "person_disability_kind": self.disability_kind,
            "person_disability_level": self.disability_level,
            "person_insured": True,
        }


@dataclass(frozen=True, slots=True)
class TypicalHousehold:
    """A family with its names in both languages."""

    key: str
    name: Text
    members: tuple[Member, ...]


TYPICAL_HOUSEHOLDS: tuple[TypicalHousehold, ...] = (
    TypicalHousehold(
        "couple_student", Text("夫妻与一名高中生", "Couple with a student"), (Member(44), Member(42), Member(16))
    ),
    TypicalHousehold("elder_alone", Text("独居老人", "Elder living alone"), (Member(74),)),
    TypicalHousehold("elder_couple", Text("老年夫妻", "Elderly couple"), (Member(71), Member(68))),
    TypicalHousehold(
        "single_parent", Text("单亲与两个孩子", "Single parent, two children"), (Member(38), Member(13), Member(8))
    ),
    TypicalHousehold(
        "severe_illness",
        Text("重病患者家庭", "Family with a severely ill member"),
        (Member(51, SEVERELY_ILL), Member(49), Member(15)),
    ),
    TypicalHousehold(
        "severe_disability",
        Text("重度残疾人与照料者", "Severely disabled person and carer"),
        (Member(35, HEALTHY, PHYSICAL, 1), Member(61)),
    ),
    TypicalHousehold(
        "three_generations",
        Text("三代同堂五口人", "Three generations, five members"),
        (Member(70), Member(45), Member(43), Member(17), Member(9)),
    ),
    TypicalHousehold("working_couple", Text("务工夫妻", "Working couple"), (Member(40), Member(39))),
)
