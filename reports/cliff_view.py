"""One typical household's cliff before and after a reform, as charts and tables take it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.scenario import Scenario
from models.text import Text
from models.tiers import AREAS, TIERS
from models.typical import TypicalHousehold
from reports.chart import Role
from reports.provenance import BASELINE, REFORM, assumed, notes_of, source_of, stamp_of
from reports.stamp import Mark, Stamp
from simulations.caseload import Array
from simulations.cliffs import Notch, Profile, Setting, default_profile, notches, profile
from simulations.parameters import own_values
from simulations.result import Result

_MORE_POINTS = 201
MADE_UP = Text("家庭为设例，非真实个案", "the household is made up, no real case")


@dataclass(frozen=True, slots=True)
class CliffSide:
    """A household's net resources along its income under one scenario, with its notches."""

    role: Role
    text: Text
    profile: Profile
    notches: tuple[Notch, ...]

    @property
    def largest(self) -> Notch | None:
        """The notch where most is lost."""
        return max(self.notches, key=lambda notch: notch.drop, default=None)


@dataclass(frozen=True, slots=True)
class CliffView:
    """Both sides for one household in one county and area; ``sides`` is one side where the reform changes nothing."""

    household: TypicalHousehold
    setting: Setting
    sides: tuple[CliffSide, ...]
    stamp: Stamp
    source: Text
    notes: tuple[Text, ...]
    marks: tuple[Mark, ...]

    @classmethod
    def of(cls, result: Result, household: TypicalHousehold, county: str, area: int) -> CliffView:
        """Look at ``household`` under the two scenarios of ``result``, in one of its counties and an area's code."""
        scenarios: tuple[tuple[Role, Text, Scenario], ...] = (
            ("baseline", BASELINE, result.baseline),
            ("reform", REFORM, result.reform),
        )
        setting = Setting(county, area, own_values(result.caseload, result.baseline))
        profiles = [default_profile(household, scenario, setting) for _, _, scenario in scenarios]
        highest = max(float(profile.income[-1]) for profile in profiles)
        sides = []
        for (role, text, _), found in zip(scenarios, profiles, strict=True):
            longer = _extended(found, setting, highest)
            sides.append(CliffSide(role, text, longer, tuple(notches(longer, setting))))
        same = _same(sides[0].profile, sides[1].profile)
        unchanged = Text("方案不改变该家庭的曲线", "the reform does not change this household's curve")
        return cls(
            household=household,
            setting=setting,
            sides=tuple(sides[:1] if same else sides),
            stamp=stamp_of(result),
            source=source_of(result),
            notes=(MADE_UP, *((unchanged,) if same else ()), *notes_of(result)),
            marks=("assumed",) if assumed(result) else (),
        )

    @property
    def shown_until(self) -> float:
        """Income per person beyond which nothing happens any more: some way past the last notch and recovery."""
        places = [n.income if n.recovery is None else n.recovery for side in self.sides for n in side.notches]
        last = float(self.sides[0].profile.income_per_person[-1])
        return min(1.15 * max(places) / len(self.household.members), last) if places else last

    @property
    def where(self) -> Text:
        """Household, county and area, as 独居老人，三元区农村."""
        area, name = AREAS[self.setting.area].text, self.household.name
        return Text(
            f"{name.zh}，{self.setting.county}{area.zh}", f"{name.en}, {self.setting.county}, {area.en.lower()}"
        )


def border_name(notch: Notch) -> Text:
    """Return what a notch leads from and to, as 低保→低保边缘."""
    below, above = TIERS[notch.tier_below].text, TIERS[notch.tier_above].text
    return Text(f"{below.zh}→{above.zh}", f"{below.en} → {above.en}")


def border_income(notch: Notch) -> str:
    """Return a notch's income per person, to the fen where it is not whole."""
    return f"{round(notch.income_per_person, 2):,.10g}"


def corners(x: Array, y: Array) -> tuple[list[float], list[float]]:
    """Return the points at which a line through all points turns, with both ends: the same line with fewer points."""
    if len(x) < 3:
        return x.tolist(), y.tolist()
    run, rise = np.diff(x), np.diff(y)
    turn = np.abs(rise[1:] * run[:-1] - rise[:-1] * run[1:]) > 1e-7 * np.maximum(run[1:], run[:-1])
    kept = np.concatenate([[True], turn, [True]])
    return x[kept].tolist(), y[kept].tolist()


def _extended(found: Profile, setting: Setting, highest: float) -> Profile:
    """Return a profile that reaches as far as the other side's, so that both are drawn over the same incomes."""
    last = float(found.income[-1])
    if last >= highest:
        return found
    more = np.linspace(last, highest, _MORE_POINTS)[1:]
    return profile(found.household, found.scenario, setting, np.concatenate([found.income, more]))


def _same(one: Profile, other: Profile) -> bool:
    return np.array_equal(one.income, other.income) and np.allclose(one.net_resources, other.net_resources, atol=1e-6)
