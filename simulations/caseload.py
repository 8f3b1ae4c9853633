"""A caseload: the columns of households and members, read from its Parquet file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from models.columns import COLUMNS
from models.text import Text
from models.tiers import AREAS, DIBAO

Array = np.ndarray[Any, Any]
METADATA_KEY = b"tidu"


@dataclass(frozen=True)
class Caseload:
    """Households in columns, members behind them by offsets.

    ``columns`` have shape (households,), ``member_columns`` (members,); the members of household ``h`` stand at
    ``offsets[h]:offsets[h + 1]``. ``counties``, ``towns`` and ``sheets`` name what the columns ``county``, ``town`` and
    ``source_sheet`` number; ``cells`` is county × 2 + area. Money is yuan a month.
    """

    columns: Mapping[str, Array]
    member_columns: Mapping[str, Array]
    offsets: Array
    counties: tuple[str, ...]
    towns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""

    @classmethod
    def read(cls, path: Path) -> Caseload:
        """Read a caseload file; its fingerprint is the hash of the file."""
        fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()
        return cls.from_table(pq.read_table(path, memory_map=True), fingerprint)

    @classmethod
    def from_table(cls, table: pa.Table, fingerprint: str = "") -> Caseload:
        """Take the columns of an Arrow table that follows the column catalogue."""
        metadata = json.loads((table.schema.metadata or {}).get(METADATA_KEY, b"{}"))
        columns: dict[str, Array] = {}
        members: dict[str, Array] = {}
        names: dict[str, tuple[str, ...]] = {"county": (), "town": (), "source_sheet": ()}
        offsets: Array = np.zeros(table.num_rows + 1, dtype=np.int64)
        for column in (c for c in COLUMNS if c.stored and c.name in table.column_names):
            values = table.column(column.name).combine_chunks()
            if column.entity == "member":
                offsets = np.asarray(values.offsets, dtype=np.int64)
                if column.kind != "text":
                    members[column.name] = values.values.to_numpy(zero_copy_only=False)
                    offsets, members[column.name] = _from_zero(offsets, members[column.name])
            elif column.name in names:
                names[column.name] = tuple(values.dictionary.to_pylist())
                columns[column.name] = values.indices.to_numpy(zero_copy_only=False)
            elif column.kind != "text":
                columns[column.name] = values.to_numpy(zero_copy_only=False)
        return cls(
            columns, members, offsets, names["county"], names["town"], names["source_sheet"], metadata, fingerprint
        )

    @property
    def households(self) -> int:
        """Number of rows; a row stands for ``weight`` households."""
        return len(self.offsets) - 1

    @property
    def mark(self) -> str:
        """``register``, ``synthetic`` or ``totals``."""
        return str(self.metadata.get("mark", "register"))

    @property
    def title(self) -> Text:
        """What the data is called."""
        title = self.metadata.get("title") or {"zh": "未命名数据", "en": "Untitled data"}
        return Text(title["zh"], title["en"])

    @property
    def population(self) -> Mapping[str, float]:
        """Resident population by county, and under ``""`` of the whole place; empty where not known."""
        return dict(self.metadata.get("population") or {})

    @cached_property
    def cells(self) -> Array:
        """County index × 2 + area of every household, int32."""
        county: Array = self.columns["county"].astype(np.int32)
        return county * len(AREAS) + self.columns["area"].astype(np.int32)

    @cached_property
    def standards(self) -> dict[tuple[str, str], float]:
        """The standard that the file itself states for dibao households by county and area: its most frequent value."""
        recorded = self.columns.get("recorded_standard")
        if recorded is None:
            return {}
        stated = (self.columns["recorded_tier"] == DIBAO) & np.isfinite(recorded)
        result: dict[tuple[str, str], float] = {}
        for cell in np.unique(self.cells[stated]):
            values, counts = np.unique(recorded[stated & (self.cells == cell)], return_counts=True)
            county, area = divmod(int(cell), len(AREAS))
            result[self.counties[county], AREAS[area].key] = float(values[counts.argmax()])
        return result

    def household(self, index: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return one household's columns and its members' columns as plain Python values."""
        row = {name: values[index].item() for name, values in self.columns.items()}
        members = range(int(self.offsets[index]), int(self.offsets[index + 1]))
        return row, [{name: values[m].item() for name, values in self.member_columns.items()} for m in members]


def _from_zero(offsets: Array, values: Array) -> tuple[Array, Array]:
    return offsets - offsets[0], values[offsets[0] : offsets[-1]]
