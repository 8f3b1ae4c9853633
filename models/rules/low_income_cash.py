"""Cash for low-income households (低收入家庭救助), in yuan a month of the household."""

from models.rule import rule
from models.text import Text


@rule(Text("低收入家庭现金救助", "Low-income cash"), unit="yuan/month", reference="天津市低收入家庭救助：低保标准的30%")
def low_income_cash(low_income_bundle: bool, dibao_line: float, low_income_cash_share: float) -> float:
    """Share × standard for each household of the low-income tier, whatever its size."""
    return low_income_cash_share * dibao_line if low_income_bundle else 0.0
