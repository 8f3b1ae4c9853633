"""Two columns that could both be the same thing: settle it by what stands in them, or ask."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.ingest.header_rows import Header, claims_of
from data.ingest.recognition import Question, SheetRecognition
from data.ingest.rows import DATA
from data.ingest.units import Unit, is_money
from data.ingest.values import Floats, read_numbers
from models.text import Text

_CONTESTED = (
    "recorded_payment",
    "recorded_total",
    "recorded_income",
    "income_per_person",
    "recorded_standard",
    "family_members",
    "insured_members",
)
_CLOSE = 12.0
_SURE = 80.0


def settle_rivals(
    result: SheetRecognition, units: dict[int, Unit], questions: list[Question], chosen: frozenset[int]
) -> None:
    """Look at unnamed columns whose header fits a name that another column has taken.

    Equal figures need no decision; a rival that is the sum of base, supplement and care is the total; what is left is
    a question with the better-fitting header as proposal.
    """
    header = result.header or Header(0, 0, (), (), ())
    data = np.flatnonzero(result.kinds == DATA)
    for column in result.columns:
        if column.name is not None or column.index in chosen:
            continue
        claims = claims_of(header.labels[column.index])
        for name, score in sorted(claims.items(), key=lambda claim: -claim[1]):
            if name not in _CONTESTED or score < _SURE or name not in result.names:
                continue
            winner = result.names.index(name)
            if header.scores[winner] - score > _CLOSE or winner in chosen:
                continue
            values = _values(result, column.index, data)
            if not (values > 0).any() or _alike(values, _values(result, winner, data), period_free=is_money(name)):
                break
            if name == "recorded_payment" and "recorded_total" not in result.names and _is_total(result, values, data):
                column.name = "recorded_total"
                column.unit = units.get(winner)
                break
            headers = (result.columns[winner].header, column.header)
            options = tuple(f"{header}={name}" for header in headers)
            questions.append(Question(
                "column_ambiguous", result.name,
                Text(f"“{headers[0]}”和“{headers[1]}”都像是同一列，数值却不同；请指定用哪一列",
                     f'"{headers[0]}" and "{headers[1]}" both look like the same column but differ: say which one to use'),
                options, options[0], "--column", "、".join(headers)))  # fmt: skip
            break


def _values(result: SheetRecognition, index: int, data: npt.NDArray[np.intp]) -> Floats:
    return read_numbers(result.sheet.columns[index][data]).values


def _alike(one: Floats, other: Floats, *, period_free: bool) -> bool:
    """Whether two columns say the same, a year's and a month's figure included."""
    both = ~np.isnan(one) & ~np.isnan(other)
    if both.sum() < 0.5 * max((~np.isnan(one)).sum(), 1):
        return False
    factors = (1.0, 12.0, 1 / 12.0) if period_free else (1.0,)
    return any((np.abs(one[both] * factor - other[both]) <= 1.0 * max(factor, 1.0)).mean() > 0.95 for factor in factors)


def _is_total(result: SheetRecognition, values: Floats, data: npt.NDArray[np.intp]) -> bool:
    parts = [
        _values(result, i, data)
        for i, name in enumerate(result.names)
        if name in ("recorded_payment", "recorded_supplement", "recorded_care")
    ]
    if len(parts) < 2:
        return False
    total = np.sum(np.nan_to_num(parts), axis=0)
    return bool((np.abs(total - np.nan_to_num(values)) < 0.05).mean() > 0.9)
