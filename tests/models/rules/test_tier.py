import pytest

from models.rules.dibao import dibao_entitled
from models.rules.tier import low_income_entitled, low_income_line, tier
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    NO_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
    UNKNOWN_TIER,
)


@pytest.mark.parametrize(
    ("line", "multiple", "expected"), [(708.0, 1.5, 1062.0), (860.0, 1.5, 1290.0), (1330.0, 2.0, 2660.0)]
)
def test_low_income_line(line, multiple, expected):
    """708 × 1.5 = 1062；G4c 天津 860 × 1.5 = 1290；上海 1330 × 2 = 2660。 Line × multiple."""
    assert low_income_line(line, multiple, 1570.0, False) == expected


@pytest.mark.parametrize(
    ("multiple", "expected"), [(1.5, {1330, 1500, 1994}), (2.0, {1330, 1500, 1994, 1995, 2000, 2659})]
)
def test_low_income_entitled_g4a(multiple, expected):
    """G4a：标准 1330，1.5 倍线 1995：1330、1500、1994 三户；2 倍线 2660：再加 1995、2000、2659，2660 不在内。

    Line 1995: three incomes; line 2660: three more, 2660 itself is out. 900 is dibao, 3000 above either.
    """
    line = low_income_line(1330.0, multiple, 2590.0, False)
    found = set()
    for income in (900, 1330, 1500, 1994, 1995, 2000, 2659, 2660, 3000):
        dibao = dibao_entitled(True, False, float(income), 1330.0, True, True)
        if low_income_entitled(True, False, dibao, float(income), line, True, True):
            found.add(income)
    assert found == expected


def test_low_income_entitled_needs_known_income_and_assets_within_limits():
    """收入不明、特困、已是低保、财产超限，均不认定为边缘。 None of the four is low-income."""
    assert not low_income_entitled(False, False, False, 800.0, 1062.0, True, True)
    assert not low_income_entitled(True, True, False, 800.0, 1062.0, True, True)
    assert not low_income_entitled(True, False, True, 500.0, 1062.0, True, True)
    assert not low_income_entitled(True, False, False, 800.0, 1062.0, False, True)
    assert not low_income_entitled(True, False, False, 800.0, 1062.0, True, False)


@pytest.mark.parametrize(
    ("income_known", "recorded", "dibao", "single", "low", "expected"),
    [
        (True, EXTREME_HARDSHIP, False, False, False, EXTREME_HARDSHIP),
        (False, UNKNOWN_TIER, False, False, False, UNKNOWN_TIER),
        (False, DIBAO, False, False, False, DIBAO),
        (True, NO_TIER, True, False, False, DIBAO),
        (True, SINGLE_PERSON_INCLUSION, False, True, True, SINGLE_PERSON_INCLUSION),
        (True, NO_TIER, False, False, True, LOW_INCOME_TIER),
        (True, RIGID_EXPENDITURE_HARDSHIP, False, False, False, RIGID_EXPENDITURE_HARDSHIP),
        (True, DIBAO, False, False, False, NO_TIER),
    ],
)
def test_tier(income_known, recorded, dibao, single, low, expected):
    """先后：特困 > 收入不明按登记 > 低保 > 单人保 > 边缘 > 刚性（按登记）> 无。

    Order: extreme hardship, as recorded where income is unknown, dibao, one covered alone, low income, rigid, none.
    """
    rigid = recorded == RIGID_EXPENDITURE_HARDSHIP
    assert tier(income_known, recorded, recorded == EXTREME_HARDSHIP, dibao, single, low, rigid) == expected


def test_low_income_line_at_most_the_minimum_wage():
    """浙江：708 × 2.4 = 1699.20，不超过最低工资 1570；标准 1600 已高于最低工资时为 1600。

    At most the minimum wage, yet never below the dibao line itself.
    """
    assert low_income_line(708.0, 2.4, 1570.0, True) == 1570.0
    assert low_income_line(708.0, 1.5, 1570.0, True) == 1062.0
    assert low_income_line(1600.0, 1.5, 1570.0, True) == 1600.0
