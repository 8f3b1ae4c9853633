"""A caseload: the columns of households and members, read from its Parquet file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from models.column import Column
from models.columns import RULE_COLUMNS
from models.further_columns import FURTHER
from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import AREAS, DIBAO

Array = np.ndarray[Any, Any]
METADATA_KEY = b"tidu"
FEWEST_HOUSEHOLDS = 8
AGREEMENT = 0.7
TYPES = {
    "text": np.int32,
    "count": np.int32,
    "code": np.int8,
    "flag": np.bool_,
    "money": np.float64,
    "number": np.float64,
}
_KINDS = {column.name: column.kind for column in RULE_COLUMNS}


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

    def __post_init__(self) -> None:
        for attribute in ("columns", "member_columns"):
            values = getattr(self, attribute)
            object.__setattr__(self, attribute, {name: _held(name, array) for name, array in values.items()})
        object.__setattr__(self, "offsets", np.ascontiguousarray(self.offsets, dtype=np.int64))

    @classmethod
    def read(cls, path: Path) -> Caseload:
        """Read a caseload file; its fingerprint is the hash of the file."""
        with path.open("rb") as file:
            fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
        return cls.from_table(pq.read_table(path, memory_map=True), fingerprint)

    @classmethod
    def from_table(cls, table: pa.Table, fingerprint: str = "") -> Caseload:
        """Take the columns of an Arrow table that follows the column catalogue.

        Raises:
            ProblemsError: cells are empty that must not be, households without members, members that do not match.
        """
        metadata = json.loads((table.schema.metadata or {}).get(METADATA_KEY, b"{}"))
        columns: dict[str, Array] = {}
        members: dict[str, Array] = {}
        names: dict[str, tuple[str, ...]] = {"county": (), "town": (), "source_sheet": ()}
        lengths: dict[str, Array] = {}
        problems: list[Problem] = []
        for column in (c for c in RULE_COLUMNS if c.name in table.column_names):
            values = table.column(column.name).combine_chunks()
            if column.entity == "member":
                lengths[column.name] = pc.list_value_length(values).fill_null(0).to_numpy(zero_copy_only=False)
                if column.kind != "text":
                    members[column.name] = _numbers(column, values.flatten(), problems)
            elif column.name in names:
                columns[column.name], names[column.name] = _codes(values)
            elif column.kind != "text":
                columns[column.name] = _numbers(column, values, problems)
        problems += _contradictions(columns, lengths)
        if problems:
            raise ProblemsError(problems)
        length = next(iter(lengths.values()), np.zeros(table.num_rows, dtype=np.int64))
        offsets = np.concatenate([[0], np.cumsum(length, dtype=np.int64)])
        texts = (names["county"], names["town"], names["source_sheet"])
        return cls(columns, members, offsets, *texts, metadata, fingerprint)

    @property
    def households(self) -> int:
        """Number of rows; a row stands for ``weight`` households."""
        return len(self.offsets) - 1

    @property
    def absent(self) -> frozenset[str]:
        """The further columns that the file lacks."""
        return frozenset(c.name for c in FURTHER if c.name not in self.columns and c.name not in self.member_columns)

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
        """The dibao standard in the file's own rows, by county and area: the most frequent one that they state.

        Where they state none, the one that payments and incomes imply, as found at import.
        """
        inferred = self.metadata.get("inferred_standards") or ()
        result = {(one["county"], one["area"]): float(one["yuan_per_person_month"]) for one in inferred}
        recorded = self.columns.get("recorded_standard")
        if recorded is None:
            return result
        stated = (self.columns["recorded_tier"] == DIBAO) & np.isfinite(recorded)
        for cell in np.unique(self.cells[stated]):
            values, counts = np.unique(recorded[stated & (self.cells == cell)], return_counts=True)
            county, area = divmod(int(cell), len(AREAS))
            result[self.counties[county], AREAS[area].key] = float(values[counts.argmax()])
        return result

    @cached_property
    def supplement_rates(self) -> dict[tuple[str, str], float]:
        """The categorical supplement as a share of the standard that the rows imply, by county and area.

        Supplement ÷ (members who qualify × standard) of the dibao households that the register counts them for; only
        where at least eight households say so and seven in ten agree to a tenth of a per cent.
        """
        columns = self.columns
        if "recorded_supplement_members" not in columns:
            return {}
        counted = (columns["recorded_tier"] == DIBAO) & (columns["recorded_supplement_members"] > 0)
        counted &= np.isfinite(columns["recorded_supplement"])
        result: dict[tuple[str, str], float] = {}
        for (county, area), standard in self.standards.items():
            cell = self.counties.index(county) * len(AREAS) + [a.key for a in AREAS].index(area)
            here = counted & (self.cells == cell)
            base = columns["recorded_supplement_members"][here] * standard
            rates, counts = np.unique(np.round(columns["recorded_supplement"][here] / base, 3), return_counts=True)
            if counts.sum() >= FEWEST_HOUSEHOLDS and counts.max() >= AGREEMENT * counts.sum():
                result[county, area] = float(rates[counts.argmax()])
        return result

    @property
    def own_values(self) -> dict[str, dict[tuple[str, str], float]]:
        """The values of parameters that the file itself states or implies, by parameter, county and area."""
        return {"dibao_standard": self.standards, "supplement_rate": self.supplement_rates}

    def household(self, index: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return one household's columns and its members' columns as plain Python values."""
        row = {name: values[index].item() for name, values in self.columns.items()}
        members = range(int(self.offsets[index]), int(self.offsets[index + 1]))
        return row, [{name: values[m].item() for name, values in self.member_columns.items()} for m in members]


def _held(name: str, values: Array) -> Array:
    held: Array = np.ascontiguousarray(values, dtype=TYPES[_KINDS[name]]).view()
    held.flags.writeable = False
    return held


def _numbers(column: Column, values: pa.Array, problems: list[Problem]) -> Array:
    """Return a column's values; where the file is silent, the value that means so."""
    if values.null_count:
        unknown = np.nan if column.kind in {"money", "number"} else column.unknown
        if unknown is None:
            message = Text(f"{values.null_count} 处空缺", f"{values.null_count} empty cells")
            cure = Text("请重新导入数据", "import the data again")
            problems.append(Problem("empty_cells", column.name, message, cure))
            return np.zeros(len(values))
        values = values.fill_null(pa.scalar(unknown).cast(values.type))
    numbers: Array = values.to_numpy(zero_copy_only=False)
    return numbers


def _codes(values: pa.Array) -> tuple[Array, tuple[str, ...]]:
    """Return a text column as positions in its names; where the file is silent the name is empty."""
    if values.null_count or not pa.types.is_dictionary(values.type):
        values = values.cast(pa.string()).fill_null("").dictionary_encode()
    return values.indices.to_numpy(zero_copy_only=False), tuple(values.dictionary.to_pylist())


def _contradictions(columns: Mapping[str, Array], lengths: Mapping[str, Array]) -> Iterator[Problem]:
    if "family_members" in columns and (empty := int((columns["family_members"] < 1).sum())):
        message = Text(f"{empty} 户没有家庭成员", f"{empty} households have no family members")
        yield Problem("no_family_members", "family_members", message, Text("请重新导入数据", "import the data again"))
    first = next(iter(lengths.values()), None)
    for name, length in lengths.items():
        if first is not None and not np.array_equal(length, first):
            message = Text("成员列长度不一致", "member columns differ in length")
            yield Problem("members_differ", name, message, Text("请重新导入数据", "import the data again"))
