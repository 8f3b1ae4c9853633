import pytest

from models.rules.single_person import (
    person_covered_alone,
    person_described,
    person_own_income,
    single_person_assessed,
    single_person_included,
    single_person_members,
    single_person_payment,
)
from models.tiers import DIBAO, HEALTHY, LOW_INCOME_TIER, NO_TIER, SEVERELY_ILL, SINGLE_PERSON_INCLUSION

RECORDED, DESCRIBED, NEWLY = range(3)
SHARE, DIFFERENCE, FIXED = range(3)


def test_person_described():
    """写明年龄（0 岁也是）即逐人填写；登记册只有年龄段（−1）。 An age in years, 0 too; registers hold bands only."""
    assert person_described(0)
    assert not person_described(-1)


@pytest.mark.parametrize(
    ("scope", "described", "tier", "assessed"),
    [
        (DESCRIBED, True, NO_TIER, True),
        (DESCRIBED, False, NO_TIER, False),
        (RECORDED, True, NO_TIER, False),
        (NEWLY, False, NO_TIER, True),
        (NEWLY, False, DIBAO, True),
        (NEWLY, True, LOW_INCOME_TIER, False),
        (NEWLY, True, SINGLE_PERSON_INCLUSION, False),
    ],
)
def test_single_person_assessed(scope, described, tier, assessed):
    """范围：仅登记、逐人填写、所有新进边缘户；登记为边缘或单人保的，登记结论为准。

    As recorded, described in full, or every household newly low-income; what the register has decided stands.
    """
    assert single_person_assessed(True, tier, True, described, scope) is assessed
    assert not single_person_assessed(False, tier, True, described, scope)
    assert not single_person_assessed(True, tier, False, described, scope)


def test_person_covered_alone():
    """重残或重病，且所在家庭按规则认定。 Severely disabled or ill, in a household that is assessed."""
    assert person_covered_alone(True, True, HEALTHY)
    assert person_covered_alone(True, False, SEVERELY_ILL)
    assert not person_covered_alone(True, False, HEALTHY)
    assert not person_covered_alone(False, True, SEVERELY_ILL)


def test_single_person_members():
    """登记单人保按登记 1 人；新认定的按成员 2 人。 One as recorded; two found by rule; none once it is no longer low-income."""
    assert single_person_members(SINGLE_PERSON_INCLUSION, True, 1, 0) == 1
    assert single_person_members(NO_TIER, True, 0, 2) == 2
    assert single_person_members(SINGLE_PERSON_INCLUSION, False, 1, 0) == 0


def test_single_person_included():
    """登记单人保且仍在边缘收入段的保留；其他类别只有按规则认定的才有。 Stays while the household is low-income; else by rule."""
    assert single_person_included(SINGLE_PERSON_INCLUSION, True, 1)
    assert not single_person_included(SINGLE_PERSON_INCLUSION, False, 0)
    assert not single_person_included(NO_TIER, True, 0)
    assert single_person_included(NO_TIER, True, 1)


def test_person_own_income():
    """单人保成员工资 200 元；其他成员不算。 The earnings of the member who is covered, of nobody else."""
    assert person_own_income(True, 200.0) == 200.0
    assert person_own_income(False, 1500.0) == 0.0


@pytest.mark.parametrize(("share", "expected"), [(1.0, 708.0), (0.65, 460.20), (0.75, 531.0)])
def test_single_person_payment_g5(share, expected):
    """G5：三口收入 3000，人均 1000，708 ≤ 1000 < 1062；一人单人保：全额 708，65% 为 460.20，75% 为 531.00。

    One of three covered alone: 708 in full, 460.20 at 65 %, 531.00 at 75 %.
    """
    assert single_person_payment(True, 708.0, 1, share, SHARE, 300.0, 0.0) == pytest.approx(expected, abs=1e-9)
    assert single_person_payment(False, 708.0, 0, share, SHARE, 300.0, 0.0) == 0.0


def test_single_person_payment_by_other_modes():
    """标准减本人收入：708 − 200 = 508，收入 900 的为 0；定额 300 × 2 人 = 600。 The gap to own income, or a fixed amount."""
    assert single_person_payment(True, 708.0, 1, 1.0, DIFFERENCE, 300.0, 200.0) == 508.0
    assert single_person_payment(True, 708.0, 1, 1.0, DIFFERENCE, 300.0, 900.0) == 0.0
    assert single_person_payment(True, 708.0, 2, 1.0, FIXED, 300.0, 0.0) == 600.0
