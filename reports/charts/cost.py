"""What a month costs, county by county."""

from __future__ import annotations

from models.text import Text
from reports.chart import ChartSpec
from reports.charts.by_county import change_by_county, sides_by_county
from reports.numbers import format_yuan
from reports.registry import chart
from simulations.result import Result

COST = Text("分县现金救助月支出", "Cash assistance a month by county")
COST_CHANGE = Text("分县现金救助月支出增减", "Change of cash assistance a month by county")


@chart("cost_by_county", COST, of="result")
def cost_by_county(result: Result) -> ChartSpec:
    """Return the monthly cash cost of each county, present law beside the reform, urban on rural."""
    return sides_by_county(result, "cash_cost", "cost_by_county", COST, _alt(result))


@chart("cost_change_by_county", COST_CHANGE, of="result")
def cost_change_by_county(result: Result) -> ChartSpec:
    """Return how much each county's monthly cash cost changes."""
    return change_by_county(result, "cash_cost", "cost_change_by_county", COST_CHANGE, _alt(result))


def _alt(result: Result) -> Text:
    before, after = (result.value("cash_cost", side) or 0.0 for side in ("baseline", "reform"))
    zh = f"现金救助月支出由{format_yuan(before, 'zh')}变为{format_yuan(after, 'zh')}"
    en = f"cash assistance a month goes from {format_yuan(before, 'en')} to {format_yuan(after, 'en')}"
    return Text(zh, en)
