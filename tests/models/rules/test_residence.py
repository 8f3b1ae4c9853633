import pytest

from models.rules.residence import residence_entitled, temporary_residence_entitled
from models.tiers import LOCAL_HUKOU, NEITHER_HUKOU_NOR_PERMIT, RESIDENCE_PERMIT

HUKOU, PERMIT_TEMPORARY_ONLY, PERMIT_FULL = range(3)


@pytest.mark.parametrize(
    ("residence", "entitled"),
    [
        (LOCAL_HUKOU, (True, True, True)),
        (RESIDENCE_PERMIT, (False, False, True)),
        (NEITHER_HUKOU_NOR_PERMIT, (False, False, False)),
    ],
)
def test_residence_entitled(residence, entitled):
    """本地户籍都可；居住证只有“同等”（青海）可，“仅临时救助”（上海）不可；均无的都不可。

    Registered here always; a permit only where it entitles in full; neither never.
    """
    assert (
        tuple(residence_entitled(residence, rule) for rule in (HUKOU, PERMIT_TEMPORARY_ONLY, PERMIT_FULL)) == entitled
    )


@pytest.mark.parametrize(
    ("residence", "entitled"),
    [
        (LOCAL_HUKOU, (True, True, True)),
        (RESIDENCE_PERMIT, (False, True, True)),
        (NEITHER_HUKOU_NOR_PERMIT, (False, False, False)),
    ],
)
def test_temporary_residence_entitled(residence, entitled):
    """居住证持有人在“仅临时救助”（上海）和“同等”（青海）两种规则下都可申请临时救助。 A permit is enough in both."""
    found = tuple(temporary_residence_entitled(residence, rule) for rule in (HUKOU, PERMIT_TEMPORARY_ONLY, PERMIT_FULL))
    assert found == entitled
