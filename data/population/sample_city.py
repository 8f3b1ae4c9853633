"""The sample city: a synthetic caseload of eleven counties fitted to published figures of Sanming, end of 2021.

Its urban and its rural standard differ, as Sanming's classes of counties do, so that there is something to unify.
Recipients have weight 1 and their counts are exact; households in no tier are weighted. A means test with full
take-up and asset limits, under these standards, finds the recipients and the low-income tier again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from data import caseload
from data.caseload import caseload_table, write_caseload
from data.population.assumptions import ASSUMPTIONS, FURTHER_NOTES, assumed
from data.population.city_households import Group, city_groups
from data.population.city_targets import DAY, CityTargets, city_targets
from data.population.fit import metadata, sources
from data.population.shapes import Floats, Ints
from data.population.table import blank_text, coded_text
from data.reference.facts import FOLDER as FACTS_FOLDER
from models import columns
from models.text import Text
from models.tiers import (
    DIBAO,
    EXTREME_HARDSHIP,
    SINGLE_PERSON_INCLUSION,
    SYNTHETIC_ORIGIN,
)

TITLE = Text(
    "示例城市（合成数据，按三明市2021年公布数字拟合）",
    "Sample city (synthetic, fitted to Sanming's published figures of 2021)",
)
SEED = 2021
Progress = Callable[[float, Text], None]
Columns = dict[str, npt.NDArray[Any] | pa.Array]


def sample_city(seed: int = SEED, progress: Progress | None = None) -> pa.Table:
    """Return the sample city in the caseload contract, the same for the same seed.

    Args:
        seed: Seed of the generator.
        progress: Told the share done, from 0 to 1, and what is being done.
    """
    tell = progress or (lambda _share, _what: None)
    tell(0.0, Text("读取公布数字", "Reading published figures"))
    targets = city_targets()
    tell(0.1, Text("生成家庭和成员", "Making households and members"))
    groups = city_groups(np.random.default_rng(seed), targets)
    tell(0.6, Text("计算金额", "Working out amounts"))
    households, members, size = _ordered(*_joined(groups, targets))
    tell(0.8, Text("写成台账", "Laying out the caseload"))
    table = caseload_table(households, members, size, _description(targets))
    tell(1.0, Text("完成", "Done"))
    return table


def sample_city_path(folder: Path, seed: int = SEED, progress: Progress | None = None) -> Path:
    """Return the sample city's file in ``folder``, made at the first call and again when code or facts change."""
    path = folder / f"sample_city_{seed}_{_fingerprint()}.parquet"
    if not path.exists():
        write_caseload(sample_city(seed, progress), path)
    return path


def _fingerprint() -> str:
    """Return a hash of everything that the sample city is made from."""
    made_from = [
        *Path(__file__).parent.glob("*.py"),
        *FACTS_FOLDER.glob("*.csv"),
        *(Path(str(module.__file__)) for module in (columns, caseload)),
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(made_from))).hexdigest()[:12]


def _description(targets: CityTargets) -> dict[str, object]:
    notes = [*FURTHER_NOTES, *(a.note() for a in ASSUMPTIONS.values())]
    return metadata(
        "synthetic",
        TITLE,
        place="sanming",
        day=DAY,
        sources=sources(targets.facts),
        notes=notes,
        population={"": sum(targets.population.values()), **targets.population},
    )


def _joined(groups: list[Group], targets: CityTargets) -> tuple[Columns, Columns, Ints]:
    """Return household columns, member columns and sizes, group after group."""
    households = [_household_columns(group, targets) for group in groups]
    members = [_member_columns(group) for group in groups]
    size = np.concatenate([group.size for group in groups])
    return _stacked(households), _stacked(members), size


