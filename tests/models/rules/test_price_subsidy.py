from datetime import date

import pytest

from models.law import law
from models.rules.price_subsidy import (
    price_subsidy,
    price_subsidy_per_person,
    price_subsidy_persons,
    price_triggered,
)
from models.tiers import DIBAO, EXTREME_HARDSHIP, LOW_INCOME_TIER, NO_TIER, SINGLE_PERSON_INCLUSION


def triggers(place, day):
    return [
        law().at(name, place, date.fromisoformat(day)).value for name in ("price_trigger_cpi", "price_trigger_food")
    ]


@pytest.mark.parametrize(
    ("cpi", "food", "limits", "expected"),
    [
        (0.031, 0.02, (0.035, 0.06), False),
        (0.031, 0.02, (0.03, 0.06), True),
        (0.035, 0.0, (0.035, 0.06), True),
        (0.01, 0.06, (0.035, 0.06), True),
        (0.01, 0.0599, (0.035, 0.06), False),
    ],
)
def test_price_triggered_g9(cpi, food, limits, expected):
    """G9：CPI 3.1%、食品 2%：全国 3.5/6 不启动，福建 3/6 启动；达到即启动。 At the trigger or above it."""
    assert price_triggered(cpi, food, *limits) is expected


def test_price_triggered_by_place_and_day_g9():
    """全国 3.5/6，2022-09 至 2023-03 为 3.0/6；福建 3/6 并有 30 元最低。 The law's own triggers by place and day."""
    assert not price_triggered(0.031, 0.02, *triggers("hohhot", "2022-08-31"))
    assert price_triggered(0.031, 0.02, *triggers("hohhot", "2022-09-01"))
    assert price_triggered(0.031, 0.02, *triggers("hohhot", "2023-03-31"))
    assert not price_triggered(0.031, 0.02, *triggers("hohhot", "2023-04-01"))
    assert price_triggered(0.031, 0.02, *triggers("sanming", "2022-04-01"))
    assert law().at("price_subsidy_minimum", "sanming", date(2022, 4, 1)).value == 30.0
    widened = [law().at("price_subsidy_low_income", "hohhot", date(2022, month, 1)).value for month in (8, 9)]
    assert widened == [0.0, 1.0]


@pytest.mark.parametrize(("scpi", "expected"), [(0.042, 30.0), (0.046, 32.57), (-0.01, 30.0)])
def test_price_subsidy_per_person_g9(scpi, expected):
    """G9：708 × 4.2% = 29.736 → 最低 30.00；708 × 4.6% = 32.568 → 32.57；未启动为零。

    The least amount of 30; 32.568 half-up to the fen; nothing where it is not triggered.
    """
    assert price_subsidy_per_person(True, 708.0, scpi, 30.0) == expected
    assert price_subsidy_per_person(False, 708.0, scpi, 30.0) == 0.0


@pytest.mark.parametrize(
    ("tier", "widened", "expected"),
    [
        (DIBAO, False, 2),
        (EXTREME_HARDSHIP, True, 2),
        (SINGLE_PERSON_INCLUSION, False, 2),
        (SINGLE_PERSON_INCLUSION, True, 3),
        (LOW_INCOME_TIER, False, 0),
        (LOW_INCOME_TIER, True, 3),
        (NO_TIER, True, 0),
    ],
)
def test_price_subsidy_persons(tier, widened, expected):
    """三口之家保障 2 人：低保、特困、单人保按 2 人；扩大后边缘与单人保户按全家 3 人。

    The insured two of three; the whole low-income household of three where the scope is widened.
    """
    assert price_subsidy_persons(True, tier, 2, 3, widened) == expected
    assert price_subsidy_persons(False, tier, 2, 3, widened) == 0


def test_price_subsidy_g9():
    """G9：30 元 × 2500 人 = 75000 元/月。 30 yuan for 2,500 persons."""
    assert price_subsidy(30.0, 2_500) == 75_000.0
