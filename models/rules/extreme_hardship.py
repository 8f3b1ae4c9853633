"""Extreme hardship (特困): as recorded, and by rule for a household that is described in full.

A recorded household keeps its status and amounts. By rule, a household in no tier is in extreme hardship where every
member is unable to work, income is below the standard, nobody is able to support, and assets are within limits.
"""

from models.rule import rule
from models.text import Text
from models.tiers import ELDERLY_BANDS_START, EXTREME_HARDSHIP, FULL_CARE, HALF_CARE, MINOR_BANDS_END, NO_TIER

LAW = "社会救助暂行办法 第十四条"


@rule(Text("特困（按登记）", "Extreme hardship, as recorded"), reference=LAW)
def extreme_hardship_recorded(recorded_tier: int) -> bool:
    """Whether the register records the household in extreme hardship; its status and amounts are kept."""
    return recorded_tier == EXTREME_HARDSHIP


@rule(
    Text("无劳动能力", "Unable to work"),
    reference=LAW + "；未成年人16→18周岁：玉泉区试点方案、上海实施意见",
    needs=("no_supporters",),
)
def person_without_labour(
    person_age: int,
    person_age_band: int,
    person_severely_disabled: bool,
    extreme_hardship_minor_age: float,
    extreme_hardship_elderly_age: float,
) -> bool:
    """Old, a minor or severely disabled; by age in years, by its band (minors under 15, the elderly 60) where none is."""
    if person_severely_disabled:
        return True
    if person_age >= 0:
        return person_age < extreme_hardship_minor_age or person_age >= extreme_hardship_elderly_age
    return 0 <= person_age_band < MINOR_BANDS_END - 1 or person_age_band >= ELDERLY_BANDS_START


@rule(Text("特困（按规则）", "Extreme hardship, by rule"), reference=LAW, needs=("no_supporters",))
def extreme_hardship_by_rule(
    no_supporters: bool,
    recorded_tier: int,
    members_listed: bool,
    family_members: int,
    sum_person_without_labour: int,
    income_known: bool,
    income_per_person: float,
    dibao_line: float,
    assets_within_limits: bool,
    residence_entitled: bool,
) -> bool:
    """Not recorded in a tier, nobody to support it, every member unable to work, income below the standard, assets."""
    apart = no_supporters and recorded_tier == NO_TIER and members_listed
    unable = sum_person_without_labour >= family_members
    poor = income_known and income_per_person < dibao_line and assets_within_limits
    return apart and unable and poor and residence_entitled


@rule(Text("特困", "Extreme hardship"), reference=LAW)
def extreme_hardship(extreme_hardship_recorded: bool, extreme_hardship_by_rule: bool) -> bool:
    """As recorded or by rule."""
    return extreme_hardship_recorded or extreme_hardship_by_rule


@rule(
    Text("特困基本生活标准", "Basic standard in extreme hardship"),
    unit="yuan/person/month",
    reference="社会救助暂行办法 第十五条；不低于低保标准的1.3倍",
    needs=("no_supporters",),
)
def extreme_hardship_basic(
    dibao_line: float, extreme_hardship_standard: float, extreme_hardship_multiple: float
) -> float:
    """The published amount; where none is, the dibao line × the multiple."""
    if extreme_hardship_standard > 0.0:
        return extreme_hardship_standard
    return extreme_hardship_multiple * dibao_line


@rule(
    Text("照料护理标准", "Care standard"),
    unit="yuan/person/month",
    reference="特困人员照料护理标准：全自理、半护理、全护理",
    needs=("no_supporters",),
)
def person_care_allowance(
    person_care_grade: int,
    minimum_wage: float,
    care_amount_self: float,
    care_amount_half: float,
    care_amount_full: float,
    care_share_self: float,
    care_share_half: float,
    care_share_full: float,
) -> float:
    """Published amount of the care grade, else its share of the minimum wage; an unknown grade is self-care."""
    amount, share = care_amount_self, care_share_self
    if person_care_grade == HALF_CARE:
        amount, share = care_amount_half, care_share_half
    elif person_care_grade == FULL_CARE:
        amount, share = care_amount_full, care_share_full
    return amount if amount > 0.0 else share * minimum_wage


@rule(
    Text("集中供养增加额", "More in an institution"),
    unit="yuan/person/month",
    reference="三明市2020年标准：集中供养不低于分散供养的120%、130%、140%（倍数为假设）",
    needs=("no_supporters", "collective_support"),
)
def person_collective_supplement(
    collective_support: bool,
    person_care_grade: int,
    extreme_hardship_basic: float,
    person_care_allowance: float,
    collective_multiple_self: float,
    collective_multiple_half: float,
    collective_multiple_full: float,
) -> float:
    """(Multiple of the grade − 1) × (basic + care), for those supported in an institution."""
    if not collective_support:
        return 0.0
    multiple = collective_multiple_self
    if person_care_grade == HALF_CARE:
        multiple = collective_multiple_half
    elif person_care_grade == FULL_CARE:
        multiple = collective_multiple_full
    return (multiple - 1.0) * (extreme_hardship_basic + person_care_allowance)


@rule(
    Text("特困供养金", "Extreme-hardship payment"),
    unit="yuan/month",
    reference="社会救助暂行办法 第十五条",
    needs=("no_supporters",),
)
def extreme_hardship_payment(
    extreme_hardship_by_rule: bool, extreme_hardship_basic: float, family_members: int
) -> float:
    """Basic standard × members, by rule."""
    return extreme_hardship_basic * family_members if extreme_hardship_by_rule else 0.0


@rule(
    Text("特困照料护理费", "Extreme-hardship care"),
    unit="yuan/month",
    reference="社会救助暂行办法 第十五条",
    needs=("no_supporters",),
)
def extreme_hardship_care(
    extreme_hardship_by_rule: bool, sum_person_care_allowance: float, sum_person_collective_supplement: float
) -> float:
    """Care of every member and what an institution gets more, by rule."""
    return sum_person_care_allowance + sum_person_collective_supplement if extreme_hardship_by_rule else 0.0
