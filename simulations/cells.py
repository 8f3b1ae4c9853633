"""What is the same for every household of a cell (county × area): rules that hang on parameters alone."""

from __future__ import annotations

import numpy as np

from models.rule import Scalar
from models.tiers import AREAS
from simulations.caseload import Array
from simulations.loop import FURTHER_COLUMN, Loop


def cell_values(parameters: Array, compiled: Loop) -> Array:
    """Return the loop's cell rules, shape (cells, rules), by the very functions that a trace calls.

    Args:
        parameters: Shape (cells, parameters of the loop's wiring).
        compiled: The loop.
    """
    wiring = compiled.wiring
    result = np.empty((len(parameters), len(compiled.cell_rules)))
    absent = {name: FURTHER_COLUMN[name].absent for name in wiring.columns if name not in compiled.columns}
    constants = {name: wiring.columns[name](value) for name, value in absent.items()}
    for cell, row in enumerate(parameters.tolist()):
        values: dict[str, Scalar] = {"area": cell % len(AREAS), **constants}
        values |= {name: kind(value) for (name, kind), value in zip(wiring.parameters.items(), row, strict=True)}
        for i, name in enumerate(compiled.cell_rules):
            rule = wiring.rules[name]
            values[name] = rule.returns(rule.function(*(values[argument] for argument, _ in rule.arguments)))
            result[cell, i] = values[name]
    return result
