"""How households and persons are spread over the tiers, and who enters, leaves, gains and loses."""

from __future__ import annotations

from models.text import Language, Text
from models.tiers import TIERS
from reports.chart import ChartSpec, Series
from reports.figures import Figures
from reports.numbers import HOUSEHOLDS, PERSONS, count_measure, format_count
from reports.provenance import BASELINE, REFORM, assumed, notes_of, source_of, stamp_of
from reports.registry import chart
from reports.table import Figure, Gap
from simulations.result import Result

TIER_HOUSEHOLDS = Text("救助类别构成（户）", "Tiers: households")
TIER_PERSONS = Text("救助类别构成（人）", "Tiers: persons")
WINNERS = Text("进退与得失", "Who enters, leaves, gains, loses")
WITHHELD = Text("过少不公布", "too few to publish")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_MOVES = (
    ("newly_in", Text("新领现金救助", "Newly receiving cash")),
    ("newly_out", Text("退出现金救助", "No longer receiving cash")),
    ("newly_low_income", Text("新进低保边缘", "Newly low-income")),
    ("gaining", Text("受益", "Gaining")),
    ("losing", Text("受损", "Losing")),
)


@chart("tier_households", TIER_HOUSEHOLDS, of="result")
def tier_households(result: Result) -> ChartSpec:
    """Return the households in each tier, present law beside the reform."""
    return _tiers(result, "households", "tier_households", TIER_HOUSEHOLDS, HOUSEHOLDS)


@chart("tier_persons", TIER_PERSONS, of="result")
def tier_persons(result: Result) -> ChartSpec:
    """Return the persons in each tier, present law beside the reform."""
    return _tiers(result, "persons", "tier_persons", TIER_PERSONS, PERSONS)


@chart("winners", WINNERS, of="result")
def winners(result: Result) -> ChartSpec:
    """Return who enters, leaves, gains and loses, households beside persons."""
    figures = Figures(result)
    units = (("households", HOUSEHOLDS), ("persons", PERSONS))
    values = {key: tuple(figures.figure(f"{move}_{key}", "reform") for move, _ in _MOVES) for key, _ in units}
    told = {
        language: "；".join(
            f"{text(language)} {_count(values['households'][i], HOUSEHOLDS, language)}、"
            f"{_count(values['persons'][i], PERSONS, language)}"
            for i, (_, text) in enumerate(_MOVES)
        )
        for language in LANGUAGES
    }
    return ChartSpec(
        key="winners",
        kind="grouped_bar",
        title=Text("方案与现行相比：进退与得失", "Reform against present law: who enters, leaves, gains, loses"),
        measure=count_measure(Text("户、人", "households; persons")),
        series=tuple(Series(key, text, values[key]) for key, text in units),
        stamp=stamp_of(result),
        alt=Text(f"进退与得失：{told['zh']}。", f"{WINNERS.en}: {told['en']}.".replace("；", "; ").replace("、", ", ")),
        categories=tuple(text for _, text in _MOVES),
        source=source_of(result),
        notes=(
            Text(
                "受益、受损按现金与专项救助合计月增减超过 1 元计",
                "gain and loss: more than 1 yuan of cash and aid a month",
            ),
            *notes_of(result),
        ),
        marks=("assumed",) if assumed(result) else (),
    )


def _tiers(result: Result, unit_key: str, key: str, title: Text, unit: Text) -> ChartSpec:
    figures = Figures(result)
    kept = [tier for tier in TIERS if f"{tier.key}_{unit_key}" in result.indicators]
    values = {
        tier.key: tuple(figures.figure(f"{tier.key}_{unit_key}", side) for side in ("baseline", "reform"))
        for tier in kept
    }
    shown = [tier for tier in kept if any(value != 0 for value in values[tier.key])]
    told = {
        language: "；".join(
            f"{tier.text(language)} {_count(values[tier.key][0], unit, language)} → "
            f"{_count(values[tier.key][1], unit, language)}"
            for tier in shown
        )
        for language in LANGUAGES
    }
    return ChartSpec(
        key=key,
        kind="stacked_bar",
        title=Text(f"{title.zh}：现行与方案", f"{title.en}, present law and reform"),
        measure=count_measure(unit),
        series=tuple(Series(tier.key, tier.text, values[tier.key]) for tier in shown),
        stamp=stamp_of(result),
        alt=Text(f"{title.zh}：{told['zh']}。", f"{title.en}: {told['en'].replace('；', '; ')}."),
        categories=(BASELINE, REFORM),
        source=source_of(result),
        notes=notes_of(result),
    )


def _count(value: Figure, unit: Text, language: Language) -> str:
    if value is None or isinstance(value, Gap):
        return (value or Gap(WITHHELD, WITHHELD)).symbol(language)
    return format_count(value, unit, language)
