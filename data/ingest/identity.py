"""Identity numbers: fold their spellings, judge them, derive birth and sex, and replace them by a keyed hash."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from data.ingest.source import Cells
from data.ingest.spelling import fold, says_nothing
from data.ingest.values import Days, Flags
from models.columns import FEMALE, MALE

GOOD, MISSING, LOST, WRONG_CHECK, UNFAMILIAR = range(5)
HASH_LENGTH = 16
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int32)
_CHECKS = "10X98765432"
_CHECK_CODES = np.array([ord(c) for c in _CHECKS], dtype=np.int32)
_FOLDINGS = ("spaces", "full_width_characters", "lower_case_x", "leading_apostrophe", "fifteen_digit_identifiers")


@dataclass(frozen=True)
class Identities:
    """Identity numbers of a column, each array of shape (rows,).

    ``numbers`` are folded (``""`` where missing or lost), ``states`` one of the codes of this module, ``births``
    yyyymmdd (0 unknown), ``sexes`` codes (-1 unknown), ``regions`` the six-digit code of first registration (0 unknown);
    ``folded`` counts what was folded.
    """

    numbers: Cells
    states: npt.NDArray[np.int8]
    births: Days
    sexes: npt.NDArray[np.int8]
    regions: npt.NDArray[np.int32]
    folded: dict[str, int]


def read_identities(cells: Cells) -> Identities:
    """Read a column of identity numbers; what Excel has truncated is lost and never repaired."""
    folded = dict.fromkeys(_FOLDINGS, 0)
    numbers: Cells = np.empty(len(cells), dtype=object)
    states = np.zeros(len(cells), dtype=np.int8)
    for i, cell in enumerate(cells):
        if cell.__class__ is str and len(cell) == 18 and cell.isascii() and cell.isalnum() and cell[17] != "x":
            numbers[i] = cell
        else:
            numbers[i], states[i] = _fold_one(cell, folded)
    whole = np.flatnonzero(states == GOOD)
    digits = _characters(numbers[whole])
    shaped = ((digits[:, :17] >= 48) & (digits[:, :17] <= 57)).all(axis=1) & (
        ((digits[:, 17] >= 48) & (digits[:, 17] <= 57)) | (digits[:, 17] == 88)
    )
    states[whole[~shaped]] = UNFAMILIAR
    whole, digits = whole[shaped], digits[shaped]
    checks = _CHECK_CODES[((digits[:, :17] - 48) @ _WEIGHTS) % 11]
    wrong = checks != digits[:, 17]
    states[whole[wrong]] = WRONG_CHECK
    for i in whole[wrong]:
        # Excel keeps 15 digits: an 18-digit text that ends in 000 and fails its check was once a number.
        if numbers[i].endswith("000"):
            numbers[i], states[i] = "", LOST
    births = np.zeros(len(cells), dtype=np.int64)
    sexes = np.full(len(cells), -1, dtype=np.int8)
    births[whole] = (digits[:, 6:14] - 48).astype(np.int64) @ (10 ** np.arange(7, -1, -1)).astype(np.int64)
    sexes[whole] = np.where((digits[:, 16] - 48) % 2 == 1, MALE, FEMALE)
    regions = np.zeros(len(cells), dtype=np.int32)
    regions[whole] = (digits[:, :6] - 48) @ (10 ** np.arange(5, -1, -1)).astype(np.int32)
    impossible = ~_possible(births)
    states[impossible & (births > 0) & (states == GOOD)] = WRONG_CHECK
    births[impossible | (states == LOST)] = 0
    sexes[states == LOST] = -1
    return Identities(numbers, states, births, sexes, regions, folded)


def _characters(numbers: Cells) -> npt.NDArray[np.int32]:
    if not len(numbers):
        return np.empty((0, 18), dtype=np.int32)
    return np.array(numbers.tolist(), dtype="U18").view(np.uint32).reshape(-1, 18).astype(np.int32)


def _fold_one(cell: Any, folded: dict[str, int]) -> tuple[str, int]:
    if isinstance(cell, float | int):
        text = f"{cell:.0f}" if float(cell).is_integer() else ""
        # A number keeps 15 digits: a 15-digit identifier survives, an 18-digit one does not.
        if len(text) == 15:
            folded["fifteen_digit_identifiers"] += 1
            return _to_eighteen(text), GOOD
        return "", LOST if len(text) >= 16 else UNFAMILIAR
    raw = str(cell)
    text = fold(raw)
    if says_nothing(text) or not text:
        return "", MISSING
    if re.fullmatch(r"\d(\.\d+)?e\+?1[4-9]", text) or re.fullmatch(r"\d{15,18}\.0+", text):
        return "", LOST
    bare = re.sub(r"^['`‘’]+|['`‘’]+$", "", text)
    folded["leading_apostrophe"] += bare != text
    folded["spaces"] += bool(re.search(r"\s", raw.replace("\u3000", " ").strip())) or raw != raw.strip()
    folded["full_width_characters"] += any("０" <= c <= "９" or c in "Ｘｘ" for c in raw)
    folded["lower_case_x"] += raw.strip().endswith(("x", "ｘ"))
    bare = bare.upper().replace("-", "") if re.fullmatch(r"[\dxX-]{15,24}", bare) else bare.upper()
    if "*" in bare:
        return "", LOST
    if re.fullmatch(r"\d{15}", bare):
        folded["fifteen_digit_identifiers"] += 1
        return _to_eighteen(bare), GOOD
    return bare, GOOD if len(bare) == 18 else UNFAMILIAR


def _to_eighteen(fifteen: str) -> str:
    first = fifteen[:6] + "19" + fifteen[6:]
    return first + _CHECKS[sum(int(d) * int(w) for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def _possible(births: Days) -> Flags:
    years, months, days = births // 10000, births // 100 % 100, births % 100
    lengths = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    return (
        (years >= 1880)
        & (years <= 2100)
        & (months >= 1)
        & (months <= 12)
        & (days >= 1)
        & (days <= lengths[np.clip(months, 0, 12)])
    )


def hashes(texts: Cells, key: bytes, purpose: bytes = b"") -> Cells:
    """Return the keyed hash (16 hex characters) of each text, ``""`` for an empty one.

    Args:
        texts: Folded identifiers, shape (rows,).
        key: The local key.
        purpose: Separates identifiers of different kinds, so that equal texts do not meet.
    """
    result: Cells = np.empty(len(texts), dtype=object)
    result[:] = [
        hmac.digest(key, purpose + text.encode(), "sha256").hex()[:HASH_LENGTH] if text else "" for text in texts
    ]
    return result
