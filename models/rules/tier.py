"""The low-income tier, and the one tier that a household is in."""

from models.rule import rule
from models.text import Text
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    NO_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
)


@rule(
    Text("低保边缘线", "Low-income line"),
    unit="yuan/person/month",
    reference="低保边缘家庭认定：标准的若干倍；浙江省社会救助条例 第十三条（不超过最低工资）",
)
def low_income_line(
    dibao_line: float, low_income_multiple: float, minimum_wage: float, low_income_capped: bool
) -> float:
    """Multiple of the dibao line; where so decided at most the minimum wage, yet not below the dibao line."""
    line = dibao_line * low_income_multiple
    if low_income_capped:
        line = max(min(line, minimum_wage), dibao_line)
    return line


@rule(Text("低保边缘资格", "Low-income tier entitled"), reference="最低生活保障审核确认办法（民发〔2021〕57号）")
def low_income_entitled(
    income_known: bool,
    extreme_hardship: bool,
    dibao_entitled: bool,
    income_per_person: float,
    low_income_line: float,
    assets_within_limits: bool,
    residence_entitled: bool,
) -> bool:
    """Not in dibao, income per person strictly below the low-income line, assets within limits, resident."""
    return (
        income_known
        and not extreme_hardship
        and not dibao_entitled
        and income_per_person < low_income_line
        and assets_within_limits
        and residence_entitled
    )


@rule(Text("类别", "Tier"), reference="社会救助暂行办法；分层分类社会救助")
def tier(
    income_known: bool,
    recorded_tier: int,
    extreme_hardship: bool,
    dibao_entitled: bool,
    single_person_included: bool,
    low_income_entitled: bool,
    rigid_expenditure_entitled: bool,
) -> int:
    """One tier a household: extreme hardship, dibao, single-person inclusion, low income, rigid expenditure, none.

    A household whose income is unknown keeps its recorded tier.
    """
    if extreme_hardship:
        result = EXTREME_HARDSHIP
    elif not income_known:
        result = recorded_tier
    elif dibao_entitled:
        result = DIBAO
    elif single_person_included:
        result = SINGLE_PERSON_INCLUSION
    elif low_income_entitled:
        result = LOW_INCOME_TIER
    elif rigid_expenditure_entitled:
        result = RIGID_EXPENDITURE_HARDSHIP
    else:
        result = NO_TIER
    return result
