"""What the sample city is fitted to: published facts about Sanming, and the assumptions where they are silent.

One thing is stylised: Sanming's two standards, which go by class of county, go by area here, so that the city has
something to unify. Minimum wages stay with the class of county.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from scipy.special import ndtr, ndtri

from data.population.assumptions import assumed
from data.population.shapes import Floats, bisect, largest_remainder
from data.reference.facts import Fact, fact, facts
from models.tiers import RURAL, URBAN

DAY = "2021-12-31"
YEAR = "2021"
CITY = "三明市"
PROVINCE = "350000"
AREA_KEYS = {URBAN: "urban", RURAL: "rural"}
LOW_INCOME_MULTIPLE = 1.5
FARTHEST_MULTIPLE = 2.5
ASSET_MULTIPLE = 24.0  # two years of the line per person

# County of today, its counties in the census of 2000, whether it has the city's higher minimum wage.
COUNTIES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("三元区", ("350402", "350403"), True),
    ("沙县区", ("350427",), True),
    ("永安市", ("350481",), True),
    ("明溪县", ("350421",), False),
    ("清流县", ("350423",), False),
    ("宁化县", ("350424",), False),
    ("大田县", ("350425",), False),
    ("尤溪县", ("350426",), False),
    ("将乐县", ("350428",), False),
    ("泰宁县", ("350429",), False),
    ("建宁县", ("350430",), False),
)
_LARGEST_THREE = ("永安市", "大田县", "尤溪县")


class Lookup(Protocol):
    """Looks a published figure up and remembers that it was used."""

    def __call__(self, indicator: str, region: str, area: str = "all", period: str | None = None) -> float:
        """Return its amount in persons, yuan or per cent."""


@dataclass(frozen=True, slots=True)
class AreaTargets:
    """What is wanted of one area, urban or rural: persons, sizes, shares, yuan per person and month."""

    dibao_persons: int
    dibao_households: int
    extreme_hardship_persons: int
    low_income_persons: int
    elderly: float
    minors: float
    female: float
    disabled: float
    spending_per_person: float
    near_line_persons: float
    farther_persons: float


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Income per person: median in yuan a month, and the spread of its logarithm."""

    median: float
    sigma: float

    def below(self, income: float | Floats) -> Floats:
        """Return the share of persons below ``income``."""
        return np.asarray(ndtr(np.log(np.asarray(income) / self.median) / self.sigma), dtype=np.float64)

    def quantile(self, level: Floats) -> Floats:
        """Return incomes below which shares ``level`` of persons lie."""
        return np.asarray(self.median * np.exp(self.sigma * ndtri(level)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class CityTargets:
    """Everything the sample city is fitted to, with the facts it comes from.

    ``standard`` is by area, ``minimum_wage`` by county; both are yuan a month.
    """

    population: dict[str, int]
    minimum_wage: Floats
    standard: dict[int, float]
    areas: dict[int, AreaTargets]
    incomes: dict[int, Lognormal]
    sizes: Floats
    care_shares: Floats
    extreme_hardship_multiple: float
    spending: float
    facts: tuple[Fact, ...]

    @property
    def weights(self) -> Floats:
        """Return each county's share of the city's population."""
        persons = np.array(list(self.population.values()), dtype=np.float64)
        return np.asarray(persons / persons.sum(), dtype=np.float64)


@cache
def city_targets() -> CityTargets:
    """Return the targets, read from the stored facts."""
    used: list[Fact] = []

    def value(indicator: str, region: str, area: str = "all", period: str | None = None) -> float:
        used.append(fact(indicator, region, area, period))
        return used[-1].amount

    population = _county_population(value)
    standard = {
        URBAN: value("dibao_std_month", "350481", period="2020-07"),
        RURAL: value("dibao_std_month", "三明市其他县", period="2020-07"),
    }
    wages = [
        value("min_wage_month_applied", f"三明市({where})", period="2020-01-01")
        for where in ("三元/永安/沙县", "其他县")
    ]
    persons = {key: value("dibao_persons", CITY, key, YEAR) for key in AREA_KEYS.values()}
    spending = _monthly_cash_per_person(value, sum(persons.values()))
    urban_share = value("urban_share", CITY) / 100
    incomes = _incomes(value, urban_share, standard[URBAN])
    people = {URBAN: urban_share * sum(population.values()), RURAL: (1 - urban_share) * sum(population.values())}
    bands = {area: _people_above_the_line(incomes[area], people[area], standard[area]) for area in AREA_KEYS}
    urban_spending = assumed("urban_payment_share") * standard[URBAN]
    rural_spending = (spending * sum(persons.values()) - urban_spending * persons["urban"]) / persons["rural"]
    return CityTargets(
        population=population,
        minimum_wage=np.array([wages[0] if upper else wages[1] for _, _, upper in COUNTIES]),
        standard=standard,
        areas={
            area: _area_targets(value, key, persons[key], spent, bands[area])
            for (area, key), spent in zip(AREA_KEYS.items(), (urban_spending, rural_spending), strict=True)
        },
        incomes=incomes,
        sizes=np.array([value(f"hh_size_share_{n}", "000000") for n in range(1, 9)]) / 100,
        care_shares=_care_shares(used),
        extreme_hardship_multiple=value("tekun_std_multiple", CITY),
        spending=spending,
        facts=tuple(used),
    )


def _county_population(value: Lookup) -> dict[str, int]:
    """Return residents by county: shares of 2000, the three largest and the rest scaled to their totals of 2020."""
    then = {name: sum(value("population", code, period="2000") for code in codes) for name, codes, _ in COUNTIES}
    three = value("population", "永安+尤溪+大田", period="2020")
    rest = value("population", CITY, period="2020") - three
    before = sum(then[name] for name in _LARGEST_THREE)
    scale = {True: three / before, False: rest / (sum(then.values()) - before)}
    now = largest_remainder([then[name] * scale[name in _LARGEST_THREE] for name in then], round(three + rest))
    return dict(zip(then, now.tolist(), strict=True))


def _monthly_cash_per_person(value: Lookup, persons: float) -> float:
    """Return cash of January to September by nine months and by the mean of both year ends' persons."""
    before = sum(value("dibao_persons", CITY, key, str(int(YEAR) - 1)) for key in AREA_KEYS.values())
    return value("dibao_cash_spend", CITY, period=f"{YEAR}-01/{YEAR}-09") / 9 / ((before + persons) / 2)


def _care_shares(used: list[Fact]) -> Floats:
    """Return care amounts for self-care, half care, full care as shares of the minimum wage."""
    found = facts("tekun_care_to_minwage", CITY)
    used.extend(found)
    return np.sort([one.value for one in found]) / 100


def _survey_incomes(value: Lookup, area: str) -> Lognormal:
    """Return the lognormal with the mean of the five fifths and the share of the lowest fifth."""
    fifths = np.array([value(f"disp_income_q{n}", CITY, area, "2022") for n in range(1, 6)])
    lowest = fifths[0] / fifths.sum()
    sigma = bisect(lambda s: lowest - float(ndtr(ndtri(0.2) - s)), 0.05, 2.0)
    return Lognormal(median=float(fifths.mean() / 12 * np.exp(-(sigma**2) / 2)), sigma=sigma)


def _incomes(value: Lookup, urban_share: float, line: float) -> dict[int, Lognormal]:
    """Return both areas' incomes; urban is the lognormal that leaves, with the villages, the city's own shares.

    It meets city − villages at 1.5 and at 2.5 times the urban ``line`` (the survey of Sanming gives fifths of the city
    and of villages).
    """
    city, rural = _survey_incomes(value, "all"), _survey_incomes(value, "rural")
    points = line * np.array([LOW_INCOME_MULTIPLE, FARTHEST_MULTIPLE])
    levels = ndtri((city.below(points) - (1 - urban_share) * rural.below(points)) / urban_share)
    sigma = float(np.diff(np.log(points))[0] / np.diff(levels)[0])
    return {URBAN: Lognormal(float(points[0] * np.exp(-sigma * levels[0])), sigma), RURAL: rural}


def _people_above_the_line(incomes: Lognormal, people: float, line: float) -> tuple[float, float]:
    """Return how many of ``people`` have 1–1.5 and 1.5–2.5 times the line."""
    below = [float(incomes.below(k * line)) for k in (1.0, LOW_INCOME_MULTIPLE, FARTHEST_MULTIPLE)]
    return people * (below[1] - below[0]), people * (below[2] - below[1])


def _area_targets(value: Lookup, key: str, persons: float, spending: float, bands: tuple[float, float]) -> AreaTargets:
    share = value("tekun_persons", PROVINCE, key, YEAR) / value("dibao_persons", PROVINCE, key, YEAR)
    return AreaTargets(
        dibao_persons=round(persons),
        dibao_households=round(persons / value("recipient_household_size", PROVINCE, key, YEAR)),
        extreme_hardship_persons=round(share * persons),
        low_income_persons=round(assumed("low_income_ratio") * persons),
        elderly=value("recipient_share_elderly", PROVINCE, key, YEAR) / 100,
        minors=value("recipient_share_minor", PROVINCE, key, YEAR) / 100 if key == "rural" else assumed("urban_minors"),
        female=value("dibao_female", PROVINCE, key, YEAR) / value("dibao_persons", PROVINCE, key, YEAR),
        disabled=value("recipient_share_disabled", PROVINCE, key, YEAR) / 100,
        spending_per_person=spending,
        near_line_persons=bands[0],
        farther_persons=bands[1],
    )
