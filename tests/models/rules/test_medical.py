import itertools
import math
from datetime import date

import numpy as np
import pytest
from scipy import integrate, stats

from models.law import law
from models.lognormal import expected_aid
from models.rules.medical import (
    fixed_medical_aid,
    medical_aid,
    medical_cap,
    medical_deductible,
    medical_premium,
    medical_rate,
    medical_schedule,
    person_medical_aid,
    person_self_pay_known,
)
from models.rules.medical_expectation import (
    expected_medical_aid,
    expected_medical_aid_dibao,
    expected_medical_aid_extreme_hardship,
    expected_medical_aid_low_income,
    expected_medical_aid_rigid,
)
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    NO_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
)

OFF = -1.0
SCHEDULES = (EXTREME_HARDSHIP, DIBAO, LOW_INCOME_TIER, RIGID_EXPENDITURE_HARDSHIP, NO_TIER)
# The 75 % variant of G4b: rates, deductibles as shares of 28,753 yuan, caps.
RATES, DEDUCTIBLES, CAPS = (1.0, 0.75, 0.6, 0.5), (0.0, 0.0, 0.1, 0.25), (OFF, 50_000.0, 30_000.0, 20_000.0)


def terms(schedule, caps=CAPS):
    return (
        medical_rate(schedule, *RATES),
        medical_deductible(schedule, 28_753.0, *DEDUCTIBLES),
        medical_cap(schedule, *caps),
    )


@pytest.mark.parametrize(
    ("tier", "share", "expected"),
    [
        (EXTREME_HARDSHIP, 1.0, EXTREME_HARDSHIP),
        (DIBAO, 1.0, DIBAO),
        (LOW_INCOME_TIER, OFF, LOW_INCOME_TIER),
        (SINGLE_PERSON_INCLUSION, OFF, LOW_INCOME_TIER),
        (LOW_INCOME_TIER, 0.5, DIBAO),
        (RIGID_EXPENDITURE_HARDSHIP, OFF, RIGID_EXPENDITURE_HARDSHIP),
        (NO_TIER, OFF, NO_TIER),
        (NO_TIER, 0.7, DIBAO),
    ],
)
def test_medical_schedule(tier, share, expected):
    """各类别按自身档次；按低保级比例给的（含按需要、无身份的家庭）用低保档。 Own schedule, or dibao's where graded."""
    assert medical_schedule(tier, share) == expected


def test_medical_premium():
    """特困、低保全额 350，边缘定额 150，刚性支出与不在保为零。 In full, 150 fixed, nothing."""
    found = [medical_premium(s, 350.0, 350.0, 150.0, 0.0) for s in SCHEDULES]
    assert found == [350.0, 350.0, 150.0, 0.0, 0.0]


def test_medical_rate():
    """100%、75%、60%、50%，不在保为零。 By tier; none without one."""
    assert [medical_rate(s, *RATES) for s in SCHEDULES] == [1.0, 0.75, 0.6, 0.5, 0.0]


def test_medical_deductible():
    """起付线：28753 × 10% = 2875.30；28753 × 25% = 7188.25。 A tenth and a quarter of the income per person."""
    found = [medical_deductible(s, 28_753.0, *DEDUCTIBLES) for s in SCHEDULES[:4]]
    assert found == pytest.approx([0.0, 0.0, 2875.3, 7188.25])


def test_medical_cap():
    """特困不封顶，低保 5 万，边缘 3 万，刚性支出 2 万。 No cap, 50,000, 30,000 and 20,000 yuan."""
    assert [medical_cap(s, *CAPS) for s in SCHEDULES[:4]] == [OFF, 50_000.0, 30_000.0, 20_000.0]


def test_person_self_pay_known():
    """登记了金额（含 0）为已知。 Known where stated, 0 included."""
    assert person_self_pay_known(0.0)
    assert not person_self_pay_known(math.nan)


