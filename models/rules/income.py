"""Counted income, and what a household may own.

Incomes are a month's. A register's annual figures stay authoritative: the importer sums monthly items × 12 and annual
items first and divides once, so that no year is rebuilt from a rounded month. The reference period (the last twelve
months, in some places the last month for wages) is a matter of that division and of no rule here.
"""

import math

from models.rule import rule
from models.text import Text
from models.tiers import ABLE, NOT_STUDYING

INCOME_LAW = "最低生活保障审核确认办法（民发〔2021〕57号）"


@rule(Text("收入已知", "Income known"), reference="社会救助暂行办法 第十一条")
def income_known(recorded_income: float, income_itemised: bool) -> bool:
    """Whether the household's income is stated, as a whole or by item; unknown income is never taken as zero."""
    return income_itemised or not math.isnan(recorded_income)


@rule(
    Text("就业收入扣减", "Deduction from earnings"),
    unit="yuan/month",
    reference="就业成本扣减（赣州：标准的30%）；就业收入豁免（上海：870元）；浙江省社会救助条例 第五十条",
    needs=("income_itemised", "person_earnings"),
)
def person_earnings_deduction(
    person_earnings: float,
    person_employed: bool,
    person_newly_employed: bool,
    dibao_line: float,
    minimum_wage: float,
    employment_cost_share: float,
    earnings_disregard: float,
    earnings_disregard_needs_minimum_wage: bool,
    new_employment_disregard: float,
) -> float:
    """Part of the member's earnings that does not count: at most the earnings.

    Cost of work, a share of the standard for each employed member, and the fixed disregard (where so decided only if
    earnings reach the minimum wage); for those newly employed up to a multiple of the standard if that is more.
    """
    if not (person_employed or person_earnings > 0.0):
        return 0.0
    deduction = employment_cost_share * dibao_line
    if person_earnings >= minimum_wage or not earnings_disregard_needs_minimum_wage:
        deduction += earnings_disregard
    if person_newly_employed:
        deduction = max(deduction, new_employment_disregard * dibao_line)
    return min(deduction, person_earnings)


@rule(
    Text("核定劳动收入", "Imputed earnings"),
    unit="yuan/month",
    reference=INCOME_LAW + "：劳动力系数（须考虑实际情况）",
    needs=("income_itemised", "person_able"),
)
def person_imputed_earnings(
    person_earnings: float,
    person_employed: bool,
    person_able: int,
    person_study: int,
    minimum_wage: float,
    imputed_earnings_share: float,
) -> float:
    """Share of the minimum wage for a member able to work who neither works nor studies; off unless decided."""
    if person_able != ABLE or person_employed or person_earnings > 0.0 or person_study > NOT_STUDYING:
        return 0.0
    return imputed_earnings_share * minimum_wage


@rule(
    Text("赡抚养费计入额", "Support counted"),
    unit="yuan/month",
    reference=INCOME_LAW + "：赡养、抚养、扶养费；推算公式为假设",
    needs=("income_itemised", "support_income"),
)
def support_counted(
    support_income: float,
    supporter_income: float,
    dibao_line: float,
    support_imputed_share: float,
    support_threshold: float,
) -> float:
    """Support received, or if more what is imputed: share × (supporters' income per person − m × standard)."""
    return max(support_income, support_imputed_share * (supporter_income - support_threshold * dibao_line))


@rule(Text("家庭月计收入", "Countable income"), unit="yuan/month", reference=INCOME_LAW)
def countable_income(
    recorded_income: float,
    income_itemised: bool,
    sum_person_earnings: float,
    sum_person_earnings_deduction: float,
    sum_person_imputed_earnings: float,
    business_income: float,
    property_income: float,
    transfer_income: float,
    support_counted: float,
) -> float:
    """Monthly income of the household that counts: the sum of its kinds where itemised, else as recorded.

    Earnings less deductions + business + property + transfers + support. Income not counted (allowances for the
    disabled and veterans, scholarships, basic pension where so decided, assistance itself) stands apart in
    ``exempt_income`` and does not enter. A recorded sum has had its deductions already: none is taken again.
    """
    if not income_itemised:
        return recorded_income
    earnings = sum_person_earnings - sum_person_earnings_deduction + sum_person_imputed_earnings
    return max(earnings + business_income + property_income + transfer_income + support_counted, 0.0)


@rule(Text("家庭实际月收入", "Household income"), unit="yuan/month", reference="家庭实际收入，含不计入部分")
def household_income(
    recorded_income: float,
    income_itemised: bool,
    sum_person_earnings: float,
    business_income: float,
    property_income: float,
    transfer_income: float,
    support_income: float,
    exempt_income: float,
) -> float:
    """What the household really has before assistance: every item in full, with what does not count."""
    if not income_itemised:
        return recorded_income
    return sum_person_earnings + business_income + property_income + transfer_income + support_income + exempt_income


@rule(Text("人均月收入", "Income per person"), unit="yuan/person/month", reference="社会救助暂行办法 第九条")
def income_per_person(countable_income: float, family_members: int) -> float:
    """Countable income divided by the family members who live together."""
    return countable_income / family_members


@rule(Text("财产符合规定", "Assets within limits"), reference="社会救助暂行办法 第九条；地方财产认定办法")
def assets_within_limits(
    financial_assets: float,
    family_members: int,
    vehicles: float,
    dwellings: float,
    dibao_line: float,
    financial_asset_years: float,
    vehicle_limit: float,
    dwelling_limit: float,
) -> bool:
    """Financial assets per person ≤ a × 12 × standard, vehicles and dwellings within limits.

    What the register does not state (NaN) does not fail: a comparison with NaN is false. Businesses and large farm
    machinery are not tested: no column holds them.
    """
    limit = financial_asset_years * 12.0 * dibao_line * family_members
    return not (financial_assets > limit or vehicles > vehicle_limit or dwellings > dwelling_limit)
