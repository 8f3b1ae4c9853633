"""The table of standards says what the rules pay by, and what share of the county's own minimum wage that is."""

from datetime import date

from models.scenario import Scenario
from reports.registry import tables
from simulations.simulate import simulate
from tests.simulations.caseloads import caseload


def test_the_standard_goes_by_the_countys_own_minimum_wage():
    """50 % of 1570 is 785 yuan in a county of class 3, 50 % of 1420 is 710 in one of class 4."""
    reform = Scenario(place="sanming", day=date(2021, 12, 31), changes={"minimum_wage_share": 0.5})
    spec = tables("result")["standards"].draw(simulate(caseload({}, {"county": 1}), reform))
    assert spec.texts("zh") == [
        ["三元区", "城镇", "3", "1,570", "708.00", "785.00", "45.1", "50.0"],
        ["将乐县", "城镇", "4", "1,420", "640.00", "710.00", "45.1", "50.0"],
    ]