@pytest.mark.parametrize(
    ("schedule", "expected"),
    list(zip(SCHEDULES, (12_000.0, 9_000.0, 5_474.82, 2_405.875, 0.0), strict=True)),
)
def test_person_medical_aid_g4b(schedule, expected):
    """G4b 自付 12000：特困 12000；低保 12000 × 75% = 9000；边缘（12000 − 2875.3）× 60% = 5474.82；

    刚性（12000 − 7188.25）× 50% = 2405.875。 What is borne of 12,000 yuan in each tier.
    """
    assert person_medical_aid(12_000.0, *terms(schedule)) == pytest.approx(expected, abs=1e-9)


def test_person_medical_aid_within_the_cap_g4b():
    """G4b 封顶：低保封顶 8000 时 min(8000, 9000) = 8000；边缘封顶 5000 时 5000；特困不封顶。

    自付 10 万：低保 75000 → 50000，边缘 58274.82 → 30000，刚性 46405.875 → 20000。
    The caps bind: 8,000 and 5,000 when lowered, 50,000, 30,000 and 20,000 at a self-pay of 100,000.
    """
    low = (OFF, 8_000.0, 5_000.0, 2_000.0)
    found = [person_medical_aid(12_000.0, *terms(s, low)) for s in SCHEDULES[:4]]
    assert found == [12_000.0, 8_000.0, 5_000.0, 2_000.0]
    found = [person_medical_aid(100_000.0, *terms(s)) for s in SCHEDULES[:4]]
    assert found == [100_000.0, 50_000.0, 30_000.0, 20_000.0]


def test_person_medical_aid_below_the_deductible_or_not_known():
    """自付 2000 低于起付线 2875.3 为零；不详的在此为零（按期望值计）。 Nothing below the deductible."""
    assert person_medical_aid(2_000.0, *terms(LOW_INCOME_TIER)) == 0.0
    assert person_medical_aid(math.nan, *terms(DIBAO)) == 0.0


@pytest.mark.parametrize("schedule", SCHEDULES[:4])
@pytest.mark.parametrize(("mean", "variation"), [(1_050.0, 14.0), (960.0, 2.0), (8_000.0, 0.5)])
def test_expected_medical_aid(schedule, mean, variation):
    """与数值积分 ∫ min(cap, max(0, X − d)·r) f(X) dX 一致到百万分之一。 Agrees with numerical integration."""
    rate, deductible, cap = terms(schedule)
    sigma = math.sqrt(math.log(1 + variation**2))
    cost = stats.lognorm(sigma, scale=mean * math.exp(-(sigma**2) / 2))

    def paid(z):
        x = math.exp(math.log(cost.median()) + sigma * z)
        aid = max(0.0, x - deductible) * rate
        return (min(cap, aid) if cap >= 0 else aid) * stats.norm.pdf(z)

    corners = [(math.log(k) - math.log(cost.median())) / sigma for k in (deductible, deductible + cap / rate) if k > 0]
    edges = np.unique(np.clip([-12.0, *corners, 12.0], -12.0, 12.0))
    expected = sum(integrate.quad(paid, a, b, epsabs=1e-10, limit=400)[0] for a, b in itertools.pairwise(edges))
    assert expected_aid(rate, deductible, cap, mean, variation) == pytest.approx(expected, rel=1e-6)


def test_expected_medical_aid_without_deductible_and_cap():
    """不设起付线和封顶：期望值 = 比例 × 均值，1000 × 70% = 700；比例或封顶为零则为零。 Rate × mean."""
    assert expected_aid(0.7, 0.0, OFF, 1_000.0, 12.0) == 700.0
    assert expected_aid(0.0, 0.0, OFF, 1_000.0, 12.0) == 0.0
    assert expected_aid(0.7, 0.0, 0.0, 1_000.0, 12.0) == 0.0


def test_expected_medical_aid_as_it_is_calibrated():
    """默认参数（全国 2021 年）：低保三人每年约 1875 元，边缘约 869 元（示例家庭 1800、900）。

    With the values in the law a family of three gets about 1,875 yuan in dibao and 869 in the low-income tier.
    """
    day = date(2021, 12, 31)

    def value(name):
        return law().at(name, "national", day).value

    found = [
        3
        * expected(
            value(f"medical_rate_{tier}"),
            value(f"medical_deductible_{tier}"),
            value("disposable_income_per_person"),
            value(f"medical_cap_{tier}"),
            value("medical_self_pay_mean"),
            value("medical_self_pay_variation"),
        )
        for tier, expected in (("dibao", expected_medical_aid_dibao), ("low_income", expected_medical_aid_low_income))
    ]
    assert found == pytest.approx([1874.8, 869.0], abs=0.5)


def test_expected_medical_aid_by_schedule():
    """特困 4、低保 3、边缘 2、刚性 1，不在保为零。 The schedule of the tier decides; none for no tier."""
    found = [expected_medical_aid(schedule, 4.0, 3.0, 2.0, 1.0) for schedule in SCHEDULES]
    assert found == [4.0, 3.0, 2.0, 1.0, 0.0][: len(found)]


def test_expected_medical_aid_extreme_hardship():
    """特困 100%、不设起付线和封顶：等于均值。 All of the mean."""
    assert expected_medical_aid_extreme_hardship(1.0, 0.0, 40_000.0, OFF, 1_050.0, 14.0) == 1_050.0


def test_expected_medical_aid_rigid():
    """比例为零则为零。 Nothing at a rate of nought."""
    assert expected_medical_aid_rigid(0.0, 0.25, 40_000.0, OFF, 1_050.0, 14.0) == 0.0


def test_fixed_medical_aid():
    """特困、低保 600，边缘 300，其他为零。 600, 300, nothing."""
    assert [fixed_medical_aid(s, 600.0, 300.0) for s in SCHEDULES] == [600.0, 600.0, 300.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("schedule", "share", "premium", "fixed", "expected"),
    [
        (DIBAO, 1.0, 350.0, 600.0, 237.5),
        (LOW_INCOME_TIER, OFF, 150.0, 300.0, 112.5),
        (DIBAO, 0.6, 350.0, 600.0, 142.5),
        (DIBAO, 0.0, 350.0, 600.0, 0.0),
        (NO_TIER, OFF, 0.0, 0.0, 0.0),
    ],
)
def test_medical_aid_by_fixed_amounts(schedule, share, premium, fixed, expected):
    """三口低保户（350＋600）× 3 ÷ 12 = 237.50；边缘户（150＋300）× 3 ÷ 12 = 112.50；分级 60% 为 142.50。

    950 × 3 ÷ 12 = 237.50; 450 × 3 ÷ 12 = 112.50; graded at 60 % of 237.50 = 142.50.
    """
    assert medical_aid(schedule, share, 3, premium, 1, fixed, 613.0, 0.0, 0) == pytest.approx(expected, abs=1e-9)


def test_medical_aid_exact_where_known_and_expected_elsewhere():
    """三口之家一人自付 12000（低保 75% 为 9000），另二人按期望 613：（350 × 3 ＋ 9000 ＋ 613 × 2）÷ 12 = 939.67。

    One member's 9,000 is exact, the other two count 613 each: 11,276 a year, 939.67 a month.
    """
    assert medical_aid(DIBAO, 1.0, 3, 350.0, 0, 600.0, 613.0, 9_000.0, 1) == pytest.approx(11_276 / 12)


def test_expected_medical_aid_dibao():
    """低保 70%、不设起付线和封顶：1000 × 70% = 700。 Rate × mean where nothing is deducted or capped."""
    assert expected_medical_aid_dibao(0.7, 0.0, 40_000.0, OFF, 1_000.0, 12.0) == 700.0


def test_expected_medical_aid_low_income():
    """封顶为零则为零；起付线越高期望值越小。 Nothing under a cap of nought; less above a higher deductible."""
    assert expected_medical_aid_low_income(0.7, 0.1, 40_000.0, 0.0, 1_000.0, 12.0) == 0.0
    low, high = (expected_medical_aid_low_income(0.7, d, 40_000.0, OFF, 1_000.0, 12.0) for d in (0.1, 0.2))
    assert 0.0 < high < low < 700.0
