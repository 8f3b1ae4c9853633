"""Education aid by stage of study, in yuan a month of the household."""

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.rule import rule
from models.text import Text
from models.tiers import (
    COMPULSORY,
    HIGHER,
    JUNIOR_AGE_START,
    NOT_STUDYING,
    PRESCHOOL,
    SCHOOL_AGE_END,
    SCHOOL_AGE_START,
    SENIOR_AGE_START,
    SENIOR_SECONDARY,
)


@rule(
    Text("教育：占低保级比例", "Education: share of the dibao tier's"),
    unit="share",
    reference="社会救助暂行办法 第六章",
)
def education_full_share(
    dibao_bundle: bool,
    low_income_bundle: bool,
    in_need: bool,
    low_income_position: float,
    education_mode: int,
    education_package_share: float,
    low_income_package_share: float,
) -> float:
    """1 in dibao; graded, falling or by need as the mode says; −1 where the tier's own amounts hold."""
    if education_mode == BY_NEED and in_need:
        return education_package_share
    if dibao_bundle:
        return 1.0
    if not low_income_bundle:
        return -1.0
    if education_mode == TAPERED:
        return low_income_position
    if education_mode == GRADED:
        return education_package_share
    return low_income_package_share if low_income_package_share >= 0.0 else -1.0


@rule(Text("在读学段", "Stage of study"), unit="code", reference="登记的学段；未登记时按年龄段推算")
def person_study_stage(person_study: int, person_age_band: int) -> int:
    """As stated, else by age band: 6 to 14 compulsory schooling, 15 to 17 senior secondary, others not studying."""
    if person_study >= NOT_STUDYING:
        return person_study
    if SCHOOL_AGE_START <= person_age_band < SENIOR_AGE_START:
        return COMPULSORY
    return SENIOR_SECONDARY if SENIOR_AGE_START <= person_age_band < SCHOOL_AGE_END else NOT_STUDYING


@rule(Text("在校学生", "Student"), reference="登记的学段；未登记时按年龄段推算")
def person_student(person_study_stage: int) -> bool:
    """Whether the member is at any stage of study."""
    return person_study_stage != NOT_STUDYING


@rule(Text("学生人数", "Students"), unit="persons", reference="逐人登记时按学段，否则按比例推算")
def students(members_listed: bool, sum_person_student: int, family_members: int, students_per_member: float) -> float:
    """Members who study where they are listed, else an expected number."""
    if members_listed:
        return float(sum_person_student)
    return students_per_member * family_members


@rule(
    Text("义务教育生活补助", "Compulsory-school allowance"),
    unit="yuan/year",
    reference="义务教育家庭经济困难学生生活补助",
)
def person_compulsory_grant(
    person_study_stage: int,
    person_age_band: int,
    person_boarding: bool,
    education_primary_day: float,
    education_primary_boarding: float,
    education_junior_day: float,
    education_junior_boarding: float,
) -> float:
    """By stage and boarding; from twelve years on the junior amount holds."""
    if person_study_stage != COMPULSORY:
        return 0.0
    if person_age_band >= JUNIOR_AGE_START:
        return education_junior_boarding if person_boarding else education_junior_day
    return education_primary_boarding if person_boarding else education_primary_day


@rule(
    Text("本人教育救助（特困、低保）", "Member's education aid (dibao)"), unit="yuan/year", reference="各学段资助政策"
)
def person_education_full(
    person_study_stage: int,
    person_compulsory_grant: float,
    extreme_hardship: bool,
    education_preschool_dibao: float,
    education_senior_extreme_hardship: float,
    education_senior_dibao: float,
    education_senior_tuition: float,
    education_higher_dibao: float,
) -> float:
    """Preschool grant, compulsory-school allowance, senior grant and tuition, or higher-education grant."""
    if person_study_stage == PRESCHOOL:
        return education_preschool_dibao
    if person_study_stage == SENIOR_SECONDARY:
        grant = education_senior_extreme_hardship if extreme_hardship else education_senior_dibao
        return grant + education_senior_tuition
    return education_higher_dibao if person_study_stage == HIGHER else person_compulsory_grant


@rule(
    Text("本人教育救助（低保边缘）", "Member's education aid (low-income)"),
    unit="yuan/year",
    reference="各学段资助政策",
)
def person_education_low_income(
    person_study_stage: int,
    person_compulsory_grant: float,
    education_compulsory_share_low_income: float,
    education_preschool_low_income: float,
    education_senior_low_income: float,
    education_higher_low_income: float,
) -> float:
    """A share of the compulsory-school allowance, and grants of its own at the other stages; no tuition."""
    if person_study_stage == PRESCHOOL:
        return education_preschool_low_income
    if person_study_stage == SENIOR_SECONDARY:
        return education_senior_low_income
    if person_study_stage == HIGHER:
        return education_higher_low_income
    return education_compulsory_share_low_income * person_compulsory_grant


@rule(Text("教育救助", "Education aid"), unit="yuan/month", reference="社会救助暂行办法 第六章")
def education_aid(
    education_full_share: float,
    low_income_bundle: bool,
    members_listed: bool,
    students: float,
    sum_person_education_full: float,
    sum_person_education_low_income: float,
    education_aid_dibao: float,
    education_aid_low_income: float,
) -> float:
    """What the members get at their stages where they are listed, else students × a mean amount; a twelfth of it."""
    if education_full_share >= 0.0:
        full = sum_person_education_full if members_listed else education_aid_dibao * students
        return education_full_share * full / 12.0
    if not low_income_bundle:
        return 0.0
    return (sum_person_education_low_income if members_listed else education_aid_low_income * students) / 12.0
