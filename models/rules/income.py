"""Counted income, and what a household may own."""

import math

from models.rule import rule
from models.text import Text


@rule(Text("收入已知", "Income known"), reference="社会救助暂行办法 第十一条")
def income_known(recorded_income: float) -> bool:
    """Whether the register states the household's income; unknown income is never taken as zero."""
    return not math.isnan(recorded_income)


@rule(
    Text("家庭月计收入", "Countable income"),
    unit="yuan/month",
    reference="最低生活保障审核确认办法（民发〔2021〕57号）",
)
def countable_income(recorded_income: float) -> float:
    """Monthly income of the household that counts, as the register states it."""
    return recorded_income


@rule(Text("人均月收入", "Income per person"), unit="yuan/person/month", reference="社会救助暂行办法 第九条")
def income_per_person(countable_income: float, family_members: int) -> float:
    """Countable income divided by the family members who live together."""
    return countable_income / family_members


@rule(Text("财产符合规定", "Assets within limits"), reference="社会救助暂行办法 第九条；地方财产认定办法")
def assets_within_limits(
    financial_assets: float,
    family_members: int,
    vehicles: float,
    dwellings: float,
    dibao_line: float,
    financial_asset_years: float,
    vehicle_limit: float,
    dwelling_limit: float,
) -> bool:
    """Financial assets per person ≤ a × 12 × standard, vehicles and dwellings within limits.

    What the register does not state (NaN) does not fail: a comparison with NaN is false.
    """
    limit = financial_asset_years * 12.0 * dibao_line * family_members
    return not (financial_assets > limit or vehicles > vehicle_limit or dwellings > dwelling_limit)
