"""Parameters that are each within their bounds and contradict one another: all told together, with bound and article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from models.law import law
from models.problems import Problem, ProblemsError
from models.rule import rules
from models.text import Text

if TYPE_CHECKING:
    from models.scenario import Scenario

WAYS_TO_SET = (
    "minimum_wage_share",
    "consumption_share",
    "income_share",
    "standard_growth_urban",
    "standard_growth_rural",
)
SETTING = {
    *("minimum_wage", "consumption_per_person", "consumption_share", "disposable_income_per_person", "income_share"),
    *("minimum_wage_share", "standard_growth", "standard_rounding"),
}
AREAS: tuple[Literal["urban", "rural"], ...] = ("urban", "rural")
NO_HIGHER = "重庆市城乡居民最低生活保障条例 第九条：低保标准应低于最低工资"
WITHIN_TIER = "低保渐退规定：收入在低保边缘范围内"


def contradictions(scenario: Scenario) -> Iterator[Problem]:
    """Yield every contradiction among a scenario's parameters; what has no value on its day contradicts nothing."""
    changed = {law().parameter(name)[0].key for name in scenario.changes}
    if changed & SETTING:
        yield from _standards_above_the_wage(scenario)
    if changed & {"exit_band_multiple", "exit_mode"} and _value(scenario, "exit_mode"):
        article = Text(WITHIN_TIER, "phase-out within the low-income tier")
        yield from _too_high(scenario, "exit_band_multiple", "low_income_multiple", article)
    if changed & {"band_a_from", "band_b_from"}:
        yield from _too_high(scenario, "band_b_from", "band_a_from", Text("分档起点", "starts of the bands"))
    if changed & {"unification_year", "unification_years"} and _value(scenario, "unification_years"):
        article = Text("分步统一：年份不超过总年数", "the year lies within the years of the path")
        yield from _too_high(scenario, "unification_year", "unification_years", article)


def _standards_above_the_wage(scenario: Scenario) -> Iterator[Problem]:
    """Tell each county and area once whose computed standard is not below the minimum wage."""
    told: set[tuple[float, float]] = set()
    for county in ("", *(one.name.zh for one in law().place(scenario.place).counties)):
        for area in AREAS:
            try:
                standard, wage = _computed(scenario, county, area), scenario.value("minimum_wage", county, area)
            except ProblemsError:
                continue
            if standard is None or standard < wage or (standard, wage) in told:
                continue
            told.add((standard, wage))
            message = Text(
                f"测算标准 {standard:g} 元不低于最低工资 {wage:g} 元",
                f"the computed standard of {standard:g} yuan is not below the minimum wage of {wage:g} yuan",
            )
            cure = Text(
                f"调低比例或增长率，使标准低于 {wage:g}（{NO_HIGHER}）", f"lower it to less than {wage:g} ({NO_HIGHER})"
            )
            yield Problem("standard_above_minimum_wage", county or "dibao_standard", message, cure)


def _computed(scenario: Scenario, county: str, area: Literal["urban", "rural"]) -> float | None:
    """Return the standard as a way to set it computes it, ``None`` where it is the published one."""
    if not any(scenario.value(name, county, area) > 0.0 for name in WAYS_TO_SET):
        return None
    code = AREAS.index(area)
    known: dict[str, float] = {"area": code, "standard_area": code}
    known["published_standard"] = scenario.value("dibao_standard", county, area)
    rule = rules()["set_standard"]
    for name, _ in rule.arguments:
        if name not in known:
            known[name] = scenario.value(name, county, area)
    standard = float(rule.function(**{name: known[name] for name, _ in rule.arguments}))
    rounding = int(scenario.value("standard_rounding", county, area))
    return float(rules()["dibao_line"].function(known["published_standard"], standard, rounding, False))


def _too_high(scenario: Scenario, low: str, high: str, article: Text) -> Iterator[Problem]:
    smaller, larger = _value(scenario, low), _value(scenario, high)
    if smaller is None or larger is None or smaller <= larger:
        return
    names = law().parameter(low)[0].name, law().parameter(high)[0].name
    message = Text(
        f"{names[0].zh} {smaller:g} 超过 {names[1].zh} {larger:g}",
        f"{names[0].en} {smaller:g} exceeds {names[1].en} {larger:g}",
    )
    cure = Text(f"不超过 {larger:g}（{article.zh}）", f"at most {larger:g} ({article.en})")
    yield Problem("contradiction", low, message, cure)


def _value(scenario: Scenario, name: str) -> float | None:
    try:
        return scenario.value(name)
    except ProblemsError:
        return None
