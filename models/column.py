"""What a column is: its name, type, unit, privacy class and the headers that registers carry it under."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from models.text import Text

Entity = Literal["household", "member"]
Kind = Literal["text", "count", "money", "flag", "code", "date", "number"]
Privacy = Literal["none", "quasi", "sensitive", "identifier"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register, of the stored caseload, or of both.

    ``name`` is what rules ask for (members' columns begin with ``person_``). ``headers`` are the Chinese
    headers under which registers carry it, ``pattern`` finds their relatives. ``stored`` columns reach the
    caseload file; the others are read, used for derivation and checks, and dropped. Money is yuan, converted
    at import to a month. ``unknown`` is the stored value that means "the register does not say"
    (``None``: NaN or an empty list); ``absent`` is what rules read when a caseload lacks an optional column.
    """

    name: str
    entity: Entity
    kind: Kind
    text: Text
    headers: tuple[str, ...] = ()
    unit: str = ""
    privacy: Privacy = "none"
    stored: bool = False
    unknown: float | None = None
    pattern: str = ""
    absent: float = math.nan
