"""Who gets a package of special assistance, and their sum. The packages themselves are one file each.

A package's ``…_full_share`` is the share of what the dibao tier gets; −1 where the tier's own amounts hold.
"""

from models.rule import rule
from models.text import Text
from models.tiers import DIBAO, EXTREME_HARDSHIP, LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION


@rule(Text("享受低保级专项救助", "Has the dibao bundle"), reference="社会救助暂行办法 第五至八章")
def dibao_bundle(tier: int) -> bool:
    """Extreme hardship and dibao households get the full bundle."""
    return tier in (EXTREME_HARDSHIP, DIBAO)


@rule(Text("享受边缘级专项救助", "Has the low-income bundle"), reference="社会救助暂行办法 第五至八章")
def low_income_bundle(tier: int) -> bool:
    """Low-income households, those with a member covered alone included, get the smaller bundle."""
    return tier in (SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER)


@rule(Text("有需要的家庭", "In need"), reference="解除捆绑的设想：按需要而不按身份")
def in_need(
    income_known: bool,
    income_per_person: float,
    low_income_line: float,
    assets_within_limits: bool,
    dibao_bundle: bool,
    low_income_bundle: bool,
) -> bool:
    """Income per person below the low-income line and assets within limits, whatever the tier; or in a tier already."""
    if dibao_bundle or low_income_bundle:
        return True
    return income_known and income_per_person < low_income_line and assets_within_limits


@rule(Text("在边缘区间的位置", "Place within the low-income tier"), unit="share", reference="逐级递减的设想")
def low_income_position(
    income_known: bool, income_per_person: float, dibao_line: float, low_income_line: float
) -> float:
    """From 1 at the dibao line to 0 at the low-income line: max(0, 1 − (y − S) ÷ (kS − S)).

    One half, the mean over the tier, where the income is not known.
    """
    if low_income_line <= dibao_line:
        return 0.0
    if not income_known:
        return 0.5
    return min(max(1.0 - (income_per_person - dibao_line) / (low_income_line - dibao_line), 0.0), 1.0)


@rule(Text("其他救助", "Other aid"), unit="yuan/month", reference="社会救助暂行办法 第八章")
def other_aid(employment_aid: float) -> float:
    """What comes with a tier besides medical, education, housing and energy aid: help to find work."""
    return employment_aid


@rule(Text("专项救助合计", "Special assistance"), unit="yuan/month", reference="社会救助暂行办法 第五至八章")
def special_assistance(
    medical_aid: float, education_aid: float, housing_aid: float, energy_aid: float, other_aid: float
) -> float:
    """Sum of the packages that are tied to the tier, valued in yuan a month."""
    return medical_aid + education_aid + housing_aid + energy_aid + other_aid
