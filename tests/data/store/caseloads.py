"""Small caseloads for the tests of the store."""

from __future__ import annotations

import json

import pyarrow as pa


def caseload(number: int, rows: int = 3) -> pa.Table:
    """Return a caseload whose content, and so its id, depends on ``number``."""
    about = {
        "version": 1,
        "mark": "synthetic",
        "title": {"zh": f"样本{number}", "en": f"Sample {number}"},
        "place": "sanming",
        "day": "2020-07-01",
        "sources": [],
        "notes": [],
        "population": {},
    }
    columns = {
        "household_id": [f"{number}-{row}" for row in range(rows)],
        "weight": [2.0] * rows,
        "family_members": pa.array([3] * rows, pa.int32()),
    }
    return pa.table(columns).replace_schema_metadata({b"tidu": json.dumps(about, ensure_ascii=False)})
