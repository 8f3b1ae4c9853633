import re

import pytest

from models.tiers import DIBAO, LOW_INCOME_TIER, NO_TIER, SINGLE_PERSON_INCLUSION
from simulations.indicator import indicators
from simulations.indicators.winners import newly_in_persons, newly_low_income_households, newly_out_persons


@pytest.mark.parametrize("one", indicators().values(), ids=indicators())
def test_every_indicator_says_what_it_is(one):
    assert re.search(r"[\u4e00-\u9fff]", one.text.zh)
    assert one.text.en.isascii()
    assert one.unit
    assert one.function.__doc__


def test_a_ratio_is_made_of_other_indicators_and_the_population():
    for one in indicators().values():
        if one.ratio:
            assert {name for name, _ in one.arguments} <= {*indicators(), "population"}


def test_households_and_persons_are_kept_apart():
    for key, one in indicators().items():
        if one.unit in {"households", "persons"}:
            assert key.endswith(f"_{one.unit}")


def test_going_from_two_recipients_to_three_is_one_newly_in():
    assert (newly_in_persons(2, 3), newly_out_persons(2, 3)) == (1, 0)
    assert (newly_in_persons(3, 0), newly_out_persons(3, 0)) == (0, 3)


def test_falling_from_dibao_to_the_low_income_tier_is_new_there_but_losing_a_single_payment_is_not():
    assert newly_low_income_households(DIBAO, LOW_INCOME_TIER)
    assert newly_low_income_households(NO_TIER, LOW_INCOME_TIER)
    assert not newly_low_income_households(SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER)
