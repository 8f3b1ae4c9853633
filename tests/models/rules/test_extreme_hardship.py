import pytest

from models.rules.extreme_hardship import (
    extreme_hardship,
    extreme_hardship_basic,
    extreme_hardship_by_rule,
    extreme_hardship_care,
    extreme_hardship_payment,
    extreme_hardship_recorded,
    person_care_allowance,
    person_collective_supplement,
    person_without_labour,
)
from models.tiers import DIBAO, EXTREME_HARDSHIP, FULL_CARE, HALF_CARE, NO_TIER, SELF_CARE, age_band

NO_AMOUNTS, SHARES, MULTIPLES = (0.0, 0.0, 0.0), (0.10, 0.25, 0.40), (1.2, 1.3, 1.4)


def test_extreme_hardship_recorded():
    """登记为特困的保持特困，其他类别不是。 Recorded as such, and no other tier."""
    assert extreme_hardship_recorded(EXTREME_HARDSHIP)
    assert not extreme_hardship_recorded(DIBAO)


def test_extreme_hardship():
    """按登记或按规则。 As recorded or by rule."""
    assert extreme_hardship(True, False)
    assert extreme_hardship(False, True)
    assert not extreme_hardship(False, False)


@pytest.mark.parametrize(
    ("age", "before", "after"),
    [(15, True, True), (16, False, True), (17, False, True), (18, False, False), (59, False, False), (60, True, True)],
)
def test_person_without_labour(age, before, after):
    """未成年人 16 周岁延至 18 周岁：16、17 岁由不算改为算；60 岁起为老年；重残任何年龄都算。

    Below 16, later below 18; from 60; the severely disabled at any age.
    """
    found = [person_without_labour(age, age_band(age), False, minor, 60.0) for minor in (16.0, 18.0)]
    assert found == [before, after]
    assert person_without_labour(age, age_band(age), True, 16.0, 60.0)


@pytest.mark.parametrize(
    ("band", "without"), [(0, True), (2, True), (3, False), (4, False), (5, False), (6, True), (-1, False)]
)
def test_person_without_labour_by_age_band(band, without):
    """只有年龄段时：15 岁以下、60 岁以上算，15—17 岁一段不足以认定。 Bands: under 15 and from 60; 15 to 17 says too little."""
    assert person_without_labour(-1, band, False, 18.0, 60.0) is without


def by_rule(**changed):
    base = {
        "no_supporters": True,
        "recorded_tier": NO_TIER,
        "members_listed": True,
        "family_members": 2,
        "sum_person_without_labour": 2,
        "income_known": True,
        "income_per_person": 300.0,
        "dibao_line": 708.0,
        "assets_within_limits": True,
        "residence_entitled": True,
    }
    return extreme_hardship_by_rule(**base | changed)


def test_extreme_hardship_by_rule():
    """两位老人、人均 300 < 708、无赡养人、财产符合：特困；任一条件不满足即不是。 Every condition is needed."""
    assert by_rule()
    for changed in (
        {"no_supporters": False},
        {"recorded_tier": DIBAO},
        {"members_listed": False},
        {"sum_person_without_labour": 1},
        {"income_known": False},
        {"income_per_person": 708.0},
        {"assets_within_limits": False},
        {"residence_entitled": False},
    ):
        assert not by_rule(**changed), changed


def test_extreme_hardship_basic():
    """未公布：708 × 1.3 = 920.40；公布 1730 的按 1730（1330 × 1.3 = 1729 不替代公布数）。

    1.3 × 708 where nothing is published; the published 1,730 is never recomputed as 1,729.
    """
    assert extreme_hardship_basic(708.0, 0.0, 1.3) == pytest.approx(920.40, abs=1e-9)
    assert extreme_hardship_basic(1330.0, 1730.0, 1.3) == 1730.0


@pytest.mark.parametrize(
    ("grade", "share", "amount"),
    [(SELF_CARE, 157.0, 340.0), (HALF_CARE, 392.5, 510.0), (FULL_CARE, 628.0, 850.0), (-1, 157.0, 340.0)],
)
def test_person_care_allowance(grade, share, amount):
    """1570 × 10% / 25% / 40% = 157 / 392.50 / 628；青海公布 340 / 510 / 850；等级不详按全自理。

    Shares of 1,570, or Qinghai's published amounts; an unknown grade is self-care.
    """
    assert person_care_allowance(grade, 1570.0, *NO_AMOUNTS, *SHARES) == pytest.approx(share, abs=1e-9)
    assert person_care_allowance(grade, 1700.0, 340.0, 510.0, 850.0, *SHARES) == amount


@pytest.mark.parametrize(
    ("grade", "home", "institution"),
    [(SELF_CARE, 1077.40, 1292.88), (HALF_CARE, 1312.90, 1706.77), (FULL_CARE, 1548.40, 2167.76)],
)
def test_person_collective_supplement_and_payments_g11(grade, home, institution):
    """G11：708 × 1.3 = 920.40；护理 157 / 392.50 / 628；分散 1077.40 / 1312.90 / 1548.40；

    集中 ×1.2 / 1.3 / 1.4 = 1292.88 / 1706.77 / 2167.76。 At home and in an institution, by grade of care.
    """
    basic, care = 920.40, person_care_allowance(grade, 1570.0, *NO_AMOUNTS, *SHARES)
    for collective, expected in ((False, home), (True, institution)):
        more = person_collective_supplement(collective, grade, basic, care, *MULTIPLES)
        assert basic + care + more == pytest.approx(expected, abs=1e-9)


def test_extreme_hardship_payment():
    """两人：920.40 × 2 = 1840.80；登记的不按规则发。 Two members; nothing by rule where it is recorded."""
    assert extreme_hardship_payment(True, 920.40, 2) == pytest.approx(1840.80, abs=1e-9)
    assert extreme_hardship_payment(False, 920.40, 2) == 0.0


def test_extreme_hardship_care():
    """护理 157 ＋ 628，集中增加 215.48：1000.48。 Care of both and what an institution adds."""
    assert extreme_hardship_care(True, 785.0, 215.48) == pytest.approx(1000.48, abs=1e-9)
    assert extreme_hardship_care(False, 785.0, 215.48) == 0.0
