"""Find the header of a sheet and name its columns from the catalogue.

A header may have up to four levels. Every block of one to four rows near the top is tried; the one whose columns
name most of the catalogue wins, so that titles, unit lines and data rows need no rule of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from data.ingest.source import Sheet
from data.ingest.spelling import fold
from models.columns import COLUMN, REGISTER_COLUMNS

SEARCHED_ROWS = 60
MOST_LEVELS = 4
_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[^\w\u4e00-\u9fff]|_")
_LEADING = re.compile(r"^[\d.、*#()]+(?=[\u4e00-\u9fff])")
_GENERIC = re.compile(
    r"^(合计|小计|总计|共计|人数|人口|人口数|户数|数量|金额|标准|姓名|名称|身份证号码?|证件号码?|性别|年龄|编号|类别|类型|等级|日期|时间|"
    r"月|年|元|万元|每月|每年|月额|年额|其他|其它|收入|总额|[年月]收入|是否|情况|总|数|人|户|本人)$"
)
_UNIT_WORDS = re.compile(r"\(?(单位[::])?(人民币)?[万千百]?元([/每]?[人户]?[/每]?[年月季]度?)?\)?$")
# Which of the catalogue makes a sheet a register of households: somebody, and something known about them.
_WHO = frozenset({"household_id", "head_name", "person_name", "head_identity", "person_id"})
_WHAT = frozenset(
    {"family_members", "insured_members", "recorded_tier", "recorded_income", "income_per_person", "recorded_payment",
     "recorded_total", "payment_per_person", "recorded_standard", "recorded_supplement", "recorded_care", "person_relation",
     "person_payment", "person_income"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows from 0, ``end`` exclusive) and each column's labels from the top level down."""

    start: int
    end: int
    labels: tuple[tuple[str, ...], ...]
    names: tuple[str | None, ...]
    scores: tuple[float, ...]

    def path(self, column: int) -> str:
        """Return the column's labels as a person reads them."""
        return "/".join(self.labels[column])


def find_header(sheet: Sheet, row: int | None = None) -> Header | None:
    """Return the header of a sheet, ``None`` when no rows near the top name a register's columns.

    Args:
        sheet: The sheet.
        row: The row (from 0) of the lowest header level where a person has said so.
    """
    top = sheet.top(min(sheet.rows, SEARCHED_ROWS + MOST_LEVELS))
    merged = [m for m in sheet.merges if m[0][0] < len(top)]
    best: Header | None = None
    best_worth = 0.0
    ends = range(1, min(len(top), SEARCHED_ROWS) + 1) if row is None else [row + 1]
    for end in ends:
        if row is None and not _reads_like_labels(top[end - 1]):
            continue
        for levels in range(1, min(MOST_LEVELS, end) + 1):
            header = read_header(top, merged, end - levels, end)
            worth = _worth(header, levels)
            if worth > best_worth:
                best, best_worth = header, worth
            if end - levels - 1 >= 0 and not _reads_like_labels(top[end - levels - 1]):
                break
    if best is None or not (row is not None or _is_register(best)):
        return None
    end = best.end
    while row is None and end < len(top) and _holds_only_units(top[end]):
        end += 1
    return best if end == best.end else read_header(top, merged, best.start, end)


def _holds_only_units(row: Sequence[Any]) -> bool:
    """A last header level may say no more than 金额, 人 or 元/月 under some columns."""
    filled = [fold(cell) for cell in row if cell != ""]
    return bool(filled) and all(
        _GENERIC.match(text) or _UNIT_WORDS.fullmatch(text) or re.fullmatch(r"[人户口岁个]", text) for text in filled
    )


def read_header(top: Sequence[Sequence[Any]], merges: Sequence[Any], start: int, end: int) -> Header:
    """Read rows ``start`` to ``end`` as a header."""
    grid = [[_label(cell) for cell in row] for row in top[start:end]]
    width = max((len(row) for row in grid), default=0)
    spans = _fill_merged(grid, merges, start, end)
    if not spans:
        _fill_groups(grid)
    labels = []
    for column in range(width):
        path: list[str] = []
        for row in grid:
            text = row[column]
            if text and not _spans_table(row, text, width) and (not path or path[-1] != text):
                path.append(text)
        labels.append(tuple(path))
    names, scores = assign(labels)
    return Header(start, end, tuple(labels), names, scores)


