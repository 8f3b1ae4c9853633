"""How the dibao line of a household follows from the published standard and the reform levers."""

from models.rule import rule
from models.text import Text
from models.tiers import URBAN


@rule(Text("执行低保标准", "Dibao line in force"), unit="yuan/person/month", reference="社会救助暂行办法 第十条")
def dibao_line(
    area: int,
    dibao_standard: float,
    dibao_standard_urban: float,
    dibao_standard_rural: float,
    minimum_wage: float,
    minimum_wage_share: float,
    rural_convergence: float,
    urban_convergence: float,
    standard_never_lower: bool,
) -> float:
    """Standard per person and month: a share of the minimum wage, or the published one moved toward the other area's.

    Unification closes a share of the gap: rural S_r + ρ_r·(S_u − S_r), urban S_u − ρ_u·(S_u − S_r).
    """
    if minimum_wage_share > 0.0:
        line = minimum_wage_share * minimum_wage
    elif area == URBAN:
        line = dibao_standard_urban - urban_convergence * (dibao_standard_urban - dibao_standard_rural)
    else:
        line = dibao_standard_rural + rural_convergence * (dibao_standard_urban - dibao_standard_rural)
    if standard_never_lower:
        line = max(line, dibao_standard)
    return line
