"""What the law says in one place on one day, and what differs in another place or on another day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.law.parameter import Parameter, Value
from models.law.reader import Law
from models.text import Text
from models.tiers import AREAS


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter whose values differ between two places or two days; an empty side has no value."""

    parameter: Parameter
    first: tuple[Value, ...]
    second: tuple[Value, ...]


def values_in_force(law: Law, parameter: Parameter, place: str, day: date) -> tuple[Value, ...]:
    """Return the values in force: the place's own where it has some, one for each area and group of counties."""
    for values in (law.place(place).values.get(parameter.key, ()), parameter.values):
        latest = {(v.area, v.counties): v for v in values if v.start <= day}
        if latest:
            return tuple(latest.values())
    return ()


def differences(law: Law, first: tuple[str, date], second: tuple[str, date]) -> Iterator[Difference]:
    """Yield every parameter of which two (place, day) pairs say something else."""
    for parameter in law.parameters.values():
        sides = [values_in_force(law, parameter, place, day) for place, day in (first, second)]
        said = [
            {(v.value, v.area, names_of(law, place, v)) for v in side}
            for side, (place, _) in zip(sides, (first, second), strict=True)
        ]
        if said[0] != said[1]:
            yield Difference(parameter, *sides)


def names_of(law: Law, place: str, value: Value) -> tuple[Text, ...]:
    """Return the names of the counties that a value of ``place`` is for; none where it is for all."""
    names = {county.code: county.name for county in law.place(place).counties}
    return tuple(names[code] for code in value.counties)


def where(law: Law, place: str, value: Value) -> Text:
    """Return for whom a value is, as 三元区、沙县区 城镇; empty where it is for everybody."""
    counties = names_of(law, place, value)
    area = next((one.text for one in AREAS if one.key == value.area), Text("", ""))
    parts = Text("、".join(one.zh for one in counties), ", ".join(one.en for one in counties))
    return Text(" ".join(filter(None, [parts.zh, area.zh])), " ".join(filter(None, [parts.en, area.en.lower()])))
