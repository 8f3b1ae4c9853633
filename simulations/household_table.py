"""The households of a result as a table: where each stands in the source, and its tier and amounts on both sides."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from models.tiers import AREAS, TIERS
from simulations.result import Result


def household_table(result: Result) -> pa.Table:
    """Return one row a household: source sheet and row, county, area, weight, and each kept value before and after.

    Tiers are keys (``dibao``, …); money is yuan a month. Nothing in it identifies a person.
    """
    caseload = result.caseload
    columns = caseload.columns
    table: dict[str, pa.Array] = {}
    if caseload.sheets:
        table["source_sheet"] = pa.DictionaryArray.from_arrays(columns["source_sheet"], list(caseload.sheets))
    if "source_row" in columns:
        table["source_row"] = pa.array(columns["source_row"])
    table["county"] = pa.DictionaryArray.from_arrays(columns["county"], list(caseload.counties))
    table["area"] = pa.DictionaryArray.from_arrays(columns["area"].astype(np.int8), [area.key for area in AREAS])
    table["weight"] = pa.array(columns["weight"])
    for name, (before, after) in result.households.items():
        for side, values in (("before", before), ("after", after)):
            if name == "tier":
                keys = [tier.key for tier in TIERS]
                table[f"{name}_{side}"] = pa.DictionaryArray.from_arrays(values.astype(np.int8), keys)
            else:
                table[f"{name}_{side}"] = pa.array(values)
    return pa.table(table)
