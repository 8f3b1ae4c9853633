"""Help to find work, as an expected value: probability × value per person who can work and does not."""

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.rule import rule
from models.text import Text
from models.tiers import ABLE


@rule(
    Text("就业：占低保级比例", "Employment: share of the dibao tier's"),
    unit="share",
    reference="社会救助暂行办法 第八章",
)
def employment_full_share(
    dibao_bundle: bool,
    low_income_bundle: bool,
    in_need: bool,
    low_income_position: float,
    employment_mode: int,
    employment_package_share: float,
    low_income_package_share: float,
) -> float:
    """1 in dibao; graded, falling or by need as the mode says; −1 where the tier's own amounts hold."""
    if employment_mode == BY_NEED and in_need:
        return employment_package_share
    if dibao_bundle:
        return 1.0
    if not low_income_bundle:
        return -1.0
    if employment_mode == TAPERED:
        return low_income_position
    if employment_mode == GRADED:
        return employment_package_share
    return low_income_package_share if low_income_package_share >= 0.0 else -1.0


@rule(
    Text("有劳动能力未就业", "Able to work, without work"),
    reference="社会救助暂行办法 第四十二条",
    needs=("person_able",),
)
def person_employable(person_able: int, person_employed: bool) -> bool:
    """Able to work and not in work, as stated; not counted where the ability is not known."""
    return person_able == ABLE and not person_employed


@rule(
    Text("就业救助", "Employment aid"),
    unit="yuan/month",
    reference="社会救助暂行办法 第八章；公益性岗位、社保补贴（假设）",
)
def employment_aid(
    employment_full_share: float,
    low_income_bundle: bool,
    sum_person_employable: int,
    employment_aid_probability: float,
    employment_aid_value: float,
) -> float:
    """Probability of a post or subsidy × its monthly value × persons; the same in dibao and in the low-income tier."""
    full = employment_aid_probability * employment_aid_value * sum_person_employable
    if employment_full_share >= 0.0:
        return employment_full_share * full
    return full if low_income_bundle else 0.0