def assign(labels: Sequence[tuple[str, ...]]) -> tuple[tuple[str | None, ...], tuple[float, ...]]:
    """Give each column the catalogue name that fits it best; a name is given once, to the best column."""
    claims = sorted(
        ((score, -column, name) for column, path in enumerate(labels) for name, score in claims_of(path).items()),
        reverse=True,
    )
    names: list[str | None] = [None] * len(labels)
    scores = [0.0] * len(labels)
    for score, negative, name in claims:
        column = -negative
        if names[column] is None and (name not in names or name in _MANY):
            names[column], scores[column] = name, score
    return tuple(names), tuple(scores)


# Several columns of a register may feed these: they are added up, or only dropped.
_MANY = frozenset({"wage_income", "business_income", "property_income", "transfer_income", "support_income", "other_income",
                   "rigid_expenditure", "phone", "bank_account", "address", "remarks", "background", "labour", "disease",
                   "sequence", "cause", "review_date", "not_used"})  # fmt: skip


@lru_cache(maxsize=4096)
def claims_of(path: tuple[str, ...]) -> dict[str, float]:
    """Return the catalogue names that a column's labels may mean, with how well each fits (0 to 110)."""
    levels = [level for level in (_bare(text) for text in path) if level]
    if not levels:
        return {}
    texts: list[tuple[str, float]] = []
    while len(levels) > 1 and _UNIT_WORDS.fullmatch(levels[-1]):
        levels.pop()
    leaf = levels[-1]
    joined = ["".join(levels[i:]) for i in range(len(levels) - 1)]
    if _GENERIC.match(leaf) and joined:
        texts += [(text, 1.1 - 0.01 * i) for i, text in enumerate(reversed(joined))]
        texts.append((leaf, 0.6))
    else:
        texts.append((leaf, 1.0))
        texts += [(text, 0.8) for text in joined]
        texts += [(level, 0.5) for level in levels[:-1] if not joined]
    claims: dict[str, float] = {}
    for text, weight in texts:
        for name, score in _fits(text).items():
            claims[name] = max(claims.get(name, 0.0), score * weight)
    return claims


@lru_cache(maxsize=4096)
def _fits(text: str) -> dict[str, float]:
    plain = _MARKS.sub("", text)
    fits: dict[str, float] = {}
    for column in REGISTER_COLUMNS:
        if plain in _plain_headers(column.name):
            fits[column.name] = 100.0
        elif column.pattern and (match := re.search(column.pattern, text)):
            fits[column.name] = (
                50.0 + 40.0 * (match.end() - match.start()) / max(len(text), 1) + _preference(column.name, text)
            )
    return fits


def _preference(name: str, text: str) -> float:
    """Settle the usual doubts between relatives: the narrower meaning wins where its word is in the header."""
    narrower = (
        (r"^原|渐退|累计|上[月期]|调整前|调整额|补发|扣发|扣减|临时|价格|电价|采暖|取暖|面积", {"not_used"}),
        (r"人均|每人", {"income_per_person", "payment_per_person"}),
        (r"分类|增发|加发", {"recorded_supplement", "recorded_supplement_members"}),
        (r"护理|照料|照护", {"recorded_care", "care_grade"}),
        (r"合计|总计|总额|共计|小计|[实应]发", {"recorded_total", "family_members"}),
        (r"标准$|标准\(", {"recorded_standard"}),
        (r"(保障|享受|低保|救助|供养|施保).*人[口数]", {"insured_members", "recorded_supplement_members"}),
        (r"银行|账|卡号|开户|电话|手机|地址", {"bank_account", "phone", "address"}),
        (r"残疾.*证", {"disability_number"}),
        (r"停|退出|取消|注销", {"stop_date", "stop_reason", "status"}),
        (r"工资|务工|劳务|经营|种植|养殖|财产|转移|赡养|其[他它]",
         {"wage_income", "business_income", "property_income", "transfer_income", "support_income", "other_income"}),
        (r"原因", {"cause", "stop_reason"}),
        (r"支出|医疗费", {"rigid_expenditure"}),
        (r"户主|申请人", {"head_name", "head_identity", "person_relation"}),
        (r"个人|本人", {"person_income", "person_payment"}),
    )  # fmt: skip
    for words, names in narrower:
        if re.search(words, text):
            return 12.0 if name in names else -12.0
    return 0.0


