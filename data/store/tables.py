"""The tables of the store and the records that come out of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Date, DateTime, Dialect, Integer, MetaData, Row, String, Table
from sqlalchemy.types import TypeDecorator

from models.text import Text


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC, aware of its zone on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn a moment of any zone into UTC; a moment without a zone is a mistake."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData()

DATASET = Table(
    "dataset",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("title_zh", String, nullable=False),
    Column("title_en", String, nullable=False),
    Column("mark", String(20), nullable=False),
    Column("place", String(40)),
    Column("day", Date),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("households", Integer, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("file", String(100), nullable=False),
    Column("report", JSON, nullable=False),
)

# A run names its dataset by content: it stays readable when the dataset is removed, hence no foreign key.
RUN = Table(
    "run",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("dataset_id", String(64), nullable=False, index=True),
    Column("scenario", JSON, nullable=False),
    Column("summary", JSON, nullable=False),
    Column("version", String(40), nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcTime, nullable=False),
    Column("action", String(40), nullable=False),
    Column("dataset_id", String(64), index=True),
    Column("detail", JSON, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A stored caseload: what it is called, what it is (``mark``), how much it holds, and how its import went."""

    id: str
    title: Text
    mark: str
    place: str | None
    day: date | None
    created_at: datetime
    households: int
    persons: int
    file: str
    report: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One simulation that was kept: of which dataset, which scenario, with which headline figures."""

    id: str
    dataset_id: str
    scenario: dict[str, Any]
    summary: dict[str, Any]
    version: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit: when, what, on which dataset."""

    id: int
    at: datetime
    action: str
    dataset_id: str | None
    detail: dict[str, Any]


def dataset_of(row: Row[Any]) -> Dataset:
    """Return the record of a row of ``DATASET``."""
    values = dict(row._mapping)
    title = Text(values.pop("title_zh"), values.pop("title_en"))
    return Dataset(title=title, **values)
