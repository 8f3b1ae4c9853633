"""Who pays: the cost of a reform by level of government, in two modes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from models.problems import Problem, ProblemsError
from models.scenario import Scenario
from models.text import Text

LEVELS: Mapping[str, Text] = {
    "upper": Text("中央与省（自治区）", "Centre and province"),
    "city": Text("市", "City"),
    "county": Text("县（市、区）", "County"),
}
FEN = Decimal("0.01")


def shares(scenario: Scenario) -> dict[str, float]:
    """Return the share of each level; the county pays what the others do not.

    Raises:
        ProblemsError: the others pay more than the whole.
    """
    upper, city = scenario.value("cost_share_upper"), scenario.value("cost_share_city")
    if upper + city > 1.0 + 1e-9:
        message = Text(
            f"上级与市级分担合计 {upper + city:.0%}，超过全部", f"upper levels and city pay {upper + city:.0%} together"
        )
        raise ProblemsError([Problem("shares_exceed_whole", "cost_share_city", message, Text("调低其一", "lower one"))])
    return {"upper": upper, "city": city, "county": max(0.0, 1.0 - upper - city)}


def by_level(amount: float, share: Mapping[str, float], *, marginal: bool = False) -> dict[str, float]:
    """Split ``amount`` (yuan) between the levels; parts are whole fen and add up to the amount rounded to the fen.

    The average mode applies the shares to all of it. The marginal mode holds upper grants and the city's share
    fixed, so the whole increment is local: it falls on the county.
    """
    total = Decimal(repr(float(amount))).quantize(FEN, ROUND_HALF_UP)
    if marginal:
        return {"upper": 0.0, "city": 0.0, "county": float(total)}
    parts = {level: (total * Decimal(repr(share[level]))).quantize(FEN, ROUND_HALF_UP) for level in ("upper", "city")}
    parts["county"] = total - sum(parts.values())
    return {level: float(part) for level, part in parts.items()}
