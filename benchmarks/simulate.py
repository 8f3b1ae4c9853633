"""Baseline and reform on one million households: the compiled loop against vectorised numpy, interleaved.

Run: PYTHONPATH=. python -m benchmarks.simulate [households]
"""

from __future__ import annotations

import sys
import time
from datetime import date
from statistics import median

import numpy as np

from benchmarks.machine import describe, spread
from benchmarks.numpy_peer import simulate_with_numpy
from benchmarks.population import population
from models.scenario import Scenario
from simulations.caseload import Caseload
from simulations.simulate import simulate

ROUNDS = 9
REFORM = Scenario(
    place="sanming",
    day=date(2021, 12, 31),
    changes={"minimum_wage_share": 0.5, "low_income_multiple": 2.0, "low_income_package_share": 0.5},
)
TARGET = 1 / 5


def agree(caseload: Caseload) -> float:
    """Return the largest relative difference of any sum; refuse one above 1e-9 or a single tier that differs."""
    ours = simulate(caseload, REFORM, keep=("tier",))
    sums, tiers = simulate_with_numpy(caseload, ours.baseline, ours.reform)
    for mine, theirs in zip(ours.households["tier"], tiers, strict=True):
        assert np.array_equal(mine, theirs)
    assert set(ours.levels) == set(sums[0])
    assert set(ours.changes) == set(sums[2])
    pairs = [(ours.levels[key][side], sums[side][key]) for key in ours.levels for side in (0, 1)]
    pairs += [(ours.changes[key], sums[2][key]) for key in ours.changes]
    worst = max(float(np.max(np.abs(a - b) / np.maximum(np.abs(b), 1.0))) for a, b in pairs)
    assert worst <= 1e-9
    return worst


def main(households: int = 1_000_000) -> None:
    """Print the medians and their ratio."""
    caseload = population(households)
    worst = agree(caseload)
    simulate(caseload, REFORM)
    ours, one_thread, theirs = [], [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        simulate(caseload, REFORM)
        ours.append(time.perf_counter() - start)
        start = time.perf_counter()
        simulate(caseload, REFORM, threads=1)
        one_thread.append(time.perf_counter() - start)
        start = time.perf_counter()
        simulate_with_numpy(caseload, REFORM.without_changes(), REFORM)
        theirs.append(time.perf_counter() - start)
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(describe("numba", "numpy"))
    print(f"{households:,} households, {int(caseload.offsets[-1]):,} persons, baseline and reform, {ROUNDS} rounds")
    print(f"compiled loop            {spread([1e3 * t for t in ours], ' ms')}")
    print(f"compiled loop, 1 thread  {spread([1e3 * t for t in one_thread], ' ms')}")
    print(f"numpy                    {spread([1e3 * t for t in theirs], ' ms')}")
    met = "met" if median(ratios) <= TARGET else "NOT met"
    print(f"ratio                    {spread(ratios)}; target ≤ {TARGET:g}: {met}")
    print(f"largest relative difference of any sum {worst:.1e}, no tier differs")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
