"""Dibao: who is entitled, how many are insured, what is paid."""

import math

from models.rule import rule
from models.text import Text
from models.tiers import DIBAO


@rule(Text("低保资格", "Dibao entitled"), reference="社会救助暂行办法 第九条")
def dibao_entitled(
    income_known: bool,
    extreme_hardship: bool,
    income_per_person: float,
    dibao_line: float,
    assets_within_limits: bool,
    residence_entitled: bool,
) -> bool:
    """Income per person strictly below the line, assets within limits, resident, not in extreme hardship."""
    return (
        income_known
        and not extreme_hardship
        and income_per_person < dibao_line
        and assets_within_limits
        and residence_entitled
    )


@rule(Text("低保保障人数", "Dibao insured members"), unit="persons", reference="社会救助暂行办法 第九条、第十二条")
def dibao_insured_members(dibao_entitled: bool, recorded_tier: int, insured_members: int, family_members: int) -> int:
    """Those the register insures where it records dibao; the whole family of a household that newly enters."""
    if not dibao_entitled:
        return 0
    if recorded_tier == DIBAO and insured_members > 0:
        return insured_members
    return family_members


@rule(Text("补差额", "Gap to the standard"), unit="yuan/month", reference="社会救助暂行办法 第十二条")
def dibao_gap(dibao_entitled: bool, dibao_line: float, dibao_insured_members: int, countable_income: float) -> float:
    """Standard × insured members − countable income, from totals and never from a rounded mean; not below zero."""
    if not dibao_entitled:
        return 0.0
    return max(dibao_line * dibao_insured_members - countable_income, 0.0)


@rule(
    Text("应发低保金（未取整）", "Dibao payment due, unrounded"),
    unit="yuan/month",
    reference="社会救助暂行办法 第十二条；分档发放与最低发放额：呼和浩特市城乡低保旧规",
)
def dibao_due(
    dibao_entitled: bool,
    dibao_gap: float,
    dibao_line: float,
    dibao_insured_members: int,
    payment_mode: int,
    band_a_from: float,
    band_b_from: float,
    band_a_share: float,
    band_b_share: float,
    band_c_share: float,
    minimum_payment: float,
) -> float:
    """The gap itself, or by bands: A where the gap is ≥ 90 % of the standard per person, B ≥ 50 %, C below.

    A band pays its share of the standard for each insured member. Not less than the minimum payment per member.
    """
    if not dibao_entitled:
        return 0.0
    due = dibao_gap
    if payment_mode == 1:
        standard = dibao_line * dibao_insured_members
        if dibao_gap >= band_a_from * standard:
            due = band_a_share * standard
        elif dibao_gap >= band_b_from * standard:
            due = band_b_share * standard
        else:
            due = band_c_share * standard
    return max(due, minimum_payment * dibao_insured_members)


@rule(Text("低保金（补差）", "Dibao payment"), unit="yuan/month", reference="社会救助暂行办法 第十二条")
def dibao_payment(dibao_due: float, payment_rounding: int) -> float:
    """Monthly payment of the household, rounded once.

    Rounding 0 none, 1 half-up to the fen, 2 up to the yuan, 3 up to ten yuan. The millionth that is taken off
    before rounding up keeps a sum that is whole in decimals from being lifted by its binary representation.
    """
    if payment_rounding == 1:
        return math.floor(dibao_due * 100.0 + 0.5 + 1e-6) / 100.0
    if payment_rounding == 2:
        return float(math.ceil(dibao_due - 1e-6))
    if payment_rounding == 3:
        return math.ceil(dibao_due / 10.0 - 1e-7) * 10.0
    return dibao_due
