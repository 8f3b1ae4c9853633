"""How the dibao line of a household follows from the published standard and the ways to set another."""

import math

from models.rule import rule
from models.text import Text
from models.tiers import URBAN


@rule(Text("公布标准", "Published standard"), unit="yuan/person/month", reference="社会救助暂行办法 第十条")
def published_standard(
    area: int, standard_area: int, dibao_standard: float, dibao_standard_urban: float, dibao_standard_rural: float
) -> float:
    """Published standard of the area whose standard holds for the household: a fact, never recomputed or rounded."""
    if standard_area == area:
        return dibao_standard
    return dibao_standard_urban if standard_area == URBAN else dibao_standard_rural


@rule(
    Text("测算标准（未取整）", "Standard as set, unrounded"),
    unit="yuan/person/month",
    reference="社会救助暂行办法 第十条",
)
def set_standard(
    standard_area: int,
    published_standard: float,
    dibao_standard_urban: float,
    dibao_standard_rural: float,
    minimum_wage: float,
    minimum_wage_share: float,
    consumption_per_person: float,
    consumption_share: float,
    disposable_income_per_person: float,
    income_share: float,
    standard_growth_urban: float,
    standard_growth_rural: float,
    rural_convergence: float,
    urban_convergence: float,
    unification_years: float,
    unification_year: float,
) -> float:
    """Standard by the first way that is switched on; the published one where none is.

    S = α × minimum wage, β × last year's consumption per person ÷ 12, γ × last year's disposable income ÷ 12; else
    S = S_0 × (1 + g) by area, and then unification closes a share of the gap: rural S_r + ρ_r·(S_u − S_r), urban
    S_u − ρ_u·(S_u − S_r). Over T years in year t the path is S_r(t) = S_u × min(1, ρ_0 + (1 − ρ_0)·t/T), ρ_0 = S_r/S_u.
    """
    if minimum_wage_share > 0.0:
        return minimum_wage_share * minimum_wage
    if consumption_share > 0.0:
        return consumption_share * consumption_per_person / 12.0
    if income_share > 0.0:
        return income_share * disposable_income_per_person / 12.0
    moved = rural_convergence + urban_convergence + unification_years + standard_growth_urban + standard_growth_rural
    if moved == 0.0:
        return published_standard
    urban = dibao_standard_urban * (1.0 + standard_growth_urban)
    rural = dibao_standard_rural * (1.0 + standard_growth_rural)
    if standard_area == URBAN:
        return urban - urban_convergence * (urban - rural)
    if unification_years > 0.0:
        start = rural / urban
        return urban * min(1.0, start + (1.0 - start) * min(unification_year / unification_years, 1.0))
    return rural + rural_convergence * (urban - rural)


@rule(Text("执行低保标准", "Dibao line in force"), unit="yuan/person/month", reference="社会救助暂行办法 第十条")
def dibao_line(
    published_standard: float, set_standard: float, standard_rounding: int, standard_never_lower: bool
) -> float:
    """Standard per person and month: as set, rounded where it is computed; never below the published one if so decided.

    Rounding 0 none, 1 2 3 to the nearest 1, 5, 10 yuan, 4 5 6 up to 1, 5, 10 yuan. A published standard is not rounded.
    """
    line = set_standard
    if standard_rounding > 0 and set_standard != published_standard:
        unit = 1.0
        if standard_rounding in (2, 5):
            unit = 5.0
        elif standard_rounding in (3, 6):
            unit = 10.0
        steps = set_standard / unit
        whole = math.floor(steps + 0.5 + 1e-9) if standard_rounding <= 3 else math.ceil(steps - 1e-9)
        line = whole * unit
    if standard_never_lower:
        line = max(line, published_standard)
    return line
