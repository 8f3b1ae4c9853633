from math import inf, isnan, nan

import pytest

from models.rules.dibao import dibao_gap
from models.rules.income import (
    assets_within_limits,
    countable_income,
    household_income,
    income_known,
    income_per_person,
    person_earnings_deduction,
    person_imputed_earnings,
    support_counted,
)
from models.tiers import ABLE, COMPULSORY, PARTLY_ABLE, UNABLE

NOT_ITEMISED = (False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_income_known():
    """登记收入空缺为“不明”，零收入是已知的；逐项登记的已知。 Empty is unknown; 0 is known; so is an itemised income."""
    assert income_known(0.0, False)
    assert income_known(1500.0, False)
    assert not income_known(nan, False)
    assert income_known(nan, True)


def deduction(
    earnings, *, new=False, cost=0.0, disregard=0.0, needs_wage=True, new_multiple=0.0, line=708.0, wage=1570.0
):
    return person_earnings_deduction(earnings, False, new, line, wage, cost, disregard, needs_wage, new_multiple)


def test_person_earnings_deduction_for_the_cost_of_work():
    """赣州：708 × 30% = 212.40；收入 100 元的最多扣 100。 30 % of the standard, at most the earnings."""
    assert deduction(1000.0, cost=0.3) == pytest.approx(212.40, abs=1e-9)
    assert deduction(100.0, cost=0.3) == 100.0
    assert deduction(0.0, cost=0.3, disregard=870.0, needs_wage=False) == 0.0
    assert person_earnings_deduction(0.0, True, False, 708.0, 1570.0, 0.3, 0.0, True, 0.0) == 0.0


@pytest.mark.parametrize(
    ("earnings", "paid", "net"),
    [(2500.0, 160.0, 2660.0), (2589.0, 71.0, 2660.0), (2590.0, 940.0, 3530.0), (2700.0, 830.0, 3530.0)],
)
def test_person_earnings_deduction_g6b(earnings, paid, net):
    """G6b 上海：标准 1330、两口、最低工资 2590、豁免 870（工资达到最低工资才豁免）。

    2500 → 补差 160；2589 → 71，净 2660；2590 → 计收入 1720，补差 940，净 3530；2700 → 830，净 3530（向上跳 870）。
    At the minimum wage 870 stops to count: an upward notch of 870.
    """
    countable = earnings - deduction(earnings, disregard=870.0, line=1330.0, wage=2590.0)
    top_up = dibao_gap(True, 1330.0, 2, countable)
    assert (top_up, earnings + top_up) == (paid, net)


@pytest.mark.parametrize(("earnings", "cash"), [(0.0, 1416.0), (212.4, 1628.4), (1000.0, 1628.4)])
def test_person_earnings_deduction_g8(earnings, cash):
    """G8：标准 708、两口、扣减 30%（212.40）：0 → 1416；212.40 → 1628.40；1000 → 1628.40，参与扣减率 0.7876。

    Cash and earnings together: (1628.40 − 1416) ÷ 1000 = 0.2124 is kept of 1,000.
    """
    countable = earnings - deduction(earnings, cost=0.3)
    assert earnings + dibao_gap(True, 708.0, 2, countable) == pytest.approx(cash, abs=1e-9)
    if earnings == 1000.0:
        assert 1 - (cash - 1416.0) / 1000.0 == pytest.approx(0.7876, abs=1e-9)


def test_person_earnings_deduction_when_newly_employed():
    """浙江：新就业不超过 3 × 708 = 2124 元不计；收入 2500 的扣 2124，收入 1500 的全扣。 Up to three times the standard."""
    assert deduction(2500.0, new=True, new_multiple=3.0) == 2124.0
    assert deduction(1500.0, new=True, new_multiple=3.0) == 1500.0
    assert deduction(1500.0, new=True, cost=0.3) == pytest.approx(212.40, abs=1e-9)


def test_person_imputed_earnings():
    """有劳动能力、未就业、未就学：50% × 1570 = 785；部分或无劳动能力、在读、已就业均不核定；默认 0。

    Half the minimum wage for the able-bodied who neither work nor study; nobody else, and nothing by default.
    """
    assert person_imputed_earnings(0.0, False, ABLE, 0, 1570.0, 0.5) == 785.0
    assert person_imputed_earnings(0.0, False, ABLE, -1, 1570.0, 0.5) == 785.0
    assert person_imputed_earnings(0.0, False, ABLE, 0, 1570.0, 0.0) == 0.0
    for earnings, employed, able, study in (
        (1.0, False, ABLE, 0),
        (0.0, True, ABLE, 0),
        (0.0, False, PARTLY_ABLE, 0),
        (0.0, False, UNABLE, 0),
        (0.0, False, ABLE, COMPULSORY),
        (0.0, False, -1, 0),
    ):
        assert person_imputed_earnings(earnings, employed, able, study, 1570.0, 0.5) == 0.0


def test_support_counted():
    """赡养人人均 3000，标准 708：0.5 ×（3000 − 2 × 708）= 792；实收 900 的按 900；未启用时按实收 100。

    Half of what supporters have above twice the standard, or what is received if more; as received while it is off.
    """
    assert support_counted(100.0, 3000.0, 708.0, 0.5, 2.0) == 792.0
    assert support_counted(900.0, 3000.0, 708.0, 0.5, 2.0) == 900.0
    assert support_counted(100.0, 3000.0, 708.0, 0.0, 2.0) == 100.0
    assert support_counted(0.0, 1000.0, 708.0, 0.5, 2.0) == 0.0


def test_countable_income():
    """登记 1500 元即计 1500 元，不明仍是不明；逐项：工资 2000 − 扣减 212.40 ＋ 经营 300 ＋ 财产 50 ＋ 转移 100 ＋ 赡养 200。

    As recorded, or the sum of its kinds: 2000 − 212.40 + 300 + 50 + 100 + 200 = 2437.60, whatever was recorded.
    """
    assert countable_income(1500.0, *NOT_ITEMISED) == 1500.0
    assert isnan(countable_income(nan, *NOT_ITEMISED))
    items = (True, 2000.0, 212.4, 0.0, 300.0, 50.0, 100.0, 200.0)
    assert countable_income(nan, *items) == pytest.approx(2437.60, abs=1e-9)
    assert countable_income(999.0, True, 0.0, 0.0, 0.0, -500.0, 0.0, 0.0, 0.0) == 0.0


def test_household_income():
    """实际收入含不计入的 150 元：2000 ＋ 300 ＋ 50 ＋ 100 ＋ 200 ＋ 150 = 2800。 With the 150 that do not count."""
    assert household_income(1500.0, False, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) == 1500.0
    assert household_income(nan, True, 2000.0, 300.0, 50.0, 100.0, 200.0, 150.0) == 2800.0


def test_income_per_person():
    """1500 ÷ 3 = 500 元/人·月。 Household of three with 1500 a month."""
    assert income_per_person(1500.0, 3) == 500.0


LIMITS = {"dibao_line": 708.0, "financial_asset_years": 2.0, "vehicle_limit": 0.0, "dwelling_limit": 1.0}


@pytest.mark.parametrize(
    ("financial_assets", "vehicles", "dwellings", "within"),
    [
        (50_976.0, 0.0, 1.0, True),
        (50_976.01, 0.0, 1.0, False),
        (0.0, 1.0, 1.0, False),
        (0.0, 0.0, 2.0, False),
        (nan, nan, nan, True),
        (inf, nan, nan, False),
    ],
)
def test_assets_within_limits(financial_assets, vehicles, dwellings, within):
    """三口之家金融资产上限 2 年 × 12 × 708 × 3 = 50976 元；恰在上限为符合，未登记的不作为不符合。

    Three members: limit 2 × 12 × 708 × 3 = 50,976 yuan, the limit itself is within; what is not stated does not fail.
    """
    assert assets_within_limits(financial_assets, 3, vehicles, dwellings, **LIMITS) is within
