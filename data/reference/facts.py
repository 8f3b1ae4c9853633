"""Published facts: typed rows with source and quality, found by indicator, region, area and period."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.problems import Problem, ProblemsError
from models.text import Text

FOLDER = Path(__file__).parent
AREAS = ("urban", "rural", "all")
QUALITIES = {
    "A": Text("发布机关原页", "the issuing body's own page"),
    "B": Text("官方数字转载", "official figure re-posted"),
    "C": Text("第三方汇编", "third-party compilation"),
    "D": Text("推算", "derived"),
}
DOCUMENT_FACTS = "seeds_facts.csv"
OTHER_TABLES = ("research_validation.csv", "backtest_cases.csv")
# Units of document rows that tell a date or a title, not a quantity.
WORDED_UNITS = ("date", "date range", "reference", "rule")
SCALES = {
    "10k persons": 10_000.0,
    "10k households": 10_000.0,
    "10k yuan": 10_000.0,
    "100m yuan": 100_000_000.0,
    "10k person-times": 10_000.0,
}

_COLUMNS = (
    "indicator",
    "region_code",
    "region_name",
    "area",
    "period",
    "value",
    "unit",
    "source",
    "source_ref",
    "quality",
    "note",
)
_PLACE = re.compile(r"(?P<name>.*)\((?P<code>\d{6})\)")


@dataclass(frozen=True, slots=True)
class Fact:
    """One published figure: what, where, when, how much, in which unit, who says so and how sure it is."""

    indicator: str
    region_code: str
    region_name: str
    area: str
    period: str
    value: float
    unit: str
    source: str
    source_ref: str
    quality: str
    note: str = ""

    @property
    def amount(self) -> float:
        """Return the value in single persons, households or yuan (10k and 100m units resolved)."""
        return self.value * SCALES.get(self.unit, 1.0)


def facts(
    indicator: str | None = None, region: str | None = None, area: str | None = None, period: str | None = None
) -> tuple[Fact, ...]:
    """Return the facts that match every given key, in file order; ``region`` is a code or a name."""
    return tuple(
        f
        for f in _all_facts()
        if (indicator is None or f.indicator == indicator)
        and (region is None or region in (f.region_code, f.region_name))
        and (area is None or f.area == area)
        and (period is None or f.period == period)
    )


def fact(indicator: str, region: str, area: str = "all", period: str | None = None) -> Fact:
    """Return the one fact that matches.

    Raises:
        LookupError: none or several match; the message names them.
    """
    found = facts(indicator, region, area, period)
    if len(found) != 1:
        raise LookupError(
            f"{len(found)} facts match {indicator}, {region}, {area}, {period}: "
            + "; ".join(f"{f.period} {f.value:g} {f.unit}" for f in found)
        )
    return found[0]


def population(region: str, period: str) -> float:
    """Return the published resident population, persons (the denominator of a coverage rate)."""
    return fact("population", region, "all", period).amount


def recipients_by_year(region: str) -> dict[str, dict[str, float]]:
    """Return dibao persons at year end by year, then by area (``urban``, ``rural``), for years that give both."""
    years: dict[str, dict[str, float]] = {}
    for found in facts("dibao_persons", region):
        if found.area != "all" and re.fullmatch(r"\d{4}", found.period):
            years.setdefault(found.period, {})[found.area] = found.amount
    return {year: areas for year, areas in sorted(years.items()) if len(areas) == 2}


def coverage(region: str, year: str, population_period: str) -> float:
    """Return dibao persons of ``year`` divided by the population of ``population_period``."""
    return sum(recipients_by_year(region)[year].values()) / population(region, population_period)


def read_facts(folder: Path) -> tuple[Fact, ...]:
    """Read every table of facts in ``folder``.

    Raises:
        ProblemsError: with every malformed row of every file.
    """
    found: list[Fact] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.csv")):
        if path.name in OTHER_TABLES:
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, written in enumerate(csv.DictReader(file), 2):
                if path.name == DOCUMENT_FACTS and written["unit"] in WORDED_UNITS:
                    continue
                row = _from_document(written) if path.name == DOCUMENT_FACTS else written
                wrong = _problems_of(row, f"{path.name}:{number}")
                problems.extend(wrong)
                if not wrong:
                    found.append(_typed(row))
    if problems:
        raise ProblemsError(problems)
    return tuple(found)


@cache
def _all_facts() -> tuple[Fact, ...]:
    return read_facts(FOLDER)


def _typed(row: Mapping[str, str]) -> Fact:
    texts = {name: row[name].strip() for name in _COLUMNS if name != "value"}
    return Fact(value=float(row["value"]), **texts)


def _from_document(row: Mapping[str, str]) -> dict[str, str]:
    """Return a row of the documents' table in the columns of the others; its source reference is the wording."""
    place = _PLACE.fullmatch(row["place"] or "")
    return {
        "indicator": row["indicator"],
        "region_code": place["code"] if place else "",
        "region_name": place["name"] if place else row["place"],
        "area": "all",
        "period": row["period"],
        "value": row["value"],
        "unit": row["unit"],
        "source": row["document"],
        "source_ref": row["quote_zh"],
        "quality": "A",
        "note": row["model_use"],
    }


_FILL_IN = Text("补上", "fill it in")
_EMPTY = Text("{name} 为空", "{name} is empty")
_NO_NUMBER = Text("数值“{given}”不是数", "value “{given}” is no number")
_NO_CODE = Text("区划代码“{given}”不是六位数字", "region code “{given}” has not six digits")
_NOT_AMONG = Text("{name}“{given}”不在 {known} 之列", "{name} “{given}” is none of {known}")


def _problems_of(row: Mapping[str | None, object] | Mapping[str, str], where: str) -> list[Problem]:
    texts = {str(k): v for k, v in row.items() if k is not None and isinstance(v, str)}
    if None in row or any(name not in texts for name in _COLUMNS):
        message = Text("列数与表头不符", "the row has not the header's columns")
        cure = Text("补齐，或给含逗号的单元格加引号", "complete it, or quote cells that hold commas")
        return [Problem("fact_columns", where, message, cure)]
    needed = ("indicator", "region_name", "period", "unit", "source")
    problems = [Problem("fact_empty", where, _EMPTY.fill(name=n), _FILL_IN) for n in needed if not texts[n].strip()]
    value, code = texts["value"], texts["region_code"]
    if not _is_number(value):
        cure = Text("填一个数，不带单位", "give a number without a unit")
        problems.append(Problem("fact_value", where, _NO_NUMBER.fill(given=value), cure))
    if not re.fullmatch(r"(\d{6})?", code):
        cure = Text("用 GB/T 2260 代码", "use the GB/T 2260 code")
        problems.append(Problem("fact_region", where, _NO_CODE.fill(given=code), cure))
    for name, known in (("area", AREAS), ("quality", tuple(QUALITIES))):
        given = texts[name].strip()
        if given not in known:
            message = _NOT_AMONG.fill(name=name, given=given, known=", ".join(known))
            problems.append(Problem(f"fact_{name}", where, message, Text("改用其中之一", "use one of them")))
    return problems


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
