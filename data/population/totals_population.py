"""Households that add up to published totals: a population for teams without a register, labelled as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data.caseload import caseload_table
from data.population.assumptions import assumed
from data.population.fit import Assumption, Fit, metadata
from data.population.shapes import (
    Floats,
    Ints,
    incomes_below_line,
    largest_remainder,
    linear_density,
    size_counts,
)
from data.population.table import blank_text, coded_text, no_members
from data.population.totals import Total, contradictions
from data.reference.facts import fact
from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import DIBAO, NO_TIER, TOTALS_ORIGIN

TITLE = Text("按汇总数生成的家庭（非台账）", "Households made from totals (no register)")
SEED = 2021
ROWS = 60_000
_LOW_INCOME_MULTIPLE, _FARTHEST_MULTIPLE = 1.5, 2.5
_FEWEST_ROWS = 50


@dataclass(frozen=True, slots=True)
class _Cell:
    """Households of one total: the county's position, sizes, weights, income as a share of the line, payments."""

    total: Total
    tier: int
    size: Ints
    weight: Floats
    income: Floats
    payment: Floats


def population_from_totals(
    totals: Sequence[Total],
    *,
    seed: int = SEED,
    place: str | None = None,
    day: str | None = None,
    title: Text = TITLE,
    source: str = "",
    near_line_ratio: float | None = None,
    rows: int = ROWS,
) -> pa.Table:
    """Return households in the caseload contract whose weighted sums are the totals.

    Households and persons are met exactly by county and area; top-ups (standard × persons − income, whole yuan) sum
    to the spending. Incomes below the line follow a truncated exponential; above it an assumed number of families
    without assistance continues the density, up to 2.5 lines, so that raising or widening a line finds somebody.

    Args:
        totals: Totals by county and area.
        seed: Seed of the generator.
        place: Place whose law applies.
        day: Day of the figures, ISO.
        title: What the population is called.
        source: Where the totals were published.
        near_line_ratio: Persons at 1–1.5 lines as a share of dibao persons; left out: the sample city's.
        rows: About how many rows of recipients the file may have; more households are weighted.

    Raises:
        ProblemsError: the totals contradict themselves, or there are none.
    """
    problems = contradictions(totals)
    if not any(total.households for total in totals):
        problems.append(
            Problem("totals_empty", "", Text("没有任何低保户", "there is no dibao household"), Text("", ""))
        )
    if problems:
        raise ProblemsError(problems)
    ratio = assumed("low_income_ratio") if near_line_ratio is None else near_line_ratio
    rng = np.random.default_rng(seed)
    share = rows / sum(total.households for total in totals)
    cells: list[_Cell] = []
    for total in totals:
        if total.households:
            recipients, at_line = _recipients(rng, total, share)
            cells += [recipients, *_near_line(rng, total, at_line, ratio, recipients.size.size)]
    told = metadata(
        "totals",
        title,
        place=place,
        day=day,
        sources=[{"title": source, "reference": ""}] if source else [],
        notes=_notes(ratio),
        population=_population(totals),
    )
    return _table(cells, list(dict.fromkeys(total.county for total in totals)), told)


def totals_fit(table: pa.Table, totals: Sequence[Total], source: str = "") -> list[Fit]:
    """Return households, persons and monthly spending by county and area: target and what the population reaches."""
    frame = table.select(
        ["county", "area", "recorded_tier", "weight", "family_members", "recorded_payment"]
    ).to_pandas()
    report: list[Fit] = []
    for total in totals:
        mine = frame[
            (frame["county"] == total.county) & (frame["area"] == total.area) & (frame["recorded_tier"] == DIBAO)
        ]
        for what, target, achieved, unit in (
            (Text("低保户数", "households"), total.households, mine["weight"].sum(), "households"),
            (Text("低保人数", "persons"), total.persons, (mine["weight"] * mine["family_members"]).sum(), "persons"),
            (Text("月支出", "monthly spending"), total.monthly_spending,
             (mine["weight"] * mine["recorded_payment"]).sum(), "yuan/month"),
        ):  # fmt: skip
            name = Text(total.name.zh + what.zh, f"{total.name.en}: {what.en}")
            report.append(Fit(name, float(target), float(achieved), unit, source or total.where))
    return report


