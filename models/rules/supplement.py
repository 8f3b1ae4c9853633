"""Categorical supplement (分类施保): more for the ill, the disabled, the old and the young, once a person."""

from models.rule import rule
from models.text import Text
from models.tiers import DIBAO, ELDERLY_BANDS_START, INTELLECTUAL, MENTAL, MINOR_BANDS_END, SEVERELY_ILL


@rule(Text("重度残疾", "Severely disabled"), reference="残疾人残疾分类和分级：一、二级；三级智力、精神")
def person_severely_disabled(person_disability_level: int, person_disability_kind: int) -> bool:
    """Disability of level 1 or 2, or of level 3 where it is intellectual or mental."""
    if person_disability_level == 3:
        return person_disability_kind in (INTELLECTUAL, MENTAL)
    return person_disability_level in (1, 2)


@rule(Text("在保成员", "Covered member"), reference="社会救助暂行办法 第九条、第十二条")
def person_covered(
    person_insured: bool,
    dibao_insured_members: int,
    family_members: int,
    single_person_assessed: bool,
    person_covered_alone: bool,
) -> bool:
    """Insured by the register, or member of a household whose whole family is insured because it newly enters.

    In a household assessed for single-person inclusion only the members covered alone.
    """
    if single_person_assessed:
        return person_covered_alone
    return person_insured or dibao_insured_members == family_members


@rule(Text("符合分类施保", "Qualifies for the supplement"), reference="社会救助暂行办法 第十二条第二款")
def person_supplement_qualified(
    person_covered: bool, person_severely_disabled: bool, person_health: int, person_age_band: int
) -> bool:
    """Covered and severely disabled, severely ill, 60 or older, or under 18; counted once."""
    minor = 0 <= person_age_band < MINOR_BANDS_END
    elderly = person_age_band >= ELDERLY_BANDS_START
    return person_covered and (person_severely_disabled or person_health == SEVERELY_ILL or minor or elderly)


@rule(Text("分类施保倍数", "Multiple of the supplement"), unit="multiple", reference="社会救助暂行办法 第十二条第二款")
def person_supplement_multiple(
    person_supplement_qualified: bool,
    person_severely_disabled: bool,
    person_health: int,
    person_age_band: int,
    supplement_multiple_disabled: float,
    supplement_multiple_ill: float,
    supplement_multiple_elderly: float,
    supplement_multiple_minor: float,
) -> float:
    """Multiple of the general rate for the member's needs: the highest of them, once a person."""
    if not person_supplement_qualified:
        return 0.0
    multiple = 0.0
    if person_severely_disabled:
        multiple = supplement_multiple_disabled
    if person_health == SEVERELY_ILL:
        multiple = max(multiple, supplement_multiple_ill)
    if person_age_band >= ELDERLY_BANDS_START:
        multiple = max(multiple, supplement_multiple_elderly)
    if 0 <= person_age_band < MINOR_BANDS_END:
        multiple = max(multiple, supplement_multiple_minor)
    return multiple


@rule(Text("分类施保人数", "Supplement members"), unit="persons", reference="社会救助暂行办法 第十二条第二款")
def supplement_members(
    recorded_supplement_members: int, members_listed: bool, sum_person_supplement_qualified: int
) -> int:
    """As the register counts them, else as its members qualify; −1 where it says neither."""
    if recorded_supplement_members >= 0:
        return recorded_supplement_members
    if members_listed:
        return sum_person_supplement_qualified
    return -1


@rule(Text("分类施保份数", "Supplement units"), unit="units", reference="社会救助暂行办法 第十二条第二款")
def supplement_units(
    supplement_members: int, sum_person_supplement_qualified: int, sum_person_supplement_multiple: float
) -> float:
    """Members × their mean multiple; as many as there are members where none that qualify are listed."""
    if supplement_members > 0 and sum_person_supplement_qualified > 0:
        return supplement_members * (sum_person_supplement_multiple / sum_person_supplement_qualified)
    return float(supplement_members)


@rule(Text("分类施保金", "Categorical supplement"), unit="yuan/month", reference="社会救助暂行办法 第十二条第二款")
def categorical_supplement(
    dibao_entitled: bool,
    single_person_included: bool,
    supplement_units: float,
    supplement_rate: float,
    dibao_line: float,
    recorded_tier: int,
    recorded_supplement: float,
) -> float:
    """Rate × line × units; the recorded amount is kept where nothing says how many qualify."""
    if not (dibao_entitled or single_person_included):
        return 0.0
    if supplement_units >= 0.0:
        return supplement_rate * dibao_line * supplement_units
    if recorded_tier == DIBAO or single_person_included:
        return recorded_supplement
    return 0.0
