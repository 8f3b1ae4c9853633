"""What a household receives and what it has in the end."""

from models.rule import rule
from models.text import Text
from models.tiers import NO_TIER


@rule(Text("按登记发放", "Paid as recorded"), reference="登记的特困家庭与收入不明的家庭，按登记金额")
def paid_as_recorded(income_known: bool, extreme_hardship_recorded: bool) -> bool:
    """Whether cash is kept as the register records it: extreme hardship that is recorded, or income unknown."""
    return extreme_hardship_recorded or not income_known


@rule(Text("基本生活救助金", "Basic cash"), unit="yuan/month", reference="社会救助暂行办法 第十二条、第十五条")
def basic_cash(
    paid_as_recorded: bool,
    recorded_payment: float,
    dibao_payment: float,
    single_person_payment: float,
    extreme_hardship_payment: float,
    rigid_expenditure_payment: float,
    exit_payment: float,
    hold_harmless_payment: float,
) -> float:
    """Dibao, single-person, extreme-hardship, rigid-expenditure and phase-out payments, or the amount recorded.

    What holding a household harmless adds is part of it.
    """
    if paid_as_recorded:
        return recorded_payment
    support = dibao_payment + single_person_payment + extreme_hardship_payment
    return support + rigid_expenditure_payment + exit_payment + hold_harmless_payment


@rule(
    Text("保不降补足额", "Holding harmless adds"),
    unit="yuan/month",
    reference="关于改革完善社会救助制度的实施方案（青海）：既不降低标准（政策选项）",
)
def hold_harmless_payment(
    hold_harmless: bool,
    recorded_tier: int,
    recorded_payment: float,
    recorded_supplement: float,
    recorded_care: float,
    dibao_payment: float,
    single_person_payment: float,
    extreme_hardship_payment: float,
    rigid_expenditure_payment: float,
    exit_payment: float,
    categorical_supplement: float,
) -> float:
    """What is missing to the recorded total, for a household that is recorded in a tier; off unless decided.

    It hides who loses by a reform: results are to be shown with and without.
    """
    if not hold_harmless or recorded_tier == NO_TIER:
        return 0.0
    support = dibao_payment + single_person_payment + extreme_hardship_payment
    paid = support + rigid_expenditure_payment + exit_payment + categorical_supplement
    return max(recorded_payment + recorded_supplement + recorded_care - paid, 0.0)


@rule(Text("分类施保（含登记）", "Supplement paid"), unit="yuan/month", reference="社会救助暂行办法 第十二条第二款")
def supplement_cash(paid_as_recorded: bool, recorded_supplement: float, categorical_supplement: float) -> float:
    """Categorical supplement, or the amount recorded."""
    return recorded_supplement if paid_as_recorded else categorical_supplement


@rule(Text("照料护理费", "Care allowance"), unit="yuan/month", reference="特困人员照料护理（按登记，或按规则）")
def care_cash(paid_as_recorded: bool, recorded_care: float, extreme_hardship_care: float) -> float:
    """The care allowance that the register records, or that of extreme hardship by rule."""
    return recorded_care if paid_as_recorded else extreme_hardship_care


@rule(Text("现金救助合计", "Cash assistance"), unit="yuan/month", reference="社会救助暂行办法")
def cash_assistance(
    basic_cash: float, supplement_cash: float, care_cash: float, price_subsidy: float, low_income_cash: float
) -> float:
    """Basic cash, supplement and care; the price subsidy and the cash of the low-income tier where there are any."""
    return basic_cash + supplement_cash + care_cash + price_subsidy + low_income_cash


@rule(Text("保障人数", "Recipients"), unit="persons", reference="领取现金救助的人数")
def recipients(
    paid_as_recorded: bool,
    single_person_included: bool,
    insured_members: int,
    dibao_insured_members: int,
    single_person_members: int,
    extreme_hardship_by_rule: bool,
    cash_beyond_dibao: bool,
    family_members: int,
) -> int:
    """Members who receive cash: insured under dibao, covered alone, recorded, or all where cash comes otherwise."""
    if paid_as_recorded:
        return insured_members
    if single_person_included:
        return single_person_members
    if dibao_insured_members > 0:
        return dibao_insured_members
    if extreme_hardship_by_rule:
        return family_members
    if cash_beyond_dibao:
        return insured_members if insured_members > 0 else family_members
    return 0


@rule(Text("领取其他基本现金", "Other basic cash"), reference="渐退、支出型救助、保不降")
def cash_beyond_dibao(rigid_expenditure_payment: float, exit_payment: float, hold_harmless_payment: float) -> bool:
    """Whether a phase-out, rigid-expenditure or hold-harmless payment is made."""
    return rigid_expenditure_payment + exit_payment + hold_harmless_payment > 0.0


@rule(Text("家庭净资源", "Net resources"), unit="yuan/month", reference="收入＋现金救助＋专项救助")
def net_resources(
    income_known: bool, household_income: float, cash_assistance: float, special_assistance: float
) -> float:
    """All income, counted or not, cash and valued aid; without the income where it is unknown."""
    if not income_known:
        return cash_assistance + special_assistance
    return household_income + cash_assistance + special_assistance
