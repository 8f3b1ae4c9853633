"""Rounding a table with its totals at once, so that what is printed adds up along rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import lil_array

from reports.numbers import Measure

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AddingTable:
    """Cells with their row totals, column totals and grand total, all in the stored unit and all adding up."""

    cells: Matrix
    rows: Matrix
    columns: Matrix
    total: float


def add_up(
    cells: Sequence[Sequence[float]] | Matrix, measure: Measure, columns: Sequence[float] | None = None
) -> AddingTable:
    """Round every cell and every total to a neighbouring printable figure such that all of them add up.

    The grand total is rounded to the nearest figure; a cell that can be printed exactly, a zero above all, stays
    as it is. A two-way table always has such a rounding (its constraints are a network, so the linear
    programme's corner is whole); the one nearest to the exact figures is taken. ``columns`` are totals that the
    columns must have where that is possible: figures that are printed elsewhere.
    """
    exact = np.asarray(cells, dtype=float)
    if exact.size == 0:
        return AddingTable(exact, exact.sum(axis=1), exact.sum(axis=0), 0.0)
    step = measure.factor * 10.0**-measure.decimals
    units = np.round(exact / step, 6)
    total = round(measure.printed(float(exact.sum())) * 10**measure.decimals)
    wanted = None if columns is None else np.round(np.asarray(columns) / step)
    whole = _whole_cells(units, total, wanted)
    if whole is None:
        whole = _whole_cells(units, total, None)
    if whole is None:
        message = f"no rounding adds up to {total}"
        raise ArithmeticError(message)
    return AddingTable(whole * step, whole.sum(axis=1) * step, whole.sum(axis=0) * step, float(whole.sum() * step))


def _whole_cells(units: Matrix, total: int, columns: Matrix | None) -> Matrix | None:
    """Return the whole-number table next to ``units`` with the given grand total and column totals, if there is one."""
    height, width = units.shape
    count = height * width
    floor = np.floor(units)
    fraction = (units - floor).ravel()
    sums = lil_array((height + width, count))
    for i in range(height):
        for j in range(width):
            sums[i, i * width + j] = 1
            sums[height + j, i * width + j] = 1
    margins = np.round(np.concatenate([units.sum(axis=1), units.sum(axis=0)]), 6)
    base = np.concatenate([floor.sum(axis=1), floor.sum(axis=0)])
    found = linprog(
        1 - 2 * fraction,
        A_ub=np.vstack([sums.toarray(), -sums.toarray()]),
        b_ub=np.concatenate([np.ceil(margins) - base, base - np.floor(margins)]),
        A_eq=np.ones((1, count)) if columns is None else sums.toarray()[height:],
        b_eq=[total - floor.sum()] if columns is None else columns - floor.sum(axis=0),
        bounds=list(zip(np.zeros(count), np.ceil(fraction), strict=True)),
        method="highs-ds",
    )
    if not found.success:
        return None
    return np.asarray(floor + np.round(found.x).reshape(height, width), dtype=float)
