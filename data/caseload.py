"""The caseload file: one Parquet row a household, its columns those of the catalogue that are stored."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from models.column import Column
from models.columns import COLUMNS
from models.problems import Problem, ProblemsError, did_you_mean
from models.text import Text

METADATA_KEY = b"tidu"
VERSION = 1
_TYPES = {"count": pa.int32(), "number": pa.float64(), "money": pa.float64(), "code": pa.int8(), "flag": pa.bool_()}


def stored_type(column: Column) -> pa.DataType:
    """Return the Arrow type in which a catalogue column is stored."""
    text = pa.string() if column.privacy == "identifier" else pa.dictionary(pa.int32(), pa.string())
    single = text if column.kind == "text" else _TYPES[column.kind]
    return pa.list_(single) if column.entity == "member" else single


def caseload_schema() -> pa.Schema:
    """Return the schema of a caseload file."""
    return pa.schema([(column.name, stored_type(column)) for column in COLUMNS if column.stored])


def caseload_table(
    households: Mapping[str, Sequence[Any] | npt.NDArray[Any] | pa.Array],
    members: Mapping[str, Sequence[Any] | npt.NDArray[Any] | pa.Array],
    listed: Sequence[int] | npt.NDArray[Any],
    metadata: Mapping[str, Any],
) -> pa.Table:
    """Return a caseload table that follows the catalogue.

    Args:
        households: Every stored household column, shape (households,).
        members: Every stored member column, shape (members,), household by household.
        listed: How many members each household lists, shape (households,).
        metadata: The file's own description: mark, title, place, day, sources, notes, population.

    Raises:
        ProblemsError: Columns are missing, unknown or of the wrong length.
    """
    listed = np.asarray(listed, dtype=np.int64)
    problems = _problems(households, members, len(listed), int(listed.sum()))
    if problems:
        raise ProblemsError(problems)
    offsets = pa.array(np.concatenate([[0], np.cumsum(listed)]), pa.int32())
    arrays = []
    schema = caseload_schema()
    for field in schema:
        if field.name in members:
            arrays.append(pa.ListArray.from_arrays(offsets, _array(members[field.name], field.type.value_type)))
        else:
            arrays.append(_array(households[field.name], field.type))
    described = json.dumps({"version": VERSION, **metadata}, ensure_ascii=False, sort_keys=True).encode()
    table = pa.Table.from_arrays(arrays, schema=schema.with_metadata({METADATA_KEY: described}))
    table.validate(full=True)
    return table


def write_caseload(table: pa.Table, path: Path) -> None:
    """Write a caseload whole or not at all: to a temporary name beside it, synced, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _problems(
    households: Mapping[str, Any], members: Mapping[str, Any], count: int, member_count: int
) -> list[Problem]:
    known = {column.name: column for column in COLUMNS if column.stored}
    problems = []
    for name in [*households, *members]:
        if name not in known:
            hint = did_you_mean(name, list(known))
            problems.append(
                Problem("unknown_column", name, Text("目录里没有这一列", "no such column in the catalogue"), hint)
            )
    for name, column in known.items():
        given = members if column.entity == "member" else households
        wanted = member_count if column.entity == "member" else count
        if name not in given:
            problems.append(Problem("missing_column", name, Text("缺少这一列", "this column is missing")))
        elif len(given[name]) != wanted:
            problems.append(
                Problem(
                    "wrong_length",
                    name,
                    Text(
                        f"有 {len(given[name])} 个值，应为 {wanted} 个",
                        f"{len(given[name])} values instead of {wanted}",
                    ),
                )
            )
    return problems


def _array(values: Any, wanted: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(wanted) and not isinstance(values, pa.Array):
        return pa.array(values, wanted.value_type).dictionary_encode()
    if isinstance(values, pa.Array):
        return values.cast(wanted)
    return pa.array(values, pa.string()) if pa.types.is_string(wanted) else pa.array(values).cast(wanted)
