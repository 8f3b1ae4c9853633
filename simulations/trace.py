"""One household, step by step: the same rules called one by one in Python, each value with its rule and article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.rule import Rule, Scalar
from models.scenario import Scenario
from models.tiers import AREAS
from simulations.loop import FURTHER_COLUMN
from simulations.parameters import OwnValues, parameter_table
from simulations.wiring import Aggregate, wire

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A value, the rule or aggregate it comes from, and the values that went into it."""

    name: str
    value: Scalar
    rule: Rule | None
    arguments: Mapping[str, Scalar]
    member: int | None = None


def trace(
    scenario: Scenario,
    household: Row,
    members: Sequence[Row],
    county: str,
    *,
    outputs: Sequence[str] = ("net_resources",),
    own: OwnValues | None = None,
) -> list[Step]:
    """Return every step that leads to ``outputs`` for one household, in order.

    ``household`` and each of ``members`` hold the columns of the catalogue; ``own`` are the register's own values.
    """
    wiring = wire(outputs)
    table = parameter_table(scenario, wiring.parameters, [county], own)[int(household["area"]) % len(AREAS)]
    values: dict[str, Scalar] = {n: kind(read(household, n)) for n, kind in wiring.columns.items()}
    values |= {n: kind(v) for (n, kind), v in zip(wiring.parameters.items(), table.tolist(), strict=True)}
    people: list[dict[str, Scalar]] = [
        {n: kind(read(m, n)) for n, kind in wiring.member_columns.items()} for m in members
    ]
    steps: list[Step] = []
    for name in wiring.order:
        if name in wiring.aggregates:
            values[name] = aggregate(wiring.aggregates[name], people)
            steps.append(Step(name, values[name], None, {}))
        elif name.startswith("person_"):
            for i, person in enumerate(people):
                steps.append(_step(wiring.rules[name], values | person, i))
                person[name] = steps[-1].value
        else:
            steps.append(_step(wiring.rules[name], values, None))
            values[name] = steps[-1].value
    return steps


def read(row: Row, name: str) -> Any:
    """Return a column's value; of a further column that the row lacks, what stands for it."""
    return row[name] if name in row or name not in FURTHER_COLUMN else FURTHER_COLUMN[name].absent


def aggregate(wanted: Aggregate, people: Sequence[Mapping[str, Scalar]]) -> Scalar:
    """Return the sum, the maximum or the presence of a value over the members; 0 or False without members."""
    found = [person[wanted.person] for person in people]
    if wanted.operation == "any":
        return any(found)
    return sum(found) if wanted.operation == "sum" else max(found, default=0)


def _step(rule: Rule, values: Mapping[str, Scalar], member: int | None) -> Step:
    arguments = {name: values[name] for name, _ in rule.arguments}
    return Step(rule.name, rule.returns(rule.function(**arguments)), rule, arguments, member)
