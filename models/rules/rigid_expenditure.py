"""Rigid-expenditure hardship (刚性支出困难): households whose necessary expenses take what they earn.

The predicate is local: as recorded, the national one of 2024, the net income of Shanghai, or that of a county system.
Recognition lasts at most twelve months and is applied for again: the expenditure asked for is that of twelve months ÷ 12.
"""

import math

from models.rule import rule
from models.text import Text
from models.tiers import RIGID_EXPENDITURE_HARDSHIP

LAW = "刚性支出困难家庭认定办法（2024）；上海市社会救助条例 第十二条"
AS_RECORDED, NATIONAL, NET_INCOME, BAND = 0, 1, 2, 3


@rule(
    Text("扣除刚性支出后人均收入", "Net income per person"),
    unit="yuan/person/month",
    reference=LAW,
    needs=("rigid_expenditure",),
)
def net_income_per_person(countable_income: float, rigid_expenditure: float, family_members: int) -> float:
    """Countable income less rigid expenditure, per person, not below zero; not a number where the expenditure is unknown."""
    if math.isnan(rigid_expenditure):
        return math.nan
    return max(countable_income - rigid_expenditure, 0.0) / family_members


@rule(Text("刚性支出符合", "Rigid expenditure meets the local rule"), reference=LAW, needs=("rigid_expenditure",))
def rigid_expenditure_meets(
    rigid_expenditure_rule: int,
    countable_income: float,
    rigid_expenditure: float,
    medical_expenditure: float,
    income_per_person: float,
    net_income_per_person: float,
    dibao_line: float,
    rigid_expenditure_ratio: float,
    rigid_expenditure_ratio_upper: float,
    medical_expenditure_ratio: float,
) -> bool:
    """The local predicate.

    National: expenditure ≥ ρ × income. Net income: net below the standard, or medical expenses ≥ a share of income.
    Band: income per person below twice the standard, ρ < expenditure ÷ income < the upper ratio, net not below S.
    (With ρ ≥ 50 %, as one county system has it, these exclude each other: half of less than 2·S is less than S.)
    """
    if rigid_expenditure_rule == NATIONAL:
        return rigid_expenditure >= rigid_expenditure_ratio * countable_income
    if rigid_expenditure_rule == NET_INCOME:
        return net_income_per_person < dibao_line or medical_expenditure >= medical_expenditure_ratio * countable_income
    above = rigid_expenditure > rigid_expenditure_ratio * countable_income
    below = rigid_expenditure < rigid_expenditure_ratio_upper * countable_income
    return above and below and income_per_person < 2.0 * dibao_line and net_income_per_person >= dibao_line


@rule(Text("刚性支出困难资格", "Rigid-expenditure hardship"), reference=LAW, needs=("rigid_expenditure",))
def rigid_expenditure_entitled(
    recorded_tier: int,
    rigid_expenditure_rule: int,
    rigid_expenditure: float,
    rigid_expenditure_meets: bool,
    income_known: bool,
    income_per_person: float,
    disposable_income_per_person: float,
    assets_within_limits: bool,
    residence_entitled: bool,
) -> bool:
    """In no tier before it, income per person below last year's disposable income ÷ 12, the predicate, assets.

    As recorded where the rule says so or the expenditure is not known.
    """
    if rigid_expenditure_rule == AS_RECORDED or math.isnan(rigid_expenditure):
        return recorded_tier == RIGID_EXPENDITURE_HARDSHIP
    below_mean = income_known and income_per_person < disposable_income_per_person / 12.0
    return below_mean and rigid_expenditure_meets and assets_within_limits and residence_entitled


@rule(
    Text("支出型贫困生活救助金", "Payment for rigid expenditure"),
    unit="yuan/month",
    reference=LAW,
    needs=("rigid_expenditure",),
)
def rigid_expenditure_payment(
    tier: int,
    rigid_expenditure_rule: int,
    rigid_expenditure_pays: bool,
    net_income_per_person: float,
    dibao_line: float,
    family_members: int,
) -> float:
    """(Standard − net income per person) × members where the place pays it, by the net-income rule; no dibao elsewhere."""
    if tier != RIGID_EXPENDITURE_HARDSHIP or not rigid_expenditure_pays or rigid_expenditure_rule != NET_INCOME:
        return 0.0
    if math.isnan(net_income_per_person):
        return 0.0
    return max(dibao_line - net_income_per_person, 0.0) * family_members
