"""What was recognised in a file, what it leaves open, and how a person answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from data.ingest.header_rows import Header
from data.ingest.rows import KINDS
from data.ingest.source import Book, Sheet
from data.ingest.units import Unit
from models.columns import COLUMN
from models.text import Text
from models.tiers import AREAS, TIERS

Layout = Literal["household-rows", "member-rows"]
MEMBER_ROWS: Layout = "member-rows"
HOUSEHOLD_ROWS: Layout = "household-rows"


@dataclass(frozen=True)
class SheetAnswers:
    """What a person says about a sheet. As ``Answers.default`` it fills only what the file leaves open.

    ``header_row`` is the lowest header row, counted from 1. ``money`` is a key of ``units.MONEY``, ``period`` of
    ``units.PERIODS``, ``area`` ``urban`` or ``rural``, ``tier`` a key of ``models.tiers.TIERS``. ``mapping`` gives a
    column (its position from 0, or its header) its catalogue name, ``""`` to leave it out; ``units`` gives a column its
    own money and period.
    """

    skip: bool | None = None
    header_row: int | None = None
    money: str | None = None
    period: str | None = None
    area: str | None = None
    tier: str | None = None
    layout: Layout | None = None
    mapping: Mapping[int | str, str] = field(default_factory=dict)
    units: Mapping[int, tuple[str | None, str | None]] = field(default_factory=dict)

    def column_name(self, index: int, labels: tuple[str, ...]) -> str | None:
        """Return what was said about a column, by position, whole header or lowest label; ``None`` when nothing was."""
        for key in (index, "/".join(labels), labels[-1] if labels else ""):
            if key in self.mapping:
                return self.mapping[key]
        return None


@dataclass(frozen=True)
class Answers:
    """Answers to a file's open questions; ``accept`` takes every proposal that is left."""

    sheets: Mapping[str, SheetAnswers] = field(default_factory=dict)
    default: SheetAnswers = SheetAnswers()
    encoding: str | None = None
    accept: bool = False

    def of(self, sheet: str) -> SheetAnswers:
        """Return what was said about one sheet by name."""
        return self.sheets.get(sheet, SheetAnswers())


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file does not state. ``flag`` is how the command line answers it."""

    code: str
    sheet: str
    message: Text
    options: tuple[str, ...]
    proposal: str | None
    flag: str
    column: str = ""


@dataclass
class ColumnRecognition:
    """One column of a sheet: its labels, its catalogue name (``None``: not used), its unit when it is money.

    ``each`` marks amounts that are stated for one person.
    """

    index: int
    header: str
    name: str | None
    unit: Unit | None = None
    each: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the column for the report."""
        unit = self.unit
        return {
            "column": self.index + 1,
            "header": self.header,
            "name": self.name,
            "text": COLUMN[self.name].text.zh if self.name else None,
            "unit": (unit.text().zh + ("·人" if self.each else "")) if unit else None,
            "unit_source": f"{unit.money_how.zh}；{unit.period_how.zh}" if unit else None,
        }


@dataclass
class SheetRecognition:
    """One sheet as it will be read. ``used`` is false for hidden, skipped and other sheets, ``reason`` says why."""

    sheet: Sheet
    used: bool
    reason: Text = Text("", "")
    header: Header | None = None
    columns: list[ColumnRecognition] = field(default_factory=list)
    kinds: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, dtype=np.int8))
    layout: Layout = HOUSEHOLD_ROWS
    layout_how: Text = Text("", "")
    area: int | None = None
    area_how: Text = Text("", "")
    tier: int | None = None
    tier_how: Text = Text("", "")
    county: str = ""
    county_how: Text = Text("", "")
    day: dt.date | None = None
    annex_of: int | None = None

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def names(self) -> list[str | None]:
        """Catalogue name of every column."""
        return [column.name for column in self.columns]

    @property
    def unit_columns(self) -> dict[int, Unit]:
        """Unit of every money column by position."""
        return {column.index: column.unit for column in self.columns if column.unit is not None}

    def to_json(self, encoding: str | None) -> dict[str, Any]:
        """Return the sheet for the report."""
        header = self.header
        units = sorted({unit.text().zh for unit in self.unit_columns.values()})
        return {
            "name": self.name,
            "used": self.used,
            "hidden": self.sheet.hidden,
            "reason": self.reason.zh or None,
            "header_rows": [row + 1 for row in range(header.start, header.end)] if header else [],
            "units": units,
            "encoding": encoding,
            "layout": self.layout if self.used else None,
            "layout_source": self.layout_how.zh or None,
            "area": AREAS[self.area].key if self.area is not None else None,
            "area_source": self.area_how.zh or None,
            "tier": TIERS[self.tier].key if self.tier is not None else None,
            "county": self.county or None,
            "county_source": self.county_how.zh or None,
            "day": self.day.isoformat() if self.day else None,
            "rows": {kind: int((self.kinds == code).sum()) for code, kind in enumerate(KINDS)} if self.used else {},
            "columns": [column.to_json() for column in self.columns],
        }


@dataclass
class Recognition:
    """A file as it will be read, with the questions that are still open."""

    book: Book
    sheets: list[SheetRecognition]
    questions: list[Question]
    notes: list[Text] = field(default_factory=list)

    @property
    def encoding(self) -> str | None:
        """Encoding of a text file, ``None`` for workbooks."""
        return self.book.encoding

    @property
    def used(self) -> list[SheetRecognition]:
        """The sheets that will be read."""
        return [sheet for sheet in self.sheets if sheet.used]

    def to_json(self) -> dict[str, Any]:
        """Return what was recognised, for the report."""
        return {
            "encoding": self.encoding,
            "sheets": [sheet.to_json(self.encoding) for sheet in self.sheets],
            "questions": [
                {"code": q.code, "sheet": q.sheet, "column": q.column, "message": q.message.zh, "options": list(q.options),
                 "proposal": q.proposal, "flag": q.flag}
                for q in self.questions
            ],
            "notes": [note.zh for note in self.notes],
        }  # fmt: skip
