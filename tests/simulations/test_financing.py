from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import ProblemsError
from models.scenario import Scenario
from simulations.financing import LEVELS, by_level, shares

HOHHOT = Scenario(place="hohhot", day=date(2021, 6, 1))


def test_shares_g10():
    """G10：年增 21900 元，上级 70%、市 10%、县 20%：15330 / 2190 / 4380；边际口径全部由县承担 21900。

    An increment of 21,900 a year at 70/10/20; in the marginal mode all of it is local.
    """
    assert by_level(21_900.0, shares(HOHHOT)) == {"upper": 15_330.0, "city": 2_190.0, "county": 4_380.0}
    assert by_level(21_900.0, shares(HOHHOT), marginal=True) == {"upper": 0.0, "city": 0.0, "county": 21_900.0}


def test_shares_g10_of_qinghai_2014():
    """G10：青海 2014 增量 80/20：10200 × 80% = 8160，其余 2040。 Increment of 10,200 at 80/20."""
    split = Scenario(place="hohhot", day=date(2021, 6, 1), changes={"cost_share_upper": 0.8, "cost_share_city": 0.0})
    assert by_level(10_200.0, shares(split)) == {"upper": 8_160.0, "city": 0.0, "county": 2_040.0}


@given(
    amount=st.floats(-1e11, 1e11),
    upper=st.integers(0, 100),
    city=st.integers(0, 100),
    marginal=st.booleans(),
)
def test_parts_are_whole_fen_and_add_up_to_the_amount(amount, upper, city, marginal):
    share = {"upper": upper / 100, "city": min(city, 100 - upper) / 100}
    parts = by_level(amount, share, marginal=marginal)
    fen = [round(part * 100) for part in parts.values()]
    assert list(parts) == list(LEVELS)
    assert all(abs(part * 100 - whole) < 1e-3 for part, whole in zip(parts.values(), fen, strict=True))
    assert abs(sum(fen) - amount * 100) <= 0.5 + abs(amount) * 1e-13


def test_an_amount_may_come_from_an_array():
    assert by_level(np.float64(0.125), {"upper": 1.0, "city": 0.0}) == {"upper": 0.13, "city": 0.0, "county": 0.0}


def test_shares_above_the_whole_are_refused():
    greedy = Scenario(place="hohhot", day=date(2021, 6, 1), changes={"cost_share_upper": 0.8, "cost_share_city": 0.3})
    with pytest.raises(ProblemsError) as caught:
        shares(greedy)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("shares_exceed_whole", "cost_share_city")
    assert "110%" in problem.message.en
