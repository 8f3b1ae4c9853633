"""What it costs a month, and in a year of twelve such months."""

from models.text import Text
from simulations.indicator import indicator, ratio


@indicator(Text("基本生活救助金", "Basic cash"), unit="yuan/month")
def basic_cash_cost(basic_cash: float) -> float:
    """Dibao top-ups, single-person payments, extreme-hardship basic support."""
    return basic_cash


@indicator(Text("分类施保金", "Categorical supplements"), unit="yuan/month")
def supplement_cost(supplement_cash: float) -> float:
    """Categorical supplements."""
    return supplement_cash


@indicator(Text("照料护理费", "Care allowances"), unit="yuan/month")
def care_cost(care_cash: float) -> float:
    """Care allowances, as recorded."""
    return care_cash


@indicator(Text("现金救助月支出", "Cash assistance a month"), unit="yuan/month")
def cash_cost(cash_assistance: float) -> float:
    """Basic cash, supplements and care."""
    return cash_assistance


@indicator(Text("专项救助月价值", "Special assistance a month"), unit="yuan/month")
def special_assistance_cost(special_assistance: float) -> float:
    """Value of the bundle of special assistance."""
    return special_assistance


@indicator(Text("台账登记月金额", "Amount the register records a month"), unit="yuan/month")
def recorded_cost(recorded_payment: float, recorded_supplement: float, recorded_care: float) -> float:
    """What the register says is paid, for comparison with what the rules give."""
    return recorded_payment + recorded_supplement + recorded_care


@ratio(Text("现金救助年支出", "Cash assistance a year"), unit="yuan/year")
def annual_cash_cost(cash_cost: float) -> float:
    """Twelve times the month."""
    return 12.0 * cash_cost


@ratio(Text("专项救助年价值", "Special assistance a year"), unit="yuan/year")
def annual_special_assistance_cost(special_assistance_cost: float) -> float:
    """Twelve times the month."""
    return 12.0 * special_assistance_cost


@ratio(Text("年支出合计", "Total cost a year"), unit="yuan/year")
def annual_cost(cash_cost: float, special_assistance_cost: float) -> float:
    """Twelve months of cash and of special assistance."""
    return 12.0 * (cash_cost + special_assistance_cost)


@ratio(Text("人均现金救助", "Cash per recipient"), unit="yuan/person/month")
def cash_per_recipient(cash_cost: float, recipient_persons: float) -> float:
    """Cash a month ÷ persons receiving cash."""
    return cash_cost / recipient_persons
