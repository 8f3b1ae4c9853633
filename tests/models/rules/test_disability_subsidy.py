import pytest

from models.rules.disability_subsidy import disability_subsidy, person_living_subsidy, person_nursing_subsidy


@pytest.mark.parametrize(
    ("level", "tier", "expected"),
    [
        (2, (False, True, False), 410.0),
        (4, (False, True, False), 410.0),
        (2, (False, False, True), 290.0),
        (2, (False, False, False), 0.0),
        (2, (True, True, False), 0.0),
        (0, (False, True, False), 0.0),
        (-1, (False, True, False), 0.0),
    ],
)
def test_person_living_subsidy(level, tier, expected):
    """上海：低保户残疾人 410，低收入户 290；特困、无残疾、等级不详没有。 410 in dibao, 290 in low income."""
    assert person_living_subsidy(level, *tier, 410.0, 290.0) == expected


@pytest.mark.parametrize(
    ("level", "severe", "expected"), [(1, True, 300.0), (2, True, 150.0), (3, True, 150.0), (3, False, 0.0)]
)
def test_person_nursing_subsidy(level, severe, expected):
    """上海：一级 300；二级及三级智力、精神 150；其他三级没有，与类别无关。 By level, whatever the tier."""
    assert person_nursing_subsidy(level, severe, 300.0, 150.0) == expected


def test_disability_subsidy():
    """低保户一级残疾人 410 ＋ 300 = 710。 The two subsidies add up."""
    assert disability_subsidy(410.0, 300.0) == 710.0
