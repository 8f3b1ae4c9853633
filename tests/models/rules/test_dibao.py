import math
from decimal import ROUND_CEILING, Decimal

import pytest

from models.rules.dibao import dibao_due, dibao_entitled, dibao_gap, dibao_insured_members, dibao_payment
from models.tiers import DIBAO, LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION

NONE, FEN, CEIL_YUAN, CEIL_TEN = range(4)


def paid(line, members, income, rounding):
    return dibao_payment(dibao_gap(True, line, members, income), rounding)


@pytest.mark.parametrize(("income_per_person", "entitled"), [(707.99, True), (708.0, False), (708.01, False)])
def test_dibao_entitled_is_strictly_below_the_line(income_per_person, entitled):
    """人均 707.99 < 708 符合；恰等于 708 不符合。 Strictly below 708: 707.99 is entitled, 708 is not."""
    assert dibao_entitled(True, False, income_per_person, 708.0, True, True) is entitled


def test_dibao_entitled_needs_known_income_assets_within_limits_and_residence():
    """收入不明、特困、财产超限、居住不符任一即不符合。 Not with income unknown, in extreme hardship, assets above, elsewhere."""
    assert not dibao_entitled(False, False, 500.0, 708.0, True, True)
    assert not dibao_entitled(True, True, 500.0, 708.0, True, True)
    assert not dibao_entitled(True, False, 500.0, 708.0, False, True)
    assert not dibao_entitled(True, False, 500.0, 708.0, True, False)


@pytest.mark.parametrize(
    ("entitled", "tier", "insured", "family", "expected"),
    [
        (False, DIBAO, 3, 3, 0),
        (True, DIBAO, 2, 3, 2),
        (True, DIBAO, 0, 3, 3),
        (True, LOW_INCOME_TIER, 0, 4, 4),
        (True, SINGLE_PERSON_INCLUSION, 1, 4, 4),
    ],
)
def test_dibao_insured_members(entitled, tier, insured, family, expected):
    """登记低保三口保障两口按 2 人；新纳入的四口之家按 4 人；单人保户整户纳入后也按 4 人。

    Two of three recorded stay two; a family of four that newly enters counts four, as does one that had one covered.
    """
    assert dibao_insured_members(entitled, tier, insured, family) == expected


def test_dibao_gap_and_dibao_payment_g1a():
    """G1a：708 × 3 − 1500 = 624.00 元/月。 Three members at 708 with 1500 a month: 624.00."""
    assert dibao_gap(True, 708.0, 3, 1500.0) == 624.0
    assert dibao_payment(624.0, NONE) == 624.0
    assert dibao_gap(False, 708.0, 3, 1500.0) == 0.0


def test_dibao_payment_g1b_from_totals_not_from_the_mean():
    """G1b：632 × 3 − 1894 = 2 元；先算人均 1894 ÷ 3 = 631.333… 再乘，得 2.000…01，进到元错成 3。

    632 × 3 − 1894 = 2; from the rounded mean it is 2.000…01, which rounds up to a wrong 3.
    """
    assert paid(632.0, 3, 1894.0, CEIL_YUAN) == 2.0
    trap = (Decimal(632) - Decimal(1894) / 3) * 3
    assert trap.to_integral_value(ROUND_CEILING) == 3


@pytest.mark.parametrize(
    ("line", "members", "income", "exact"),
    [("814.5", 3, "1500.3", "943.2"), ("640.1", 3, "1920.3", "0"), ("0.7", 10, "4", "3"), ("1.1", 3, "0.3", "3")],
)
def test_dibao_payment_is_not_lifted_by_its_binary_representation(line, members, income, exact):
    """1.1 × 3 − 0.3 = 3 元整；二进制得 3.0000000000000004，不得进成 4 元。

    1.1 × 3 − 0.3 is exactly 3 yuan; in binary 3.0000000000000004, which must not become 4.
    """
    assert math.ceil(1.1 * 3 - 0.3) == 4
    decimal = Decimal(line) * members - Decimal(income)
    assert decimal == Decimal(exact)
    up = float(decimal.to_integral_value(ROUND_CEILING))
    assert paid(float(line), members, float(income), CEIL_YUAN) == up


