"""How well the sample city meets the published figures it is fitted to, line by line with sources."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from data.population.assumptions import assumed
from data.population.city_targets import (
    AREA_KEYS,
    ASSET_MULTIPLE,
    CITY,
    FARTHEST_MULTIPLE,
    LOW_INCOME_MULTIPLE,
    PROVINCE,
    YEAR,
    AreaTargets,
    city_targets,
)
from data.population.fit import Fit, source_of
from data.population.sample_city import sample_city
from data.population.shapes import Flags, Floats
from data.reference.facts import fact
from models.columns import FEMALE
from models.text import Text
from models.tiers import (
    AREAS,
    DIBAO,
    ELDERLY_BANDS_START,
    EXTREME_HARDSHIP,
    LOW_INCOME_TIER,
    MINOR_BANDS_END,
    NO_DISABILITY,
    RURAL,
    SINGLE_PERSON_INCLUSION,
    URBAN,
)


def fit_report(table: pa.Table | None = None) -> list[Fit]:
    """Return each target with what the city reaches, by area, then for the whole city.

    Args:
        table: A sample city; made with the default seed when left out.
    """
    city = _City(sample_city() if table is None else table)
    targets = city_targets()
    report: list[Fit] = []
    for area, wanted in targets.areas.items():
        report.append(_standard(city, area))
        report += _recipients(city, area, wanted)
        report += _make_up(city, area, wanted)
        report += _others(city, area, wanted)
    return report + list(_whole_city(city))


class _City:
    """The columns of the table that the report reads, and who is who."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        self.area, self.tier = self.column("area"), self.column("recorded_tier")
        self.weight, self.size = self.column("weight"), self.column("family_members").astype(np.int64)
        self.insured = self.column("insured_members")
        self.recipient = np.isin(self.tier, (DIBAO, SINGLE_PERSON_INCLUSION))
        standard = city_targets().standard
        self.line = np.select([self.area == area for area in standard], list(standard.values()))
        self.ratio = self.column("recorded_income") / self.size / self.line
        self.cash = self.column("recorded_payment") + self.column("recorded_supplement")
        self.listed = np.repeat(np.arange(table.num_rows), self.size)

    def column(self, name: str) -> Floats:
        """Return a household column."""
        return np.asarray(self.table.column(name).to_numpy())

    def member(self, name: str) -> Floats:
        """Return a member column, household by household."""
        return np.asarray(self.table.column(name).combine_chunks().values.to_numpy(zero_copy_only=False))

    def persons(self, households: Flags) -> float:
        """Return weighted family members of some households."""
        return float((self.weight * self.size)[households].sum())

    def share_of_insured(self, area: int, members: Flags) -> float:
        """Return the share of insured dibao persons of an area who are among ``members``."""
        insured = self.member("person_insured").astype(bool) & (self.recipient & (self.area == area))[self.listed]
        return float(members[insured].mean())


def _line(
    area: int, what: Text, target: float, achieved: float, unit: str, source: str, *, assumed: bool = False
) -> Fit:
    of_area = AREAS[area].text
    return Fit(Text(of_area.zh + what.zh, f"{of_area.en}: {what.en}"), target, achieved, unit, source, assumed)


def _standard(city: _City, area: int) -> Fit:
    """Return the standard recorded for dibao; in Sanming the two figures go by class of county."""
    where = {URBAN: "永安市", RURAL: "三明市其他县"}[area]
    published = source_of(fact("dibao_std_month", where, period="2020-07"))
    recorded = city.column("recorded_standard")[city.recipient & (city.area == area)]
    what = Text("低保标准（样例按城乡分设）", "dibao standard (by area in the sample only)")
    source = f"{published}, {where}"
    return _line(area, what, city_targets().standard[area], float(recorded.mean()), "yuan", source, assumed=True)


def _recipients(city: _City, area: int, wanted: AreaTargets) -> Iterator[Fit]:
    """Yield numbers of recipients and what they get."""
    key, mine = AREA_KEYS[area], city.recipient & (city.area == area)
    persons = float(city.insured[mine].sum())
    published = source_of(fact("dibao_persons", CITY, key, YEAR))
    size = fact("recipient_household_size", PROVINCE, key, YEAR)
    cash = float(city.cash[mine].sum()) / persons
    by_rule = mine & (city.tier == DIBAO) & (city.ratio < 1)
    found = _means_tested(city, area) + float(city.insured[mine & ~by_rule].sum())
    yield _line(area, Text("低保对象", "dibao persons"), wanted.dibao_persons, persons, "persons", published)
    yield _line(area, Text("低保户均人数", "persons per dibao household"), size.value, persons / float(mine.sum()),
                "persons", source_of(size))  # fmt: skip
    yield _line(area, Text("低保人均月支出", "cash per dibao person and month"), wanted.spending_per_person, cash,
                "yuan", "urban share assumed, rural from the city's total", assumed=True)  # fmt: skip
    yield _line(area, Text("按收入和财产重算的低保对象", "dibao persons found by the means test"), wanted.dibao_persons,
                found, "persons", published)  # fmt: skip


