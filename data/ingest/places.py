"""Where a household lives and what its section or sheet says about it."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.recognition import SheetRecognition
from data.ingest.regions import county_of
from data.ingest.rows import SECTION, column_of, texts_of
from data.ingest.source import Cells
from data.ingest.spelling import fold, says_nothing
from data.ingest.values import UNSTATED, area_of, by_spelling, tier_of
from models.text import Text
from models.tiers import UNKNOWN_TIER


def read_places(frame: pd.DataFrame, plan: SheetRecognition, cells_of: Callable[[str], Cells | None]) -> None:
    """Read county and town from their own columns, else from a region column, else from what the sheet says."""

    def text(name: str) -> Cells | None:
        cells = cells_of(name)
        return None if cells is None else by_spelling(cells, _place, object)

    county, town, region = text("county"), text("town"), text("region")
    if region is not None:
        if county is None:
            county = by_spelling(region, _county_of_region, object)
        if town is None:
            town = by_spelling(
                region,
                lambda cell: _match(r"(?:[县区旗市]|^)([^县区旗市]{1,12}?(?:镇|乡|街道|苏木))", str(cell)),
                object,
            )
    if county is not None:
        county = by_spelling(county, lambda cell: county_of(cell) if re.fullmatch(r"\d{6}", cell) else cell, object)
    if county is None or (county == "").all():
        county = np.full(len(frame), plan.county, dtype=object)
    if town is None:
        town = text("village")
    frame["county"] = pd.Series(county, dtype=object)
    frame["town"] = pd.Series(np.full(len(frame), "", dtype=object) if town is None else town, dtype=object)


def _place(cell: object) -> str:
    text = fold(cell)
    return "" if says_nothing(text) else text


def _county_of_region(cell: object) -> str:
    text = fold(cell)
    code = re.match(r"\d{6}", text)
    if code:
        return county_of(code.group())
    return _match(r"(?:^|[省市州盟区])([^省市州盟]{1,8}?[县区旗])(?![县域])", text) or _match(r"市(.{1,6}?市)", text)


def _match(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match.group(1) if match else ""


def fill_context(frame: pd.DataFrame, plan: SheetRecognition, where: npt.NDArray[np.intp]) -> None:
    """Fill what a row does not state from its section title, then from the sheet."""
    by_tier = column_of(plan.sheet, plan.names, "recorded_tier")
    area, tier = frame["area"].to_numpy().copy(), frame["recorded_tier"].to_numpy().copy()
    if by_tier is not None and "area" not in plan.names:
        area = np.where(area == UNSTATED, by_spelling(by_tier[where], area_of, np.int8), area)
    county = frame["county"].to_numpy(dtype=object, copy=True)
    for start, text in texts_of(plan.sheet, np.flatnonzero(plan.kinds == SECTION)):
        below = frame["row"].to_numpy() > start
        section_area, section_tier = area_of(text), tier_of(text)
        if section_area != UNSTATED and "area" not in plan.names:
            area[below] = section_area
        if section_tier not in (UNSTATED, UNKNOWN_TIER) and by_tier is None:
            tier[below] = section_tier
        named = re.fullmatch(r"(?:[一二三四五六七八九十\d]+[、.])?([\u4e00-\u9fff]{2,8}(?:县|区|旗|市))[::]?", text)
        if named and "county" not in plan.names:
            county[below] = named.group(1)
    if plan.area is not None:
        area[area == UNSTATED] = plan.area
    if plan.tier is not None and by_tier is None:
        tier[tier == UNSTATED] = plan.tier
    if (county == "").all():
        county, plan.county_how = _county_by_code(frame)
    frame["area"], frame["recorded_tier"], frame["county"] = area, tier, pd.Series(county, dtype=object)


def _county_by_code(frame: pd.DataFrame) -> tuple[Cells, Text]:
    """The region code that begins the household number names the county, else the identity number's."""
    numbers = frame["number"].to_numpy(dtype=object)
    codes = [text[:6] if len(text) > 6 and text[:6].isdecimal() and text[0] in "123456" else "" for text in numbers]
    how = Text("户编号开头的区划代码", "the region code that begins the household number")
    if sum(map(bool, codes)) < 0.5 * len(codes):
        codes = [str(code) if code else "" for code in frame["region"]]
        how = Text(
            "身份证号开头的区划代码（户籍地，未必是现居地）",
            "the region code of the identity number (place of first registration)",
        )
    return by_spelling(np.array(codes, dtype=object), lambda code: county_of(code) if code else "", object), how
