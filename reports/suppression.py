"""Withholding of small counts, so that no person can be recognised, nor be found again from the totals."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from models.text import Text
from reports.table import Gap

THRESHOLD = 5.0
SMALL = Gap(Text("<5", "<5"), Text("少于 5，为保护个人信息不公布", "below 5, withheld to protect personal information"))
HIDDEN = Gap(
    Text("※", "※"),
    Text("为防止由合计反推而一并不公布", "withheld as well, so that totals do not give small cells away"),
)
_SLACK = 1e-6

Key = Hashable


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that a reader knows: ``total`` is the sum of ``parts``."""

    total: Key
    parts: tuple[Key, ...]


def small(counts: Mapping[Key, float], threshold: float = THRESHOLD) -> set[Key]:
    """Return the keys of counts of persons or households that are too small to publish; a zero names nobody."""
    return {key for key, count in counts.items() if 0 < round(count, 6) < threshold}


def withhold(
    values: Mapping[Key, float],
    relations: Sequence[Relation],
    primary: Iterable[Key],
    *,
    counts: bool = True,
    free: Iterable[Key] = (),
    threshold: float = THRESHOLD,
) -> dict[Key, Gap]:
    """Return which cells to withhold: the ``primary`` ones and as many others as keep them from being recovered.

    A reader who knows every published cell and every relation may find out no more about a small count than that
    it is between 1 and ``threshold`` − 1; about a withheld amount (``counts=False``) not to better than a fifth.
    ``free`` cells, differences, may be negative. Next to an exposed cell, a difference is withheld if there is one,
    else the smallest cell of a relation, totals last; and so on until no withheld cell can be worked out. What turns
    out not to be needed is published after all, totals first. Counts of zero always stay.
    """
    reader = _Reader(values, relations, counts, frozenset(free), threshold)
    first = {key for key in primary if key in values}
    hidden = set(first)
    while True:
        exposed = (key for key in _ordered(hidden, values) if reader.exposed(key, hidden, first))
        candidate = next((c for key in exposed if (c := reader.companion(key, hidden)) is not None), None)
        if candidate is None:
            break
        hidden.add(candidate)
    for key in sorted(hidden - first, key=reader.worth, reverse=True):
        fewer = hidden - {key}
        if not any(reader.exposed(other, fewer, first) for other in first):
            hidden = fewer
    return {key: SMALL if counts and key in first else HIDDEN for key in _ordered(hidden, values)}


def _ordered(keys: Iterable[Key], values: Mapping[Key, float]) -> list[Key]:
    chosen = set(keys)
    return [key for key in values if key in chosen]


@dataclass(frozen=True)
class _Reader:
    """What a reader can work out from the cells that stay published."""

    values: Mapping[Key, float]
    relations: Sequence[Relation]
    counts: bool
    free: frozenset[Key]
    threshold: float

    def exposed(self, key: Key, hidden: set[Key], primary: set[Key]) -> bool:
        """Return whether the published cells tell too much about ``key``."""
        low, high = self.interval(key, hidden, primary)
        if key not in primary:
            return high - low < _SLACK
        if self.counts:
            return low > 1 + _SLACK or high < self.threshold - 1 - _SLACK
        margin = abs(self.values[key]) * 0.2
        return low > self.values[key] - margin + _SLACK or high < self.values[key] + margin - _SLACK

    def companion(self, key: Key, hidden: set[Key]) -> Key | None:
        """Return the next cell to withhold for ``key``: a difference first, then the smallest, totals last."""
        return min(_ordered(self._near(key, hidden), self.values), key=self.worth, default=None)

    def worth(self, key: Key) -> tuple[int, bool, float]:
        """Return how much is lost when ``key`` is withheld: the more sums it totals, the larger; differences least."""
        rank = sum(len(r.parts) > 2 for r in self.relations if r.total == key)
        return rank, key not in self.free, abs(self.values[key])

    def interval(self, key: Key, hidden: set[Key], primary: set[Key]) -> tuple[float, float]:
        """Return the least and the largest value of ``key`` that agree with everything published."""
        unknown = _ordered(hidden, self.values)
        matrix, constants = self._equations(unknown)
        bounds = [self._bounds(k, primary) for k in unknown]
        ends = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(unknown))
            goal[unknown.index(key)] = sign
            found = linprog(goal, A_eq=matrix, b_eq=constants, bounds=bounds, method="highs")
            ends.append(sign * found.fun if found.status == 0 else -sign * np.inf)
        return ends[0], ends[1]

    def _equations(self, unknown: list[Key]) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
        rows, constants = [], []
        place = {key: i for i, key in enumerate(unknown)}
        for relation in self.relations:
            signed = [(relation.total, 1.0), *((part, -1.0) for part in relation.parts)]
            if not any(key in place for key, _ in signed):
                continue
            row = np.zeros(len(unknown))
            constant = 0.0
            for key, sign in signed:
                if key in place:
                    row[place[key]] += sign
                else:
                    constant -= sign * self.values[key]
            rows.append(row)
            constants.append(constant)
        return (np.vstack(rows), np.array(constants)) if rows else (None, None)

    def _bounds(self, key: Key, primary: set[Key]) -> tuple[float | None, float | None]:
        if key in self.free:
            return None, None
        if self.counts and key in primary:
            return 1.0, self._most(key)
        return (self.threshold if self.counts else 0.0), None

    def _most(self, key: Key) -> float:
        """Return the largest count that "below the threshold" allows: weighted counts need not be whole."""
        return max(self.threshold - 1, self.values[key])

    def _near(self, key: Key, hidden: set[Key]) -> set[Key]:
        """Return the published cells in a relation with ``key``, or with a hidden cell that is linked to it."""
        reached, frontier = {key}, {key}
        while frontier:
            linked = [{r.total, *r.parts} for r in self.relations if frontier & {r.total, *r.parts}]
            cells = set().union(*linked)
            published = {k for k in cells - hidden if self.values[k] != 0 or k in self.free}
            if published:
                return published
            frontier = cells - reached
            reached |= frontier
        return set()
