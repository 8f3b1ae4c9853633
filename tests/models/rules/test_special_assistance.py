import pytest

from models.rules.special_assistance import (
    dibao_bundle,
    education_aid,
    energy_aid,
    housing_aid,
    low_income_bundle,
    medical_aid,
    person_student,
    special_assistance,
    students,
)
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    NO_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
    age_band,
)

OFF = -1.0
FULL, SMALL, NONE = (True, False), (False, True), (False, False)


def test_dibao_bundle():
    """特困、低保享受全套。 Extreme hardship and dibao."""
    assert [t for t in range(7) if dibao_bundle(t)] == [EXTREME_HARDSHIP, DIBAO]


def test_low_income_bundle():
    """单人保户与边缘户享受边缘级；刚性支出困难、不在保没有。 One covered alone and low-income; not rigid, not none."""
    found = [t for t in range(7) if low_income_bundle(t)]
    assert found == [SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER]
    assert {NO_TIER, RIGID_EXPENDITURE_HARDSHIP}.isdisjoint(found)


@pytest.mark.parametrize(("age", "student"), [(5, False), (6, True), (17, True), (18, False)])
def test_person_student(age, student):
    """6—17 岁。 From 6 to 17."""
    assert person_student(age_band(age)) is student


def test_person_student_where_the_age_is_not_known():
    """年龄不详不计。 An unknown age is no school age."""
    assert not person_student(-1)


def test_students():
    """逐人登记的按 1 人；未逐人登记的五口之家按 0.16 × 5 = 0.8 人。 Counted, or 0.16 × 5 = 0.8 expected."""
    assert students(True, 1, 5, 0.16) == 1.0
    assert students(False, 0, 5, 0.16) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("bundle", "share", "expected"),
    [(FULL, OFF, 237.5), (SMALL, OFF, 112.5), (SMALL, 0.6, 142.5), (SMALL, 0.0, 0.0), (NONE, 0.6, 0.0)],
)
def test_medical_aid(bundle, share, expected):
    """三口低保户（350＋600）× 3 ÷ 12 = 237.50；边缘户（150＋300）× 3 ÷ 12 = 112.50；分级 60% 为 142.50。

    950 × 3 ÷ 12 = 237.50; 450 × 3 ÷ 12 = 112.50; graded at 60 % of 237.50 = 142.50.
    """
    assert medical_aid(*bundle, 3, 350.0, 150.0, 600.0, 300.0, share) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("bundle", "share", "expected"),
    [(FULL, OFF, 3700 / 12), (SMALL, OFF, 2000 / 12), (SMALL, 0.5, 1850 / 12), (NONE, OFF, 0.0)],
)
def test_education_aid(bundle, share, expected):
    """一名学生每年 3700 → 308.33 元/月；边缘 2000 → 166.67；分级 50% 为 1850 → 154.17。

    3700, 2000 and half of 3700 a year, a twelfth of each a month.
    """
    assert education_aid(*bundle, 1.0, 3700.0, 2000.0, share) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("bundle", "share", "expected"), [(FULL, OFF, 100.0), (SMALL, OFF, 50.0), (SMALL, 0.25, 25.0), (NONE, OFF, 0.0)]
)
def test_housing_aid(bundle, share, expected):
    """1200 ÷ 12 = 100；600 ÷ 12 = 50；分级 25% 为 25。 A twelfth of 1200, of 600, and a quarter of the first."""
    assert housing_aid(*bundle, 1200.0, 600.0, share) == expected


@pytest.mark.parametrize(
    ("bundle", "share", "expected"), [(FULL, OFF, 7.5), (SMALL, OFF, 0.0), (SMALL, 0.4, 3.0), (NONE, 0.4, 0.0)]
)
def test_energy_aid(bundle, share, expected):
    """15 度 × 0.50 = 7.50；边缘户没有；分级 40% 为 3.00。 15 kWh × 0.50; none for low income unless graded."""
    assert energy_aid(*bundle, 15.0, 0.50, share) == pytest.approx(expected, abs=1e-12)


def test_special_assistance_g7():
    """G7：低保户（1050＋1800＋3700＋90）÷ 12 = 6640 ÷ 12；边缘户（450＋900＋2000）÷ 12 = 3350 ÷ 12。

    Three members with one student: 6,640 yuan a year in dibao, 3,350 in the low-income tier.
    """
    for bundle, annual in ((FULL, 6640.0), (SMALL, 3350.0)):
        total = special_assistance(
            medical_aid(*bundle, 3, 350.0, 150.0, 600.0, 300.0, OFF),
            education_aid(*bundle, 1.0, 3700.0, 2000.0, OFF),
            housing_aid(*bundle, 0.0, 0.0, OFF),
            energy_aid(*bundle, 15.0, 0.50, OFF),
        )
        assert total * 12 == pytest.approx(annual, abs=1e-9)