def _recipients(rng: np.random.Generator, total: Total, rows_share: float) -> tuple[_Cell, float]:
    """Return a total's dibao households, and the density of their persons at the line (persons per line)."""
    size, weight = _sizes(rng, total.households, total.persons, rows_share)
    worth: Floats = total.standard * size.astype(np.float64)
    paid = total.monthly_spending / (total.standard * total.persons)
    zero = assumed("zero_income_share") if paid > 0.3 else 0.0
    share, density = incomes_below_line(rng, worth * weight, total.monthly_spending, zero)
    payment = _whole_yuan(worth * (1 - share), worth, weight, total.monthly_spending)
    income = np.maximum(np.round(worth - payment, 2), 0.0)
    return _Cell(total, DIBAO, size, weight, income, payment), density * total.persons


def _sizes(rng: np.random.Generator, households: int, persons: int, rows_share: float) -> tuple[Ints, Floats]:
    """Return sizes and weights: all households while they fit, else rows that stand for several of the same size."""
    counts = size_counts(households, persons, _size_shares())
    rows = counts
    if rows_share < 1:
        thinned = np.maximum(np.ceil(counts * rows_share), np.minimum(counts, _FEWEST_ROWS))
        rows = thinned.astype(np.int64)
    weights = np.divide(counts, rows, out=np.ones(counts.size), where=rows > 0)
    order = rng.permutation(int(rows.sum()))
    return np.repeat(np.arange(1, counts.size + 1), rows)[order], np.repeat(weights, rows)[order]


def _whole_yuan(exact: Floats, worth: Floats, weight: Floats, wanted: float) -> Floats:
    """Round payments to whole yuan, at least 1 and at most the line × persons, with the wanted weighted sum."""
    most = np.maximum(np.floor(worth), 1.0)
    payment = np.clip(np.rint(exact), 1.0, most)
    while (missing := wanted - float(weight @ payment)) and weight.size:
        step = 1.0 if missing > 0 else -1.0
        movable = np.flatnonzero(payment < most if step > 0 else payment > 1.0)
        moved = movable[np.cumsum(weight[movable]) <= abs(missing) + 1e-6]
        if not moved.size:
            break
        payment[moved] += step
    return payment


def _near_line(rng: np.random.Generator, total: Total, at_line: float, ratio: float, like: int) -> list[_Cell]:
    """Return weighted families above the line: their density runs on, never falls, is level from 1.5 lines."""
    near = ratio * total.persons
    if near <= 0:
        return []
    width = _LOW_INCOME_MULTIPLE - 1.0
    start = min(at_line, near / width)
    farther = (2 * near / width - start) * (_FARTHEST_MULTIPLE - _LOW_INCOME_MULTIPLE)
    mean_size = assumed("family_size")
    rows = max(min(like, round((near + farther) / mean_size)), 2)
    counts = largest_remainder([near, farther], rows)
    levels = [(np.arange(count) + rng.random(count)) / max(count, 1) for count in counts]
    nearer = 1.0 + width * linear_density(levels[0], start, near / width)
    away = _LOW_INCOME_MULTIPLE + (_FARTHEST_MULTIPLE - _LOW_INCOME_MULTIPLE) * levels[1]
    size, _ = _sizes(rng, rows, round(rows * mean_size), 1.0)
    weight = np.full(rows, (near + farther) / float(size.sum()))
    income = np.ceil(np.concatenate([nearer, away]) * total.standard * size * 100) / 100
    return [_Cell(total, NO_TIER, size, weight, income, np.zeros(rows))]


