"""The dibao line of each county and area before and after a reform."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.scenario import Scenario
from models.tiers import AREAS
from simulations.parameters import OwnValues, own_values
from simulations.result import Result
from simulations.trace import trace


@dataclass(frozen=True, slots=True)
class Line:
    """The standard of a county and area, yuan per person and month, and the minimum wage that goes with it."""

    county: str
    area: str
    before: float
    after: float
    minimum_wage: float

    @property
    def share_before(self) -> float:
        """Present standard ÷ minimum wage."""
        return self.before / self.minimum_wage

    @property
    def share_after(self) -> float:
        """Standard after the reform ÷ minimum wage."""
        return self.after / self.minimum_wage


def lines(result: Result) -> list[Line]:
    """Return the line of every county and area that holds households, from the same rule that pays."""
    found = []
    for cell in np.unique(result.caseload.cells).tolist():
        county, area = result.counties[cell // len(AREAS)], cell % len(AREAS)
        before, after = (
            dibao_line(scenario, county, area, own_values(result.caseload, scenario))
            for scenario in (result.baseline, result.reform)
        )
        wage = result.parameter("minimum_wage", "reform", county, AREAS[area].key)
        found.append(Line(county, AREAS[area].key, before, after, wage))
    return found


def dibao_line(scenario: Scenario, county: str, area: int, own: OwnValues | None = None) -> float:
    """Return the dibao line in a county and area under a scenario, yuan per person and month."""
    return float(trace(scenario, {"area": area}, (), county, outputs=("dibao_line",), own=own)[-1].value)
