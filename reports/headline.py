"""The headline figures of a result: what changes for how many, and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.text import Language, Text
from reports.figures import Figures
from reports.numbers import Measure
from reports.table import Cell, Figure, Gap, cell_text
from simulations.result import Result

# The order in which a person asks: how many, what does it cost, who is reached, who enters, leaves, gains, loses.
LEVELS = (
    "recipient_households",
    "recipient_persons",
    "dibao_households",
    "dibao_persons",
    "low_income_tier_households",
    "low_income_tier_persons",
    "cash_cost",
    "annual_cash_cost",
    "annual_special_assistance_cost",
    "annual_cost",
    "cash_per_recipient",
    "coverage",
)
CHANGES = tuple(
    f"{move}_{unit}"
    for move in ("newly_in", "newly_out", "newly_low_income", "gaining", "losing")
    for unit in ("households", "persons")
)


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline figure before, after and in difference, in the stored unit, with how each prints.

    ``relative`` is the difference as a share of the baseline, ``None`` where there is no baseline to compare with.
    """

    key: str
    text: Text
    measure: Measure
    baseline: Figure
    reform: Figure
    difference: Figure

    @property
    def relative(self) -> float | None:
        """Difference ÷ baseline, for amounts and counts above zero."""
        numbers = (self.baseline, self.difference)
        if self.measure.quantity == "share" or not all(isinstance(n, float) for n in numbers) or not self.baseline:
            return None
        return float(self.difference) / float(self.baseline)  # type: ignore[arg-type]

    def shown(self, value: Cell, language: Language, *, change: bool = False) -> str:
        """Return a value with its unit, a change with its sign; what is missing says so."""
        if not isinstance(value, float):
            return cell_text(value, self.measure, language)
        return (self.measure.difference() if change else self.measure).with_unit(value, language)


def headlines(result: Result, keys: Iterable[str] = (*LEVELS, *CHANGES)) -> list[Headline]:
    """Return the headline figures that the result has, differences being those of the printed figures."""
    figures = Figures(result)
    return [_headline(figures, key) for key in keys if key in result.indicators]


def headline_lines(result: Result) -> list[str]:
    """Return the headline figures as lines for a terminal, Chinese and English on each."""
    lines = []
    for one in headlines(result):
        zh, en = (_line(one, language) for language in ("zh", "en"))
        lines.append(f"{zh} | {en}")
    return lines


def _headline(figures: Figures, key: str) -> Headline:
    one = figures.result.indicators[key]
    before, after, change = (figures.figure(key, side) for side in ("baseline", "reform", "difference"))
    measure = figures.measure(key, [v for v in (before, after) if isinstance(v, float)])
    if isinstance(before, float) and isinstance(after, float) and isinstance(change, float):
        before, after = measure.snapped(before), measure.snapped(after)
        change = after - before
    return Headline(key, one.text, measure, before, after, change)


def _line(one: Headline, language: Language) -> str:
    text, after = one.text(language), one.shown(one.reform, language)
    if isinstance(one.baseline, Gap) and not one.baseline.reason.zh:
        return f"{text} {after}"
    before, change = one.shown(one.baseline, language), one.shown(one.difference, language, change=True)
    return f"{text} {before} → {after} ({change})"
