"""The strip of a scenario: undo for each line, and what the data cannot answer."""

from __future__ import annotations

import pytest

from models.rule import rules
from simulations.caseload import Caseload
from simulations.computable import not_computable, without_effect
from simulations.simulate import simulate
from tests.simulations.caseloads import caseload
from tests.simulations.test_trace import SCENARIOS


def _only_read_by_rules_in_need() -> str | None:
    """A parameter that only rules read which need a column that no register has."""
    from models.law import law
    from simulations.reach import readers

    lacking = {one.rule.name for one in not_computable(_caseload())}
    for key, parameter in law().parameters.items():
        users = [rule.name for rule in readers(parameter)]
        if users and set(users) <= lacking:
            return key
    return None


def _caseload() -> Caseload:
    return caseload({"family_members": 2, "recorded_income": 900.0})


def test_the_result_names_what_the_data_cannot_answer() -> None:
    key = _only_read_by_rules_in_need()
    if key is None:
        pytest.skip("no parameter is read only by rules that need further columns")
    from models.law import law
    from models.scenario import Scenario

    parameter = law().parameters[key]
    present = SCENARIOS[0].value(key, "三元区", "urban")
    other = next(v for v in (parameter.minimum, parameter.maximum) if v != present)
    scenario = Scenario(place="sanming", day=SCENARIOS[0].day, changes={key: other})
    told = simulate(_caseload(), scenario).to_json()
    assert {one["name"] for one in told["not_computable"]} == {one.rule.name for one in not_computable(_caseload())}
    assert set(told["without_effect"]) == set(without_effect(_caseload(), scenario)) == {key}
    assert all(one["columns"] for one in told["without_effect"][key])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_strip_names_rules_without_their_columns(open_page, language: str) -> None:
    page = open_page("unify", language)
    needing = [rule for rule in rules().values() if rule.needs]
    lacking = [rule for rule in needing if any(rule.text(language) in one.value for one in page.markdown)]
    assert lacking or not needing


def test_each_change_can_be_undone_alone(open_page) -> None:
    page = open_page("unify", "zh", standard_never_lower=False, urban_convergence=40)
    undo = {one.key for one in page.button if one.key and one.key.startswith("undo_")}
    assert undo == {"undo_rural_convergence", "undo_urban_convergence", "undo_standard_never_lower"}
    page.button(key="undo_urban_convergence").click().run()
    assert not page.exception
    assert page.session_state["urban_convergence"] == 0
    assert page.session_state["rural_convergence"] == 100
    assert "undo_urban_convergence" not in {one.key for one in page.button}


def test_a_change_with_a_switch_is_undone_by_it(open_page) -> None:
    page = open_page("low_income_tier", "zh", low_income_package_share_on=True)
    page.button(key="undo_low_income_package_share").click().run()
    assert page.session_state["low_income_package_share_on"] is False
