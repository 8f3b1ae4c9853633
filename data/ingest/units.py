"""What unit a money column is in: yuan or ten thousand yuan, a month, a quarter or a year, and where that is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.ingest.spelling import fold
from models.columns import COLUMN
from models.text import Text

PERIODS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
PERIOD_TEXTS = {"month": Text("月", "month"), "quarter": Text("季度", "quarter"), "half_year": Text("半年", "half year"),
                "year": Text("年", "year")}  # fmt: skip
MONEY = {"yuan": 1, "hundred_yuan": 100, "thousand_yuan": 1000, "ten_thousand_yuan": 10000}
MONEY_TEXTS = {"yuan": Text("元", "yuan"), "hundred_yuan": Text("百元", "hundred yuan"), "thousand_yuan": Text("千元", "thousand yuan"),
               "ten_thousand_yuan": Text("万元", "ten thousand yuan")}  # fmt: skip
AMOUNTS = (
    "recorded_payment",
    "recorded_supplement",
    "recorded_care",
    "recorded_total",
    "payment_per_person",
    "person_payment",
)
INCOMES = ("recorded_income", "income_per_person", "person_income", "wage_income", "business_income", "property_income",
           "transfer_income", "support_income", "other_income")  # fmt: skip
STOCKS = ("financial_assets",)
FAMILIES = (AMOUNTS, INCOMES, ("recorded_standard",), ("rigid_expenditure",))

_BY_HEADER = Text("表头写明", "stated in the header")
_BY_UNIT_LINE = Text("单位行写明", "stated in the unit line")
_BY_SIBLING = Text("同表同类列写明", "as the columns of the same kind in this sheet")
_BY_SIZE = Text("未写明单位，数值大小只可能是元", "not stated; values of this size can only be yuan")
_BY_PERSON = Text("由使用者确认", "confirmed by the user")
UNKNOWN = Text("未写明", "not stated")


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of one money column; ``None`` where not known. ``period`` is ``""`` for a stock such as savings."""

    money: str | None
    period: str | None
    money_how: Text = UNKNOWN
    period_how: Text = UNKNOWN

    @property
    def known(self) -> bool:
        """Whether amounts in this unit can be converted."""
        return self.money is not None and self.period is not None

    def text(self) -> Text:
        """Return the unit as people write it, e.g. 元/月."""
        money = MONEY_TEXTS[self.money] if self.money else Text("?", "?")
        if self.period == "":
            return money
        period = PERIOD_TEXTS[self.period] if self.period else Text("?", "?")
        return Text(f"{money.zh}/{period.zh}", f"{money.en}/{period.en}")


def period_in(text: str) -> str | None:
    """Return the period that a folded header or unit line names, ``None`` when it names none or two."""
    stated = set(re.findall(r"元[/每·.*]*(?:人|户)?[/每·.*]*(半年|年|月|季)", text))
    if stated:
        return _PERIOD_WORDS[stated.pop()] if len(stated) == 1 else None
    text = re.sub(r"年龄|年月日?|出生年|\d{2,4}年(度|\d{1,2}月)?|\d{1,2}月份?|上年度?|年度", "", text)
    if "半年" in text:
        return "half_year"
    if "季" in text:
        return "quarter"
    if re.search(r"月均|月人均|月平均|每月|按月|当月", text):
        return "month"
    year, month = "年" in text, "月" in text
    return None if year == month else "year" if year else "month"


_PERIOD_WORDS = {"半年": "half_year", "年": "year", "月": "month", "季": "quarter"}


def money_in(text: str) -> str | None:
    """Return the money unit that a folded text names."""
    match = re.search(r"([万千百]?)元", text)
    return (
        {"万": "ten_thousand_yuan", "千": "thousand_yuan", "百": "hundred_yuan", "": "yuan"}[match.group(1)]
        if match
        else None
    )


def stated_unit(name: str, path: Sequence[str], lines: Sequence[str]) -> Unit:
    """Return the unit that a column's labels or the sheet's unit lines state."""
    levels = [fold(label) for label in reversed(path)]
    unit = Unit(None, "" if name in STOCKS else None)
    for texts, how in ((levels, _BY_HEADER), (lines, _BY_UNIT_LINE)):
        for text in texts:
            if unit.money is None and (money := money_in(text)):
                unit = replace(unit, money=money, money_how=how)
            if unit.period is None and (period := period_in(text)):
                unit = replace(unit, period=period, period_how=how)
    return unit


def settle_siblings(units: dict[int, Unit], names: dict[int, str]) -> dict[int, Unit]:
    """Let a column whose period is not stated take that of its family when all stated ones agree."""
    settled = dict(units)
    for family in FAMILIES:
        members = [column for column, name in names.items() if name in family and column in units]
        for part, how in (("period", "period_how"), ("money", "money_how")):
            stated = {getattr(units[c], part) for c in members} - {None}
            if len(stated) == 1:
                for column in members:
                    if getattr(settled[column], part) is None:
                        settled[column] = replace(settled[column], **{part: next(iter(stated)), how: _BY_SIBLING})
    return settled


def settle_size(unit: Unit, typical: float) -> Unit:
    """Take yuan where no money unit is stated and a typical value is far too large for anything else."""
    if unit.money is None and typical >= 20:
        return replace(unit, money="yuan", money_how=_BY_SIZE)
    return unit


def answered(unit: Unit, money: str | None, period: str | None) -> Unit:
    """Return the unit as a person has stated it."""
    if money:
        unit = replace(unit, money=money, money_how=_BY_PERSON)
    if period and unit.period != "":
        unit = replace(unit, period=period, period_how=_BY_PERSON)
    return unit


def says_each(path: Sequence[str]) -> bool:
    """Whether a column's labels say that its figures are for one person."""
    return bool(re.search(r"人均|每人|元[/每·]*(月|年)?[/·]*人|元/人", fold("/".join(path))))


def is_money(name: str | None) -> bool:
    """Whether a catalogue column is in a unit of money."""
    return name is not None and COLUMN[name].kind == "money"
