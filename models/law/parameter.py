"""A parameter of the law: its names, unit, bounds and dated values, each with its reference."""

from __future__ import annotations

import math
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from models.text import Text

Area = Literal["urban", "rural"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(_Strict):
    """Where a value is written: the document, its article, and where it was read."""

    title: str
    article: str = ""
    source: str = ""


class Value(_Strict):
    """A value from a day on, for everybody or for an area or some counties of a place."""

    start: date
    value: float
    reference: Reference
    area: Area | None = None
    counties: tuple[str, ...] = ()
    assumed: bool = False
    note: str = ""


class Choice(_Strict):
    """One of the named values that a parameter can take; its number is its position."""

    key: str
    name: Text


class Parameter(_Strict):
    """A parameter: what it is called, what it may be, and its national values.

    ``by_area`` parameters have a value for urban and one for rural households; a rule may also ask for either by
    ``<name>_urban`` and ``<name>_rural``. ``off`` is the one value outside the bounds that switches the rule off.
    """

    key: str
    name: Text
    unit: str
    minimum: float
    maximum: float
    step: float
    note: Text = Text("", "")
    by_area: bool = False
    off: float | None = None
    choices: tuple[Choice, ...] = ()
    values: tuple[Value, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _bounds_of_choices(cls, fields: dict[str, object]) -> dict[str, object]:
        choices = fields.get("choices")
        if isinstance(choices, (list, tuple)) and choices:
            fields = {"minimum": 0.0, "maximum": len(choices) - 1.0, "step": 1.0, **fields}
        elif fields.get("unit") == "flag":
            fields = {"minimum": 0.0, "maximum": 1.0, "step": 1.0, **fields}
        return fields

    @field_validator("values")
    @classmethod
    def _ordered(cls, values: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(sorted(values, key=lambda value: value.start))

    def allows(self, value: float) -> bool:
        """Whether ``value`` lies within the bounds, or is the value that switches the rule off."""
        if math.isnan(value):
            return False
        whole = not (self.choices or self.unit == "flag") or value == int(value)
        return (self.minimum <= value <= self.maximum and whole) or value == self.off

    def read(self, text: str) -> float:
        """Return the number that a person's ``text`` means: a number, ``45%``, a choice's key, yes or no.

        Raises:
            ValueError: the text is none of these.
        """
        for position, choice in enumerate(self.choices):
            if text == choice.key:
                return float(position)
        if self.unit == "flag" and text.lower() in {"true", "yes", "on", "是"}:
            return 1.0
        if self.unit == "flag" and text.lower() in {"false", "no", "off", "否"}:
            return 0.0
        if self.off is not None and text.lower() == "off":
            return self.off
        return float(text[:-1]) / 100.0 if text.endswith("%") else float(text)

    def bounds(self) -> str:
        """Return the allowed values as a person writes them."""
        if self.choices:
            return " | ".join(choice.key for choice in self.choices)
        off = "" if self.off is None else f" | {self.off:g} (off)"
        return f"{self.minimum:g} … {self.maximum:g}{off}"
