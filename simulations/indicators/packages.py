"""What each package of aid costs a month, and what is paid beside the bundle and by event."""

from models.text import Text
from simulations.indicator import indicator


@indicator(Text("医疗救助月价值", "Medical aid a month"), unit="yuan/month")
def medical_cost(medical_aid: float) -> float:
    """Premiums and aid toward self-pay."""
    return medical_aid


@indicator(Text("教育救助月价值", "Education aid a month"), unit="yuan/month")
def education_cost(education_aid: float) -> float:
    """Grants, allowances and tuition of the members who study."""
    return education_aid


@indicator(Text("住房救助月价值", "Housing aid a month"), unit="yuan/month")
def housing_cost(housing_aid: float) -> float:
    """Rental subsidies, renovation and other amounts."""
    return housing_aid


@indicator(Text("用电与取暖救助月价值", "Energy aid a month"), unit="yuan/month")
def energy_cost(energy_aid: float) -> float:
    """Free electricity and heating."""
    return energy_aid


@indicator(Text("其他救助月价值", "Other aid a month"), unit="yuan/month")
def other_aid_cost(other_aid: float) -> float:
    """Help to find work."""
    return other_aid


@indicator(Text("残疾人两项补贴月支出", "Disability subsidies a month"), unit="yuan/month")
def disability_subsidy_cost(disability_subsidy: float) -> float:
    """Living and nursing subsidies; no part of the bundle."""
    return disability_subsidy


@indicator(Text("低收入家庭现金救助月支出", "Low-income cash a month"), unit="yuan/month")
def low_income_cash_cost(low_income_cash: float) -> float:
    """Cash for the low-income tier."""
    return low_income_cash


@indicator(Text("价格临时补贴月支出", "Price subsidies a month"), unit="yuan/month")
def price_subsidy_cost(price_subsidy: float) -> float:
    """Price-linkage subsidies of a month in which they are triggered."""
    return price_subsidy


@indicator(Text("临时救助金额", "Temporary assistance"), unit="yuan")
def temporary_assistance_cost(temporary_assistance: float) -> float:
    """Amounts granted for the emergencies that the data states; not of a month."""
    return temporary_assistance


@indicator(Text("临时救助户数", "Households with temporary assistance"), unit="households")
def temporary_assistance_households(temporary_assistance: float) -> bool:
    """Households that are granted an amount."""
    return temporary_assistance > 0.0


@indicator(Text("乡镇可直接审批户数", "Households that the town may decide"), unit="households")
def town_decided_households(town_decides: bool) -> bool:
    """Households whose amount is within what the town may grant."""
    return town_decides
