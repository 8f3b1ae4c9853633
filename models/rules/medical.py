"""Medical aid: the insurance premium, and aid toward what a member pays himself, in yuan a month of the household."""

import math

from models.package_modes import BY_NEED, GRADED, TAPERED
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
    Text("医疗：占低保级比例", "Medical: share of the dibao tier's"), unit="share", reference="社会救助暂行办法 第五章"
)
def medical_full_share(
    dibao_bundle: bool,
    low_income_bundle: bool,
    in_need: bool,
    low_income_position: float,
    medical_mode: int,
    medical_package_share: float,
    low_income_package_share: float,
) -> float:
    """1 in dibao; graded, falling or by need as the mode says; −1 where the tier's own amounts hold."""
    if medical_mode == BY_NEED and in_need:
        return medical_package_share
    if dibao_bundle:
        return 1.0
    if not low_income_bundle:
        return -1.0
    if medical_mode == TAPERED:
        return low_income_position
    if medical_mode == GRADED:
        return medical_package_share
    return low_income_package_share if low_income_package_share >= 0.0 else -1.0


@rule(Text("适用的医疗救助档次", "Medical schedule"), unit="tier code", reference="国办发〔2021〕42号：分类救助")
def medical_schedule(tier: int, medical_full_share: float) -> int:
    """The tier whose premium, rate, deductible and cap apply."""
    if tier == EXTREME_HARDSHIP:
        return EXTREME_HARDSHIP
    if medical_full_share >= 0.0:
        return DIBAO
    if tier in (SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER):
        return LOW_INCOME_TIER
    return RIGID_EXPENDITURE_HARDSHIP if tier == RIGID_EXPENDITURE_HARDSHIP else NO_TIER


@rule(Text("资助参保金额", "Premium paid"), unit="yuan/person/year", reference="国办发〔2021〕42号：分类资助参保")
def medical_premium(
    medical_schedule: int,
    medical_premium_extreme_hardship: float,
    medical_premium_dibao: float,
    medical_premium_low_income: float,
    medical_premium_rigid: float,
) -> float:
    """What is paid of a member's contribution to the residents' health insurance."""
    if medical_schedule == EXTREME_HARDSHIP:
        return medical_premium_extreme_hardship
    if medical_schedule == DIBAO:
        return medical_premium_dibao
    if medical_schedule == LOW_INCOME_TIER:
        return medical_premium_low_income
    return medical_premium_rigid if medical_schedule == RIGID_EXPENDITURE_HARDSHIP else 0.0


@rule(Text("医疗救助比例", "Rate of medical aid"), unit="share", reference="国办发〔2021〕42号：救助比例")
def medical_rate(
    medical_schedule: int,
    medical_rate_extreme_hardship: float,
    medical_rate_dibao: float,
    medical_rate_low_income: float,
    medical_rate_rigid: float,
) -> float:
    """Share r of the self-pay above the deductible that is borne."""
    if medical_schedule == EXTREME_HARDSHIP:
        return medical_rate_extreme_hardship
    if medical_schedule == DIBAO:
        return medical_rate_dibao
    if medical_schedule == LOW_INCOME_TIER:
        return medical_rate_low_income
    return medical_rate_rigid if medical_schedule == RIGID_EXPENDITURE_HARDSHIP else 0.0


@rule(
    Text("医疗救助起付线", "Deductible of medical aid"),
    unit="yuan/person/year",
    reference="国办发〔2021〕42号：起付标准",
)
def medical_deductible(
    medical_schedule: int,
    disposable_income_per_person: float,
    medical_deductible_extreme_hardship: float,
    medical_deductible_dibao: float,
    medical_deductible_low_income: float,
    medical_deductible_rigid: float,
) -> float:
    """Self-pay d below which nothing is borne: a share of the local disposable income per person."""
    if medical_schedule == EXTREME_HARDSHIP:
        share = medical_deductible_extreme_hardship
    elif medical_schedule == DIBAO:
        share = medical_deductible_dibao
    elif medical_schedule == LOW_INCOME_TIER:
        share = medical_deductible_low_income
    else:
        share = medical_deductible_rigid
    return share * disposable_income_per_person


@rule(
    Text("医疗救助年度封顶", "Cap of medical aid"),
    unit="yuan/person/year",
    reference="国办发〔2021〕42号：年度救助限额",
)
def medical_cap(
    medical_schedule: int,
    medical_cap_extreme_hardship: float,
    medical_cap_dibao: float,
    medical_cap_low_income: float,
    medical_cap_rigid: float,
) -> float:
    """The most that is borne of a member's self-pay in a year; −1 where there is no cap."""
    if medical_schedule == EXTREME_HARDSHIP:
        return medical_cap_extreme_hardship
    if medical_schedule == DIBAO:
        return medical_cap_dibao
    if medical_schedule == LOW_INCOME_TIER:
        return medical_cap_low_income
    return medical_cap_rigid


@rule(Text("自付医疗费已知", "Self-pay known"), reference="逐人登记的年自付医疗费")
def person_self_pay_known(person_medical_self_pay: float) -> bool:
    """Whether the member's own self-pay of a year is stated."""
    return not math.isnan(person_medical_self_pay)


@rule(Text("本人医疗救助", "Member's medical aid"), unit="yuan/year", reference="国办发〔2021〕42号")
def person_medical_aid(
    person_medical_self_pay: float, medical_rate: float, medical_deductible: float, medical_cap: float
) -> float:
    """min(cap, max(0, X − d) × r) where the member's self-pay X is known, else 0 here: the expected value counts."""
    if math.isnan(person_medical_self_pay):
        return 0.0
    aid = max(0.0, person_medical_self_pay - medical_deductible) * medical_rate
    return min(medical_cap, aid) if medical_cap >= 0.0 else aid


@rule(Text("医疗救助固定金额", "Fixed medical aid"), unit="yuan/person/year", reference="按每人定额估值（假设）")
def fixed_medical_aid(medical_schedule: int, medical_aid_dibao: float, medical_aid_low_income: float) -> float:
    """An amount per member and year instead of the expected value."""
    if medical_schedule in (EXTREME_HARDSHIP, DIBAO):
        return medical_aid_dibao
    return medical_aid_low_income if medical_schedule == LOW_INCOME_TIER else 0.0


@rule(Text("医疗救助", "Medical aid"), unit="yuan/month", reference="社会救助暂行办法 第五章")
def medical_aid(
    medical_schedule: int,
    medical_full_share: float,
    family_members: int,
    medical_premium: float,
    medical_aid_basis: int,
    fixed_medical_aid: float,
    expected_medical_aid: float,
    sum_person_medical_aid: float,
    sum_person_self_pay_known: int,
) -> float:
    """Premiums and aid toward self-pay, a twelfth of the year's; exact where self-pay is known, else expected."""
    if medical_schedule == NO_TIER:
        return 0.0
    if medical_aid_basis == 1:
        aid = fixed_medical_aid * family_members
    else:
        aid = sum_person_medical_aid + expected_medical_aid * max(family_members - sum_person_self_pay_known, 0)
    share = medical_full_share if medical_full_share >= 0.0 else 1.0
    return share * (medical_premium * family_members + aid) / 12.0
