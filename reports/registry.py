"""Charts, tables and export formats, found by the file they lie in."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.table import TableSpec

Spec = ChartSpec | TableSpec
Takes = Literal["chart", "table"]
Subject = Literal["result", "cliff", "trace", "trace_pair", "law"]
Export = Callable[[Spec, Language], bytes]
DrawFunction = TypeVar("DrawFunction", bound=Callable[..., Spec])
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


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart or a table that can be made of a result, a ``CliffView``, a traced household or the law."""

    key: str
    text: Text
    of: Subject
    function: Callable[..., Spec]

    def draw(self, subject: Any) -> Any:
        """Return the specification; ``charts()`` give a :class:`ChartSpec`, ``tables()`` a :class:`TableSpec`."""
        return self.function(subject)


_CHARTS: dict[str, Drawing] = {}
_TABLES: dict[str, Drawing] = {}
_EXPORTERS: dict[str, Exporter] = {}


def chart(key: str, text: Text, *, of: Subject) -> Callable[[DrawFunction], DrawFunction]:
    """Register a function of a result or a cliff view that returns a :class:`ChartSpec`."""
    return _register(_CHARTS, key, text, of)


def table(key: str, text: Text, *, of: Subject) -> Callable[[DrawFunction], DrawFunction]:
    """Register a function of a result or a cliff view that returns a :class:`TableSpec`."""
    return _register(_TABLES, key, text, of)


def charts(of: Subject | None = "result") -> dict[str, Drawing]:
    """Return the charts made of results, or of cliffs, or (``None``) all of them, by key."""
    discover("reports.charts")
    return {key: one for key, one in _CHARTS.items() if of is None or one.of == of}


def tables(of: Subject | None = "result") -> dict[str, Drawing]:
    """Return the tables made of results, or of cliffs, or (``None``) all of them, by key."""
    discover("reports.tables")
    return {key: one for key, one in _TABLES.items() if of is None or one.of == of}


def _register(kept: dict[str, Drawing], key: str, text: Text, of: Subject) -> Callable[[DrawFunction], DrawFunction]:
    def register(function: DrawFunction) -> DrawFunction:
        kept[key] = Drawing(key, text, of, function)
        return function

    return register


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
