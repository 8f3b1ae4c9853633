"""Turn cells into numbers, dates and codes, each distinct spelling once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.source import Cells
from data.ingest.spelling import chinese_number, fold, says_nothing
from models.columns import FEMALE, MALE
from models.tiers import (
    DIBAO,
    DISABLED,
    EXTREME_HARDSHIP,
    HEALTHY,
    HEARING,
    INTELLECTUAL,
    LOW_INCOME_TIER,
    MENTAL,
    MULTIPLE,
    NO_DISABILITY,
    NO_TIER,
    PHYSICAL,
    RIGID_EXPENDITURE_HARDSHIP,
    RURAL,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
    SPEECH,
    UNKNOWN_TIER,
    URBAN,
    VISUAL,
    WEAK,
)

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Days: TypeAlias = npt.NDArray[np.int64]

STOPPED = NO_TIER
UNSTATED = -1
NOT_A_DAY = 0
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?")
_EXCEL_EPOCH = dt.date(1899, 12, 30).toordinal()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a column, shape (rows,): NaN where the cell is blank or says nothing; ``unreadable`` has other text."""

    values: Floats
    unreadable: Flags
    spelled: int


def by_spelling(cells: Cells, read: Callable[[Any], Any], dtype: Any) -> npt.NDArray[Any]:
    """Apply ``read`` to each distinct cell once and spread the answers over the rows."""
    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    answers = np.array([read(cell) for cell in distinct], dtype=dtype)
    return answers[codes] if len(distinct) else np.empty(0, dtype=dtype)


def by_spelling_of_text(cells: Cells, test: Callable[[str], bool]) -> Flags:
    """Apply a test to each distinct text cell; other cells are false."""
    result: Flags = by_spelling(cells, lambda cell: isinstance(cell, str) and test(cell), bool)
    return result


def read_numbers(cells: Cells) -> Numbers:
    """Read amounts and counts: plain, with commas and units, full-width, bracketed negatives, Chinese numerals."""
    try:
        values = cells.astype(np.float64)
    except (TypeError, ValueError):
        values = pd.to_numeric(pd.Series(cells, dtype=object), errors="coerce").to_numpy(dtype=np.float64, copy=True)
    rest = np.isnan(values)
    rest[rest] = cells[rest] != ""
    unreadable = np.zeros(len(cells), dtype=bool)
    spelled = 0
    if rest.any():
        where = np.flatnonzero(rest)
        read = by_spelling(cells[where], _number, object)
        bad = np.array([value is None for value in read], dtype=bool)
        values[where] = [np.nan if value is None else value for value in read]
        unreadable[where[bad]] = True
        spelled = int(np.isfinite(values[where]).sum())
    infinite = np.isinf(values)
    values[infinite] = np.nan
    return Numbers(values, unreadable | infinite, spelled)


def _number(cell: object) -> float | None:
    """Read one cell: NaN when it says nothing, ``None`` when it cannot be read."""
    if isinstance(cell, (bool, dt.date, dt.time, dt.timedelta)):
        return None
    text = fold(cell)
    if says_nothing(text) or not text:
        return float("nan")
    negative = bool(re.fullmatch(r"\(.+\)", text))
    plain = re.sub(r"[,'`¥$()]|人民币|rmb|cny", "", text)
    factor = 1.0
    unit = re.fullmatch(r"(.*?)(万)?(元|块|人|口|户|个|名|位|岁|周岁)?(/?[每]?(月|年|人))?", plain)
    if unit:
        plain, factor = unit.group(1), 10000.0 if unit.group(2) else 1.0
    if _NUMBER.fullmatch(plain):
        return (-1 if negative else 1) * float(plain) * factor
    numeral = chinese_number(plain)
    return None if numeral is None else numeral * factor


def read_days(cells: Cells) -> tuple[Days, Flags]:
    """Read dates as yyyymmdd (day and month 0 where not stated), 0 where blank; and which are no possible date."""
    days: Days = by_spelling(cells, _day, np.int64)
    return np.where(days < 0, NOT_A_DAY, days), days < 0


def _day(cell: object) -> int:
    """Return yyyymmdd of one cell, 0 for nothing, -1 for an impossible date."""
    if isinstance(cell, dt.date):
        return cell.year * 10000 + cell.month * 100 + cell.day
    text = re.sub(r"^(公元|农历|阴历)", "", fold(cell))
    if isinstance(cell, str) and re.fullmatch(r"\d{4}-\d\d?-\d\d?t?\d\d?:.*", text):
        text = re.split(r"t|(?<=\d)(?=\d\d?:)", text)[0]
    if not any(c.isdigit() for c in text):
        return _chinese_day(text)
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 1 and re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _checked(*_from_serial(parts[0])) if 10000 <= parts[0] <= 60000 else -1
    if len(parts) == 1 or (len(parts) == 2 and re.fullmatch(r"\d+\.0", text)):
        digits = str(parts[0])
        return (
            _checked(int(digits[:4]), int(digits[4:6] or 0), int(digits[6:8] or 0)) if len(digits) in (4, 6, 8) else -1
        )
    if parts[0] < 100 and len(parts) >= 2 and parts[-1] >= 1000:
        parts = [parts[-1], parts[0], *parts[1:-1]]
    if len(parts) >= 2 and re.match(r"\d{4}|\d\d年", text):
        year = parts[0] if parts[0] >= 100 else parts[0] + (2000 if parts[0] < 50 else 1900)
        return _checked(year, parts[1], parts[2] if len(parts) > 2 else 0)
    return -1


