"""One parameter moved over a grid: the same simulation at every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.scenario import Scenario
from simulations.caseload import Caseload
from simulations.result import Result
from simulations.simulate import simulate


@dataclass(frozen=True, slots=True)
class Sweep:
    """The results of a scenario with one parameter at each of ``values``, in their order."""

    parameter: str
    values: tuple[float, ...]
    results: tuple[Result, ...]

    def indicator(self, key: str) -> list[float | None]:
        """Return an indicator at every value, after the reform."""
        return [result.value(key, "reform") for result in self.results]


def sweep(caseload: Caseload, scenario: Scenario, parameter: str, values: Sequence[float]) -> Sweep:
    """Return the simulation of ``scenario`` with ``parameter`` at each of ``values``, everything else unchanged.

    Raises:
        ProblemsError: the parameter does not exist, or a value is out of its bounds.
    """
    baseline = scenario.without_changes()
    fields = scenario.model_dump()
    changed = [Scenario(**fields | {"changes": {**scenario.changes, parameter: value}}) for value in values]
    return Sweep(parameter, tuple(values), tuple(simulate(caseload, one, baseline) for one in changed))
