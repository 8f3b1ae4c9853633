"""Published totals of dibao by county and area, checked: what a team knows when it has no register."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import AREAS, RURAL, URBAN

# 城乡 names both areas and so neither.
_AREA_WORDS = ((URBAN, re.compile(r"城(?!乡)|非农|urban")), (RURAL, re.compile(r"农|乡|rural")))
_NAMES = {
    "households": Text("低保户数", "households"),
    "persons": Text("低保人数", "persons"),
    "standard": Text("低保标准", "standard"),
    "monthly_spending": Text("月支出", "monthly spending"),
    "population": Text("人口", "population"),
}
_WHOLE = ("households", "persons", "population")


@dataclass(frozen=True, slots=True)
class Total:
    """Dibao of one county and area in one month.

    ``area`` is ``URBAN`` or ``RURAL``; ``standard`` is yuan per person and month, ``monthly_spending`` yuan per month;
    ``population`` is the residents (or registered persons) behind a coverage rate, ``None`` where not given.
    """

    county: str
    area: int
    households: int
    persons: int
    standard: float
    monthly_spending: float
    population: int | None = None
    where: str = ""

    @property
    def name(self) -> Text:
        """Return county and area as a person says them."""
        area = AREAS[self.area].text
        return Text(f"{self.county}{area.zh}", f"{self.county} {area.en.lower()}")


def area_of(text: str) -> int | None:
    """Return the area that a word begins with (城镇, 农村低保, urban …), ``None`` for any other word."""
    return next((area for area, words in _AREA_WORDS if words.match(text.strip().lower())), None)


def totals_from_rows(rows: Iterable[Mapping[str, object]]) -> list[Total]:
    """Return totals from typed rows, such as those of a table on a page; rows without any figure are left out.

    Args:
        rows: County, area (code or word), households, persons, standard, monthly_spending and, if known, population.

    Raises:
        ProblemsError: every missing or wrong value, and every contradiction of :func:`contradictions`.
    """
    problems: list[Problem] = []
    totals: list[Total] = []
    for number, row in enumerate(rows, 1):
        if all(_is_blank(row.get(name)) for name in _NAMES):
            continue
        where = str(row.get("where") or f"第{number}行 row {number}")
        county = str(row.get("county") or "").strip()
        area = row.get("area")
        code = area if isinstance(area, int) and area in (URBAN, RURAL) else area_of(str(area or ""))
        if not county:
            problems.append(_missing(where, Text("县（市、区）", "county")))
        if code is None:
            problems.append(area_unknown(where))
        values, wrong = _numbers(row, where)
        problems += wrong
        if county and code is not None and not wrong:
            totals.append(_total(county, code, values, where))
    problems += contradictions(totals)
    if not totals and not problems:
        problems.append(Problem("totals_empty", "", Text("没有任何数字", "there is not a single figure"),
                                Text("至少填写一行", "fill in at least one row")))  # fmt: skip
    if problems:
        raise ProblemsError(problems)
    return totals


def contradictions(totals: Sequence[Total]) -> list[Problem]:
    """Return what cannot be true of published totals, each with its size."""
    problems: list[Problem] = []
    seen: dict[tuple[str, int], str] = {}
    for total in totals:
        where = total.where or total.name.zh
        problems += _impossible(total, where)
        before = seen.setdefault((total.county, total.area), where)
        if before != where:
            message = Text("{name}已在 {before} 出现", "{name} stands at {before} already")
            cure = Text("只保留一行", "keep one row")
            problems.append(Problem("totals_repeated", where, message.fill(name=total.name, before=before), cure))
    return problems


def area_unknown(where: str) -> Problem:
    """Return the problem that a row does not say whether it is urban or rural."""
    return Problem(
        "area_unknown",
        where,
        Text("看不出是城镇还是农村", "it does not say whether it is urban or rural"),
        Text(
            "填写城乡列，或说明整张表是城镇还是农村", "fill in the area, or say which area the whole table is (area=…)"
        ),
    )


_PERSONS_BELOW = Text(
    "人数{persons}少于户数{households}，差{difference}",
    "{persons} persons in {households} households: {difference} too few",
)
_NO_HOUSEHOLD = Text("有{persons}人却没有户数", "{persons} persons but no household")
_EXCHANGED = Text("核对两列是否颠倒", "check whether the columns are exchanged")
_ABOVE_STANDARD = Text(
    "月支出{spent:,.0f}元超过标准×人数{most:,.0f}元，超出{excess:.1%}",
    "{spent:,.0f} yuan a month exceed standard × persons, {most:,.0f} yuan, by {excess:.1%}",
)
_CHECK_UNITS = Text(
    "核对单位（元/万元）、是否累计数、标准是月还是年",
    "check the unit (yuan or 10,000 yuan), whether it is cumulative, whether the standard is monthly or yearly",
)
_TOO_SMALL = Text(
    "月支出{spent:,.2f}元，不到每户1元（{households}户）",
    "{spent:,.2f} yuan a month is less than one yuan for each of {households} households",
)
_BELOW_PERSONS = Text(
    "人口{population}少于低保人数{persons}", "population {population} is below {persons} dibao persons"
)


def _impossible(total: Total, where: str) -> list[Problem]:
    most = total.standard * total.persons
    figures = {
        "persons": total.persons, "households": total.households, "difference": total.households - total.persons,
        "spent": total.monthly_spending, "most": most, "population": total.population,
        "excess": total.monthly_spending / most - 1 if most else 0.0,
    }  # fmt: skip
    rules = (
        (total.persons < total.households, "persons_below_households", _PERSONS_BELOW, _EXCHANGED),
        (total.households == 0 < total.persons, "households_missing", _NO_HOUSEHOLD,
         Text("补上户数", "fill in the households")),
        (total.monthly_spending > most > 0, "spending_above_standard", _ABOVE_STANDARD, _CHECK_UNITS),
        (total.monthly_spending < total.households, "spending_too_small", _TOO_SMALL, _CHECK_UNITS),
        (total.population is not None and total.population < total.persons, "population_below_persons", _BELOW_PERSONS,
         Text("核对人口单位（人/万人）", "check the unit of population (persons or 10,000)")),
    )  # fmt: skip
    return [Problem(code, where, message.fill(**figures), cure) for wrong, code, message, cure in rules if wrong]


def _numbers(row: Mapping[str, object], where: str) -> tuple[dict[str, float], list[Problem]]:
    values: dict[str, float] = {}
    problems: list[Problem] = []
    for name, text in _NAMES.items():
        given = row.get(name)
        if _is_blank(given):
            if name != "population":
                problems.append(_missing(where, text))
            continue
        number = _number(given)
        if number is None or number < 0 or (name == "standard" and number == 0):
            problems.append(Problem("totals_value", where,
                                    Text(f"{text.zh}“{given}”不是正数", f"{text.en} “{given}” is no positive number"),
                                    Text("填写不带单位的数字", "give a number without a unit")))  # fmt: skip
        elif name in _WHOLE and number != int(number):
            problems.append(Problem("totals_not_whole", where,
                                    Text(f"{text.zh}{given}不是整数", f"{text.en} {given} is no whole number"),
                                    Text("核对单位（人/万人）", "check the unit (persons or 10,000)")))  # fmt: skip
        else:
            values[name] = number
    return values, problems


def _total(county: str, area: int, values: Mapping[str, float], where: str) -> Total:
    return Total(
        county=county,
        area=area,
        households=int(values["households"]),
        persons=int(values["persons"]),
        standard=values["standard"],
        monthly_spending=values["monthly_spending"],
        population=int(values["population"]) if "population" in values else None,
        where=where,
    )


def _missing(where: str, name: Text) -> Problem:
    return Problem(
        "totals_missing", where, Text(f"缺少{name.zh}", f"{name.en} is missing"), Text("补上这一格", "fill in the cell")
    )


def _is_blank(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _number(value: object) -> float | None:
    try:
        number = float(str(value).replace(",", "").replace("，", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