def _chinese_day(text: str) -> int:
    match = re.fullmatch(r"(.{4})年(?:(.{1,2})月)?(?:(.{1,3})日)?", text)
    if not match:
        return NOT_A_DAY
    parts = [chinese_number(part) if part else 0 for part in match.groups()]
    return NOT_A_DAY if any(part is None for part in parts) else _checked(*(part or 0 for part in parts))


def _from_serial(serial: int) -> tuple[int, int, int]:
    day = dt.date.fromordinal(_EXCEL_EPOCH + serial)
    return day.year, day.month, day.day


def _checked(year: int, month: int, day: int) -> int:
    try:
        dt.date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return -1
    return year * 10000 + month * 100 + day if 1880 <= year <= 2200 else -1


def tier_of(cell: object) -> int:
    """Return the tier code of a written tier, ``STOPPED`` for a stopped case, ``UNSTATED`` when blank."""
    text = fold(cell)
    if not text or says_nothing(text):
        return UNSTATED
    for pattern, tier in _TIER_WORDS:
        if re.search(pattern, text):
            return tier
    return UNKNOWN_TIER


_STOPPED_WORDS = r"停[保发止供]|已停|退出|退保|注销|取消|死亡|清退|终止|不再享受|不在保|已退"
_TIER_WORDS: tuple[tuple[str, int], ...] = (
    (_STOPPED_WORDS, STOPPED),
    (r"单人|单列户?|按人保|个人保", SINGLE_PERSON_INCLUSION),
    (r"特困|五保|三无|(集中|分散)供养", EXTREME_HARDSHIP),
    (r"边缘|低边|临界", LOW_INCOME_TIER),
    (r"刚性|支出型(?!.*(低保|低收入))|支出(困难|骤增)", RIGID_EXPENDITURE_HARDSHIP),
    (r"低收入", LOW_INCOME_TIER),
    (r"低保|最低生活保障|整户保?|户保|^[城农]保$|^(城镇?|农村|城市|城镇居民|农村居民)(低保|保障|居民)?$|dibao", DIBAO),
)


def area_of(cell: object) -> int:
    """Return the area code that a text states, ``UNSTATED`` when it states none or both."""
    text = fold(cell)
    urban = bool(re.search(r"非农|城镇|城市|城区|^城|urban|三无", text))
    rural = bool(re.search(r"农村|(?<!非)农业|^农|^乡|乡村|村民|^村|五保|rural", text)) and not re.search(
        r"非农业?$|非农户", text
    )
    if re.search(r"城乡", text):
        urban = rural = False
    return UNSTATED if urban == rural else URBAN if urban else RURAL


def is_head(cell: object) -> int:
    """Return 1 when a relation says head, 0 when it says another member, ``UNSTATED`` when blank."""
    text = fold(cell)
    if not text or says_nothing(text):
        return UNSTATED
    return int(
        bool(
            re.fullmatch(r"(本人|户主|户主本人|申请人|本人\(户主\)|户主\(本人\)|申请人本人|0?[01]|0?2?户主|head)", text)
        )
    )


def sex_of(cell: object) -> int:
    """Return the sex code of a written sex."""
    text = fold(cell)
    if re.search(r"女|^2$|^f", text):
        return FEMALE
    return MALE if re.search(r"男|^1$|^m", text) else UNSTATED


def health_of(cell: object) -> int:
    """Return the health code of a written state of health."""
    text = fold(cell)
    for pattern, code in ((r"重病|大病|癌|尿毒|恶性", SEVERELY_ILL), (r"残", DISABLED), (r"弱|一般|慢性|患病|较差|疾病|有病", WEAK),
                          (r"健康|良好|正常", HEALTHY)):  # fmt: skip
        if re.search(pattern, text):
            return code
    return UNSTATED


def disability_kind_of(cell: object) -> int:
    """Return the disability kind of a written one; blank means none."""
    text = fold(cell)
    kinds = [code for word, code in (("视", VISUAL), ("盲", VISUAL), ("听", HEARING), ("聋", HEARING), ("言", SPEECH), ("哑", SPEECH),
             ("肢", PHYSICAL), ("智", INTELLECTUAL), ("精神", MENTAL), ("多重", MULTIPLE)) if word in text]  # fmt: skip
    return MULTIPLE if len(set(kinds)) > 1 else kinds[0] if kinds else NO_DISABILITY


def disability_level_of(cell: object) -> int:
    """Return the disability grade 1 to 4; blank means none (0)."""
    text = re.sub(r"残疾|等级|level|级|等|\(.*\)", "", fold(cell))
    if says_nothing(text) or not text:
        return 0
    digit = re.search(r"[1-4]", text)
    numeral = chinese_number(text[-1])
    return int(digit.group()) if digit else numeral if numeral in (1, 2, 3, 4) else 0


def flag_of(cell: object) -> int:
    """Return 1 for yes, 0 for no, ``UNSTATED`` when blank or unclear."""
    text = fold(cell)
    if re.fullmatch(r"(是|有|y|yes|1|true|√|享受|在保|正常|保障|发放|在享)", text):
        return 1
    return 0 if re.fullmatch(r"(否|无|不|n|no|0|false|×|x|不享受|非保障对象|停发)", text) else UNSTATED
