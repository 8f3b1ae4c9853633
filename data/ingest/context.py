"""What a sheet's name, title, sections and notes say about all its rows: area, tier, county, day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

import numpy as np

from data.ingest.recognition import SheetAnswers, SheetRecognition
from data.ingest.rows import DATA, SECTION, column_of, texts_of
from data.ingest.values import UNSTATED, area_of, by_spelling, tier_of
from models.text import Text
from models.tiers import AREAS, RURAL, TIERS, UNKNOWN_TIER, URBAN

_AREA_KEYS = {code.key: i for i, code in enumerate(AREAS)}
_TIER_KEYS = {code.key: i for i, code in enumerate(TIERS)}
_BY_PERSON = Text("由使用者确认", "confirmed by the user")


def area_and_tier(
    result: SheetRecognition, texts: Sequence[str], own: SheetAnswers, default: SheetAnswers
) -> tuple[bool, bool]:
    """Settle what area and tier the rows have that do not state their own; return which of the two stay open."""
    open_area = _area(result, texts, own, default)
    tiers = _stated(result, "recorded_tier", tier_of)
    if own.tier:
        result.tier, result.tier_how = _TIER_KEYS[own.tier], _BY_PERSON
    elif tiers is None:
        stated = [tier for text in texts if (tier := tier_of(text)) not in (UNSTATED, UNKNOWN_TIER)]
        if stated:
            result.tier, result.tier_how = stated[0], Text("表名或标题写明", "stated in the sheet's name or title")
        elif default.tier:
            result.tier, result.tier_how = _TIER_KEYS[default.tier], _BY_PERSON
        elif not _sections_state(result, lambda text: tier_of(text) not in (UNSTATED, UNKNOWN_TIER)):
            return open_area, True
    return open_area, False


def _area(result: SheetRecognition, texts: Sequence[str], own: SheetAnswers, default: SheetAnswers) -> bool:
    areas = _stated(result, "area", area_of)
    if own.area:
        result.area, result.area_how = _AREA_KEYS[own.area], _BY_PERSON
        return False
    if areas is not None and (areas != UNSTATED).sum() > 0.5 * _filled(result, "area"):
        result.area_how = Text("“城乡”列写明", "stated in the area column")
        return False
    stated = {area for text in texts if (area := _area_in_title(text)) != UNSTATED}
    if len(stated) == 1:
        result.area, result.area_how = stated.pop(), Text("表名或标题写明", "stated in the sheet's name or title")
        return False
    by_tier = _stated(result, "recorded_tier", area_of)
    found = {UNSTATED} if by_tier is None else set(np.unique(by_tier).tolist())
    if len(found - {UNSTATED}) == 1:
        result.area = (found - {UNSTATED}).pop()
        result.area_how = Text("“救助类别”列写明", "stated in the tier column")
        return False
    if found == {URBAN, RURAL} or _sections_state(result, lambda text: area_of(text) != UNSTATED):
        result.area_how = Text("逐行或分段写明", "stated row by row or by section")
        return False
    if default.area:
        result.area, result.area_how = _AREA_KEYS[default.area], _BY_PERSON
        return False
    return True


def _stated(result: SheetRecognition, name: str, read: object) -> np.ndarray[tuple[int], np.dtype[np.int8]] | None:
    column = column_of(result.sheet, result.names, name)
    if column is None:
        return None
    return by_spelling(column[result.kinds == DATA], read, np.int8)  # type: ignore[arg-type]


def _filled(result: SheetRecognition, name: str) -> int:
    """Count the cells of a column that are filled; in member rows only the head's may be."""
    column = column_of(result.sheet, result.names, name)
    return 0 if column is None else int((column[result.kinds == DATA] != "").sum())


def _sections_state(result: SheetRecognition, test: object) -> bool:
    rows = np.flatnonzero(result.kinds == SECTION)
    return any(test(text) for _, text in texts_of(result.sheet, rows))  # type: ignore[operator]


def _area_in_title(text: str) -> int:
    if "城乡" in text:
        return UNSTATED
    urban = bool(re.search(r"城镇|城市(?!管理)|非农|城低保?", text)) or text in ("城", "城区", "城保")
    rural = bool(re.search(r"农村(?!信用|商业)|农低保?|五保", text)) or text in ("农", "乡", "农保")
    return UNSTATED if urban == rural else URBAN if urban else RURAL


def propose_area(result: SheetRecognition) -> int:
    """Propose an area from what villages are called: 社区/居委会 are urban, 村/嘎查 rural."""
    column = column_of(result.sheet, result.names, "village")
    if column is None:
        return RURAL
    data = column[result.kinds == DATA]
    rural = by_spelling(data, lambda cell: bool(re.search(r"村|嘎查|屯", str(cell))), bool)
    return RURAL if rural.mean() >= 0.5 else URBAN


def county_in(texts: Sequence[str]) -> str:
    """Return the county that a sheet's name or title names, ``""`` when none does."""
    for text in texts:
        match = re.match(
            r"^(?:\d{4}年\d{0,2}月?度?)?(?:.{2,8}?[省市州盟])?([\u4e00-\u9fff]{1,6}?[县区旗])(?!县|域)", text
        )
        if match and not re.search(
            r"(社区|地区|城区|市区|景区|片区|小区|山区|园区)$|行政区|居民|低保|家庭|所属", match.group(1)
        ):
            return match.group(1)
    return ""


def day_in(texts: Sequence[str]) -> dt.date | None:
    """Return the latest day that titles and notes state; a month stands for its last day."""
    days = []
    for text in texts:
        for year, month, day in re.findall(r"(20\d\d)[年./-](\d{1,2})(?:[月./-](\d{1,2})?)?", text):
            last = calendar.monthrange(int(year), int(month))[1] if 1 <= int(month) <= 12 else 0
            number = int(day) if day else last
            if 1 <= number <= last:
                days.append(dt.date(int(year), int(month), number))
    return max(days, default=None)
