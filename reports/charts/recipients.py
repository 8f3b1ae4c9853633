"""Who receives cash, county by county, as households and as persons."""

from __future__ import annotations

from models.text import Text
from reports.chart import ChartSpec
from reports.charts.by_county import change_by_county, sides_by_county
from reports.figures import Figures
from reports.numbers import HOUSEHOLDS, PERSONS, format_count
from reports.registry import chart
from reports.table import Gap
from simulations.result import Result

PERSONS_TITLE = Text("分县现金救助人数", "Persons receiving cash by county")
HOUSEHOLDS_TITLE = Text("分县现金救助户数", "Households receiving cash by county")
CHANGE_TITLE = Text("分县现金救助人数增减", "Change of persons receiving cash by county")


@chart("recipient_persons_by_county", PERSONS_TITLE, of="result")
def recipient_persons_by_county(result: Result) -> ChartSpec:
    """Return the persons who receive cash in each county, present law beside the reform, urban on rural."""
    total = _total(result, "recipient_persons", PERSONS)
    return sides_by_county(result, "recipient_persons", "recipient_persons_by_county", PERSONS_TITLE, total)


@chart("recipient_households_by_county", HOUSEHOLDS_TITLE, of="result")
def recipient_households_by_county(result: Result) -> ChartSpec:
    """Return the households that receive cash in each county, present law beside the reform, urban on rural."""
    total = _total(result, "recipient_households", HOUSEHOLDS)
    return sides_by_county(result, "recipient_households", "recipient_households_by_county", HOUSEHOLDS_TITLE, total)


@chart("recipients_change_by_county", CHANGE_TITLE, of="result")
def recipients_change_by_county(result: Result) -> ChartSpec:
    """Return how many more or fewer persons receive cash in each county."""
    total = _total(result, "recipient_persons", PERSONS)
    return change_by_county(result, "recipient_persons", "recipients_change_by_county", CHANGE_TITLE, total)


def _total(result: Result, key: str, unit: Text) -> Text:
    figures = Figures(result)
    before, after = figures.figure(key, "baseline"), figures.figure(key, "reform")
    if isinstance(before, Gap) or isinstance(after, Gap) or before is None or after is None:
        return Text("人数过少，不公布", "too few to publish")
    zh = f"由{format_count(before, unit, 'zh')}变为{format_count(after, unit, 'zh')}"
    return Text(zh, f"from {format_count(before, unit, 'en')} to {format_count(after, unit, 'en')}")
