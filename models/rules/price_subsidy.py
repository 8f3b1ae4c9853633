"""Price-linkage subsidy (价格临时补贴): per person and month while prices rise past a trigger."""

import math

from models.rule import rule
from models.text import Text
from models.tiers import DIBAO, EXTREME_HARDSHIP, LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION

REFERENCE = "社会救助和保障标准与物价上涨挂钩联动机制（发改价格〔2021〕1553号）"


@rule(Text("价格联动启动", "Price linkage triggered"), reference=REFERENCE)
def price_triggered(cpi: float, food_cpi: float, price_trigger_cpi: float, price_trigger_food: float) -> bool:
    """The month's consumer prices, or those of food, have risen over the year by the trigger or more."""
    return cpi >= price_trigger_cpi or food_cpi >= price_trigger_food


@rule(Text("每人价格补贴", "Price subsidy per person"), unit="yuan/person/month", reference=REFERENCE)
def price_subsidy_per_person(
    price_triggered: bool, dibao_line: float, scpi: float, price_subsidy_minimum: float
) -> float:
    """max(P_min, standard × rise of low-income consumers' prices), half-up to the fen, where triggered."""
    if not price_triggered:
        return 0.0
    return max(price_subsidy_minimum, math.floor(dibao_line * scpi * 100.0 + 0.5 + 1e-6) / 100.0)


@rule(Text("价格补贴人数", "Persons with the price subsidy"), unit="persons", reference=REFERENCE)
def price_subsidy_persons(
    price_triggered: bool, tier: int, recipients: int, family_members: int, price_subsidy_low_income: bool
) -> int:
    """Those insured in dibao and extreme hardship; the whole low-income household where the scope is widened."""
    if not price_triggered:
        return 0
    if price_subsidy_low_income and tier in (SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER):
        return family_members
    return recipients if tier in (EXTREME_HARDSHIP, DIBAO, SINGLE_PERSON_INCLUSION) else 0


@rule(Text("价格临时补贴", "Price subsidy"), unit="yuan/month", reference=REFERENCE)
def price_subsidy(price_subsidy_per_person: float, price_subsidy_persons: int) -> float:
    """Amount per person × persons."""
    return price_subsidy_per_person * price_subsidy_persons
