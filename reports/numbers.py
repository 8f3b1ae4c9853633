"""How figures are printed: one unit for a whole chart or table, rounding half up, thousands separators."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from babel.dates import format_date

from models.text import Language, Text

Quantity = Literal["money", "count", "share", "points", "number"]

LOCALES: dict[Language, str] = {"zh": "zh_CN", "en": "en"}
PER_MONTH = Text("/月", "/month")
PER_YEAR = Text("/年", "/year")
PERSONS = Text("人", "persons")
HOUSEHOLDS = Text("户", "households")
_MONEY_STEPS = (
    (1e9, 1e8, Text("亿元", "100 million yuan")),
    (1e4, 1e4, Text("万元", "10,000 yuan")),
    (0.0, 1.0, Text("元", "yuan")),
)
# Factor, what is missing to it and still rounds to it in the next smaller unit, name.
_ENGLISH_STEPS = ((1e9, 5e3, " billion"), (1e6, 5e-3, " million"))
_CHINESE_STEPS = ((1e8, 50.0, "亿"), (1e4, 5e-3, "万"))


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit in which a whole chart or table column prints.

    A stored value (yuan, persons, a share between 0 and 1) is divided by ``factor`` and shown with ``decimals``
    digits, followed by ``unit`` in the unit line. ``signed`` puts a plus before what grows.
    """

    quantity: Quantity
    unit: Text
    factor: float = 1.0
    decimals: int = 0
    signed: bool = False

    def printed(self, value: float) -> float:
        """Return the figure as printed: in the printed unit, rounded half up."""
        return float(_rounded(value / self.factor, self.decimals))

    def snapped(self, value: float) -> float:
        """Return ``value`` in its stored unit, moved to the nearest figure that can be printed."""
        return self.printed(value) * self.factor

    def format(self, value: float, decimals: int | None = None) -> str:
        """Return the figure without its unit, as ``1,234.50`` (the same in both languages)."""
        digits = self.decimals if decimals is None else decimals
        rounded = _rounded(value / self.factor, digits)
        sign = "+" if self.signed and rounded > 0 else ""
        return sign + f"{rounded:,.{digits}f}"

    def with_unit(self, value: float, language: Language) -> str:
        """Return the figure with its unit: ``1,234.50万元/月``, ``12.3450 million yuan/month`` (the same digits)."""
        unit = self.unit(language)
        if language == "zh" or unit == "%":
            return self.format(value) + unit
        if self.quantity == "money" and self.factor > 1:
            digits = self.decimals + 6 - round(math.log10(self.factor))
            millions = replace(self, factor=1e6, decimals=digits)
            return millions.format(self.snapped(value)) + " million yuan" + unit.partition("yuan")[2]
        return f"{self.format(value)} {unit}"

    def difference(self) -> Measure:
        """Return the measure for changes of this one: signed, and percentage points for shares."""
        if self.quantity == "share":
            return replace(self, quantity="points", unit=Text("个百分点", "percentage points"), signed=True)
        return replace(self, signed=True)

    @property
    def excel_format(self) -> str:
        """Return the number format of a spreadsheet cell that holds the printed figure."""
        digits = "#,##0" + ("." + "0" * self.decimals if self.decimals else "")
        return f"+{digits};-{digits};{digits}" if self.signed else digits


def money_measure(values: Iterable[float | None], period: Text = Text("", "")) -> Measure:
    """Return the measure for a whole chart or table of yuan: 元, 万元 or 亿元 for all of it, so that parts add up.

    万元 are taken when the median figure is at least one of them; 亿元 at ten, for smaller changes to show.
    """
    sizes = [abs(v) for v in values if v is not None and not math.isnan(v) and v != 0]
    middle = statistics.median(sizes) if sizes else 0.0
    factor, unit = next((f, u) for least, f, u in _MONEY_STEPS if middle >= least)
    whole = factor == 1.0 and all(abs(v - round(v)) < 0.005 for v in sizes)
    return Measure("money", Text(unit.zh + period.zh, unit.en + period.en), factor, 0 if whole else 2)


def count_measure(unit: Text) -> Measure:
    """Return the measure for persons, households and other things counted."""
    return Measure("count", unit)


def share_measure(decimals: int = 1) -> Measure:
    """Return the measure for shares stored between 0 and 1 and printed as percentages."""
    return Measure("share", Text("%", "%"), 0.01, decimals)


def format_yuan(value: float, language: Language) -> str:
    """Return one amount for a sentence: ``1,234.57万元``, ``12.35 million yuan``, ``708元``."""
    steps = _CHINESE_STEPS if language == "zh" else _ENGLISH_STEPS
    unit = "元" if language == "zh" else " yuan"
    for factor, slack, name in steps:
        if abs(value) >= factor - slack:
            return f"{_rounded(value / factor, 2):,.2f}{name}{unit}"
    digits = 0 if _rounded(value, 2) == _rounded(value, 0) else 2
    return f"{_rounded(value, digits):,.{digits}f}{unit}"


def format_count(value: float, unit: Text, language: Language) -> str:
    """Return one count for a sentence: ``41,410人``, ``41,410 persons``."""
    return f"{_rounded(value, 0):,.0f}" + ("" if language == "zh" else " ") + unit(language)


def format_percent(share: float, decimals: int = 1) -> str:
    """Return a share between 0 and 1 as ``45.1%``."""
    return f"{_rounded(share * 100, decimals):,.{decimals}f}%"


def format_points(change: float, language: Language, decimals: int = 1) -> str:
    """Return a change of a share as ``+1.2个百分点`` or ``+1.2 percentage points``."""
    rounded = _rounded(change * 100, decimals)
    number = f"{rounded:+,.{decimals}f}" if rounded else f"{0:.{decimals}f}"
    return number + ("个百分点" if language == "zh" else " percentage points")


def format_day(day: date, language: Language) -> str:
    """Return a day as ``2022年4月1日`` or ``April 1, 2022``."""
    return format_date(day, "long", LOCALES[language])


def _rounded(value: float, digits: int) -> Decimal:
    """Round half up on the shortest decimal that names the number, and never give a negative zero."""
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded
