"""Caseloads for tests: some written out household by household, some drawn at random with every oddity in them."""

import numpy as np
import pyarrow as pa

from models.columns import COLUMNS
from models.tiers import NO_TIER, URBAN
from simulations.caseload import METADATA_KEY, Caseload

SANMING = ("三元区", "将乐县")
HOUSEHOLD = {
    "weight": 1.0,
    "county": 0,
    "town": 0,
    "area": URBAN,
    "origin": 0,
    "source_row": 0,
    "source_sheet": 0,
    "recorded_tier": NO_TIER,
    "family_members": 1,
    "insured_members": 0,
    "recorded_income": 0.0,
    "financial_assets": np.nan,
    "vehicles": np.nan,
    "dwellings": np.nan,
    "recorded_standard": np.nan,
    "recorded_payment": 0.0,
    "recorded_supplement": 0.0,
    "recorded_care": 0.0,
    "recorded_supplement_members": -1,
    "members_listed": False,
    "doubtful": False,
}
MEMBER = {
    "person_age_band": 4,
    "person_sex": 1,
    "person_health": 0,
    "person_disability_kind": 0,
    "person_disability_level": 0,
    "person_insured": True,
}


def caseload(*households, counties=SANMING, metadata=None):
    """A caseload of the households given: each says what differs from ``HOUSEHOLD``, and its ``members`` if listed."""
    rows = [HOUSEHOLD | {"members_listed": "members" in row} | row for row in households]
    members = [MEMBER | member for row in rows for member in row.get("members", ())]
    offsets = np.cumsum([0, *(len(row.get("members", ())) for row in rows)])
    columns = {name: np.array([row[name] for row in rows]) for name in HOUSEHOLD}
    member_columns = {name: np.array([member[name] for member in members]) for name in MEMBER}
    return Caseload(columns, member_columns, offsets, counties, ("",), ("",), metadata or {})


def random_caseload(seed, households, counties=SANMING, lines=(708.0, 640.0)):
    """Households at random: incomes around ``lines`` and exactly on them, unknown ones, all tiers, odd members."""
    draw = np.random.default_rng(seed)
    family = draw.integers(1, 8, households)
    line = draw.choice([*lines, *(1.5 * one for one in lines)], households)
    income = np.round(draw.gamma(2.0, 0.5, households) * line * family, 2)
    exact = draw.random(households) < 0.1
    income = np.where(exact, line * family, income)
    income[draw.random(households) < 0.05] = np.nan
    income[draw.random(households) < 0.05] = 0.0

    def sometimes(values, share):
        return np.where(draw.random(households) < share, values, np.nan)

    listed = draw.random(households) < 0.7
    sizes = np.where(listed, family, draw.integers(0, 2, households))
    people = int(sizes.sum())
    columns = {
        "weight": draw.choice([1.0, 1.0, 2.5, 0.3], households),
        "county": draw.integers(0, len(counties), households),
        "town": np.zeros(households),
        "area": draw.integers(0, 2, households),
        "origin": np.zeros(households),
        "source_row": np.arange(households),
        "source_sheet": np.zeros(households),
        "recorded_tier": draw.integers(0, 7, households),
        "family_members": family,
        "insured_members": draw.integers(0, family + 1),
        "recorded_income": income,
        "financial_assets": sometimes(draw.gamma(1.0, 12.0, households) * 700.0 * family, 0.5),
        "vehicles": sometimes(draw.choice([0.0, 0.0, 0.0, 1.0], households), 0.5),
        "dwellings": sometimes(draw.choice([0.0, 1.0, 1.0, 2.0], households), 0.5),
        "recorded_standard": np.full(households, np.nan),
        "recorded_payment": np.round(draw.gamma(2.0, 300.0, households), 2),
        "recorded_supplement": np.round(draw.gamma(1.0, 50.0, households), 2),
        "recorded_care": np.round(draw.gamma(1.0, 30.0, households), 2),
        "recorded_supplement_members": np.where(listed, -1, draw.integers(-1, 3, households)),
        "members_listed": listed,
        "doubtful": draw.random(households) < 0.01,
    }
    members = {
        "person_age_band": draw.integers(-1, 9, people),
        "person_sex": draw.integers(-1, 3, people),
        "person_health": draw.integers(-1, 4, people),
        "person_disability_kind": draw.integers(-1, 8, people),
        "person_disability_level": draw.integers(-1, 5, people),
        "person_insured": draw.random(people) < 0.6,
    }
    return Caseload(columns, members, np.concatenate([[0], np.cumsum(sizes)]), counties, ("",), ("",))


def arrow_table(rows, metadata=b"{}"):
    """The rows as the Arrow table of a caseload file: every stored column in the type of the contract."""
    types = {"count": pa.int32(), "number": pa.float64(), "money": pa.float64(), "code": pa.int8(), "flag": pa.bool_()}
    arrays, names = [], []
    for column in (c for c in COLUMNS if c.stored):
        name = column.name
        text = pa.string() if column.privacy == "identifier" else pa.dictionary(pa.int32(), pa.string())
        kind = text if column.kind == "text" else types[column.kind]
        if column.entity == "member":
            lists = [None if r.get("members", ()) is None else [m[name] for m in r.get("members", ())] for r in rows]
            arrays.append(pa.array(lists, pa.list_(kind)))
        else:
            values = [row[name] for row in rows]
            arrays.append(pa.array(values).cast(kind) if kind == types["money"] else pa.array(values, kind))
        names.append(name)
    return pa.table(dict(zip(names, arrays, strict=True))).replace_schema_metadata({METADATA_KEY: metadata})
