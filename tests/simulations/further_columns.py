"""A caseload with every further column, at random: what rules ask for and plain registers lack."""

import dataclasses

import numpy as np

from models.further_columns import FURTHER

# Draws of the columns whose values are not plain flags: name → function of the generator and the size.
DRAWS = {
    "residence": lambda draw, n: draw.integers(0, 3, n),
    "event_kind": lambda draw, n: draw.integers(0, 6, n),
    "event_self_pay": lambda draw, n: np.round(draw.gamma(1.5, 15_000.0, n)),
    "events_this_year": lambda draw, n: draw.integers(0, 4, n),
    "months_since_exit": lambda draw, n: draw.integers(0, 14, n),
    "rent": lambda draw, n: np.where(draw.random(n) < 0.4, np.round(draw.gamma(2.0, 200.0, n)), 0.0),
    "floor_area": lambda draw, n: np.where(draw.random(n) < 0.9, draw.integers(12, 140, n), np.nan),
    "no_supporters": lambda draw, n: draw.random(n) < 0.7,
    "person_age": lambda draw, n: np.where(
        draw.random(n) < 0.3, draw.choice([-1, 15, 16, 17, 59, 60], n), draw.integers(-40, 95, n).clip(-1)
    ),
    "person_able": lambda draw, n: draw.integers(-1, 3, n),
    "person_study": lambda draw, n: draw.choice([-1, 0, 1, 2, 3, 4], n, p=[0.4, 0.2, 0.1, 0.1, 0.1, 0.1]),
    "person_care_grade": lambda draw, n: draw.integers(-1, 3, n),
    "person_medical_self_pay": lambda draw, n: np.where(
        draw.random(n) < 0.3, np.round(draw.lognormal(7.0, 2.0, n), 2), np.nan
    ),
}


def with_further_columns(crowd, seed):
    """The caseload with every further column drawn at random."""
    draw = np.random.default_rng(seed)
    added = {"household": {}, "member": {}}
    for column in FURTHER:
        size = crowd.households if column.entity == "household" else int(crowd.offsets[-1])
        if column.name in DRAWS:
            values = DRAWS[column.name](draw, size)
        elif column.kind == "flag":
            values = draw.random(size) < 0.3
        elif column.kind in {"code", "count"}:
            values = draw.integers(0, 3, size)
        else:
            values = np.where(draw.random(size) < 0.6, np.round(draw.gamma(1.0, 500.0, size), 2), 0.0)
        added[column.entity][column.name] = values
    return dataclasses.replace(
        crowd,
        columns={**crowd.columns, **added["household"]},
        member_columns={**crowd.member_columns, **added["member"]},
    )
