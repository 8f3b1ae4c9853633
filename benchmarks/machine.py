"""What a figure was measured on: versions, cores and load."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median


def describe(*distributions: str) -> str:
    """Return one line: Python and library versions, cores, the load of the last minute."""
    versions = ", ".join(f"{name} {version(name)}" for name in distributions)
    load = os.getloadavg()[0]
    return f"Python {platform.python_version()}, {versions}; {os.cpu_count()} cores, load {load:.2f}"


def spread(values: Sequence[float], unit: str = "") -> str:
    """Return the median of some figures with the lowest and the highest."""
    return f"{median(values):.3g}{unit} [{min(values):.3g} … {max(values):.3g}]"
