"""Housing aid: rental subsidy, renovation of rural houses, other amounts, in yuan a month of the household."""

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.rule import rule
from models.text import Text
from models.tiers import RURAL


@rule(
    Text("住房：占低保级比例", "Housing: share of the dibao tier's"), unit="share", reference="社会救助暂行办法 第七章"
)
def housing_full_share(
    dibao_bundle: bool,
    low_income_bundle: bool,
    in_need: bool,
    low_income_position: float,
    housing_mode: int,
    housing_package_share: float,
    low_income_package_share: float,
) -> float:
    """1 in dibao; graded, falling or by need as the mode says; −1 where the tier's own amounts hold."""
    if housing_mode == BY_NEED and in_need:
        return housing_package_share
    if dibao_bundle:
        return 1.0
    if not low_income_bundle:
        return -1.0
    if housing_mode == TAPERED:
        return low_income_position
    if housing_mode == GRADED:
        return housing_package_share
    return low_income_package_share if low_income_package_share >= 0.0 else -1.0


@rule(
    Text("租赁补贴", "Rental subsidy"),
    unit="yuan/month",
    reference="公租房租赁补贴：面积×每平方米补贴（假设）",
    needs=("rent", "floor_area"),
)
def rental_subsidy(
    rent: float,
    floor_area: float,
    family_members: int,
    housing_area_standard: float,
    housing_subsidy_per_m2: float,
) -> float:
    """min(floor area, standard area × members) × subsidy per m², no more than the rent; 0 for who pays no rent.

    Where rent or floor area is not known, no subsidy is counted.
    """
    if not (rent > 0.0 and floor_area > 0.0):
        return 0.0
    return min(rent, min(floor_area, housing_area_standard * family_members) * housing_subsidy_per_m2)


@rule(
    Text("危房改造（摊销）", "Renovation, spread over years"),
    unit="yuan/month",
    reference="农村危房改造：一次性补助按年限摊销（假设）",
)
def renovation_aid(area: int, housing_renovation_grant: float, housing_renovation_years: float) -> float:
    """The one-off grant of a rural household ÷ years ÷ 12."""
    return housing_renovation_grant / housing_renovation_years / 12.0 if area == RURAL else 0.0


@rule(Text("住房救助", "Housing aid"), unit="yuan/month", reference="社会救助暂行办法 第七章")
def housing_aid(
    housing_full_share: float,
    low_income_bundle: bool,
    rental_subsidy: float,
    renovation_aid: float,
    housing_aid_dibao: float,
    housing_aid_low_income: float,
    housing_share_low_income: float,
) -> float:
    """Other amounts a year ÷ 12, rental subsidy and renovation; a share of the last two in the low-income tier."""
    if housing_full_share >= 0.0:
        return housing_full_share * (housing_aid_dibao / 12.0 + rental_subsidy + renovation_aid)
    if not low_income_bundle:
        return 0.0
    return housing_aid_low_income / 12.0 + housing_share_low_income * (rental_subsidy + renovation_aid)
