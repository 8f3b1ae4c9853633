"""One household as a person states it in JSON, and its row of the caseload."""

from __future__ import annotations

import math
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from models.codes import CODES, code_number
from models.column import Column, Entity
from models.columns import RULE_COLUMNS
from models.further_columns import FURTHER
from models.household_problems import household_problems
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    HEALTHY,
    PHYSICAL,
    REGISTER_ORIGIN,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
    UNKNOWN_AGE_BAND,
    age_band,
)
from models.typical import TypicalHousehold

Said = bool | int | float | str | None
Scalar = bool | int | float

# Filled in from the rest of what is said, or of no meaning for one household.
DERIVED = frozenset(
    {
        "household_id",
        "source_sheet",
        "source_row",
        "weight",
        "origin",
        "county",
        "town",
        "members_listed",
        "doubtful",
        "income_itemised",
        "person_id",
        "person_age_band",
    }
)
ITEMS = ("business_income", "property_income", "transfer_income", "support_income")
# What stands where a household says nothing of an amount that registers always state.
NOTHING_RECORDED = {"recorded_payment": 0.0, "recorded_supplement": 0.0, "recorded_care": 0.0, "recorded_tier": 0.0}
RENAMED = {"recorded_income": "income"}


def field_name(column: Column) -> str:
    """Return what the JSON calls a column: without ``person_``, and ``income`` for the total income."""
    return RENAMED.get(column.name, column.name.removeprefix("person_"))


def fields_of(entity: Entity) -> dict[str, Column]:
    """Return the columns that a household or a member may state, by the name that the JSON uses."""
    return {field_name(c): c for c in RULE_COLUMNS if c.entity == entity and c.name not in DERIVED}


class Person(BaseModel):
    """A member: any of ``fields_of("member")``, codes by their keys; what is not said stays unknown."""

    model_config = ConfigDict(extra="allow", frozen=True)

    @property
    def said(self) -> dict[str, Said]:
        """What is said of the member."""
        return {name: value for name, value in (self.model_extra or {}).items() if value is not None}