@lru_cache(maxsize=256)
def _plain_headers(name: str) -> frozenset[str]:
    column = COLUMN[name]
    headers = [fold(header) for header in (*column.headers, column.text.zh, column.text.en, name)]
    return frozenset(_MARKS.sub("", text) for text in headers) | frozenset(
        _MARKS.sub("", _BRACKETS.sub("", t)) for t in headers
    ) - {""}


def _bare(text: str) -> str:
    bare = _LEADING.sub("", fold(text))
    without = _UNIT_WORDS.sub(
        "", re.sub(r"\([^()]*(元|单位|人数|户数|如|填|注|必填|选填|格式|岁|人)[^()]*\)", "", bare)
    )
    return without or bare


def _label(cell: object) -> str:
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip() if isinstance(cell, str) else fold(cell)


def _reads_like_labels(row: Sequence[Any]) -> bool:
    """A row of labels holds text only: no long digits, no numbers but small whole ones (index rows)."""
    filled = [cell for cell in row if cell not in ("", None)]
    if not filled:
        return False
    numbers = sum(
        not isinstance(c, str) or bool(re.fullmatch(r"[-+]?[\d.,]+|\d{4}[-/年.].*|.*\d{8,}.*", fold(c))) for c in filled
    )
    return numbers <= len(filled) * 0.2


def _fill_merged(grid: list[list[str]], merges: Sequence[Any], start: int, end: int) -> bool:
    found = False
    for (top, left), (bottom, right) in merges:
        if top >= end or bottom < start or (top < start and bottom < start):
            continue
        rows = range(max(top, start) - start, min(bottom, end - 1) - start + 1)
        text = grid[top - start][left] if top >= start and left < len(grid[top - start]) else ""
        found = found or (right > left and top < end - 1)
        for r in rows:
            for c in range(left, min(right + 1, len(grid[r]))):
                if not grid[r][c]:
                    grid[r][c] = text
    return found


def _fill_groups(grid: list[list[str]]) -> None:
    """Without merged cells, a blank right of a group label belongs to the group when a lower level names it."""
    for level in range(len(grid) - 1):
        for column in range(1, len(grid[level])):
            below = any(grid[lower][column] for lower in range(level + 1, len(grid)))
            left_has_below = any(grid[lower][column - 1] for lower in range(level + 1, len(grid)))
            above_same = level == 0 or grid[level - 1][column] in ("", grid[level - 1][column - 1])
            if not grid[level][column] and below and left_has_below and above_same:
                grid[level][column] = grid[level][column - 1]


def _spans_table(row: Sequence[str], text: str, width: int) -> bool:
    """Titles and unit lines: one text over most of the table, or alone in its row."""
    filled = [cell for cell in row if cell]
    return width > 2 and (filled.count(text) > 0.6 * width or (len(set(filled)) == 1 and len(filled) <= 1))


def _worth(header: Header, levels: int) -> float:
    named = {name: score for name, score in zip(header.names, header.scores, strict=True) if name}
    return (
        sum(named.values())
        - 8.0 * levels
        - 2.0 * sum(bool(path) and not name for path, name in zip(header.labels, header.names, strict=True))
    )


def _is_register(header: Header) -> bool:
    names = {name for name in header.names if name}
    return len(names) >= 3 and bool(names & _WHO) and bool(names & _WHAT)
