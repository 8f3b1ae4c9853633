from math import inf, isnan, nan

import pytest

from models.rules.income import assets_within_limits, countable_income, income_known, income_per_person


def test_income_known():
    """登记收入空缺为“不明”，零收入是已知的。 An empty cell is unknown; an income of 0 is known."""
    assert income_known(0.0)
    assert income_known(1500.0)
    assert not income_known(nan)


def test_countable_income():
    """登记 1500 元即计 1500 元；不明仍是不明。 1500 counts as 1500; unknown stays unknown."""
    assert countable_income(1500.0) == 1500.0
    assert isnan(countable_income(nan))


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
