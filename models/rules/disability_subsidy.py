"""The two subsidies for disabled persons (残疾人两项补贴), in yuan a month; no part of the bundle."""

from models.rule import rule
from models.text import Text

REFERENCE = "困难残疾人生活补贴和重度残疾人护理补贴制度"


@rule(Text("困难残疾人生活补贴", "Living subsidy of the disabled"), unit="yuan/month", reference=REFERENCE)
def person_living_subsidy(
    person_disability_level: int,
    extreme_hardship: bool,
    dibao_bundle: bool,
    low_income_bundle: bool,
    living_subsidy_dibao: float,
    living_subsidy_low_income: float,
) -> float:
    """For a member with a disability of any level in a dibao or low-income household; not in extreme hardship."""
    if extreme_hardship or person_disability_level < 1:
        return 0.0
    if dibao_bundle:
        return living_subsidy_dibao
    return living_subsidy_low_income if low_income_bundle else 0.0


@rule(Text("重度残疾人护理补贴", "Nursing subsidy of the disabled"), unit="yuan/month", reference=REFERENCE)
def person_nursing_subsidy(
    person_disability_level: int,
    person_severely_disabled: bool,
    nursing_subsidy_first: float,
    nursing_subsidy_second: float,
) -> float:
    """Level 1, or level 2 and level 3 where it is intellectual or mental; whatever the tier."""
    if person_disability_level == 1:
        return nursing_subsidy_first
    return nursing_subsidy_second if person_severely_disabled else 0.0


@rule(Text("残疾人两项补贴", "Disability subsidies"), unit="yuan/month", reference=REFERENCE)
def disability_subsidy(sum_person_living_subsidy: float, sum_person_nursing_subsidy: float) -> float:
    """Living and nursing subsidies of the members."""
    return sum_person_living_subsidy + sum_person_nursing_subsidy
