"""The store: what datasets there are, what was simulated on them, what was done, and the microdata themselves."""

from data.store.place import database_url, home
from data.store.store import Store, open_store
from data.store.tables import Dataset, Run

__all__ = ["Dataset", "Run", "Store", "database_url", "home", "open_store"]
