"""Single-person inclusion (单人保): one severely ill or disabled member of a low-income household is covered alone.

It pays only while S ≤ y < k·S. Just below S the whole household is topped up by next to nothing, just above it one
member may draw a full standard: a reverse notch of the law as it is. Raising S therefore makes losers among these
households; holding everyone harmless hides it, so results are to be shown with and without.
"""

from models.rule import rule
from models.text import Text
from models.tiers import LOW_INCOME_TIER, SEVERELY_ILL, SINGLE_PERSON_INCLUSION

LAW = "最低生活保障审核确认办法（民发〔2021〕57号）"


@rule(Text("逐人写明年龄", "Described in years"), reference="单户测算：逐人填写")
def person_described(person_age: int) -> bool:
    """Whether the member's age in years is given: so in a household described in full, not in a register."""
    return person_age >= 0


@rule(Text("按规则认定单人保", "Assessed for single-person inclusion"), reference=LAW)
def single_person_assessed(
    low_income_entitled: bool,
    recorded_tier: int,
    members_listed: bool,
    any_person_described: bool,
    single_person_scope: int,
) -> bool:
    """Whether members are assessed by rule: the household is newly in the low-income tier and its members are listed.

    Scope 0 never, 1 households described in full, 2 every such household. What a register has decided stands.
    """
    newly = low_income_entitled and recorded_tier not in (SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER)
    return (
        newly and members_listed and (single_person_scope == 2 or (single_person_scope == 1 and any_person_described))
    )


@rule(Text("参照单人户", "Covered alone"), reference=LAW + "：一、二级残疾，三级智力、精神残疾，重病")
def person_covered_alone(single_person_assessed: bool, person_severely_disabled: bool, person_health: int) -> bool:
    """Severely disabled or severely ill, in a household that is assessed."""
    return single_person_assessed and (person_severely_disabled or person_health == SEVERELY_ILL)


@rule(Text("单人保人数", "Members covered alone"), unit="persons", reference=LAW)
def single_person_members(
    recorded_tier: int, low_income_entitled: bool, insured_members: int, sum_person_covered_alone: int
) -> int:
    """Those the register covers alone while the household is in the low-income tier, else those found by rule."""
    if recorded_tier == SINGLE_PERSON_INCLUSION and low_income_entitled:
        return insured_members
    return sum_person_covered_alone


@rule(Text("单人保", "Single-person inclusion"), reference=LAW)
def single_person_included(recorded_tier: int, low_income_entitled: bool, single_person_members: int) -> bool:
    """Whether a member is covered alone: so recorded and still in the low-income tier, or found by rule."""
    return (recorded_tier == SINGLE_PERSON_INCLUSION and low_income_entitled) or single_person_members > 0


@rule(Text("本人收入", "Own income"), unit="yuan/month", reference=LAW, needs=("person_earnings",))
def person_own_income(person_covered: bool, person_earnings: float) -> float:
    """Earnings of a member who is covered alone."""
    return person_earnings if person_covered else 0.0


@rule(Text("单人保金", "Single-person payment"), unit="yuan/month", reference=LAW)
def single_person_payment(
    single_person_included: bool,
    dibao_line: float,
    single_person_members: int,
    single_person_share: float,
    single_person_mode: int,
    single_person_fixed: float,
    sum_person_own_income: float,
) -> float:
    """For each member covered alone: a share of the standard (all of it), the gap to own income, or a fixed amount."""
    if not single_person_included:
        return 0.0
    if single_person_mode == 1:
        return max(dibao_line * single_person_members - sum_person_own_income, 0.0)
    if single_person_mode == 2:
        return single_person_fixed * single_person_members
    return single_person_share * dibao_line * single_person_members
