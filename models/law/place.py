"""A place: its counties, and the values of its own that stand over the national ones."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from models.law.parameter import Value
from models.text import Text


class County(BaseModel):
    """A county-level unit: code by GB/T 2260, name, former names, class of the minimum wage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: Text
    aliases: tuple[str, ...] = ()
    minimum_wage_class: int | None = None

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is the county's code, its name or a former name, with or without its suffix."""
        names = {self.code, self.name.zh, *self.aliases}
        return name in names or name.rstrip("市区县旗") in {n.rstrip("市区县旗") for n in names}


class Place(BaseModel):
    """A city or province with a law of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: Text
    region_code: str
    counties: tuple[County, ...] = ()
    values: dict[str, tuple[Value, ...]] = {}
    note: Text = Text("", "")

    def county(self, name: str) -> County | None:
        """Return the county that is called ``name``, if the place has one."""
        return next((county for county in self.counties if county.is_called(name)), None)
