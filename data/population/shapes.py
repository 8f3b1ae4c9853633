"""Distributions that populations are drawn from: exact counts, household sizes, incomes below and above a line.

Every function is deterministic given its generator; counts come out exact, not on average.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Beyond the last published size, each size is this much rarer than the one before.
_TAIL_DECAY = 0.4


def largest_remainder(shares: npt.ArrayLike, total: int) -> Ints:
    """Split ``total`` units by ``shares`` (any scale) into whole numbers that sum to it."""
    weights = np.asarray(shares, dtype=np.float64)
    exact = weights / weights.sum() * total
    whole: Ints = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def pick(rng: np.random.Generator, weights: Floats, count: int) -> Ints:
    """Pick ``count`` different positions, those with a higher weight more often; zero weight is never picked."""
    possible = np.flatnonzero(weights > 0)
    keys = rng.exponential(size=possible.size) / weights[possible]
    count = min(count, possible.size)
    return possible[np.argpartition(keys, count - 1)[:count]] if count else possible[:0]


def size_counts(households: int, persons: int, shares: Floats) -> Ints:
    """Return how many households have 1, 2, 3 … persons, so that both totals are exact.

    The pattern is ``shares`` (households by size among all households) tilted to the wanted mean.

    Args:
        households: Number of households.
        persons: Number of persons, at least as many.
        shares: Share of households with 1, 2, 3 … persons.

    Returns:
        Counts; entry 0 is for one person. Their sum is ``households``; weighted by size they give ``persons``.
    """
    if households == 0:
        return np.zeros(1, dtype=np.int64)
    mean = persons / households
    largest = max(len(shares), int(np.ceil(mean)) + 4)
    pattern = np.concatenate([shares, shares[-1] * _TAIL_DECAY ** np.arange(1, largest - len(shares) + 1)])
    sizes = np.arange(1, largest + 1)

    def tilted(log_tilt: float) -> Floats:
        tilt = np.log(pattern) + log_tilt * sizes
        weights = np.exp(tilt - tilt.max())
        return np.asarray(weights / weights.sum(), dtype=np.float64)

    chosen = bisect(lambda log_tilt: float(tilted(log_tilt) @ sizes) - mean, -30.0, 30.0)
    counts = largest_remainder(tilted(chosen), households)
    return _mend(counts, persons)


def _mend(counts: Ints, persons: int) -> Ints:
    """Move households one size up or down until they hold ``persons``."""
    sizes = np.arange(1, len(counts) + 1)
    while difference := persons - int(counts @ sizes):
        step = 1 if difference > 0 else -1
        movable = counts[:-1] if step == 1 else counts[1:]
        source = int(np.argmax(movable)) + (0 if step == 1 else 1)
        moved = min(abs(difference), int(counts[source]))
        counts[source] -= moved
        counts[source + step] += moved
    return counts


def bisect(rising: Callable[[float], float], low: float, high: float) -> float:
    """Return where a rising function crosses zero between ``low`` and ``high``, or the nearer end."""
    for _ in range(100):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def truncated_exponential(uniform: Floats, rate: float) -> Floats:
    """Return quantiles on [0, 1) of a density proportional to exp(−rate × x); any sign of ``rate``."""
    if abs(rate) < 1e-9:
        return uniform
    return np.asarray(-np.log1p(-uniform * -np.expm1(-rate)) / rate, dtype=np.float64)


def density_at_end(rate: float) -> float:
    """Return the density at 1 of :func:`truncated_exponential`."""
    return 1.0 if abs(rate) < 1e-9 else float(rate * np.exp(-rate) / -np.expm1(-rate))


def incomes_below_line(
    rng: np.random.Generator, worth: Floats, payments: float, zero_share: float = 0.0
) -> tuple[Floats, float]:
    """Draw each household's income as a share of the line, so that the top-ups add up.

    Args:
        rng: Generator.
        worth: Line × persons × weight of each household.
        payments: Wanted sum of worth × (1 − share).
        zero_share: Share of households without any income.

    Returns:
        The shares in [0, 1), and their density at the line (households per unit, as a share of all households).
    """
    uniform = (rng.permutation(worth.size) + rng.random(worth.size)) / worth.size
    some = np.ones(worth.size, dtype=bool)
    some[pick(rng, np.ones(worth.size), round(zero_share * worth.size))] = False

    def shares(rate: float) -> Floats:
        return np.where(some, truncated_exponential(uniform, rate), 0.0)

    rate = bisect(lambda r: float(worth @ (1 - shares(r))) - payments, -500.0, 500.0)
    return shares(rate), density_at_end(rate) * float(some.mean())


def linear_density(uniform: Floats, start: float, mean: float) -> Floats:
    """Return quantiles on [0, 1) of a density that runs straight from ``start`` to ``2 − start``, both non-negative.

    Args:
        uniform: Quantile levels.
        start: Density at 0 relative to ``mean``; clipped to [0, 2].
        mean: Mean density.
    """
    begin = float(np.clip(start / mean, 0.0, 2.0))
    slope = 2.0 * (1.0 - begin)
    if abs(slope) < 1e-9:
        return uniform
    return np.asarray((np.sqrt(begin**2 + 2 * slope * uniform) - begin) / slope, dtype=np.float64)


def truncated_exponential_amounts(rng: np.random.Generator, scale: Floats, limit: Floats) -> Floats:
    """Draw amounts ≥ 0 with an exponential shape of mean about ``scale``, all below ``limit``."""
    top = -np.expm1(-limit / scale)
    return np.asarray(-np.log1p(-rng.random(scale.size) * top) * scale, dtype=np.float64)
