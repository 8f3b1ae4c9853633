import pytest

from models.package_modes import BUNDLED, BY_NEED, GRADED, TAPERED
from models.rules.education import education_full_share
from models.rules.employment import employment_full_share
from models.rules.energy import energy_full_share
from models.rules.housing import housing_full_share
from models.rules.medical import medical_full_share
from models.rules.packages import (
    dibao_bundle,
    in_need,
    low_income_bundle,
    low_income_position,
    other_aid,
    special_assistance,
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
FULL, SMALL, NONE = (True, False, True), (False, True, True), (False, False, False)
NEEDY_WITHOUT_TIER = (False, False, True)
# mode, household, its place within the low-income tier, the package's share, the old lever → share of the dibao tier's
SHARES = [
    (BUNDLED, FULL, 0.0, 0.5, OFF, 1.0),
    (BUNDLED, SMALL, 0.4, 0.5, OFF, OFF),
    (BUNDLED, SMALL, 0.4, 0.5, 0.6, 0.6),
    (BUNDLED, SMALL, 0.4, 0.5, 0.0, 0.0),
    (BUNDLED, NONE, 0.0, 0.5, 0.6, OFF),
    (BUNDLED, NEEDY_WITHOUT_TIER, 0.0, 0.5, 0.6, OFF),
    (GRADED, FULL, 0.0, 0.5, 0.6, 1.0),
    (GRADED, SMALL, 0.4, 0.5, 0.6, 0.5),
    (GRADED, NONE, 0.0, 0.5, 0.6, OFF),
    (TAPERED, FULL, 1.0, 0.5, OFF, 1.0),
    (TAPERED, SMALL, 0.4, 0.5, OFF, 0.4),
    (BY_NEED, FULL, 0.0, 0.7, OFF, 0.7),
    (BY_NEED, SMALL, 0.4, 0.7, OFF, 0.7),
    (BY_NEED, NEEDY_WITHOUT_TIER, 0.0, 0.7, OFF, 0.7),
    (BY_NEED, NONE, 0.0, 0.7, OFF, OFF),
]


def test_dibao_bundle():
    """特困、低保享受全套。 Extreme hardship and dibao."""
    assert [t for t in range(7) if dibao_bundle(t)] == [EXTREME_HARDSHIP, DIBAO]


def test_low_income_bundle():
    """单人保户与边缘户享受边缘级；刚性支出困难、不在保没有。 One covered alone and low-income; not rigid, not none."""
    found = [t for t in range(7) if low_income_bundle(t)]
    assert found == [SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER]
    assert {NO_TIER, RIGID_EXPENDITURE_HARDSHIP}.isdisjoint(found)


@pytest.mark.parametrize(
    ("known", "y", "assets", "bundles", "expected"),
    [
        (True, 1061.99, True, (False, False), True),
        (True, 1062.0, True, (False, False), False),
        (True, 800.0, False, (False, False), False),
        (False, float("nan"), True, (False, False), False),
        (False, float("nan"), True, (True, False), True),
        (True, 800.0, True, (False, True), True),
    ],
)
def test_in_need(known, y, assets, bundles, expected):
    """线为 708 × 1.5 = 1062：人均 1061.99 元有需要，1062 元没有；财产超标没有；收入不明而在保的有。

    Strictly below 708 × 1.5 = 1,062 and within the asset limits, or already in a tier.
    """
    assert in_need(known, y, 1062.0, assets, *bundles) is expected


@pytest.mark.parametrize(("y", "expected"), [(500.0, 1.0), (708.0, 1.0), (885.0, 0.5), (1062.0, 0.0), (2000.0, 0.0)])
def test_low_income_position(y, expected):
    """1 −（885 − 708）÷（1062 − 708）= 0.5；708 处为 1，1062 处为 0，两端都没有落差。

    One half midway between 708 and 1,062, 1 at the one end and 0 at the other: no notch at either.
    """
    assert low_income_position(True, y, 708.0, 1062.0) == pytest.approx(expected, abs=1e-12)


def test_low_income_position_without_an_income_or_without_a_tier():
    """收入不明取区间平均 0.5；倍数为 1 时没有边缘区间，取 0。 One half where unknown; 0 where the tier is empty."""
    assert low_income_position(False, float("nan"), 708.0, 1062.0) == 0.5
    assert low_income_position(True, 708.0, 708.0, 708.0) == 0.0


def shares(full_share):
    return [full_share(*who, place, mode, own, lever) for mode, who, place, own, lever, _ in SHARES]


EXPECTED = [expected for *_, expected in SHARES]


def test_medical_full_share():
    """低保 1；捆绑时边缘按自身金额（−1）或按原杠杆 60%；按比例 50%；递减取位置 0.4；按需要人人 70%。

    1 in dibao; own amounts (−1) or the lever's 60 % when bundled; 50 % graded; 0.4 tapered; 70 % for all by need.
    """
    assert shares(medical_full_share) == EXPECTED


def test_education_full_share():
    """与医疗同一张表：捆绑、按比例、递减、按需要。 The same table as for medical aid."""
    assert shares(education_full_share) == EXPECTED


def test_housing_full_share():
    """与医疗同一张表：捆绑、按比例、递减、按需要。 The same table as for medical aid."""
    assert shares(housing_full_share) == EXPECTED


def test_energy_full_share():
    """与医疗同一张表：捆绑、按比例、递减、按需要。 The same table as for medical aid."""
    assert shares(energy_full_share) == EXPECTED


def test_employment_full_share():
    """与医疗同一张表：捆绑、按比例、递减、按需要。 The same table as for medical aid."""
    assert shares(employment_full_share) == EXPECTED


def test_other_aid():
    """其他救助就是就业救助 60 元。 Other aid is the 60 yuan of help to find work."""
    assert other_aid(60.0) == 60.0


def test_special_assistance():
    """各项合计 237.50 + 308.33 + 0 + 7.50 + 60 = 613.33。 The sum of the five packages."""
    assert special_assistance(237.5, 3700 / 12, 0.0, 7.5, 60.0) == pytest.approx(613.3333, abs=1e-4)
