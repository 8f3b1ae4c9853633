import pytest

from models.rules.supplement import (
    categorical_supplement,
    person_covered,
    person_severely_disabled,
    person_supplement_multiple,
    person_supplement_qualified,
    supplement_members,
    supplement_units,
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
    by_register = (False, False)
    assert person_covered(True, 2, 3, *by_register)
    assert not person_covered(False, 2, 3, *by_register)
    assert person_covered(False, 3, 3, *by_register)
    assert not person_covered(False, 0, 3, *by_register)


def test_person_covered_where_members_are_assessed_alone():
    """按规则认定单人保的家庭只有参照单人户的成员在保。 Only the member covered alone, whoever was insured before."""
    assert person_covered(False, 0, 3, True, True)
    assert not person_covered(True, 0, 3, True, False)


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


@pytest.mark.parametrize(
    ("disabled", "health", "age", "expected"),
    [
        (True, HEALTHY, 40, 1.0),
        (True, SEVERELY_ILL, 40, 2.0),
        (False, SEVERELY_ILL, 75, 2.0),
        (False, HEALTHY, 75, 0.5),
        (False, HEALTHY, 9, 3.0),
    ],
)
def test_person_supplement_multiple(disabled, health, age, expected):
    """倍数：重残 1、重病 2、老年 0.5、未成年 3；重病老人取较高的 2，一人只计一次。 The highest of a person's needs, once."""
    multiples = (1.0, 2.0, 0.5, 3.0)
    assert person_supplement_multiple(True, disabled, health, age_band(age), *multiples) == expected
    assert person_supplement_multiple(False, disabled, health, age_band(age), *multiples) == 0.0


def test_supplement_units():
    """三人符合、倍数合计 4.5：3 ×（4.5 ÷ 3）= 4.5 份；登记 2 人而成员 3 人符合：2 × 1.5 = 3 份；不明仍为 −1。

    Members × their mean multiple; without listed members as many units as members; −1 stays unknown.
    """
    assert supplement_units(3, 3, 4.5) == 4.5
    assert supplement_units(2, 3, 4.5) == 3.0
    assert supplement_units(2, 0, 0.0) == 2.0
    assert supplement_units(-1, 0, 0.0) == -1.0
    assert supplement_units(7, 7, 7.0) == 7.0


def test_categorical_supplement_of_qinghai():
    """青海：672 × 15% × 1 人 = 100.80。 15 % of 672 for one member: 100.80."""
    assert categorical_supplement(True, False, 1.0, 0.15, 672.0, DIBAO, 0.0) == pytest.approx(100.80, abs=1e-9)
