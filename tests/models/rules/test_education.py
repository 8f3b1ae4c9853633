import pytest

from models.rules.education import (
    education_aid,
    person_compulsory_grant,
    person_education_full,
    person_education_low_income,
    person_student,
    person_study_stage,
    students,
)
from models.tiers import COMPULSORY, HIGHER, NOT_STUDYING, PRESCHOOL, SENIOR_SECONDARY, age_band

OFF = -1.0
STAGES = (NOT_STUDYING, PRESCHOOL, COMPULSORY, SENIOR_SECONDARY, HIGHER)
COMPULSORY_AMOUNTS = (500.0, 1_000.0, 625.0, 1_250.0)


@pytest.mark.parametrize(
    ("study", "age", "expected"),
    [
        (-1, 5, NOT_STUDYING),
        (-1, 6, COMPULSORY),
        (-1, 14, COMPULSORY),
        (-1, 15, SENIOR_SECONDARY),
        (-1, 17, SENIOR_SECONDARY),
        (-1, 18, NOT_STUDYING),
        (PRESCHOOL, 5, PRESCHOOL),
        (HIGHER, 20, HIGHER),
        (NOT_STUDYING, 16, NOT_STUDYING),
    ],
)
def test_person_study_stage(study, age, expected):
    """登记的学段为准；未登记时 6—14 岁义务教育，15—17 岁高中。 As stated, else by age band."""
    assert person_study_stage(study, age_band(age)) == expected


def test_person_study_stage_where_nothing_is_known():
    """年龄与学段都不详不计。 Neither age nor stage: not counted."""
    assert person_study_stage(-1, -1) == NOT_STUDYING


def test_person_student():
    """在任一学段即为学生。 At any stage."""
    assert [person_student(s) for s in STAGES] == [False, True, True, True, True]


def test_students():
    """逐人登记的按 1 人；未逐人登记的五口之家按 0.16 × 5 = 0.8 人。 Counted, or 0.16 × 5 = 0.8 expected."""
    assert students(True, 1, 5, 0.16) == 1.0
    assert students(False, 0, 5, 0.16) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("age", "boarding", "expected"), [(9, False, 500.0), (9, True, 1_000.0), (13, False, 625.0), (13, True, 1_250.0)]
)
def test_person_compulsory_grant(age, boarding, expected):
    """小学 500、寄宿 1000；初中 625、寄宿 1250；其他学段没有。 By stage and boarding; none at other stages."""
    assert person_compulsory_grant(COMPULSORY, age_band(age), boarding, *COMPULSORY_AMOUNTS) == expected
    assert person_compulsory_grant(SENIOR_SECONDARY, age_band(16), boarding, *COMPULSORY_AMOUNTS) == 0.0


def test_person_education_full():
    """学前 1000；义务 625；高中低保 2000 ＋ 1700 = 3700，特困 3000 ＋ 1700 = 4700；高校 3300。 By stage."""

    def full(stage, extreme=False):
        return person_education_full(stage, 625.0, extreme, 1_000.0, 3_000.0, 2_000.0, 1_700.0, 3_300.0)

    assert [full(s) for s in STAGES[1:]] == [1_000.0, 625.0, 3_700.0, 3_300.0]
    assert full(SENIOR_SECONDARY, extreme=True) == 4_700.0
    assert person_education_full(NOT_STUDYING, 0.0, False, 1e3, 3e3, 2e3, 1.7e3, 3.3e3) == 0.0


def test_person_education_low_income():
    """学前 500；义务一半 625 × 0.5 = 312.50；高中 2000，不减学费；高校 3300。 By stage; no tuition."""

    def low(stage):
        return person_education_low_income(stage, 625.0, 0.5, 500.0, 2_000.0, 3_300.0)

    assert [low(s) for s in STAGES[1:]] == [500.0, 312.5, 2_000.0, 3_300.0]


@pytest.mark.parametrize(
    ("share", "low", "listed", "expected"),
    [
        (1.0, False, True, 3_700 / 12),
        (OFF, True, True, 2_000 / 12),
        (0.5, True, True, 1_850 / 12),
        (OFF, False, True, 0.0),
        (1.0, False, False, 1_300 * 0.48 / 12),
        (OFF, True, False, 700 * 0.48 / 12),
    ],
)
def test_education_aid(share, low, listed, expected):
    """一名高中生每年 3700 → 308.33 元/月；边缘 2000 → 166.67；分级 50% 为 154.17。

    未逐人登记的三口之家 0.48 人：1300 × 0.48 ÷ 12 = 52；700 × 0.48 ÷ 12 = 28。
    3,700, 2,000 and half of 3,700 a year; 0.48 students at a mean amount where members are not listed.
    """
    found = education_aid(share, low, listed, 1.0 if listed else 0.48, 3_700.0, 2_000.0, 1_300.0, 700.0)
    assert found == pytest.approx(expected, abs=1e-9)
