"""Dibao: who is entitled, how many are insured, what is paid."""

import math

from models.rule import rule
from models.text import Text
from models.tiers import DIBAO, EXTREME_HARDSHIP, SINGLE_PERSON_INCLUSION


@rule(Text("特困（按登记）", "Extreme hardship, as recorded"), reference="社会救助暂行办法 第十四条")
def extreme_hardship(recorded_tier: int) -> bool:
    """Whether the register records the household in extreme hardship; its status and amounts are kept."""
    return recorded_tier == EXTREME_HARDSHIP


@rule(Text("低保资格", "Dibao entitled"), reference="社会救助暂行办法 第九条")
def dibao_entitled(
    income_known: bool, extreme_hardship: bool, income_per_person: float, dibao_line: float, assets_within_limits: bool
) -> bool:
    """Income per person strictly below the line, assets within limits, not in extreme hardship."""
    return income_known and not extreme_hardship and income_per_person < dibao_line and assets_within_limits


@rule(Text("低保保障人数", "Dibao insured members"), unit="persons", reference="社会救助暂行办法 第九条、第十二条")
def dibao_insured_members(dibao_entitled: bool, recorded_tier: int, insured_members: int, family_members: int) -> int:
    """Those the register insures where it records dibao; the whole family of a household that newly enters."""
    if not dibao_entitled:
        return 0
    if recorded_tier == DIBAO and insured_members > 0:
        return insured_members
    return family_members


@rule(Text("低保金（补差）", "Dibao payment"), unit="yuan/month", reference="社会救助暂行办法 第十二条")
def dibao_payment(
    dibao_entitled: bool, dibao_line: float, dibao_insured_members: int, countable_income: float, payment_rounding: int
) -> float:
    """Monthly top-up of the household: standard × insured members − countable income, from totals, rounded once.

    Rounding 0 none, 1 half-up to the fen, 2 up to the yuan, 3 up to ten yuan. The millionth that is taken off
    before rounding up keeps a sum that is whole in decimals from being lifted by its binary representation.
    """
    if not dibao_entitled:
        return 0.0
    payment = max(dibao_line * dibao_insured_members - countable_income, 0.0)
    if payment_rounding == 1:
        return math.floor(payment * 100.0 + 0.5 + 1e-6) / 100.0
    if payment_rounding == 2:
        return float(math.ceil(payment - 1e-6))
    if payment_rounding == 3:
        return math.ceil(payment / 10.0 - 1e-7) * 10.0
    return payment


@rule(Text("单人保", "Single-person inclusion"), reference="最低生活保障审核确认办法（民发〔2021〕57号）")
def single_person_included(recorded_tier: int, low_income_entitled: bool) -> bool:
    """Whether a member who is recorded as covered alone stays so: the household is in the low-income tier."""
    return recorded_tier == SINGLE_PERSON_INCLUSION and low_income_entitled


@rule(
    Text("单人保金", "Single-person payment"),
    unit="yuan/month",
    reference="最低生活保障审核确认办法（民发〔2021〕57号）",
)
def single_person_payment(
    single_person_included: bool, dibao_line: float, insured_members: int, single_person_share: float
) -> float:
    """Full standard (or a share of it) for each member covered alone."""
    if not single_person_included:
        return 0.0
    return single_person_share * dibao_line * insured_members
