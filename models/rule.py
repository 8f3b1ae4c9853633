"""What a rule is: a typed, pure function of scalars whose argument names wire it to the rest.

An argument is an input column, a parameter of the law, or another rule; ``sum_person_x``, ``any_person_x``
and ``max_person_x`` carry a person's value up to the household.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, get_type_hints

from models.text import Text

AGGREGATIONS = ("sum_", "any_", "max_")

Scalar = bool | int | float
Function = TypeVar("Function", bound=Callable[..., Scalar])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its names, unit, article and typed arguments.

    ``needs`` are the columns without which it has no meaning: on data that lack one, it is not computable.
    """

    name: str
    function: Callable[..., Scalar]
    text: Text
    unit: str
    reference: str
    arguments: tuple[tuple[str, type], ...]
    returns: type
    needs: tuple[str, ...] = ()

    @property
    def of_person(self) -> bool:
        """Whether the rule is asked for each member rather than for the household."""
        return self.name.startswith("person_")


_RULES: dict[str, Rule] = {}


def signature(function: Callable[..., Scalar]) -> tuple[tuple[tuple[str, type], ...], type]:
    """Return the (name, type) pairs of the arguments and the return type, all of bool, int or float."""
    hints = get_type_hints(function)
    arguments = tuple((name, hints.get(name, object)) for name in inspect.signature(function).parameters)
    untyped = [name for name, kind in (*arguments, ("return", hints.get("return"))) if kind not in {bool, int, float}]
    if untyped:
        message = f"{function.__qualname__}: annotate {', '.join(untyped)} with bool, int or float"
        raise TypeError(message)
    return arguments, hints["return"]


def rule(text: Text, *, reference: str, unit: str = "", needs: tuple[str, ...] = ()) -> Callable[[Function], Function]:
    """Register a function as a rule; the function itself stays an ordinary function that can be called."""

    def register(function: Function) -> Function:
        name = function.__name__
        if name in _RULES:
            message = f"rule {name} is defined twice"
            raise TypeError(message)
        arguments, returns = signature(function)
        _RULES[name] = Rule(name, function, text, unit, reference, arguments, returns, needs)
        return function

    return register


def rules() -> dict[str, Rule]:
    """Return every rule of ``models/rules`` by name."""
    _discover()
    return dict(_RULES)


@functools.cache
def _discover() -> None:
    package = importlib.import_module("models.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"models.rules.{module.name}")