def _stacked(parts: list[dict[str, npt.NDArray[Any]]]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _household_columns(group: Group, targets: CityTargets) -> dict[str, npt.NDArray[Any]]:
    count, size, standard = group.county.size, group.size, targets.standard[group.area]
    insured = np.bincount(group.members.household, weights=group.insured, minlength=count).astype(np.float64)
    eligible = group.members.supplement_eligible & group.insured & (group.tier != EXTREME_HARDSHIP)
    supplemented = np.bincount(group.members.household, weights=eligible, minlength=count)
    income = _fen(standard * size * group.ratio, group.ratio)
    basic = float(np.ceil(targets.extreme_hardship_multiple * standard - 1e-9))
    return {
        "weight": group.weight,
        "county": group.county,
        "area": np.full(count, group.area),
        "recorded_tier": np.full(count, group.tier),
        "family_members": size,
        "insured_members": insured,
        "recorded_income": income,
        "financial_assets": np.round(group.assets * standard * size),
        "vehicles": group.vehicles,
        "dwellings": np.where(np.arange(count) % 20 == 0, 0.0, 1.0),
        "recorded_standard": np.full(count, basic if group.tier == EXTREME_HARDSHIP else standard),
        "recorded_payment": _payment(group.tier, standard, insured, income, basic),
        "recorded_supplement": np.round(supplemented * standard * assumed("supplement_share"), 2),
        "recorded_care": group.care,
        "recorded_supplement_members": np.where(group.insured.any(), supplemented, -1),
    }


def _fen(income: Floats, ratio: Floats) -> Floats:
    """Return incomes in whole fen that stay on their side of the line."""
    return np.where(ratio < 1.0, np.floor(income * 100), np.ceil(income * 100)) / 100


def _payment(tier: int, standard: float, insured: Floats, income: Floats, basic: float) -> Floats:
    """Return the recorded payment: top-up in whole yuan, the full standard for one person, or basic living."""
    if tier == DIBAO:
        return np.ceil(np.round(standard * insured - income, 2))
    if tier == SINGLE_PERSON_INCLUSION:
        return standard * insured
    return np.full(insured.size, basic if tier == EXTREME_HARDSHIP else 0.0)


def _member_columns(group: Group) -> dict[str, npt.NDArray[Any]]:
    members = group.members
    return {
        "person_age_band": members.age_band,
        "person_sex": members.sex,
        "person_health": members.health,
        "person_disability_kind": members.disability_kind,
        "person_disability_level": members.disability_level,
        "person_insured": group.insured,
    }


def _ordered(households: Columns, members: Columns, size: Ints) -> tuple[Columns, Columns, Ints]:
    """Return everything by county, area and tier, with row numbers, identifiers and texts added."""
    rank = np.array([4, 1, 0, 2, 3])[np.asarray(households["recorded_tier"])]
    order = np.lexsort((rank, households["area"], households["county"]))
    starts, ordered_size = (np.cumsum(size) - size)[order], size[order]
    within = np.arange(ordered_size.sum()) - np.repeat(np.cumsum(ordered_size) - ordered_size, ordered_size)
    member_order = np.repeat(starts, ordered_size) + within
    sorted_households: Columns = {name: values[order] for name, values in households.items()}
    sorted_members: Columns = {name: values[member_order] for name, values in members.items()}
    count = order.size
    ids = pc.binary_join_element_wise(
        "S", pc.utf8_lpad(pa.array(np.arange(1, count + 1)).cast(pa.string()), 6, "0"), ""
    )
    counties = list(city_targets().population)
    sorted_households |= {
        "household_id": ids,
        "source_sheet": blank_text(count),
        "source_row": np.arange(1, count + 1),
        "origin": np.full(count, SYNTHETIC_ORIGIN),
        "county": coded_text(np.asarray(sorted_households["county"]), counties),
        "town": blank_text(count),
        "members_listed": np.ones(count, dtype=bool),
        "doubtful": np.zeros(count, dtype=bool),
    }
    owner = ids.take(pa.array(np.repeat(np.arange(count), ordered_size)))
    sorted_members["person_id"] = pc.binary_join_element_wise(owner, pa.array(within + 1).cast(pa.string()), "-")
    return sorted_households, sorted_members, ordered_size
