"""Charts, tables and export formats, found by the file they lie in."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeVar

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.table import TableSpec

Spec = ChartSpec | TableSpec
Takes = Literal["chart", "table"]
Export = Callable[[Spec, Language], bytes]
ExportFunction = TypeVar("ExportFunction", bound=Callable[..., bytes])


@dataclass(frozen=True, slots=True)
class Exporter:
    """A file format: its names, its type for a browser, its suffix with the dot, and what it can hold."""

    key: str
    text: Text
    mime: str
    suffix: str
    takes: tuple[Takes, ...]
    function: Export

    def export(self, spec: Spec, language: Language) -> bytes:
        """Return the file's bytes.

        Raises:
            TypeError: when the format does not take this kind of specification.
        """
        kind: Takes = "chart" if isinstance(spec, ChartSpec) else "table"
        if kind not in self.takes:
            message = f"{self.key} takes {' or '.join(self.takes)}, not a {kind}"
            raise TypeError(message)
        return self.function(spec, language)

    def file_name(self, spec: Spec, language: Language) -> str:
        """Return a file name: title, scenario and day of the law, without signs that file systems refuse."""
        stamp = spec.stamp
        parts = (spec.title(language), stamp.scenario(language), stamp.day.isoformat())
        safe = ["".join("_" if c in '\\/:*?"<>|\n\r\t' else c for c in part).strip() for part in parts]
        return "_".join(part for part in safe if part)[:120] + self.suffix


_EXPORTERS: dict[str, Exporter] = {}


def exporter(
    key: str, text: Text, *, mime: str, suffix: str, takes: tuple[Takes, ...]
) -> Callable[[ExportFunction], ExportFunction]:
    """Register a function ``(spec, language) -> bytes`` as an export format."""

    def register(function: ExportFunction) -> ExportFunction:
        _EXPORTERS[key] = Exporter(key, text, mime, suffix, takes, function)
        return function

    return register


def exporters(takes: Takes | None = None) -> dict[str, Exporter]:
    """Return every export format by key, or those that take charts or tables."""
    discover("reports.exporters")
    return {key: one for key, one in _EXPORTERS.items() if takes is None or takes in one.takes}


@cache
def discover(package: str) -> None:
    """Import every module of a package once, so that its decorators run; files are taken by name."""
    found = importlib.import_module(package)
    for module in sorted(pkgutil.iter_modules(found.__path__), key=lambda m: m.name):
        importlib.import_module(f"{package}.{module.name}")
