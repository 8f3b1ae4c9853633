"""What leaving dibao still costs."""

from models.text import Text
from simulations.indicator import indicator


@indicator(Text("渐退期支出合计", "Phase-outs until they end"), unit="yuan")
def exit_cost(exit_total: float) -> float:
    """Payments of the whole phase-out of households in its first month."""
    return exit_total
