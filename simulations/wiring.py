"""Orders rules by their argument names and tells what each name means."""

from __future__ import annotations

import functools
import graphlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.columns import RULE_COLUMNS
from models.law import law
from models.problems import did_you_mean
from models.rule import AGGREGATIONS, Rule, rules

PYTHON_TYPES = {"text": str, "count": int, "code": int, "flag": bool, "money": float, "number": float, "date": float}


class WiringError(TypeError):
    """An argument name that is no column, parameter or rule, or an annotation that contradicts its source."""


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A person's value carried up to the household: ``sum_``, ``any_`` or ``max_`` of it over the members."""

    name: str
    operation: str
    person: str


@dataclass(frozen=True, slots=True)
class Wiring:
    """What must be known, in which order, to compute some outputs.

    ``order`` holds rules and aggregates, every name after those it needs. ``columns``, ``member_columns`` and
    ``parameters`` map each name that is read to the type its rules expect.
    """

    order: tuple[str, ...]
    rules: Mapping[str, Rule]
    aggregates: Mapping[str, Aggregate]
    columns: Mapping[str, type]
    member_columns: Mapping[str, type]
    parameters: Mapping[str, type]

    def household_order(self) -> tuple[str, ...]:
        """Return household rules and aggregates in order, without the person rules."""
        return tuple(name for name in self.order if not name.startswith("person_"))

    def person_rules(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the person rules needed for some person values, in order."""
        needed: set[str] = set()
        stack = [name for name in wanted if name in self.rules]
        while stack:
            name = stack.pop()
            if name not in needed:
                needed.add(name)
                stack.extend(a for a, _ in self.rules[name].arguments if a in self.rules and a.startswith("person_"))
        return tuple(name for name in self.order if name in needed)


def wire(outputs: Iterable[str], registry: Mapping[str, Rule] | None = None) -> Wiring:
    """Return the wiring that computes ``outputs`` (rule or column names).

    Raises:
        WiringError: a name is unknown (the message names the closest ones), two uses disagree on its type, or rules
            need each other in a ring.
    """
    return _wire_the_law(tuple(outputs)) if registry is None else _wire(outputs, registry)


@functools.cache
def _wire_the_law(outputs: tuple[str, ...]) -> Wiring:
    return _wire(outputs, rules())


def _wire(outputs: Iterable[str], known: Mapping[str, Rule]) -> Wiring:
    columns = {column.name: column for column in RULE_COLUMNS}
    parameters = set(law().names())
    graph: dict[str, set[str]] = {}
    used: dict[str, dict[str, type]] = {"column": {}, "member": {}, "parameter": {}}
    aggregates: dict[str, Aggregate] = {}

    def visit(name: str, kind: type | None, asker: str) -> None:
        if name in known:
            expect(name, known[name].returns, kind, asker)
            if name not in graph:
                graph[name] = {argument for argument, _ in known[name].arguments}
                for argument, argument_kind in known[name].arguments:
                    visit(argument, argument_kind, name)
        elif (aggregate := as_aggregate(name)) is not None:
            aggregates[name] = aggregate
            graph[name] = {aggregate.person}
            visit(aggregate.person, None, name)
        elif name in columns:
            column = columns[name]
            expect(name, PYTHON_TYPES[column.kind], kind, asker)
            used["member" if column.entity == "member" else "column"][name] = PYTHON_TYPES[column.kind]
        elif name in parameters:
            if used["parameter"].setdefault(name, kind or float) != (kind or float):
                message = f"{asker}: parameter {name} is annotated with two types"
                raise WiringError(message)
        else:
            hint = did_you_mean(name, [*known, *columns, *parameters]).en
            message = f"{asker}: nothing is called {name}" + (f"; {hint}" if hint else "")
            raise WiringError(message)

    for output in outputs:
        visit(output, None, "outputs")
    order = tuple(n for n in _in_order(graph) if n in known or n in aggregates)
    return Wiring(
        order, {n: known[n] for n in order if n in known}, aggregates, used["column"], used["member"], used["parameter"]
    )


def _in_order(graph: Mapping[str, set[str]]) -> list[str]:
    try:
        # Sorted, for the order of a set differs from process to process and with it the loop that is written.
        return list(graphlib.TopologicalSorter({n: sorted(graph[n]) for n in graph}).static_order())
    except graphlib.CycleError as error:
        message = f"rules need each other in a ring: {' → '.join(error.args[1])}"
        raise WiringError(message) from error


def expect(name: str, actual: type, wanted: type | None, asker: str) -> None:
    """Refuse an argument annotated with another type than its source has; an int may be read as a float."""
    if wanted not in {None, actual} and not (wanted is float and actual is int):
        message = f"{asker}: {name} is {actual.__name__}, not {wanted.__name__ if wanted else ''}"
        raise WiringError(message)


def as_aggregate(name: str) -> Aggregate | None:
    """Return the aggregate that ``name`` spells, if it spells one."""
    for prefix in AGGREGATIONS:
        if name.startswith(f"{prefix}person_"):
            return Aggregate(name, prefix.rstrip("_"), name.removeprefix(prefix))
    return None
