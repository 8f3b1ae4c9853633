"""Columns of made households as a caseload table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data.population.fit import dumps
from data.population.shapes import Ints
from models.columns import COLUMNS, Column

_TYPES = {"count": pa.int32(), "number": pa.float64(), "money": pa.float64(), "code": pa.int8(), "flag": pa.bool_()}


def caseload_schema() -> pa.Schema:
    """Return the schema of the caseload file: the stored columns of the catalogue."""
    return pa.schema([(c.name, _type(c)) for c in COLUMNS if c.stored])


def caseload_table(
    households: Mapping[str, npt.NDArray[Any] | pa.Array],
    members: Mapping[str, npt.NDArray[Any] | pa.Array],
    sizes: Ints,
    description: dict[str, object],
) -> pa.Table:
    """Return the caseload table.

    Args:
        households: Values of every household column.
        members: Values of every member column, household by household; empty when no members are listed.
        sizes: Members listed in each household.
        description: The file's own description (mark, title, sources, notes …).
    """
    offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32())
    schema = caseload_schema()
    arrays = []
    for field in schema:
        if pa.types.is_list(field.type):
            listed = members.get(field.name, np.empty(0))
            flat = _array(listed, field.type.value_type)
            arrays.append(pa.ListArray.from_arrays(offsets, flat))
        else:
            arrays.append(_array(households[field.name], field.type))
    table = pa.Table.from_arrays(arrays, schema=schema.with_metadata({b"tidu": dumps(description)}))
    table.validate(full=True)
    return table


def _type(column: Column) -> pa.DataType:
    if column.kind == "text":
        single = pa.string() if column.privacy == "identifier" else pa.dictionary(pa.int32(), pa.string())
    else:
        single = _TYPES[column.kind]
    return pa.list_(single) if column.entity == "member" else single


def coded_text(codes: Ints, names: list[str]) -> pa.Array:
    """Return a text column from positions in a list of names."""
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names, pa.string()))


def _array(values: npt.NDArray[Any] | pa.Array, wanted: pa.DataType) -> pa.Array:
    if isinstance(values, pa.Array):
        return values
    return pa.array(values).cast(wanted)
