"""The sample city in the store: what the first page opens on."""

from __future__ import annotations

import json

from data.caseload import METADATA_KEY
from data.population.sample_city import sample_city
from data.store import Dataset, Store

SAMPLE_MARK = "sample_city"


def sample_dataset(store: Store) -> Dataset:
    """Return the sample city's dataset, made and kept at the first call."""
    table = sample_city()
    assert json.loads(table.schema.metadata[METADATA_KEY])["mark"] == "synthetic"
    return store.add_dataset(table)
