"""The figures of a result as charts and tables take them: small counts withheld, rounded so that they add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from models.text import Text
from models.tiers import AREAS
from reports.numbers import (
    HOUSEHOLDS,
    PER_MONTH,
    PER_YEAR,
    PERSONS,
    Measure,
    count_measure,
    money_measure,
    share_measure,
)
from reports.provenance import mark_of
from reports.rounding import add_up
from reports.suppression import HIDDEN, Relation, small, withhold
from reports.table import Figure, Gap, not_computable
from simulations.result import Result, Side

SIDES: tuple[Side, ...] = ("baseline", "reform", "difference")
Place = tuple[Side, str | None, str | None]
# Which households stand behind an amount: with few of them, the amount tells what a family gets.
_BEHIND_AID = ("recipient_households", "low_income_tier_households")
_BEHIND_CASH = ("recipient_households",)
NO_POPULATION = not_computable(Text("数据没有人口数", "the data does not give the population"))
NOTHING_TO_DIVIDE = not_computable(Text("没有对象，比率无意义", "a ratio over nobody"))
NO_BASELINE = Gap(Text("—", "—"), Text("", ""))


@dataclass(frozen=True, slots=True)
class CountyRow:
    """An indicator in one county (``None``: all of them), in the stored unit or why it is not there."""

    county: str | None
    baseline: Figure
    reform: Figure
    difference: Figure


@dataclass(frozen=True)
class Figures:
    """All figures of one result; counts below five of a register are withheld, with what would give them away."""

    result: Result
    _withheld: dict[str, dict[Place, Gap]] = field(default_factory=dict)

    def figure(self, key: str, side: Side, county: str | None = None, area: str | None = None) -> Figure:
        """Return an indicator's value in the stored unit, or the gap that stands in its place."""
        one = self.result.indicators[key]
        if one.compares and side == "baseline":
            return NO_BASELINE
        gap = self._gap(key, (side, county, area))
        if gap is not None:
            return gap
        value = self.result.value(key, side, county, area)
        if value is not None:
            return value
        names = [name for name, _ in one.arguments]
        return NO_POPULATION if "population" in names else NOTHING_TO_DIVIDE

    def by_county(self, key: str, area: str | None = None) -> list[CountyRow]:
        """Return a level's rows county by county, then all of them together; printed figures add up both ways."""
        counties: list[str | None] = [*self.result.counties]
        exact = [[self._exact(key, side, county, area) for side in SIDES] for county in [*counties, None]]
        measure = self.measure(key, [value for row in exact[:-1] for value in row[:2]])
        before, after = (measure.snapped(value) for value in exact[-1][:2])
        added = add_up([[row[0], row[2]] for row in exact[:-1]], measure, (before, after - before))
        rounded = [[cells[0], total, cells[1]] for cells, total in zip(added.cells, added.rows, strict=True)]
        rounded.append([added.columns[0], added.total, added.columns[1]])
        rows = []
        for county, values in zip([*counties, None], rounded, strict=True):
            gaps = [self._gap(key, (side, county, area)) for side in SIDES]
            rows.append(CountyRow(county, *(g or float(v) for g, v in zip(gaps, values, strict=True))))
        return rows

    def measure(self, key: str, values: Iterable[float | None] = ()) -> Measure:
        """Return how an indicator prints: by its unit, money by the size of ``values``."""
        unit = self.result.indicators[key].unit
        if unit.startswith("yuan"):
            per_person = Text("/人", "/person") if "/person" in unit else Text("", "")
            period = {"year": PER_YEAR, "month": PER_MONTH}.get(unit.rpartition("/")[2], Text("", ""))
            return money_measure(values, Text(per_person.zh + period.zh, per_person.en + period.en))
        if unit == "share":
            return share_measure(2)
        names = {"households": HOUSEHOLDS, "persons": PERSONS, "persons/household": Text("人/户", "persons/household")}
        if unit in {"households", "persons"}:
            return count_measure(names[unit])
        return Measure("number", names.get(unit, Text(unit, unit)), decimals=2)

    def _exact(self, key: str, side: Side, county: str | None, area: str | None) -> float:
        return self.result.value(key, side, county, area) or 0.0

    def _gap(self, key: str, place: Place) -> Gap | None:
        if mark_of(self.result) not in {"register", "neighbours"}:
            return None
        one = self.result.indicators[key]
        if one.ratio:
            known = (name for name, _ in one.arguments if name in self.result.indicators)
            return HIDDEN if any(self._gap(name, place) for name in known) else None
        if key not in self._withheld:
            self._withheld[key] = self._withhold(key)
        return self._withheld[key].get(place)

    def _withhold(self, key: str) -> dict[Place, Gap]:
        one = self.result.indicators[key]
        sides: tuple[Side, ...] = ("reform",) if one.compares else SIDES
        values = self._table(key, sides)
        free = [place for place in values if place[0] == "difference"]
        if one.unit in {"households", "persons"}:
            primary = small({place: value for place, value in values.items() if place[0] != "difference"})
            gaps = withhold(values, self._relations(sides), primary, free=free)
        else:
            gaps = withhold(values, self._relations(sides), self._few_households(key), counts=False, free=free)
        if one.compares:
            gaps |= {("difference", county, area): gap for (_, county, area), gap in gaps.items()}
        return gaps

    def _few_households(self, key: str) -> set[Place]:
        """Return the cells of an amount that fewer than five households stand behind."""
        behind = _BEHIND_AID if "special" in key else _BEHIND_CASH
        tables = [self._table(name, ("baseline", "reform")) for name in behind]
        return small({place: sum(table[place] for table in tables) for place in tables[0]})

    def _table(self, key: str, sides: Iterable[Side]) -> dict[Place, float]:
        counties, areas = [*self.result.counties, None], [*(a.key for a in AREAS), None]
        return {place: self._exact(key, *place) for place in product(sides, counties, areas)}

    def _relations(self, sides: tuple[Side, ...]) -> list[Relation[Place]]:
        counties, areas = [*self.result.counties, None], [*(a.key for a in AREAS), None]
        relations: list[Relation[Place]] = []
        for side, county in product(sides, counties):
            relations.append(Relation((side, county, None), tuple((side, county, area.key) for area in AREAS)))
        for side, area in product(sides, areas):
            relations.append(Relation((side, None, area), tuple((side, c, area) for c in self.result.counties)))
        if "difference" in sides:
            for place in product(counties, areas):
                parts: tuple[Place, Place] = (("baseline", *place), ("difference", *place))
                relations.append(Relation(("reform", *place), parts))
        return relations
