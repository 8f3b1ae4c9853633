"""Withholding of small counts, so that no person can be recognised, nor be found again from the totals."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import lru_cache

from models.text import Text
from reports.disclosure import Key, Reader, Relation
from reports.table import Gap

__all__ = ["HIDDEN", "SMALL", "Relation", "small", "withhold"]

THRESHOLD = 5.0
SMALL = Gap(Text("<5", "<5"), Text("少于 5，为保护个人信息不公布", "below 5, withheld to protect personal information"))
HIDDEN = Gap(
    Text("※", "※"),
    Text("为防止由合计反推而一并不公布", "withheld as well, so that totals do not give small cells away"),
)
_KEPT = 64


def small(counts: Mapping[Key, float], threshold: float = THRESHOLD) -> set[Key]:
    """Return the keys of counts of persons or households that are too small to publish; a zero names nobody."""
    return {key for key, count in counts.items() if 0 < round(count, 6) < threshold}


def withhold(
    values: Mapping[Key, float],
    relations: Sequence[Relation[Key]],
    primary: Iterable[Key],
    *,
    counts: bool = True,
    free: Iterable[Key] = (),
) -> dict[Key, Gap]:
    """Return which cells to withhold: the ``primary`` ones and as many others as keep them from being recovered.

    A reader who knows every published cell and every relation may find out no more about a small count than that
    it is between 1 and 4; about a withheld amount (``counts=False``) not to better than a fifth. ``free`` cells,
    differences, may be negative. Next to an exposed cell, a difference is withheld if there is one, else the smallest
    cell of a relation, totals last; and so on until no withheld cell can be worked out. What turns out not to be
    needed is published after all, totals first. Counts of zero always stay.
    """
    first = frozenset(key for key in primary if key in values)
    if not first:
        return {}
    hidden = _hidden(tuple(values.items()), tuple(relations), first, counts, frozenset(free))
    return {key: SMALL if counts and key in first else HIDDEN for key in values if key in hidden}


@lru_cache(maxsize=_KEPT)
def _hidden(
    values: tuple[tuple[Hashable, float], ...],
    relations: tuple[Relation[Hashable], ...],
    first: frozenset[Hashable],
    counts: bool,
    free: frozenset[Hashable],
) -> frozenset[Hashable]:
    reader = Reader(dict(values), relations, first, counts, free, THRESHOLD)
    hidden = set(first)
    while True:
        candidates = (reader.companion(key, hidden) for key in reader.exposed(hidden))
        candidate = next((c for c in candidates if c is not None), None)
        if candidate is None:
            break
        hidden.add(candidate)
    for key in sorted(hidden - first, key=reader.worth, reverse=True):
        if not reader.told(hidden - {key}):
            hidden.discard(key)
    return frozenset(hidden)
