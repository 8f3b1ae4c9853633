"""Applies two scenarios to a caseload in one pass and sums what each gives."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from models.scenario import Scenario
from simulations.caseload import Array, Caseload
from simulations.cells import cell_values
from simulations.loop import Loop, loop
from simulations.parameters import OwnValues, own_values, parameter_table
from simulations.result import Result

BLOCK = 32_768
HOUSEHOLD_VALUES = (
    "tier",
    "dibao_line",
    "recipients",
    "basic_cash",
    "supplement_cash",
    "care_cash",
    "price_subsidy",
    "low_income_cash",
    "cash_assistance",
    "medical_aid",
    "education_aid",
    "housing_aid",
    "energy_aid",
    "other_aid",
    "special_assistance",
    "net_resources",
)


def simulate(
    caseload: Caseload,
    reform: Scenario,
    baseline: Scenario | None = None,
    *,
    keep: Sequence[str] = (),
    own: OwnValues | None = None,
    block: int = BLOCK,
    threads: int | None = None,
) -> Result:
    """Return what ``reform`` changes against ``baseline`` (by default the same law with nothing changed).

    ``keep`` names the rule values to keep for each household (``HOUSEHOLD_VALUES`` for all that files show);
    ``own`` stands in for the values that the caseload states itself.
    Blocks are summed in order, so the number of threads changes nothing, not even the last bit.

    Raises:
        ProblemsError: parameters without a value on the scenario's day.
    """
    baseline = baseline or reform.without_changes()
    compiled = loop(tuple(keep), caseload.absent)
    tables = [
        parameter_table(
            scenario,
            compiled.wiring.parameters,
            caseload.counties,
            own_values(caseload, scenario) if own is None else own,
        )
        for scenario in (baseline, reform)
    ]
    kept = [_empty(compiled, caseload.households) for _ in tables]
    full = [np.hstack([table, cell_values(table, compiled)]) for table in tables]
    before, after, changes = _sums(compiled, caseload, full, kept, block, threads)
    return Result(
        baseline=baseline,
        reform=reform,
        caseload=caseload,
        levels={key: (before[:, i], after[:, i]) for i, key in enumerate(compiled.levels)},
        changes={key: changes[:, i] for i, key in enumerate(compiled.changes)},
        parameters={n: (tables[0][:, i], tables[1][:, i]) for i, n in enumerate(compiled.wiring.parameters)},
        households={name: (kept[0][i], kept[1][i]) for i, name in enumerate(keep)},
    )


def _sums(
    compiled: Loop,
    caseload: Caseload,
    tables: Sequence[Array],
    kept: Sequence[tuple[Array, ...]],
    block: int,
    threads: int | None,
) -> list[Array]:
    """Run the loop over every block and add the blocks' sums in their order."""
    columns = tuple(caseload.columns[name] for name in compiled.columns)
    members = tuple(caseload.member_columns[name] for name in compiled.member_columns)
    shared = (caseload.cells, caseload.offsets, caseload.columns["weight"], columns, members)
    sizes = (len(compiled.levels), len(compiled.levels), len(compiled.changes))

    def add(start: int) -> list[Array]:
        sums = [np.zeros((len(tables[0]), size)) for size in sizes]
        compiled.run(start, min(start + block, caseload.households), *shared, *tables, *sums, *kept)
        return sums

    totals = [np.zeros((len(tables[0]), size)) for size in sizes]
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for sums in pool.map(add, range(0, caseload.households, block)):
            for total, part in zip(totals, sums, strict=True):
                np.add(total, part, out=total)
    return totals


def _empty(compiled: Loop, households: int) -> tuple[Array, ...]:
    wiring = compiled.wiring
    kinds = {bool: np.bool_, int: np.int32, float: np.float64}
    returns = (wiring.rules[n].returns if n in wiring.rules else wiring.columns[n] for n in compiled.keep)
    return tuple(np.zeros(households, dtype=kinds[kind]) for kind in returns)