class Household(BaseModel):
    """A household: name, county (none: the place's first), members, and any of ``fields_of("household")``.

    Money is yuan a month unless the column's unit says otherwise. Incomes are one total (``income``) or itemised:
    members' ``earnings`` and the household's business, property, transfer and support incomes.

    Raises:
        ProblemsError: everything that is wrong, at once.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    name: str = ""
    county: str = ""
    members: tuple[Person, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_problems(cls, data: object) -> object:
        household_problems(data, fields_of("household"), fields_of("member"))
        return data

    @property
    def said(self) -> dict[str, Said]:
        """What is said of the household as a whole."""
        return {name: value for name, value in (self.model_extra or {}).items() if value is not None}

    @property
    def itemised(self) -> bool:
        """Whether incomes are stated by kind."""
        return bool(set(self.said) & set(ITEMS)) or any("earnings" in member.said for member in self.members)

    @property
    def absent(self) -> frozenset[str]:
        """The further columns of which nothing is said."""
        said = {f"person_{name}" for member in self.members for name in member.said} | set(self.said)
        return frozenset(c.name for c in FURTHER if c.name not in said) - {"income_itemised"}

    def to_json(self) -> dict[str, Any]:
        """Return what was said, as it can be read again."""
        return {
            "name": self.name,
            "county": self.county,
            **self.said,
            "members": [member.said for member in self.members],
        }

    def columns(self) -> tuple[dict[str, Scalar], list[dict[str, Scalar]]]:
        """Return the household's row and its members' rows, every column that rules may ask for but texts."""
        row = {c.name: _stored(c, self.said.get(n)) for n, c in fields_of("household").items() if c.kind != "text"}
        somewhere = {name for member in self.members for name in member.said}
        people = [_person_row(member, somewhere) for member in self.members]
        size = int(self.said.get("family_members") or len(self.members))
        tier = int(row["recorded_tier"])
        listed = [member.said.get("insured") for member in self.members]
        insured = sum(one is True for one in listed) if True in listed else _insured_by_tier(tier, size)
        for person, one in zip(people, listed, strict=True):
            person["person_insured"] = bool(one) if one is not None else True not in listed
        row |= {
            "family_members": size,
            "insured_members": int(self.said.get("insured_members", insured) or 0),
            "source_row": 0,
            "weight": 1.0,
            "origin": REGISTER_ORIGIN,
            "members_listed": bool(self.members),
            "doubtful": False,
            "income_itemised": self.itemised,
        }
        if self.itemised:
            row["recorded_income"] = self.total()
        return row, people

    def total(self) -> float:
        """Return the sum of the itemised incomes, yuan a month; what is not said counts as nothing."""
        stated = [self.said.get(name) for name in ITEMS] + [member.said.get("earnings") for member in self.members]
        return math.fsum(float(value) for value in stated if value is not None)


def _person_row(member: Person, somewhere: set[str]) -> dict[str, Scalar]:
    """Return a member's row; an amount that is said of another member only is none of this one's."""
    row = {c.name: _stored(c, member.said.get(n)) for n, c in fields_of("member").items() if c.kind != "text"}
    for name in somewhere - set(member.said):
        column = fields_of("member")[name]
        if column.kind in {"money", "number"}:
            row[column.name] = 0.0
    age = member.said.get("age")
    row["person_age_band"] = UNKNOWN_AGE_BAND if age is None else age_band(int(age))
    return row


def _stored(column: Column, value: Said) -> Scalar:
    """Return what the caseload holds for a value; for none the value that means so."""
    if value is None:
        default = column.unknown if column.unknown is not None else column.absent
        default = NOTHING_RECORDED.get(column.name, default)
        if column.kind in {"money", "number"}:
            return float(default)
        whole = 0 if math.isnan(default) else int(default)
        return bool(whole) if column.kind == "flag" else whole
    if column.kind == "code":
        number = code_number(column.name, value) if isinstance(value, str) else int(value)
        return int(number if number is not None else -1)
    if column.kind == "flag":
        return bool(value)
    return int(value) if column.kind == "count" else float(value)


def _insured_by_tier(tier: int, size: int) -> int:
    return size if tier in {EXTREME_HARDSHIP, DIBAO} else int(tier == SINGLE_PERSON_INCLUSION)


def from_typical(typical: TypicalHousehold, name: str, county: str = "", **said: Said) -> Household:
    """Return a household of the gallery as one that can be edited."""
    members = []
    for one in typical.members:
        member: dict[str, Said] = {"age": one.age}
        if one.health != HEALTHY:
            member["health"] = CODES["person_health"][one.health].key
        if one.disability_level:
            member["disability_kind"] = CODES["person_disability_kind"][one.disability_kind].key
            member["disability_level"] = one.disability_level
        members.append(member)
    return Household.model_validate({"name": name, "county": county, **said, "members": members})


def example() -> Household:
    """Return a made-up household that shows what can be said."""
    severely_ill = CODES["person_health"][SEVERELY_ILL].key
    physical = CODES["person_disability_kind"][PHYSICAL].key
    return Household.model_validate(
        {
            "name": "设例 / example",
            "area": "rural",
            "recorded_tier": "none",
            "residence": "hukou",
            "hukou_rural": True,
            "no_supporters": False,
            "collective_support": False,
            "transfer_income": 180.0,
            "support_income": 0.0,
            "financial_assets": 6000.0,
            "vehicles": 0,
            "dwellings": 1,
            "rent": 0.0,
            "floor_area": 90.0,
            "event_kind": "none",
            "previous_payment": 0.0,
            "months_since_exit": 0,
            "rigid_expenditure": 400.0,
            "members": [
                {"age": 44, "sex": "male", "able": "able", "employed": True, "earnings": 1500.0},
                {"age": 42, "sex": "female", "health": severely_ill, "medical_self_pay": 12000.0},
                {"age": 16, "sex": "female", "study": "senior_secondary", "boarding": True},
                {"age": 71, "sex": "female", "disability_kind": physical, "disability_level": 2},
            ],
        }
    )
