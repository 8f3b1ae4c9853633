"""Medical aid as expected over a member's uncertain self-pay, by schedule; each is the same for a whole cell."""

from models.lognormal import expected_aid
from models.rule import rule
from models.text import Text
from models.tiers import DIBAO, EXTREME_HARDSHIP, LOW_INCOME_TIER, RIGID_EXPENDITURE_HARDSHIP


@rule(
    Text("医疗救助期望值（特困）", "Expected medical aid (extreme hardship)"),
    unit="yuan/person/year",
    reference="自付费用对数正态分布（假设）",
)
def expected_medical_aid_extreme_hardship(
    medical_rate_extreme_hardship: float,
    medical_deductible_extreme_hardship: float,
    disposable_income_per_person: float,
    medical_cap_extreme_hardship: float,
    medical_self_pay_mean: float,
    medical_self_pay_variation: float,
) -> float:
    """E[min(cap, max(0, X − d) × r)] for lognormal self-pay X, the deductible d a share of disposable income."""
    deductible = medical_deductible_extreme_hardship * disposable_income_per_person
    mean, variation = medical_self_pay_mean, medical_self_pay_variation
    return expected_aid(medical_rate_extreme_hardship, deductible, medical_cap_extreme_hardship, mean, variation)


@rule(
    Text("医疗救助期望值（低保）", "Expected medical aid (dibao)"),
    unit="yuan/person/year",
    reference="自付费用对数正态分布（假设）",
)
def expected_medical_aid_dibao(
    medical_rate_dibao: float,
    medical_deductible_dibao: float,
    disposable_income_per_person: float,
    medical_cap_dibao: float,
    medical_self_pay_mean: float,
    medical_self_pay_variation: float,
) -> float:
    """E[min(cap, max(0, X − d) × r)] for lognormal self-pay X, the deductible d a share of disposable income."""
    deductible = medical_deductible_dibao * disposable_income_per_person
    mean, variation = medical_self_pay_mean, medical_self_pay_variation
    return expected_aid(medical_rate_dibao, deductible, medical_cap_dibao, mean, variation)


@rule(
    Text("医疗救助期望值（低保边缘）", "Expected medical aid (low-income tier)"),
    unit="yuan/person/year",
    reference="自付费用对数正态分布（假设）",
)
def expected_medical_aid_low_income(
    medical_rate_low_income: float,
    medical_deductible_low_income: float,
    disposable_income_per_person: float,
    medical_cap_low_income: float,
    medical_self_pay_mean: float,
    medical_self_pay_variation: float,
) -> float:
    """E[min(cap, max(0, X − d) × r)] for lognormal self-pay X, the deductible d a share of disposable income."""
    deductible = medical_deductible_low_income * disposable_income_per_person
    mean, variation = medical_self_pay_mean, medical_self_pay_variation
    return expected_aid(medical_rate_low_income, deductible, medical_cap_low_income, mean, variation)


@rule(
    Text("医疗救助期望值（刚性支出困难）", "Expected medical aid (rigid expenditure)"),
    unit="yuan/person/year",
    reference="自付费用对数正态分布（假设）",
)
def expected_medical_aid_rigid(
    medical_rate_rigid: float,
    medical_deductible_rigid: float,
    disposable_income_per_person: float,
    medical_cap_rigid: float,
    medical_self_pay_mean: float,
    medical_self_pay_variation: float,
) -> float:
    """E[min(cap, max(0, X − d) × r)] for lognormal self-pay X, the deductible d a share of disposable income."""
    deductible = medical_deductible_rigid * disposable_income_per_person
    mean, variation = medical_self_pay_mean, medical_self_pay_variation
    return expected_aid(medical_rate_rigid, deductible, medical_cap_rigid, mean, variation)


@rule(Text("医疗救助期望值", "Expected medical aid"), unit="yuan/person/year", reference="自付费用对数正态分布（假设）")
def expected_medical_aid(
    medical_schedule: int,
    expected_medical_aid_extreme_hardship: float,
    expected_medical_aid_dibao: float,
    expected_medical_aid_low_income: float,
    expected_medical_aid_rigid: float,
) -> float:
    """What the schedule of the household's tier bears of a member's self-pay in a year, as expected."""
    if medical_schedule == EXTREME_HARDSHIP:
        return expected_medical_aid_extreme_hardship
    if medical_schedule == DIBAO:
        return expected_medical_aid_dibao
    if medical_schedule == LOW_INCOME_TIER:
        return expected_medical_aid_low_income
    return expected_medical_aid_rigid if medical_schedule == RIGID_EXPENDITURE_HARDSHIP else 0.0