def _make_up(city: _City, area: int, wanted: AreaTargets) -> Iterator[Fit]:
    """Yield the shares of recipients who are old, young, disabled, female."""
    band, kind, sex = (city.member(f"person_{name}") for name in ("age_band", "disability_kind", "sex"))
    minors = "recipient_share_minor" if area == RURAL else ""
    shares = (
        (Text("60岁以上", "of 60 or more"), wanted.elderly, band >= ELDERLY_BANDS_START, "recipient_share_elderly"),
        (Text("未成年人", "under 18"), wanted.minors, band < MINOR_BANDS_END, minors),
        (Text("残疾人", "who are disabled"), wanted.disabled, kind > NO_DISABILITY, "recipient_share_disabled"),
        (Text("女性", "who are female"), wanted.female, sex == FEMALE, "dibao_female"),
    )
    for who, share, members, indicator in shares:
        source = source_of(fact(indicator, PROVINCE, AREA_KEYS[area], YEAR)) if indicator else "assumed"
        what = Text(f"低保对象中{who.zh}", f"recipients {who.en}")
        achieved = city.share_of_insured(area, members)
        yield _line(area, what, share, achieved, "share", source, assumed=not indicator)


def _means_tested(city: _City, area: int) -> float:
    """Return weighted persons of households below the line within the asset limits, whoever is recorded."""
    within = (city.column("financial_assets") <= ASSET_MULTIPLE * city.line * city.size) & (
        city.column("vehicles") == 0
    )
    found = (city.area == area) & (city.ratio < 1) & within & (city.tier != EXTREME_HARDSHIP)
    return city.persons(found)


def _others(city: _City, area: int, wanted: AreaTargets) -> Iterator[Fit]:
    mine = city.area == area
    survey = source_of(fact("disp_income_q1", CITY, "rural" if area == RURAL else "all", "2022"))
    single = mine & (city.tier == SINGLE_PERSON_INCLUSION)
    beside = city.persons(single) - float(city.insured[single].sum())
    near = mine & (city.tier != EXTREME_HARDSHIP) & (city.ratio >= 1) & (city.ratio < LOW_INCOME_MULTIPLE)
    far = mine & (city.ratio >= LOW_INCOME_MULTIPLE) & (city.ratio < FARTHEST_MULTIPLE)
    lines = (
        (
            Text("特困人员", "persons in extreme hardship"),
            wanted.extreme_hardship_persons,
            city.persons(mine & (city.tier == EXTREME_HARDSHIP)),
            source_of(fact("tekun_persons", PROVINCE, AREA_KEYS[area], YEAR)),
        ),
        (
            Text(
                "低保边缘家庭人口（含单人保家庭其他成员）",
                "persons in low-income families (with those beside single-person inclusions)",
            ),
            wanted.low_income_persons,
            city.persons(mine & (city.tier == LOW_INCOME_TIER)) + beside,
            source_of(fact("marginal_family_members", "宁德市", period="2024-12")),
        ),
        (Text("标准1—1.5倍人口", "persons at 1–1.5 lines"), wanted.near_line_persons, city.persons(near), survey),
        (Text("标准1.5—2.5倍人口", "persons at 1.5–2.5 lines"), wanted.farther_persons, city.persons(far), survey),
    )
    for what, target, achieved, source in lines:
        yield _line(area, what, target, achieved, "persons", source, assumed=True)


def _whole_city(city: _City) -> Iterator[Fit]:
    cash = fact("dibao_cash_spend", CITY, period="2021-01/2021-09")
    persons = float(city.insured[city.recipient].sum())
    yield Fit(
        Text("全市低保人均月支出", "City: cash per dibao person and month"),
        city_targets().spending,
        float(city.cash[city.recipient].sum()) / persons,
        "yuan",
        source_of(cash),
    )
    yield Fit(
        Text("文件户数", "Rows of the file"),
        assumed("rows"),
        city.table.num_rows,
        "households",
        "assumed",
        assumed=True,
    )
