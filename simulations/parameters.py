"""The values of a scenario's parameters in every cell (county × area) of a caseload."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import numpy as np

from models.law import law
from models.law.parameter import Area
from models.problems import Problem, ProblemsError
from models.scenario import Scenario
from models.tiers import AREAS
from simulations.caseload import Array, Caseload

STANDARD = "dibao_standard"

# Values of parameters that a register states or implies itself: parameter → (county, area) → value.
OwnValues = Mapping[str, Mapping[tuple[str, str], float]]


def parameter_table(
    scenario: Scenario, names: Iterable[str], counties: Iterable[str], own: OwnValues | None = None
) -> Array:
    """Return the parameters' values, shape (cells, names), cells being county × 2 + area.

    A change stands over the register's own value (``own``), that over the law.

    Raises:
        ProblemsError: every parameter without a value on the scenario's day, once.
    """
    names = tuple(names)
    own = own if own and scenario.standards == "register" else {}
    rows: list[list[float]] = []
    problems: dict[str, Problem] = {}
    for county in counties:
        for area in AREAS:
            row = []
            for name in names:
                try:
                    row.append(_value(scenario, name, county, area.key, own))
                except ProblemsError as error:
                    problems.update({p.where: p for p in error.problems})
            rows.append(row)
    if problems:
        raise ProblemsError(problems.values())
    return np.array(rows, dtype=np.float64).reshape(-1, len(names))


def own_values(caseload: Caseload, scenario: Scenario) -> OwnValues:
    """Return the caseload's own values that are present law under a scenario.

    They are evidence of the law on the data's day: where the published value has changed between that day and the
    scenario's, the published one counts.
    """
    if scenario.standards == "law":
        return {}
    stated = caseload.metadata.get("day")
    day = date.fromisoformat(stated) if stated else scenario.day
    return {
        name: {
            cell: value
            for cell, value in values.items()
            if _published(name, scenario.place, day, *cell) == _published(name, scenario.place, scenario.day, *cell)
        }
        for name, values in caseload.own_values.items()
    }


def _published(name: str, place: str, day: date, county: str, area: str) -> tuple[date, float] | None:
    """Return since when which value is in force, ``None`` where the law does not say."""
    try:
        found = law().at(name, place, day, county, cast(Area, area))
        return found.start, found.value
    except ProblemsError:
        return None


def _value(scenario: Scenario, name: str, county: str, area: str, own: OwnValues) -> float:
    parameter, named = law().parameter(name)
    area = named or area
    changed = scenario.changes.get(f"{parameter.key}_{area}", scenario.changes.get(parameter.key))
    if changed is not None:
        return changed
    values = own.get(parameter.key, {})
    if (county, area) in values:
        return values[county, area]
    # A county of which the data states nothing follows those that have the same published value.
    published = _published(parameter.key, scenario.place, scenario.day, county, area) if values else None
    alike = [
        value
        for (other, its_area), value in values.items()
        if its_area == area and _published(parameter.key, scenario.place, scenario.day, other, area) == published
    ]
    if alike:
        return statistics.mode(alike)
    return scenario.value(name, county, cast(Area, area))
