"""A reader who knows every published cell tries to find the small ones again."""

from __future__ import annotations

import random

import numpy as np
import pytest
from scipy.optimize import linprog

from reports.suppression import HIDDEN, SMALL, Relation, small, withhold

COUNTIES = ("三元区", "沙县区", "永安市", "明溪县")


def one_column(counts: dict[str, float]) -> tuple[dict[object, float], list[Relation]]:
    return {**counts, "total": sum(counts.values())}, [Relation("total", tuple(counts))]


def three_sides(before: list[int], after: list[int]) -> tuple[dict[object, float], list[Relation]]:
    """Counties with baseline, reform and difference, and a total of each: the table that is published."""
    values: dict[object, float] = {}
    relations = []
    for i, (b, a) in enumerate(zip(before, after, strict=True)):
        values |= {("b", i): float(b), ("a", i): float(a), ("d", i): float(a - b)}
        relations.append(Relation(("a", i), (("b", i), ("d", i))))
    for side in "bad":
        keys = tuple((side, i) for i in range(len(before)))
        values[side, "total"] = sum(values[k] for k in keys)
        relations.append(Relation((side, "total"), keys))
    relations.append(Relation(("a", "total"), (("b", "total"), ("d", "total"))))
    return values, relations


def attack(values, relations, withheld, key, free=()):
    """Return the range a reader can give ``key``: independent of the code under test, in whole numbers' relaxation."""
    names = [*withheld, "one"]
    rows, right = [], []
    for relation in relations:
        row = [0.0] * len(names)
        for k, sign in [(relation.total, 1.0), *((p, -1.0) for p in relation.parts)]:
            row[names.index(k) if k in withheld else -1] += sign if k in withheld else sign * values[k]
        rows.append(row)
        right.append(0.0)
    bounds = [(None, None) if k in free else (1, 4) if withheld[k] == SMALL else (5, None) for k in withheld] + [(1, 1)]
    goal = np.array([float(k == key) for k in names])
    low = linprog(goal, A_eq=np.array(rows), b_eq=right, bounds=bounds)
    high = linprog(-goal, A_eq=np.array(rows), b_eq=right, bounds=bounds)
    assert low.status in {0, 3}
    return (low.fun if low.status == 0 else -np.inf), (-high.fun if high.status == 0 else np.inf)


def test_a_single_small_county_takes_a_second_cell_with_it():
    values, relations = one_column({"三元区": 120, "沙县区": 3, "永安市": 40, "明溪县": 77})
    withheld = withhold(values, relations, small(values))
    assert withheld["沙县区"] == SMALL
    assert withheld == {"沙县区": SMALL, "永安市": HIDDEN}
    assert attack(values, relations, withheld, "沙县区") == (1, 4)


def test_subtracting_from_the_total_alone_would_have_told():
    values, relations = one_column({"三元区": 120, "沙县区": 3, "永安市": 40, "明溪县": 77})
    only_primary = {"沙县区": SMALL}
    low, high = attack(values, relations, only_primary, "沙县区")
    assert low == high == 3


def test_a_neighbour_of_exactly_five_is_not_cover_enough():
    values, relations = one_column({"三元区": 120, "沙县区": 3, "永安市": 5, "明溪县": 77})
    withheld = withhold(values, relations, small(values))
    assert withheld == {"沙县区": SMALL, "明溪县": HIDDEN}
    assert attack(values, relations, withheld, "沙县区") == (1, 4)


def test_two_small_cells_that_cover_each_other_take_nobody_else():
    values, relations = one_column({"三元区": 120, "沙县区": 3, "永安市": 2, "明溪县": 77})
    assert withhold(values, relations, small(values)) == {"沙县区": SMALL, "永安市": SMALL}


def test_two_ones_add_up_to_two_and_need_cover():
    values, relations = one_column({"三元区": 120, "沙县区": 1, "永安市": 1, "明溪县": 77})
    withheld = withhold(values, relations, small(values))
    assert withheld["明溪县"] == HIDDEN
    assert attack(values, relations, withheld, "沙县区") == (1, 4)


def test_zero_is_nobody_and_stays():
    values, relations = one_column({"三元区": 0, "沙县区": 300})
    assert withhold(values, relations, small(values)) == {}


def test_before_after_and_difference_do_not_give_each_other_away():
    values, relations = three_sides([3, 60, 200, 9], [30, 66, 210, 40])
    free = [k for k in values if k[0] == "d"]
    withheld = withhold(values, relations, small({k: v for k, v in values.items() if k not in free}), free=free)
    assert withheld["b", 0] == SMALL
    assert attack(values, relations, withheld, ("b", 0), free) == (1, 4)
    assert len(withheld) < len(values) / 2, "withholding should not empty the table"


@pytest.mark.parametrize("seed", range(12))
def test_random_tables_keep_their_small_cells(seed):
    dice = random.Random(seed)
    before = [dice.choice([0, 1, 2, 3, 4, 5, 8, 20, 90, 400]) for _ in range(7)]
    after = [max(0, b + dice.choice([0, 0, 1, 3, 15])) for b in before]
    values, relations = three_sides(before, after)
    free = [k for k in values if k[0] == "d"]
    withheld = withhold(values, relations, small({k: v for k, v in values.items() if k not in free}), free=free)
    for key, gap in withheld.items():
        low, high = attack(values, relations, withheld, key, free)
        if gap == SMALL:
            assert low <= 1 + 1e-6, (before, after, key)
            assert high >= 4 - 1e-6, (before, after, key)
        else:
            assert high - low > 1e-6, (before, after, key)
    published = {k: v for k, v in values.items() if k not in withheld and k not in free}
    assert not small(published)


def test_amounts_of_a_withheld_county_cannot_be_found_to_a_fifth():
    amounts = {"三元区": 80_000.0, "沙县区": 1_500.0, "永安市": 30_000.0}
    values: dict[object, float] = {**amounts, "total": sum(amounts.values())}
    withheld = withhold(values, [Relation("total", tuple(amounts))], {"沙县区"}, counts=False)
    assert withheld == {"沙县区": HIDDEN, "永安市": HIDDEN}
