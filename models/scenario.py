"""A scenario: a place, a day of its law, and a sparse overlay of changed parameters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from models.contradictions import contradictions
from models.law import Parameter, law
from models.problems import Problem, ProblemsError
from models.text import Text


class Scenario(BaseModel):
    """The law of ``place`` on ``day`` with some parameters changed.

    ``changes`` has the shape of the law: ``{"minimum_wage_share": 0.5}``; a parameter that differs by area may be
    changed as a whole (``dibao_standard``) or for one area (``dibao_standard_rural``). ``standards`` says whose dibao
    standard is the present one where the data carries one of its own: the register's, or the published law's.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    place: str
    day: date
    changes: dict[str, float] = {}
    standards: Literal["register", "law"] = "register"

    @model_validator(mode="after")
    def _stands_on_the_law(self) -> Scenario:
        problems = list(_problems(self.changes))
        try:
            law().place(self.place)
        except ProblemsError as error:
            problems = [*error.problems, *problems]
        if not problems:
            problems = list(contradictions(self))
        if problems:
            raise ProblemsError(problems)
        return self

    def without_changes(self) -> Scenario:
        """Return present law: the same place and day, nothing changed."""
        return self.model_copy(update={"changes": {}, "name": ""})

    def value(self, name: str, county: str = "", area: Literal["urban", "rural"] | None = None) -> float:
        """Return the value of a parameter under this scenario, without regard to the register's own standards."""
        parameter, named_area = law().parameter(name)
        for key in (f"{parameter.key}_{named_area or area}", parameter.key):
            if key in self.changes:
                return self.changes[key]
        return law().at(name, self.place, self.day, county, area).value


def _problems(changes: dict[str, float]) -> Iterable[Problem]:
    for name, value in changes.items():
        try:
            parameter, _ = law().parameter(name)
        except ProblemsError as error:
            yield from error.problems
            continue
        if not parameter.allows(value):
            yield Problem(
                "out_of_bounds",
                name,
                Text(
                    f"{parameter.name.zh} = {value:g} 超出允许范围", f"{parameter.name.en} = {value:g} is out of bounds"
                ),
                Text(
                    f"允许：{parameter.bounds()}{_article(parameter)}",
                    f"allowed: {parameter.bounds()}{_article(parameter)}",
                ),
            )


def _article(parameter: Parameter) -> str:
    """Return the reference of the parameter's national value in brackets, nothing where it has none."""
    if not parameter.values:
        return ""
    reference = parameter.values[-1].reference
    return f" ({reference.title} {reference.article})".replace(" )", ")")


def read_changes(assignments: Iterable[str]) -> dict[str, float]:
    """Return the changes that ``NAME=VALUE`` texts mean.

    Raises:
        ProblemsError: every text that is no assignment, names no parameter or has no readable value.
    """
    changes: dict[str, float] = {}
    problems: list[Problem] = []
    for text in assignments:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not value:
            problems.append(Problem("no_assignment", text, Text("应写成 名称=数值", "write NAME=VALUE")))
            continue
        try:
            changes[name] = law().parameter(name)[0].read(value)
        except ProblemsError as error:
            problems.extend(error.problems)
        except ValueError:
            problems.append(Problem("no_number", name, Text(f"“{value}”不是数值", f"{value!r} is not a number")))
    problems.extend(_problems(changes))
    if problems:
        raise ProblemsError(problems)
    return changes
