"""What an indicator is: a function of one household's values, summed with weights over everybody.

A level's arguments are columns, parameters or rules; a change compares two sides, so its arguments end in
``_before`` and ``_after``. A ratio is a function of the summed indicators (and ``population``).
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from models.rule import Function, Scalar, signature
from models.text import Text

SIDES = ("_before", "_after")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its names and unit; ``ratio`` ones are computed from sums, the others are sums."""

    key: str
    function: Callable[..., Scalar]
    text: Text
    unit: str
    arguments: tuple[tuple[str, type], ...]
    ratio: bool

    @property
    def compares(self) -> bool:
        """Whether it compares the two sides rather than describing one."""
        return any(name.endswith(SIDES) for name, _ in self.arguments)


_INDICATORS: dict[str, Indicator] = {}


def indicator(text: Text, *, unit: str) -> Callable[[Function], Function]:
    """Register a function of one household as an indicator that is summed with weights."""
    return _register(text, unit, ratio=False)


def ratio(text: Text, *, unit: str) -> Callable[[Function], Function]:
    """Register a function of summed indicators."""
    return _register(text, unit, ratio=True)


def _register(text: Text, unit: str, *, ratio: bool) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        key = function.__name__
        if key in _INDICATORS:
            message = f"indicator {key} is defined twice"
            raise TypeError(message)
        _INDICATORS[key] = Indicator(key, function, text, unit, signature(function)[0], ratio)
        return function

    return register


def indicators() -> dict[str, Indicator]:
    """Return every indicator of ``simulations/indicators`` by key, in the order they are written."""
    _discover()
    return dict(_INDICATORS)


@functools.cache
def _discover() -> None:
    package = importlib.import_module("simulations.indicators")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"simulations.indicators.{module.name}")
