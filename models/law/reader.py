"""Reads the law from its TOML files and says which value is in force where and when."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.law.parameter import Area, Parameter, Reference, Value
from models.law.place import Place
from models.problems import Problem, ProblemsError, did_you_mean
from models.text import Text

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ValueInForce:
    """The value of a parameter that is in force, with where it comes from."""

    parameter: Parameter
    value: float
    start: date
    reference: Reference
    assumed: bool
    note: str = ""


class Law:
    """All parameters and places, as read from the law files."""

    def __init__(self, parameters: Mapping[str, Parameter], places: Mapping[str, Place]) -> None:
        self.parameters = dict(parameters)
        self.places = dict(places)
        self._found: dict[tuple[str, str, date, str, Area | None], ValueInForce] = {}

    def place(self, key: str) -> Place:
        """Return a place by key.

        Raises:
            ProblemsError: there is no such place; the message names those there are.
        """
        if key not in self.places:
            known = ", ".join(self.places)
            message = Text(f"没有名为“{key}”的地区", f"there is no place called {key!r}")
            raise ProblemsError(
                [Problem("unknown_place", "place", message, Text(f"可选：{known}", f"choose one of {known}"))]
            )
        return self.places[key]

    def parameter(self, name: str) -> tuple[Parameter, Area | None]:
        """Return the parameter that ``name`` means, and the area when the name ends in one.

        Raises:
            ProblemsError: no parameter has that name; the message names the closest ones.
        """
        if name in self.parameters:
            return self.parameters[name], None
        for area in ("urban", "rural"):
            stem = name.removesuffix(f"_{area}")
            if stem != name and stem in self.parameters and self.parameters[stem].by_area:
                return self.parameters[stem], area
        raise ProblemsError(
            [
                Problem(
                    "unknown_parameter",
                    name,
                    Text("没有这个参数", "there is no such parameter"),
                    did_you_mean(name, list(self.names())),
                )
            ]
        )

    def names(self) -> Iterator[str]:
        """Yield every name under which a rule or a scenario may ask for a parameter."""
        for key, parameter in self.parameters.items():
            yield key
            if parameter.by_area:
                yield f"{key}_urban"
                yield f"{key}_rural"

    def at(self, name: str, place: str, day: date, county: str = "", area: Area | None = None) -> ValueInForce:
        """Return the value of ``name`` in force on ``day`` in a county and area of ``place``.

        A county's value stands over the place's, the place's over the national one; among equals the latest.

        Raises:
            ProblemsError: no value is known for that day; the message says from when one is.
        """
        key = (name, place, day, county, area)
        if key not in self._found:
            self._found[key] = self._at(*key)
        return self._found[key]

    def _at(self, name: str, place: str, day: date, county: str, area: Area | None) -> ValueInForce:
        parameter, named_area = self.parameter(name)
        area = named_area or area
        chosen_place = self.place(place)
        known = chosen_place.county(county) if county else None
        code = known.code if known else ""
        starts: list[date] = []
        for values in (chosen_place.values.get(parameter.key, ()), parameter.values):
            candidates = [v for v in values if (not v.counties or code in v.counties) and v.area in {None, area}]
            in_force = [v for v in candidates if v.start <= day]
            starts += [v.start for v in candidates]
            if in_force:
                best = max(in_force, key=lambda v: (bool(v.counties), v.area is not None, v.start))
                return ValueInForce(parameter, best.value, best.start, best.reference, best.assumed, best.note)
        raise ProblemsError([self._not_known(parameter, chosen_place, day, starts)])

    @staticmethod
    def _not_known(parameter: Parameter, place: Place, day: date, starts: list[date]) -> Problem:
        """Say since when a value is known for what was asked, or that there are values by area only."""
        if not starts and any(v.area for v in place.values.get(parameter.key, ())):
            message = Text(
                f"{place.name.zh}的“{parameter.name.zh}”城乡分别规定",
                f"{parameter.name.en} of {place.name.en} differs by area",
            )
            cure = Text("请指明城镇或农村", "ask for urban or rural")
            return Problem("value_by_area", parameter.key, message, cure)
        since = min(starts).isoformat() if starts else "—"
        message = Text(
            f"{place.name.zh}在 {day} 没有“{parameter.name.zh}”的数值（自 {since} 起有）",
            f"{place.name.en} has no value of {parameter.name.en} on {day} (known from {since})",
        )
        cure = Text("改选较晚的日期，或在方案中给出数值", "choose a later day, or give the value in the scenario")
        return Problem("value_not_known", parameter.key, message, cure)

    def days_of_change(self) -> list[date]:
        """Return every day on which some value starts."""
        national = (v.start for p in self.parameters.values() for v in p.values)
        local = (v.start for p in self.places.values() for values in p.values.values() for v in values)
        return sorted({*national, *local})


@functools.cache
def law() -> Law:
    """Return the law in ``models/law``, read once.

    Raises:
        ProblemsError: files contradict each other (a value for an unknown parameter, a value out of its bounds).
    """
    parameters: dict[str, Parameter] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, table in tomllib.loads(path.read_text("utf-8")).items():
            parameters[key] = Parameter.model_validate({"key": key, **table})
    places: dict[str, Place] = {}
    for path in sorted((FOLDER / "places").glob("*.toml")):
        places[path.stem] = Place.model_validate({"key": path.stem, **tomllib.loads(path.read_text("utf-8"))})
    result = Law(parameters, places)
    problems = list(_contradictions(result))
    if problems:
        raise ProblemsError(problems)
    return result


def _contradictions(whole: Law) -> Iterator[Problem]:
    for place in whole.places.values():
        codes = {county.code for county in place.counties}
        for key, values in place.values.items():
            where = f"places/{place.key}.toml {key}"
            parameter = whole.parameters.get(key)
            if parameter is None:
                yield Problem(
                    "unknown_parameter",
                    where,
                    Text("没有这个参数", "there is no such parameter"),
                    did_you_mean(key, list(whole.parameters)),
                )
                continue
            yield from _out_of_bounds(parameter, values, where)
            for code in {c for v in values for c in v.counties} - codes:
                yield Problem(
                    "unknown_county", where, Text(f"没有代码为 {code} 的县", f"no county has the code {code}")
                )
    for parameter in whole.parameters.values():
        yield from _out_of_bounds(parameter, parameter.values, parameter.key)


def _out_of_bounds(parameter: Parameter, values: tuple[Value, ...], where: str) -> Iterator[Problem]:
    for value in values:
        if not parameter.allows(value.value):
            yield Problem(
                "out_of_bounds",
                where,
                Text(f"{value.value:g} 超出 {parameter.bounds()}", f"{value.value:g} is outside {parameter.bounds()}"),
            )
