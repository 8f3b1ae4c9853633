"""The sample city in the store: what the first page opens on."""

from __future__ import annotations

from data.population.sample_city import sample_city_path
from data.store import Dataset, Store, home


def sample_dataset(store: Store) -> Dataset:
    """Return the sample city's dataset, made and kept at the first call."""
    return store.add_dataset(sample_city_path(home() / "sample"))
