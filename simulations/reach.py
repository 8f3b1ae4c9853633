"""Who reads a parameter: the rules that do, and the indicators that these lead to."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from models.law.parameter import Parameter
from models.rule import Rule, rules
from simulations.indicator import SIDES, Indicator, indicators
from simulations.wiring import as_aggregate


def readers(parameter: Parameter) -> list[Rule]:
    """Return the rules that ask for a parameter, as a whole or for one area."""
    names = {parameter.key, f"{parameter.key}_urban", f"{parameter.key}_rural"}
    return [rule for rule in rules().values() if names & {name for name, _ in rule.arguments}]


def reached(parameter: Parameter) -> list[Indicator]:
    """Return every indicator that a parameter can change."""
    names = {rule.name for rule in readers(parameter)} | {parameter.key}
    return [one for key, one in indicators().items() if names & _needs()[key]]


@functools.cache
def _needs() -> Mapping[str, frozenset[str]]:
    """Return everything that each indicator hangs on: rules, columns and parameters."""
    return {key: frozenset(_behind(name for name, _ in one.arguments)) for key, one in indicators().items()}


def _behind(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        for side in SIDES:
            name = name.removesuffix(side)
        if name in found:
            continue
        found.add(name)
        aggregate = as_aggregate(name)
        if name in rules():
            waiting += [argument for argument, _ in rules()[name].arguments]
        elif aggregate is not None:
            waiting.append(aggregate.person)
        elif name in indicators():
            waiting += [argument for argument, _ in indicators()[name].arguments]
    return found
