"""Energy aid: free electricity and heating, in yuan a month of the household."""

from models.package_modes import BY_NEED, GRADED, TAPERED
from models.rule import rule
from models.text import Text


@rule(
    Text("用电与取暖：占低保级比例", "Energy: share of the dibao tier's"),
    unit="share",
    reference="居民阶梯电价政策；冬季取暖救助",
)
def energy_full_share(
    dibao_bundle: bool,
    low_income_bundle: bool,
    in_need: bool,
    low_income_position: float,
    energy_mode: int,
    energy_package_share: float,
    low_income_package_share: float,
) -> float:
    """1 in dibao; graded, falling or by need as the mode says; −1 where the tier's own amounts hold."""
    if energy_mode == BY_NEED and in_need:
        return energy_package_share
    if dibao_bundle:
        return 1.0
    if not low_income_bundle:
        return -1.0
    if energy_mode == TAPERED:
        return low_income_position
    if energy_mode == GRADED:
        return energy_package_share
    return low_income_package_share if low_income_package_share >= 0.0 else -1.0


@rule(Text("用电与取暖救助", "Energy aid"), unit="yuan/month", reference="居民阶梯电价政策；冬季取暖救助")
def energy_aid(
    energy_full_share: float,
    low_income_bundle: bool,
    electricity_free_kwh: float,
    electricity_free_kwh_low_income: float,
    electricity_price: float,
    heating_aid_dibao: float,
    heating_aid_low_income: float,
) -> float:
    """Free kilowatt-hours × price, and a twelfth of the season's heating aid, both per household."""
    if energy_full_share >= 0.0:
        return energy_full_share * (electricity_free_kwh * electricity_price + heating_aid_dibao / 12.0)
    if not low_income_bundle:
        return 0.0
    return electricity_free_kwh_low_income * electricity_price + heating_aid_low_income / 12.0
