import pytest

from models.rules.supplement import (
    categorical_supplement,
    person_covered,
    person_severely_disabled,
    person_supplement_qualified,
    supplement_members,
)
from models.tiers import (
    DIBAO,
    HEALTHY,
    INTELLECTUAL,
    LOW_INCOME_TIER,
    MENTAL,
    PHYSICAL,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
    age_band,
)


@pytest.mark.parametrize(
    ("level", "kind", "severe"),
    [
        (1, PHYSICAL, True),
        (2, PHYSICAL, True),
        (3, PHYSICAL, False),
        (3, INTELLECTUAL, True),
        (3, MENTAL, True),
        (4, MENTAL, False),
        (0, 0, False),
        (-1, -1, False),
    ],
)
def test_person_severely_disabled(level, kind, severe):
    """一、二级均为重度；三级只有智力、精神；四级、无证、不详都不是。

    Levels 1 and 2; level 3 only where intellectual or mental; not level 4, none or unknown.
    """
    assert person_severely_disabled(level, kind) is severe


def test_person_covered():
    """登记保障的成员在保；新纳入的三口之家（保障 3 = 家庭 3）全员在保；未纳入（0 人）的不在保。

    Insured by the register, or the whole family of three newly in; nobody where none is insured.
    """
    assert person_covered(True, 2, 3)
    assert not person_covered(False, 2, 3)
    assert person_covered(False, 3, 3)
    assert not person_covered(False, 0, 3)


@pytest.mark.parametrize(
    ("age", "health", "disabled", "qualified"),
    [
        (40, HEALTHY, False, False),
        (40, SEVERELY_ILL, False, True),
        (40, HEALTHY, True, True),
        (17, HEALTHY, False, True),
        (18, HEALTHY, False, False),
        (59, HEALTHY, False, False),
        (60, HEALTHY, False, True),
    ],
)
def test_person_supplement_qualified(age, health, disabled, qualified):
    """40 岁健康者不符合；重病、重残、17 岁、60 岁符合；18 岁、59 岁不符合。未在保者都不符合。

    Not a healthy person of 18 to 59; the ill, the disabled, those of 17 and of 60 do, if covered.
    """
    assert person_supplement_qualified(True, disabled, health, age_band(age)) is qualified
    assert not person_supplement_qualified(False, disabled, health, age_band(age))


def test_person_supplement_qualified_where_the_age_is_not_known():
    """年龄不详（−1）不按未成年人计。 An unknown age is not taken for a minor's."""
    assert not person_supplement_qualified(True, False, HEALTHY, -1)


@pytest.mark.parametrize(
    ("recorded", "listed", "found", "expected"), [(2, True, 1, 2), (-1, True, 1, 1), (-1, False, 0, -1)]
)
def test_supplement_members(recorded, listed, found, expected):
    """登记 2 人按 2 人；未登记而逐人登记的按成员 1 人；两者都无则不明（−1）。

    The register's count, else the members', else not known.
    """
    assert supplement_members(recorded, listed, found) == expected


def test_categorical_supplement():
    """708 × 10% × 2 人 = 141.60 元/月。 Two members at a tenth of 708: 141.60."""
    paid = categorical_supplement(True, False, 2, 0.10, 708.0, DIBAO, 0.0)
    assert paid == pytest.approx(141.60, abs=1e-9)
    assert categorical_supplement(False, False, 2, 0.10, 708.0, LOW_INCOME_TIER, 0.0) == 0.0


@pytest.mark.parametrize(
    ("entitled", "single", "tier", "expected"),
    [(True, False, DIBAO, 88.0), (False, True, SINGLE_PERSON_INCLUSION, 88.0), (True, False, LOW_INCOME_TIER, 0.0)],
)
def test_categorical_supplement_where_nobody_says_how_many(entitled, single, tier, expected):
    """人数不明：在保户按登记 88 元；新纳入户没有依据，0。 Recorded amount for those in; nothing for those newly in."""
    assert categorical_supplement(entitled, single, -1, 0.10, 708.0, tier, 88.0) == expected
