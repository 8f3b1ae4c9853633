from math import isnan, nan

import pytest

from models.rules.rigid_expenditure import (
    AS_RECORDED,
    BAND,
    NATIONAL,
    NET_INCOME,
    net_income_per_person,
    rigid_expenditure_entitled,
    rigid_expenditure_meets,
    rigid_expenditure_payment,
)
from models.tiers import DIBAO, NO_TIER, RIGID_EXPENDITURE_HARDSHIP

SHANGHAI = {"income": 150_000.0 / 12, "expenditure": 110_000.0 / 12, "medical": 62_000.0 / 12, "line": 1330.0}


def meets(rule, income, expenditure, medical=nan, line=708.0, members=3):
    net = net_income_per_person(income, expenditure, members)
    return rigid_expenditure_meets(rule, income, expenditure, medical, income / members, net, line, 0.4, 0.6, 0.4)


def test_net_income_per_person_g12():
    """G12：（150000 − 110000）÷ 36 = 1111.11；支出超过收入按 0；支出不明仍不明。 Not below zero; unknown stays unknown."""
    assert net_income_per_person(SHANGHAI["income"], SHANGHAI["expenditure"], 3) == pytest.approx(1111.11, abs=0.005)
    assert net_income_per_person(1000.0, 1500.0, 2) == 0.0
    assert isnan(net_income_per_person(1000.0, nan, 2))


@pytest.mark.parametrize(("expenditure", "found"), [(1599.99, False), (1600.0, True), (3000.0, True)])
def test_rigid_expenditure_meets_the_national_ratio(expenditure, found):
    """收入 4000，比例 40%：支出 1600 起符合。 From 40 % of 4,000 on."""
    assert meets(NATIONAL, 4000.0, expenditure) is found


def test_rigid_expenditure_meets_by_net_income_g12():
    """G12 上海：净收入 1111.11 < 1330 符合；医疗 62000 ÷ 150000 = 41.33% ≥ 40% 也单独符合；两者皆不满足则否。

    Net below the standard, or medical expenses of 40 % of income; neither, no.
    """
    assert meets(NET_INCOME, SHANGHAI["income"], SHANGHAI["expenditure"], nan, 1330.0)
    assert SHANGHAI["medical"] / SHANGHAI["income"] == pytest.approx(0.4133, abs=5e-5)
    assert meets(NET_INCOME, SHANGHAI["income"], 60_000.0 / 12, SHANGHAI["medical"], 1330.0)
    assert not meets(NET_INCOME, SHANGHAI["income"], 60_000.0 / 12, 5000.0 / 12, 1330.0)


@pytest.mark.parametrize(
    ("income", "expenditure", "found"),
    [
        (4000.0, 1800.0, True),
        (4000.0, 1600.0, False),
        (4000.0, 2400.0, False),
        (4300.0, 1900.0, False),
        (3000.0, 1500.0, False),
    ],
)
def test_rigid_expenditure_meets_in_bands(income, expenditure, found):
    """三口：收入 4000（人均 1333 < 2 × 708）、支出 45% 符合；恰 40% 或 60% 不符合；人均 1433 超线；净收入 500 < 708 不符合。

    Between 40 % and 60 % of income, income below twice the standard, net income not below it.
    """
    assert meets(BAND, income, expenditure) is found


def entitled(
    tier=NO_TIER,
    rule=NATIONAL,
    expenditure=2000.0,
    meets=True,
    known=True,
    per_person=1200.0,
    mean=36_000.0,
    assets=True,
    resident=True,
):
    return rigid_expenditure_entitled(tier, rule, expenditure, meets, known, per_person, mean, assets, resident)


def test_rigid_expenditure_entitled():
    """人均 1200 < 36000 ÷ 12 = 3000 且符合口径、财产符合；支出不明或“按登记”时看登记。

    Below a twelfth of the mean, by the predicate; as recorded where the rule says so or nothing is known.
    """
    assert entitled()
    assert not entitled(per_person=3000.0)
    assert not entitled(meets=False)
    assert not entitled(known=False)
    assert not entitled(assets=False)
    assert not entitled(resident=False)
    assert not entitled(rule=AS_RECORDED)
    assert entitled(RIGID_EXPENDITURE_HARDSHIP, AS_RECORDED, meets=False)
    assert entitled(RIGID_EXPENDITURE_HARDSHIP, expenditure=nan, meets=False)


@pytest.mark.parametrize(("net", "expected"), [(40_000 / 36, 656.67), (0.0, 3990.0), (1400.0, 0.0)])
def test_rigid_expenditure_payment_g12(net, expected):
    """G12：（1330 − 1111.11）× 3 = 656.67；支出超过收入时 1330 × 3 = 3990；净收入高于标准（仅医疗符合）为 0。

    Paid only where the place pays and by the net-income rule; nobody else in the tier gets dibao.
    """
    arguments = (net, 1330.0, 3)
    paid = rigid_expenditure_payment(RIGID_EXPENDITURE_HARDSHIP, NET_INCOME, True, *arguments)
    assert paid == pytest.approx(expected, abs=0.005)
    assert rigid_expenditure_payment(RIGID_EXPENDITURE_HARDSHIP, NET_INCOME, False, *arguments) == 0.0
    assert rigid_expenditure_payment(RIGID_EXPENDITURE_HARDSHIP, NATIONAL, True, *arguments) == 0.0
    assert rigid_expenditure_payment(DIBAO, NET_INCOME, True, *arguments) == 0.0
    assert rigid_expenditure_payment(RIGID_EXPENDITURE_HARDSHIP, NET_INCOME, True, nan, 1330.0, 3) == 0.0
