import pytest

from models.rules.exits import EARNINGS, HOLD, LINEAR, NO_EXIT_PAYMENT, STEPS, exit_base, exit_payment, exit_total

STEP_SHARES = (1.0, 0.8, 0.6)


def month(j, mode, base=624.0, months=6.0, income=2280.0, taper=0.5):
    return exit_payment(base, j, mode, months, *STEP_SHARES, taper, income, 708.0, 3)


def total(mode, base=624.0, months=6.0):
    return exit_total(base, 1, mode, months, *STEP_SHARES, month(1, mode, base, months))


@pytest.mark.parametrize(
    ("previous", "per_person", "insured", "expected"),
    [(624.0, 760.0, 0, 624.0), (2500.0, 760.0, 0, 2124.0), (2500.0, 760.0, 1, 708.0), (624.0, 1062.0, 0, 0.0)],
)
def test_exit_base_g6a(previous, per_person, insured, expected):
    """G6a：原补差 624，人均升到 760（708 ≤ 760 < 1062）：基数 624，封顶 708 × 3 = 2124，保障 1 人封顶 708；1062 起没有。

    The payment before, at most the standard × the members now insured, within the band.
    """
    assert exit_base(previous, True, False, per_person, 708.0, 1.5, insured, 3) == expected


def test_exit_base_only_in_the_low_income_tier():
    """不在边缘收入段，或有成员单人保的，没有渐退。 Not outside the tier, nor where a member is covered alone."""
    assert exit_base(624.0, False, False, 760.0, 708.0, 1.5, 0, 3) == 0.0
    assert exit_base(624.0, True, True, 760.0, 708.0, 1.5, 0, 3) == 0.0


@pytest.mark.parametrize(
    ("mode", "monthly"),
    [
        (NO_EXIT_PAYMENT, [0.0] * 6),
        (HOLD, [624.0] * 6),
        (STEPS, [624.0, 624.0, 499.2, 499.2, 374.4, 374.4]),
        (LINEAR, [624.0, 520.0, 416.0, 312.0, 208.0, 104.0]),
    ],
)
def test_exit_payment_and_exit_total_g6a(mode, monthly):
    """G6a：不渐退 0；保留 6 个月 3744；100、100、80、80、60、60% 合计 2995.20；逐月递减 624×(6＋5＋…＋1)/6 = 2184。

    None 0, hold 3,744, steps 2,995.20, linear 2,184; nothing before the first month or after the last.
    """
    assert [month(j, mode) for j in range(1, 7)] == pytest.approx(monthly, abs=1e-9)
    assert total(mode) == pytest.approx(sum(monthly), abs=1e-9)
    assert month(0, mode) == month(7, mode) == 0.0


@pytest.mark.parametrize("months", range(1, 13))
@pytest.mark.parametrize("mode", [HOLD, STEPS, LINEAR, EARNINGS])
def test_exit_total_is_the_sum_of_the_months(mode, months):
    """任何月数下，合计等于逐月之和；只在第一个月计一次。 For any number of months; counted once, in the first."""
    by_month = sum(month(j, mode, months=float(months)) for j in range(1, months + 1))
    assert total(mode, months=float(months)) == pytest.approx(by_month, abs=1e-9)
    assert exit_total(624.0, 2, mode, float(months), *STEP_SHARES, month(2, mode, months=float(months))) == 0.0


def test_exit_payment_withdrawn_with_earnings():
    """收入 2280 超出 708 × 3 = 2124 共 156：624 − 0.5 × 156 = 546；收入 3400 时 624 − 638 < 0 为 0；恰在线上 624。

    Half of what is above the standard is withdrawn, until nothing is left.
    """
    assert month(1, EARNINGS) == pytest.approx(546.0, abs=1e-9)
    assert month(1, EARNINGS, income=3400.0) == 0.0
    assert month(1, EARNINGS, income=2124.0) == 624.0
