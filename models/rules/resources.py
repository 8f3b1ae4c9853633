"""What a household receives and what it has in the end."""

from models.rule import rule
from models.text import Text


@rule(Text("按登记发放", "Paid as recorded"), reference="本规则未覆盖的类别与收入不明的家庭，按登记金额")
def paid_as_recorded(income_known: bool, extreme_hardship: bool) -> bool:
    """Whether cash is kept as the register records it: extreme hardship, or income unknown."""
    return extreme_hardship or not income_known


@rule(Text("基本生活救助金", "Basic cash"), unit="yuan/month", reference="社会救助暂行办法 第十二条、第十五条")
def basic_cash(
    paid_as_recorded: bool, recorded_payment: float, dibao_payment: float, single_person_payment: float
) -> float:
    """Dibao top-up, single-person payment, or the amount recorded."""
    if paid_as_recorded:
        return recorded_payment
    return dibao_payment + single_person_payment


@rule(Text("分类施保（含登记）", "Supplement paid"), unit="yuan/month", reference="社会救助暂行办法 第十二条第二款")
def supplement_cash(paid_as_recorded: bool, recorded_supplement: float, categorical_supplement: float) -> float:
    """Categorical supplement, or the amount recorded."""
    return recorded_supplement if paid_as_recorded else categorical_supplement


@rule(Text("照料护理费", "Care allowance"), unit="yuan/month", reference="特困人员照料护理（按登记）")
def care_cash(paid_as_recorded: bool, recorded_care: float) -> float:
    """The care allowance that the register records."""
    return recorded_care if paid_as_recorded else 0.0


@rule(Text("现金救助合计", "Cash assistance"), unit="yuan/month", reference="社会救助暂行办法")
def cash_assistance(basic_cash: float, supplement_cash: float, care_cash: float) -> float:
    """Basic cash, supplement and care."""
    return basic_cash + supplement_cash + care_cash


@rule(Text("保障人数", "Recipients"), unit="persons", reference="领取现金救助的人数")
def recipients(
    paid_as_recorded: bool, single_person_included: bool, insured_members: int, dibao_insured_members: int
) -> int:
    """Members who receive cash: insured under dibao, covered alone, or recorded."""
    if paid_as_recorded or single_person_included:
        return insured_members
    return dibao_insured_members


@rule(Text("家庭净资源", "Net resources"), unit="yuan/month", reference="收入＋现金救助＋专项救助")
def net_resources(
    income_known: bool, countable_income: float, cash_assistance: float, special_assistance: float
) -> float:
    """Countable income, cash and valued aid; without the income where it is unknown."""
    if not income_known:
        return cash_assistance + special_assistance
    return countable_income + cash_assistance + special_assistance