def test_dibao_payment_g1c_at_the_line():
    """G1c：三口 2124 元，人均 708 不低于 708，不纳入、0 元；2123.50 元差 0.50，进到元为 1。

    2124 ÷ 3 = 708 is not below 708: nothing; 2123.50 falls short by 0.50, rounded up to 1.
    """
    assert not dibao_entitled(True, False, 2124.0 / 3, 708.0, True, True)
    assert paid(708.0, 3, 2123.5, CEIL_YUAN) == 1.0


@pytest.mark.parametrize(
    ("rounding", "expected"), [(NONE, 613.335), (FEN, 613.34), (CEIL_YUAN, 614.0), (CEIL_TEN, 620.0)]
)
def test_dibao_payment_rounding(rounding, expected):
    """708 × 3 − 1510.665 = 613.335：不取整；到分四舍五入 613.34；进到元 614；进到十元 620。

    613.335 unrounded; half-up to the fen 613.34; up to the yuan 614; up to ten yuan 620.
    """
    assert paid(708.0, 3, 1510.665, rounding) == pytest.approx(expected, abs=1e-9)


def test_dibao_gap_is_never_negative():
    """三口保障一口：708 − 1500 < 0，取 0。 One insured of three: 708 − 1500 is negative, so nothing."""
    assert dibao_gap(True, 708.0, 1, 1500.0) == 0.0


def test_dibao_payment_g2_when_the_minimum_wage_rises():
    """G2：45% × 1570 = 706.50，45% × 1810 = 814.50；三口收入 1500：619.50 → 943.50（＋324.00，＋52.300%）。

    706.50 × 3 − 1500 = 619.50; 814.50 × 3 − 1500 = 943.50; 324 ÷ 619.50 = 52.300 %; the standard rises by 15.2866 %,
    so the elasticity is 3.421.
    """
    before, after = 0.45 * 1570, 0.45 * 1810
    amounts = [paid(standard, 3, 1500.0, NONE) for standard in (before, after)]
    assert amounts == pytest.approx([619.50, 943.50], abs=1e-9)
    rise, growth = after / before - 1, amounts[1] / amounts[0] - 1
    assert (rise, growth, growth / rise) == pytest.approx((0.152866, 0.52300, 3.421), abs=5e-4)
    other_counties = [0.45 * wage for wage in (1420, 1660)]
    assert other_counties == pytest.approx([639.0, 747.0])


BANDS = {"band_a_from": 0.9, "band_b_from": 0.5, "band_a_share": 1.0, "band_b_share": 0.7, "band_c_share": 0.3}


@pytest.mark.parametrize(
    ("income", "expected"),
    [(0.0, 1416.0), (141.6, 1416.0), (141.7, 991.2), (708.0, 991.2), (708.1, 424.8), (1400.0, 424.8)],
)
def test_dibao_due_by_bands(income, expected):
    """标准 708、两口（1416）：补差 ≥ 90%（1274.40）为 A 档发 1416；≥ 50%（708）为 B 档发 991.20；其余 C 档 424.80。

    Two members: a gap of 1,274.40 or more pays all, of 708 or more 70 %, less 30 %.
    """
    gap = dibao_gap(True, 708.0, 2, income)
    assert dibao_due(True, gap, 708.0, 2, 1, **BANDS, minimum_payment=0.0) == pytest.approx(expected, abs=1e-9)


def test_dibao_due_is_the_gap_or_the_minimum_payment():
    """补差 16 元，最低每人 50 元：两口 100；补差 624 的仍为 624；不符合的为 0。 At least 50 for each member."""
    assert dibao_due(True, 16.0, 708.0, 2, 0, **BANDS, minimum_payment=0.0) == 16.0
    assert dibao_due(True, 16.0, 708.0, 2, 0, **BANDS, minimum_payment=50.0) == 100.0
    assert dibao_due(True, 624.0, 708.0, 3, 0, **BANDS, minimum_payment=50.0) == 624.0
    assert dibao_due(False, 0.0, 708.0, 0, 0, **BANDS, minimum_payment=50.0) == 0.0
