import pytest

from models.rules.temporary_assistance import event_multiple, temporary_assistance, temporary_cap, town_decides
from models.tiers import (
    ACCIDENT_EVENT,
    DISASTER_EVENT,
    EDUCATION_EVENT,
    ILLNESS_EVENT,
    NO_EVENT,
    OTHER_EVENT,
)

TABLE = (10_000.0, 20_000.0, 20_000.0, 40_000.0, 0.0, 5.0, 8.0, 3.0, 2.0)


@pytest.mark.parametrize(
    ("kind", "cost", "in_dibao", "expected"),
    [
        (NO_EVENT, 50_000.0, True, 0.0),
        (ILLNESS_EVENT, 9_999.0, True, 0.0),
        (ILLNESS_EVENT, 10_000.0, True, 5.0),
        (ILLNESS_EVENT, 20_000.0, True, 5.0),
        (ILLNESS_EVENT, 20_001.0, True, 8.0),
        (ILLNESS_EVENT, 19_999.0, False, 0.0),
        (ILLNESS_EVENT, 20_000.0, False, 5.0),
        (ILLNESS_EVENT, 40_001.0, False, 8.0),
        (ACCIDENT_EVENT, 0.0, False, 3.0),
        (DISASTER_EVENT, 0.0, True, 3.0),
        (EDUCATION_EVENT, 6_000.0, False, 2.0),
        (OTHER_EVENT, 0.0, True, 2.0),
    ],
)
def test_event_multiple(kind, cost, in_dibao, expected):
    """自负医疗费：低保 1万—2万 5 倍、2万以上 8 倍；其他家庭 2万—4万、4万以上；急难 3 倍，其他 2 倍。

    Bands of 10,000 and 20,000 yuan in dibao, 20,000 and 40,000 for others; 3 for accidents, 2 for the rest.
    """
    assert event_multiple(kind, cost, in_dibao, *TABLE) == expected


@pytest.mark.parametrize(
    ("members", "on_urban", "per_person", "per_case", "expected"),
    [
        (1, False, 6.0, 12.0, 6 * 708.0),
        (3, False, 6.0, 12.0, 12 * 708.0),
        (3, False, 6.0, -1.0, 18 * 708.0),
        (3, True, 6.0, 5.0, 5 * 790.0),
    ],
)
def test_temporary_cap(members, on_urban, per_person, per_case, expected):
    """浙江每人 6 倍、最高 12 倍：一人 6 × 708 = 4248，三人 12 × 708 = 8496；青海 5 × 城市标准 790 = 3950。

    Six times a person and twelve in all; without a cap on the case 18; in Qinghai five times the urban standard.
    """
    assert temporary_cap(708.0, 790.0, members, on_urban, per_person, per_case) == expected


@pytest.mark.parametrize(
    ("multiple", "times", "basis", "cap", "expected"),
    [
        (5.0, 0, 0, 8_496.0, 3_540.0),
        (8.0, 0, 0, 4_248.0, 4_248.0),
        (5.0, 1, 0, 8_496.0, 3_540.0),
        (5.0, 2, 0, 8_496.0, 0.0),
        (3.0, 0, 1, 20_000.0, 6_372.0),
        (3.0, 0, 2, 20_000.0, 6_372.0),
        (0.0, 0, 2, 20_000.0, 0.0),
    ],
)
def test_temporary_assistance(multiple, times, basis, cap, expected):
    """按次 5 × 708 = 3540；8 × 708 = 5664 超过封顶 4248；一年已两次不再救助；

    按人 3 × 708 × 3 = 6372；按人按月 708 × 3 人 × 3 月 = 6372。 Per case, capped, per person, per person and month.
    """
    assert temporary_assistance(multiple, times, 708.0, 3, cap, basis, 3.0, 2.0, True) == expected
    assert temporary_assistance(multiple, times, 708.0, 3, cap, basis, 3.0, 2.0, False) == 0.0


def test_town_decides():
    """乡镇额度 2 × 708 = 1416：1416 可以，1416.01 不可以，没有金额也不算。 Up to twice the standard."""
    assert town_decides(1_416.0, 708.0, 2.0)
    assert not town_decides(1_416.01, 708.0, 2.0)
    assert not town_decides(0.0, 708.0, 2.0)
