"""What a simulation found: every indicator before, after and in difference, by county and area."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from models.scenario import Scenario
from models.text import Text
from models.tiers import AREAS
from simulations.caseload import Array, Caseload
from simulations.computable import not_computable, without_effect
from simulations.indicator import Indicator, indicators

Side = Literal["baseline", "reform", "difference"]


@dataclass(frozen=True)
class Result:
    """Baseline and reform on one caseload.

    ``levels`` holds the sums of each level indicator by side, shape (cells,); ``changes`` those of the indicators that
    compare the sides. ``households`` holds the values kept of each household, by name and side. Money is yuan.
    """

    baseline: Scenario
    reform: Scenario
    caseload: Caseload
    levels: Mapping[str, tuple[Array, Array]]
    changes: Mapping[str, Array]
    parameters: Mapping[str, tuple[Array, Array]]
    households: Mapping[str, tuple[Array, Array]] = field(default_factory=dict)

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by key."""
        return indicators()

    @property
    def counties(self) -> tuple[str, ...]:
        """Counties in the data's order."""
        return self.caseload.counties

    @property
    def areas(self) -> tuple[str, ...]:
        """Keys of the areas that hold households."""
        present = set(np.unique(self.caseload.columns["area"]).tolist())
        return tuple(area.key for i, area in enumerate(AREAS) if i in present)

    @property
    def mark(self) -> str:
        """``register``, ``synthetic`` or ``totals``."""
        return self.caseload.mark

    @property
    def reforms(self) -> bool:
        """Whether the reform differs from the baseline in anything but its name."""
        return self.baseline.model_copy(update={"name": self.reform.name}) != self.reform

    @property
    def title(self) -> Text:
        """What the data is called."""
        return self.caseload.title

    def value(
        self, key: str, side: Side = "reform", county: str | None = None, area: str | None = None
    ) -> float | None:
        """Return an indicator's value for everybody, a county, an area, or an area of a county.

        ``None`` means that it cannot be computed: a ratio over nothing, or over a population that is not known.
        A comparing indicator (newly in, gaining, …) has no baseline; its reform and its difference are the same.
        """
        one = self.indicators[key]
        if one.ratio:
            if side == "difference":
                before, after = (self.value(key, s, county, area) for s in ("baseline", "reform"))
                return None if before is None or after is None else after - before
            return self._ratio(one, side, county, area)
        cells = self._selected(county, area)
        if one.compares:
            return None if side == "baseline" else float(self.changes[key][cells].sum())
        before, after = (float(sums[cells].sum()) for sums in self.levels[key])
        return {"baseline": before, "reform": after, "difference": after - before}[side]

    def parameter(self, name: str, side: Literal["baseline", "reform"], county: str, area: str) -> float:
        """Return the value of a parameter that was used for a county and area."""
        index = self.counties.index(county) * len(AREAS) + [a.key for a in AREAS].index(area)
        return float(self.parameters[name][0 if side == "baseline" else 1][index])

    def to_json(self) -> dict[str, Any]:
        """Return everything but the households as plain values: JSON-able, the same for page and command."""
        return {
            "data": {
                "title": {"zh": self.title.zh, "en": self.title.en},
                "mark": self.mark,
                "fingerprint": self.caseload.fingerprint,
                "households": self.caseload.households,
            },
            "scenario": {
                "baseline": self.baseline.model_dump(mode="json"),
                "reform": self.reform.model_dump(mode="json"),
            },
            "not_computable": [one.to_json() for one in not_computable(self.caseload)],
            "without_effect": {
                name: [one.to_json() for one in lacking]
                for name, lacking in without_effect(self.caseload, self.reform).items()
            },
            "units": {key: one.unit for key, one in self.indicators.items()},
            **self._sides(),
            "by_county": {county: self._sides(county=county) for county in self.counties},
            "by_area": {area: self._sides(area=area) for area in self.areas},
        }

    def _sides(self, county: str | None = None, area: str | None = None) -> dict[str, dict[str, float | None]]:
        sides: tuple[Side, ...] = ("baseline", "reform", "difference")
        return {side: {key: self.value(key, side, county, area) for key in self.indicators} for side in sides}

    def _selected(self, county: str | None, area: str | None) -> list[int]:
        counties = range(len(self.counties)) if county is None else [self.counties.index(county)]
        areas = range(len(AREAS)) if area is None else [[a.key for a in AREAS].index(area)]
        return [c * len(AREAS) + a for c in counties for a in areas]

    def _ratio(self, one: Indicator, side: Side, county: str | None, area: str | None) -> float | None:
        values = []
        for name, _ in one.arguments:
            value = self._population(county, area) if name == "population" else self.value(name, side, county, area)
            if value is None:
                return None
            values.append(value)
        try:
            result = float(one.function(*values))
        except ZeroDivisionError:
            return None
        return result if math.isfinite(result) else None

    def _population(self, county: str | None, area: str | None) -> float | None:
        if area is not None:
            return None
        return self.caseload.population.get(county or "")
