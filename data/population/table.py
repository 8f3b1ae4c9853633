"""Columns of made households in the types of the caseload file."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data.population.shapes import Ints
from models.columns import COLUMNS


def coded_text(codes: Ints, names: list[str]) -> pa.Array:
    """Return a text column from positions in a list of names."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names, pa.string()))


def blank_text(count: int) -> pa.Array:
    """Return a text column that says nothing."""
    return coded_text(np.zeros(count, dtype=np.int64), [""])


def no_members() -> dict[str, pa.Array]:
    """Return the member columns of households that list nobody."""
    return {column.name: pa.nulls(0) for column in COLUMNS if column.stored and column.entity == "member"}
