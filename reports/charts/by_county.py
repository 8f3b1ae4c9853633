"""The shape that several charts share: an indicator county by county, before and after, or its change."""

from __future__ import annotations

from models.text import Text
from models.tiers import AREAS
from reports.chart import ChartSpec, Role, Series
from reports.figures import CountyRow, Figures
from reports.provenance import BASELINE, REFORM, notes_of, source_of, stamp_of
from reports.table import Figure
from simulations.result import Result

COUNTY = Text("县（市、区）", "County")
CHANGE = Text("增减", "Change")
MOST_UPRIGHT = 16
_SIDES: tuple[tuple[Role, Text], ...] = (("baseline", BASELINE), ("reform", REFORM))


def sides_by_county(result: Result, indicator: str, key: str, title: Text, total: Text) -> ChartSpec:
    """Return an indicator by county, present law beside the reform (alone where nothing is changed).

    Urban stands on rural where the data has both and counties are few enough to stand upright. ``total`` says the
    sum in one sentence for the alternative text.
    """
    figures = Figures(result)
    everybody = figures.by_county(indicator)[:-1]
    upright = len(everybody) <= MOST_UPRIGHT
    sides = _SIDES if result.reforms else _SIDES[:1]
    series = [Series(role, text, _side(everybody, role), role) for role, text in sides]
    if upright and len(result.areas) > 1:
        rows = {area.key: figures.by_county(indicator, area.key)[:-1] for area in AREAS}
        series = [
            Series(f"{role}_{area.key}", area.text, _side(rows[area.key], role), role, stack=text)
            for role, text in sides
            for area in AREAS
        ]
    return ChartSpec(
        key=key,
        kind="horizontal_bar" if not upright else "stacked_bar" if len(series) > len(sides) else "grouped_bar",
        title=Text(f"{title.zh}：现行与方案", f"{title.en}: present law and reform") if result.reforms else title,
        measure=figures.measure(indicator, _numbers(everybody)),
        series=tuple(series),
        stamp=stamp_of(result),
        alt=_alternative(title, total, everybody),
        categories=_counties(everybody),
        source=source_of(result),
        notes=notes_of(result),
    )


def change_by_county(result: Result, indicator: str, key: str, title: Text, total: Text) -> ChartSpec:
    """Return how an indicator changes in each county, as bars to the left and to the right of zero."""
    figures = Figures(result)
    rows = figures.by_county(indicator)[:-1]
    return ChartSpec(
        key=key,
        kind="horizontal_bar",
        title=title,
        measure=figures.measure(indicator, _numbers(rows)).difference(),
        series=(Series("difference", CHANGE, _side(rows, "difference"), "difference"),),
        stamp=stamp_of(result),
        alt=_alternative(title, total, rows),
        categories=_counties(rows),
        source=source_of(result),
        notes=notes_of(result),
    )


def _side(rows: list[CountyRow], role: Role) -> tuple[Figure, ...]:
    return tuple({"baseline": r.baseline, "reform": r.reform}.get(role, r.difference) for r in rows)


def _numbers(rows: list[CountyRow]) -> list[float]:
    return [value for row in rows for value in (row.baseline, row.reform) if isinstance(value, float)]


def _counties(rows: list[CountyRow]) -> tuple[Text, ...]:
    return tuple(Text(row.county or "", row.county or "") for row in rows)


def _alternative(title: Text, total: Text, rows: list[CountyRow]) -> Text:
    """Return one sentence: the sum before and after, and the county that changes most."""
    changes = [
        (abs(row.difference), row.county) for row in rows if isinstance(row.difference, float) and row.difference
    ]
    if not changes:
        unchanged = Text("各县均无变化", "no county changes")
        return Text(f"{title.zh}：{total.zh}，{unchanged.zh}。", f"{title.en}: {total.en}; {unchanged.en}.")
    _, most = max(changes)
    zh = f"{title.zh}：{total.zh}，{len(changes)} 个县有变化，{most}变化最大。"
    return Text(zh, f"{title.en}: {total.en}; {len(changes)} counties change, {most} most.")