def _size_shares() -> Floats:
    return np.array([fact(f"hh_size_share_{n}", "000000").value for n in range(1, 9)]) / 100


def _population(totals: Sequence[Total]) -> dict[str, int]:
    """Return persons by county, and under ``""`` of all, where every area of the county gives them."""
    counties: dict[str, int] = {}
    for county in dict.fromkeys(total.county for total in totals):
        given = [total.population for total in totals if total.county == county]
        if all(persons is not None for persons in given):
            counties[county] = sum(persons for persons in given if persons is not None)
    complete = len(counties) == len({total.county for total in totals})
    return {"": sum(counties.values()), **counties} if complete else counties


def _notes(near_line_ratio: float) -> list[Text]:
    zero = assumed("zero_income_share")
    near = Assumption("near_line_ratio", near_line_ratio, Text(
        "标准1—1.5倍、能通过核对而不在保的人口为低保人数的{value:.0%}，密度从标准处直线延续，1.5—2.5倍保持不变；平均每户2.62人",
        "persons at 1–1.5 lines who would pass the checks and get nothing are {value:.0%} of dibao persons; their "
        "density runs straight on from the line and stays level at 1.5–2.5 lines; 2.62 persons a family"))  # fmt: skip
    return [
        Text("按汇总数生成：户数、人数、支出与汇总数一致，每一户都是虚构的",
             "Made from totals: households, persons and spending agree with the totals, every household is invented"),
        Text("假设：支出全部为补差（含分类施保的部分也按补差计）；未列成员，分类施保不可计算",
             "Assumption: all spending is top-up (supplements inside it too); members are not listed, "
             "so the categorical supplement is not computable"),
        Text(f"假设：家庭规模分布取2010年全国家庭户，按户均人数倾斜；{zero:.0%}的低保户没有收入，其余从零到标准递减分布",
             f"Assumption: sizes follow all households of 2010, tilted to the mean; {zero:.0%} of dibao households "
             "have no income, the others' incomes thin out from zero to the line"),
        near.note(),
    ]  # fmt: skip


def _table(cells: Sequence[_Cell], counties: list[str], told: dict[str, object]) -> pa.Table:
    def joined(values: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.concatenate(list(values))

    size = joined([cell.size for cell in cells])
    count = size.size

    def each(values: Sequence[float]) -> npt.NDArray[Any]:
        return np.repeat(np.array(values), [cell.size.size for cell in cells])

    tier = each([cell.tier for cell in cells])
    unknown, none = np.full(count, np.nan), np.zeros(count)
    number = pc.utf8_lpad(pa.array(np.arange(1, count + 1)).cast(pa.string()), 6, "0")
    households = {
        "household_id": pc.binary_join_element_wise("T", number, ""),
        "source_sheet": blank_text(count),
        "source_row": np.arange(1, count + 1),
        "weight": joined([cell.weight for cell in cells]),
        "origin": np.full(count, TOTALS_ORIGIN),
        "county": coded_text(each([counties.index(cell.total.county) for cell in cells]), counties),
        "town": blank_text(count),
        "area": each([cell.total.area for cell in cells]),
        "recorded_tier": tier,
        "family_members": size,
        "insured_members": np.where(tier == DIBAO, size, 0),
        "recorded_income": joined([cell.income for cell in cells]),
        "financial_assets": unknown,
        "vehicles": unknown,
        "dwellings": unknown,
        "recorded_standard": each([cell.total.standard for cell in cells]),
        "recorded_payment": joined([cell.payment for cell in cells]),
        "recorded_supplement": none,
        "recorded_care": none,
        "recorded_supplement_members": np.full(count, -1),
        "members_listed": np.zeros(count, dtype=bool),
        "doubtful": np.zeros(count, dtype=bool),
    }
    return caseload_table(households, no_members(), np.zeros(count, dtype=np.int64), told)
