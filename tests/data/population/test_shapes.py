"""Counts come out exact and incomes add up, whatever the totals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.population.shapes import (
    incomes_below_line,
    largest_remainder,
    linear_density,
    pick,
    size_counts,
    truncated_exponential,
)

SHARES = np.array([0.15, 0.24, 0.27, 0.18, 0.10, 0.04, 0.015, 0.005])


@given(st.integers(0, 5_000).flatmap(lambda h: st.tuples(st.just(h), st.integers(h, max(h, 9 * h)))))
def test_sizes_meet_both_totals(totals: tuple[int, int]) -> None:
    households, persons = totals
    counts = size_counts(households, persons, SHARES)
    assert counts.min() >= 0
    assert counts.sum() == households
    assert counts @ np.arange(1, counts.size + 1) == persons


def test_sizes_keep_the_pattern_where_the_mean_is_the_patterns_own() -> None:
    mean = SHARES @ np.arange(1, 9) / SHARES.sum()
    counts = size_counts(100_000, round(100_000 * mean), SHARES)
    assert counts[:8] / 100_000 == pytest.approx(SHARES / SHARES.sum(), abs=1e-3)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.integers(0, 10_000))
def test_largest_remainder_splits_without_rest(shares: list[float], total: int) -> None:
    split = largest_remainder(shares, total)
    exact = np.array(shares) / sum(shares) * total
    assert split.sum() == total
    assert np.abs(split - exact).max() <= 1.0


@given(st.floats(0.02, 0.98), st.integers(0, 2**32 - 1))
def test_incomes_below_the_line_pay_the_wanted_sum(mean_payment: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    worth = 640.0 * rng.integers(1, 6, 400)
    shares, density = incomes_below_line(rng, worth, mean_payment * worth.sum())
    assert shares.min() >= 0
    assert shares.max() < 1
    assert worth @ (1 - shares) == pytest.approx(mean_payment * worth.sum(), rel=1e-6)
    assert density >= 0


def test_density_at_the_line_is_what_stands_there() -> None:
    rng = np.random.default_rng(1)
    shares, density = incomes_below_line(rng, np.full(400_000, 640.0), 0.7 * 400_000 * 640, zero_share=0.1)
    assert (shares == 0).mean() == pytest.approx(0.1, abs=1e-4)
    assert (shares > 0.98).mean() / 0.02 == pytest.approx(density, rel=0.05)


def test_distributions_keep_to_their_bounds() -> None:
    levels = np.linspace(0, 1, 1001)[:-1]
    for rate in (-40.0, -1.0, 0.0, 2.0, 300.0):
        drawn = truncated_exponential(levels, rate)
        assert (np.diff(drawn) > 0).all()
        assert drawn[0] == 0.0
        assert drawn[-1] < 1.0
    straight = linear_density(levels, start=0.5, mean=1.0)
    assert (straight < 0.1).mean() == pytest.approx(0.1 * 0.55, abs=2e-3)
    assert (straight > 0.9).mean() == pytest.approx(0.1 * 1.45, abs=2e-3)


def test_pick_takes_different_positions_and_never_those_without_weight() -> None:
    weights = np.array([0.0, 1.0, 5.0, 0.0, 2.0])
    assert sorted(pick(np.random.default_rng(0), weights, 3)) == [1, 2, 4]
    assert sorted(pick(np.random.default_rng(0), weights, 9)) == [1, 2, 4]
    assert pick(np.random.default_rng(0), weights, 0).size == 0
