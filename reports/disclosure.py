"""What a reader can work out about withheld cells from the published ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, kron

Key = TypeVar("Key", bound=Hashable)
Vector = NDArray[np.float64]
_SLACK = 1e-6
_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class Relation(Generic[Key]):
    """A sum that a reader knows: ``total`` is the sum of ``parts``."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Reader(Generic[Key]):
    """A reader who knows every published cell, every relation, and what a sign in a cell's place means.

    ``first`` are the cells to protect; with ``counts`` they are known to be below ``threshold`` and other withheld
    ones not to be; ``free`` cells may be negative.
    """

    values: Mapping[Key, float]
    relations: Sequence[Relation[Key]]
    first: frozenset[Key]
    counts: bool
    free: frozenset[Key]
    threshold: float

    def exposed(self, hidden: set[Key]) -> Iterator[Key]:
        """Yield the withheld cells that follow exactly from others, then the protected ones that are known too well."""
        determined = self._determined(hidden)
        yield from (key for key in self._ordered(hidden) if key in determined)
        if not determined:
            yield from self._narrow(hidden)

    def told(self, hidden: set[Key]) -> bool:
        """Return whether a protected cell would be known too well."""
        return bool(self._determined(hidden) & self.first) or any(True for _ in self._narrow(hidden))

    def companion(self, key: Key, hidden: set[Key]) -> Key | None:
        """Return the next cell to withhold for ``key``: a difference first, then the smallest, totals last."""
        return min(self._ordered(self._near(key, hidden)), key=self.worth, default=None)

    def worth(self, key: Key) -> tuple[int, bool, float]:
        """Return how much is lost when ``key`` is withheld: the more sums it totals, the larger; differences least."""
        rank = sum(len(r.parts) > 2 for r in self.relations if r.total == key)
        return rank, key not in self.free, abs(self.values[key])

    @cached_property
    def _matrix(self) -> Vector:
        """Relations in rows, cells in columns: every row times the true values is zero."""
        places = {key: i for i, key in enumerate(self.values)}
        matrix = np.zeros((len(self.relations), len(self.values)))
        for row, relation in zip(matrix, self.relations, strict=True):
            row[places[relation.total]] += 1.0
            for part in relation.parts:
                row[places[part]] -= 1.0
        return matrix

    @cached_property
    def _true(self) -> Vector:
        return np.array(list(self.values.values()), dtype=float)

    def _ordered(self, chosen: set[Key]) -> list[Key]:
        return [key for key in self.values if key in chosen]

    def _unknown(self, hidden: set[Key]) -> tuple[Vector, Vector]:
        """Return the equations that the withheld cells obey, and their right-hand sides."""
        mask = np.array([key in hidden for key in self.values])
        rows = self._matrix[:, mask].any(axis=1)
        return self._matrix[rows][:, mask], -self._matrix[rows][:, ~mask] @ self._true[~mask]

    def _determined(self, hidden: set[Key]) -> set[Key]:
        """Return the withheld cells that have one value only, whatever their bounds."""
        matrix, _ = self._unknown(hidden)
        if not matrix.size:
            return set()
        _, sizes, rows = np.linalg.svd(matrix, full_matrices=True)
        kernel = rows[int((sizes > 1e-9).sum()) :]
        fixed = np.abs(kernel).max(axis=0, initial=0.0) < 1e-9
        return {key for key, one in zip(self._ordered(hidden), fixed, strict=True) if one}

    def _narrow(self, hidden: set[Key]) -> Iterator[Key]:
        """Yield the protected cells whose range is too narrow, from one linear programme for all of their ends."""
        keys = self._ordered(hidden)
        protected = [key for key in keys if key in self.first]
        matrix, right = self._unknown(hidden)
        copies = 2 * len(protected)
        goal = np.zeros((copies, len(keys)))
        for i, key in enumerate(protected):
            goal[2 * i, keys.index(key)], goal[2 * i + 1, keys.index(key)] = 1.0, -1.0
        found = linprog(
            goal.ravel(),
            A_eq=kron(eye_array(copies), csr_array(matrix), format="csr") if matrix.size else None,
            b_eq=np.tile(right, copies) if matrix.size else None,
            bounds=np.tile(self._bounds(keys), (copies, 1)),
            method="highs",
        )
        if not found.success:
            message = f"published cells contradict each other: {found.message}"
            raise ArithmeticError(message)
        ends = found.x.reshape(copies, len(keys))
        for i, key in enumerate(protected):
            at, (low, high) = keys.index(key), self._wanted(key)
            if ends[2 * i, at] > low + _SLACK or ends[2 * i + 1, at] < high - _SLACK:
                yield key

    def _wanted(self, key: Key) -> tuple[float, float]:
        """Return the range that must stay possible for a protected cell."""
        if self.counts:
            return 1.0, self.threshold - 1.0
        value = self.values[key]
        return value - abs(value) * _MARGIN, value + abs(value) * _MARGIN

    def _bounds(self, keys: list[Key]) -> Vector:
        far = 10.0 * (np.abs(self._true).max(initial=0.0) + self.threshold)
        bounds = []
        for key in keys:
            if key in self.free:
                bounds.append((-far, far))
            elif self.counts and key in self.first:
                # Weighted counts need not be whole: 4.6 is below five as well.
                bounds.append((min(1.0, self.values[key]), max(self.threshold - 1.0, self.values[key])))
            else:
                bounds.append((self.threshold if self.counts else 0.0, far))
        return np.array(bounds)

    def _near(self, key: Key, hidden: set[Key]) -> set[Key]:
        """Return the published cells in a relation with ``key``, or with a withheld cell that is linked to it."""
        reached, frontier = {key}, {key}
        while frontier:
            linked = [{r.total, *r.parts} for r in self.relations if frontier & {r.total, *r.parts}]
            cells: set[Key] = set().union(*linked)
            published = {k for k in cells - hidden if self.values[k] != 0 or k in self.free}
            if published:
                return published
            frontier = cells - reached
            reached |= frontier
        return set()
