"""Expected aid over an uncertain self-pay: closed forms for a lognormal distribution."""

import math


def expected_aid(rate: float, deductible: float, cap: float, mean: float, variation: float) -> float:
    """E[min(cap, max(0, X − d) × r)] for lognormal X: r × (C(d) − C(d + cap ÷ r)); a cap below 0 is none.

    C(K) = E[max(0, X − K)] = m·Φ(z + σ/2) − K·Φ(z − σ/2), z = ln(m/K)/σ, σ² = ln(1 + cv²); C(0) = m.
    """
    if rate <= 0.0 or cap == 0.0:
        return 0.0
    borne = expected_excess(deductible, mean, variation)
    if cap > 0.0:
        borne -= expected_excess(deductible + cap / rate, mean, variation)
    return rate * borne


def expected_excess(limit: float, mean: float, variation: float) -> float:
    """E[max(0, X − K)] of a lognormal X with a mean and a coefficient of variation."""
    if limit <= 0.0:
        return mean
    spread = math.sqrt(math.log(1.0 + variation * variation))
    middle = math.log(mean / limit) / spread
    above = 0.5 * (1.0 + math.erf((middle + 0.5 * spread) / math.sqrt(2.0)))
    share = 0.5 * (1.0 + math.erf((middle - 0.5 * spread) / math.sqrt(2.0)))
    return mean * above - limit * share
