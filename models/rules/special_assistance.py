"""The bundle of special assistance that comes with a tier (低保捆绑), in yuan a month of the household."""

from models.rule import rule
from models.text import Text
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    SCHOOL_AGE_END,
    SCHOOL_AGE_START,
    SINGLE_PERSON_INCLUSION,
)


@rule(Text("享受低保级专项救助", "Has the dibao bundle"), reference="社会救助暂行办法 第五至八章")
def dibao_bundle(tier: int) -> bool:
    """Extreme hardship and dibao households get the full bundle."""
    return tier in (EXTREME_HARDSHIP, DIBAO)


@rule(Text("享受边缘级专项救助", "Has the low-income bundle"), reference="社会救助暂行办法 第五至八章")
def low_income_bundle(tier: int) -> bool:
    """Low-income households, those with a member covered alone included, get the smaller bundle."""
    return tier in (SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER)


@rule(Text("在校学龄", "Of school age"), reference="按年龄段推算")
def person_student(person_age_band: int) -> bool:
    """Aged 6 to 17, by age band."""
    return SCHOOL_AGE_START <= person_age_band < SCHOOL_AGE_END


@rule(Text("学生人数", "Students"), unit="persons", reference="逐人登记时按年龄，否则按比例推算")
def students(members_listed: bool, sum_person_student: int, family_members: int, students_per_member: float) -> float:
    """Members of school age where they are listed, else an expected number."""
    if members_listed:
        return float(sum_person_student)
    return students_per_member * family_members


@rule(Text("医疗救助", "Medical aid"), unit="yuan/month", reference="社会救助暂行办法 第五章")
def medical_aid(
    dibao_bundle: bool,
    low_income_bundle: bool,
    family_members: int,
    medical_premium_dibao: float,
    medical_premium_low_income: float,
    medical_aid_dibao: float,
    medical_aid_low_income: float,
    low_income_package_share: float,
) -> float:
    """Premium paid and expected aid per member, a twelfth of the year's."""
    full = (medical_premium_dibao + medical_aid_dibao) * family_members / 12.0
    if dibao_bundle:
        return full
    if not low_income_bundle:
        return 0.0
    if low_income_package_share >= 0.0:
        return low_income_package_share * full
    return (medical_premium_low_income + medical_aid_low_income) * family_members / 12.0


@rule(Text("教育救助", "Education aid"), unit="yuan/month", reference="社会救助暂行办法 第六章")
def education_aid(
    dibao_bundle: bool,
    low_income_bundle: bool,
    students: float,
    education_aid_dibao: float,
    education_aid_low_income: float,
    low_income_package_share: float,
) -> float:
    """Aid per student, a twelfth of the year's."""
    full = education_aid_dibao * students / 12.0
    if dibao_bundle:
        return full
    if not low_income_bundle:
        return 0.0
    if low_income_package_share >= 0.0:
        return low_income_package_share * full
    return education_aid_low_income * students / 12.0


@rule(Text("住房救助", "Housing aid"), unit="yuan/month", reference="社会救助暂行办法 第七章")
def housing_aid(
    dibao_bundle: bool,
    low_income_bundle: bool,
    housing_aid_dibao: float,
    housing_aid_low_income: float,
    low_income_package_share: float,
) -> float:
    """Aid per household, a twelfth of the year's."""
    full = housing_aid_dibao / 12.0
    if dibao_bundle:
        return full
    if not low_income_bundle:
        return 0.0
    if low_income_package_share >= 0.0:
        return low_income_package_share * full
    return housing_aid_low_income / 12.0


@rule(Text("用电减免", "Electricity allowance"), unit="yuan/month", reference="居民阶梯电价政策")
def energy_aid(
    dibao_bundle: bool,
    low_income_bundle: bool,
    electricity_free_kwh: float,
    electricity_price: float,
    low_income_package_share: float,
) -> float:
    """Free kilowatt-hours × price, for dibao households; for the low-income tier only a graded share."""
    full = electricity_free_kwh * electricity_price
    if dibao_bundle:
        return full
    if low_income_bundle and low_income_package_share >= 0.0:
        return low_income_package_share * full
    return 0.0


@rule(Text("专项救助合计", "Special assistance"), unit="yuan/month", reference="社会救助暂行办法 第五至八章")
def special_assistance(medical_aid: float, education_aid: float, housing_aid: float, energy_aid: float) -> float:
    """Sum of the packages, valued in yuan a month."""
    return medical_aid + education_aid + housing_aid + energy_aid
