import pytest

from models.rules.employment import employment_aid, person_employable
from models.rules.energy import energy_aid
from models.rules.housing import housing_aid, renovation_aid, rental_subsidy
from models.rules.low_income_cash import low_income_cash
from models.tiers import ABLE, PARTLY_ABLE, RURAL, URBAN

OFF = -1.0


@pytest.mark.parametrize(
    ("rent", "area", "members", "expected"),
    [
        (900.0, 60.0, 3, 360.0),
        (900.0, 30.0, 3, 240.0),
        (200.0, 60.0, 3, 200.0),
        (0.0, 60.0, 3, 0.0),
        (900.0, float("nan"), 3, 0.0),
    ],
)
def test_rental_subsidy(rent, area, members, expected):
    """min(60, 15 × 3 = 45) × 8 = 360 元/月（一年 4320）；住 30 平方米为 240；不超过房租 200；自有或面积不详不计。

    45 m² × 8 yuan; 30 m² × 8 yuan; no more than the rent; nothing without rent or without the floor area.
    """
    assert rental_subsidy(rent, area, members, 15.0, 8.0) == expected


def test_renovation_aid():
    """农村户 30000 ÷ 10 年 ÷ 12 = 250 元/月，城镇没有。 30,000 over ten years, for rural households."""
    assert renovation_aid(RURAL, 30_000.0, 10.0) == 250.0
    assert renovation_aid(URBAN, 30_000.0, 10.0) == 0.0


@pytest.mark.parametrize(
    ("share", "low", "expected"), [(1.0, False, 710.0), (OFF, True, 355.0), (0.25, True, 177.5), (OFF, False, 0.0)]
)
def test_housing_aid(share, low, expected):
    """1200 ÷ 12 ＋ 360 ＋ 250 = 710；边缘 600 ÷ 12 ＋ 0.5 × 610 = 355；分级 25% 为 177.50。

    Other amounts, rental subsidy and renovation; half of the last two in the low-income tier; a quarter of all.
    """
    assert housing_aid(share, low, 360.0, 250.0, 1_200.0, 600.0, 0.5) == expected


@pytest.mark.parametrize(
    ("share", "low", "expected"), [(1.0, False, 67.5), (OFF, True, 14.5), (0.4, True, 27.0), (OFF, False, 0.0)]
)
def test_energy_aid(share, low, expected):
    """15 度 × 0.50 ＋ 720 ÷ 12 = 67.50；边缘 5 × 0.50 ＋ 144 ÷ 12 = 14.50；分级 40% 为 27.00。

    15 kWh × 0.50 and a twelfth of 720; 5 kWh and a twelfth of 144 for low income; 40 % of the first.
    """
    assert energy_aid(share, low, 15.0, 5.0, 0.50, 720.0, 144.0) == pytest.approx(expected, abs=1e-12)


def test_person_employable():
    """有劳动能力且未就业；部分丧失、不详、已就业不计。 Able and out of work; not partly able, unknown or in work."""
    assert person_employable(ABLE, False)
    assert not person_employable(ABLE, True)
    assert not person_employable(PARTLY_ABLE, False)
    assert not person_employable(-1, False)


@pytest.mark.parametrize(
    ("share", "low", "expected"), [(1.0, False, 240.0), (OFF, True, 240.0), (0.5, True, 120.0), (OFF, False, 0.0)]
)
def test_employment_aid(share, low, expected):
    """两人 × 20% × 600 = 240 元/月，低保与边缘相同；分级 50% 为 120。 Two persons × 20 % × 600 yuan."""
    assert employment_aid(share, low, 2, 0.2, 600.0) == pytest.approx(expected)


def test_low_income_cash_g4c():
    """G4c 天津：860 × 30% = 258 元/户；低保户没有。 30 % of 860 for each low-income household."""
    assert low_income_cash(True, 860.0, 0.3) == pytest.approx(258.0)
    assert low_income_cash(False, 860.0, 0.3) == 0.0
