"""Tell the rows of a sheet apart: data, blank, repeated header, subtotal, section title, note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from data.ingest.header_rows import Header, claims_of
from data.ingest.source import Cells, Sheet
from data.ingest.spelling import fold, says_nothing
from data.ingest.values import Flags, by_spelling_of_text
from models.columns import COLUMN

TITLE, HEADER, DATA, BLANK, SUBTOTAL, SECTION, NOTE = range(7)
KINDS = ("title", "header", "data", "blank", "subtotal", "section", "note")

_TOTAL = re.compile(
    r"(小计|合计|总计|共计|累计|汇总|总和|[县镇乡村市区旗]计)([::(].*)?$|^(小计|合计|总计|共计|累计|其中)|^计$|^共?计?[::]?\d+(户|人|条)"
)
_FOOTER = re.compile(
    r"填[表报]|制[表单]|审[核批]人|审核[::]|复核[人::]|负责人|联系[人电]|经办|日期[::]|备注[::]|^注[::]|说明[::]|盖章|签[字章名]|打印|导出|^第.*页|^共.*页|单位[::]"
)
_SECTION = re.compile(
    r"[县区旗市盟镇乡村]|街道|社区|苏木|城|农|低保|特困|五保|边缘|刚性|保障|^[一二三四五六七八九十]+[、.]"
)
_MAY_SAY_TOTAL = frozenset(
    {
        "person_id",
        "head_identity",
        "household_id",
        "head_name",
        "person_name",
        "sequence",
        "county",
        "town",
        "village",
        "region",
    }
)
_FILLER = frozenset({"sequence", "county", "town", "village", "area", "region"})


def classify(sheet: Sheet, header: Header) -> npt.NDArray[np.int8]:
    """Return the kind of every row of a sheet, shape (rows,)."""
    kinds = np.full(sheet.rows, DATA, dtype=np.int8)
    kinds[: header.start] = TITLE
    kinds[header.start : header.end] = HEADER
    filled = np.sum([column != "" for column in sheet.columns], axis=0)
    kinds[(filled == 0) & (kinds == DATA)] = BLANK
    kinds[_repeats(sheet, header) & (kinds == DATA)] = HEADER
    for row in np.flatnonzero((kinds[1:] == DATA) & (kinds[:-1] == HEADER)) + 1:
        if _is_index_row([fold(column[row]) for column in sheet.columns if column[row] != ""]):
            kinds[row] = HEADER
    sure = _belongs_to_somebody(sheet, header) & (filled >= 4)
    for row in np.flatnonzero((kinds == DATA) & ~sure):
        cells = [column[row] for column in sheet.columns]
        kinds[row] = _kind(cells, header.names)
    return kinds


def _repeats(sheet: Sheet, header: Header) -> Flags:
    repeats = np.zeros(sheet.rows, dtype=bool)
    top = sheet.top(header.end)
    for labels in top[header.start : header.end]:
        named = [j for j, label in enumerate(labels) if isinstance(label, str) and label and j < len(sheet.columns)]
        if not named:
            continue
        hits = np.zeros(sheet.rows, dtype=np.int32)
        for j in named[:4]:
            hits += sheet.columns[j] == labels[j]
        for row in np.flatnonzero(hits):
            cells = [column[row] for column in sheet.columns]
            same = sum(cells[j] == labels[j] for j in named)
            repeats[row] |= same >= max(0.6 * sum(cell != "" for cell in cells), min(2, len(named)))
    return repeats


def _belongs_to_somebody(sheet: Sheet, header: Header) -> Flags:
    """Rows with an identity number, or with a household number and nothing that says total."""
    identified = np.zeros(sheet.rows, dtype=bool)
    numbered = np.zeros(sheet.rows, dtype=bool)
    named = [
        (name, column) for name, column in zip(header.names, sheet.columns, strict=False) if name in _MAY_SAY_TOTAL
    ]
    for name, column in named:
        if name in ("person_id", "head_identity"):
            identified |= np.fromiter((c.__class__ is not str or len(c) >= 8 for c in column), bool, len(column))
        elif name == "household_id":
            numbered |= column != ""
    doubtful = np.flatnonzero(numbered & ~identified)
    for _, column in named:
        total = by_spelling_of_text(column[doubtful], _says_total)
        numbered[doubtful[total]] = False
    return identified | numbered


def _says_total(text: str) -> bool:
    return any(c in text for c in "计計中总總汇匯共") and bool(_TOTAL.search(fold(text)))


def _kind(cells: Sequence[Any], names: Sequence[str | None]) -> int:
    filled = [(text, name, cell) for cell, name in zip(cells, names, strict=False) if (text := fold(cell))]
    if not filled:
        return BLANK
    texts = [text for text, _, cell in filled if isinstance(cell, str)]
    if any(
        _TOTAL.search(text) and len(text) <= 24
        for text, name, cell in filled
        if isinstance(cell, str) and name != "remarks"
    ):
        return SUBTOTAL
    somebody = any(name in _WHO and not says_nothing(text) for text, name, _ in filled)
    figures = any(
        _is_figure(text) for text, name, _ in filled if name and COLUMN[name].kind in ("money", "count", "number")
    )
    if texts and len(filled) <= 4 and any(_FOOTER.search(text) for text in texts):
        return NOTE
    if len(texts) >= 3 and sum(max(claims_of((text,)).values(), default=0.0) >= 80 for text in texts) >= 0.6 * len(
        filled
    ):
        return HEADER
    if len(filled) == 1 and texts and not figures and (not somebody or len(texts[0]) > 4 or _SECTION.search(texts[0])):
        return SECTION if _SECTION.search(texts[0]) and len(texts[0]) <= 30 else NOTE
    if not somebody and all(
        name in _FILLER or says_nothing(text) or text in ("0", "0.0", "0.00") for text, name, _ in filled
    ):
        return BLANK
    return DATA


_WHO = frozenset({"household_id", "head_name", "person_name", "head_identity", "person_id"})


def _is_figure(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _is_index_row(texts: Sequence[str]) -> bool:
    numbers = [int(text) for text in texts if re.fullmatch(r"\(?\d{1,2}\)?", text) for text in [text.strip("()")]]
    letters = sum(text in "甲乙丙丁戊己abcdefgh" and len(text) == 1 for text in texts)
    return (
        len(numbers) >= 2
        and len(numbers) + letters >= 0.8 * len(texts)
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    )


def texts_of(sheet: Sheet, rows: npt.NDArray[Any]) -> list[tuple[int, str]]:
    """Return the folded texts standing in the given rows, with their row."""
    return [
        (int(row), fold(cell))
        for row in rows
        for column in sheet.columns
        if isinstance(cell := column[row], str) and cell
    ]


def column_of(sheet: Sheet, names: Sequence[str | None], name: str) -> Cells | None:
    """Return the first column of a catalogue name, ``None`` when the sheet has none."""
    return sheet.columns[names.index(name)] if name in names else None
