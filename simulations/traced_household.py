"""One household's trace told in full: every step with its sentence, and every input with where it comes from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from models.formula import formula
from models.household import Household
from models.law import law
from models.law.parameter import Area
from models.names import RULE_COLUMN, code_text, codes_of, name_text, parameter_text
from models.problems import Problem, ProblemsError, did_you_mean
from models.rule import Scalar, rules
from models.scenario import Scenario
from models.text import Text
from models.tiers import TIERS
from simulations.computable import NotComputable, without
from simulations.parameters import OwnValues
from simulations.trace import Step, trace
from simulations.wiring import as_aggregate

Kind = Literal["column", "parameter", "rule"]
SUMMARY = ("tier", "cash_assistance", "special_assistance", "net_resources")
SET = Text("方案设定", "set by the scenario")
RECORDED = Text("数据登记", "as recorded in the data")


@dataclass(frozen=True, slots=True)
class Argument:
    """What went into a step: its value, and for a parameter since when it holds and where it is written."""

    name: str
    kind: Kind
    text: Text
    value: Scalar
    unit: str = ""
    reference: str = ""
    start: date | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class TracedStep:
    """A step: what it is, for which member, its value, the article, and what went in."""

    name: str
    text: Text
    unit: str
    reference: str
    value: Scalar
    arguments: tuple[Argument, ...]
    member: int | None
    formula: Text
    explanation: str
    computable: bool = True

    @property
    def applied(self) -> bool:
        """Whether the step gave something: yes, or an amount that is not nothing."""
        return self.computable and bool(self.value) and not (isinstance(self.value, float) and math.isnan(self.value))


@dataclass(frozen=True, slots=True)
class TracedHousehold:
    """A household under a scenario in a county: every step, in the order in which one leads to the next."""

    household: Household
    scenario: Scenario
    county: str
    area: Area
    steps: tuple[TracedStep, ...]
    not_computable: tuple[NotComputable, ...]

    @classmethod
    def of(
        cls, household: Household, scenario: Scenario, county: str = "", own: OwnValues | None = None
    ) -> TracedHousehold:
        """Trace every rule for a household; ``county`` stands over the one that it states.

        Raises:
            ProblemsError: the place has no such county, or the law no value on the scenario's day.
        """
        county = _county(scenario.place, county or household.county)
        row, members = household.columns()
        area: Area = "rural" if int(row["area"]) else "urban"
        outputs = tuple(name for name, one in rules().items() if not one.of_person)
        found = trace(scenario, row, members, county, outputs=outputs, own=own)
        lacking = tuple(without(household.absent))
        teller = _Teller(scenario, county, area, own or {}, frozenset(one.rule.name for one in lacking))
        told = [teller.step(one) for one in _in_reading_order(found)]
        return cls(household, scenario, county, area, tuple(told), lacking)

    def value(self, name: str) -> Scalar:
        """Return a household step's value."""
        return next(one.value for one in self.steps if one.name == name and one.member is None)

    def step(self, name: str) -> TracedStep:
        """Return a household step by name."""
        return next(one for one in self.steps if one.name == name and one.member is None)

    @property
    def besides(self) -> list[TracedStep]:
        """The amounts that applied and that no other step takes up: what comes besides the net resources."""
        taken = {argument.name for step in self.steps for argument in step.arguments}
        return [
            one
            for one in self.steps
            if one.unit.startswith("yuan") and one.name not in {*taken, *SUMMARY} and one.applied and one.member is None
        ]

    @property
    def assumed(self) -> bool:
        """Whether a value of the law that went in is assumed."""
        return any(argument.assumed for step in self.steps for argument in step.arguments)

    def to_json(self) -> dict[str, Any]:
        """Return scenario, household, summary, steps and what could not be computed as plain values."""
        tier = TIERS[int(self.value("tier"))]
        return {
            "household": self.household.to_json(),
            "scenario": self.scenario.model_dump(mode="json"),
            "county": self.county,
            "area": self.area,
            "summary": {"tier": tier.key, "tier_text": _both(tier.text), "unit": "yuan/month"}
            | {name: _plain(self.value(name)) for name in SUMMARY[1:]}
            | {"besides": {one.name: {"value": one.value, "unit": one.unit} for one in self.besides}},
            "steps": [_step_json(one) for one in self.steps],
            "not_computable": [one.to_json() for one in self.not_computable],
        }


@dataclass(frozen=True, slots=True)
class _Teller:
    scenario: Scenario
    county: str
    area: Area
    own: OwnValues
    lacking: frozenset[str]

    def step(self, step: Step) -> TracedStep:
        arguments = tuple(self._argument(name, value) for name, value in step.arguments.items())
        if step.rule is None:
            person = step.name.partition("_")[2]
            unit = rules()[person].unit if person in rules() else RULE_COLUMN[person].unit
            if isinstance(step.value, int) and not isinstance(step.value, bool) and not unit:
                unit = "persons"
            return TracedStep(step.name, name_text(step.name), unit, "", step.value, arguments, None, Text("", ""), "")
        rule = step.rule
        explanation = " ".join((rule.function.__doc__ or "").split())
        told = (rule.name, rule.text, rule.unit, rule.reference, step.value, arguments, step.member, formula(rule))
        return TracedStep(*told, explanation, rule.name not in self.lacking)

    def _argument(self, name: str, value: Scalar) -> Argument:
        if name in rules() or as_aggregate(name) is not None:
            return Argument(name, "rule", name_text(name), value, rules()[name].unit if name in rules() else "")
        if name in RULE_COLUMN:
            return Argument(name, "column", RULE_COLUMN[name].text, value, RULE_COLUMN[name].unit)
        return self._parameter(name, value)

    def _parameter(self, name: str, value: Scalar) -> Argument:
        parameter, area = law().parameter(name)
        text = parameter_text(parameter, area)
        changes = self.scenario.changes
        if parameter.key in changes or f"{parameter.key}_{area or self.area}" in changes:
            return Argument(name, "parameter", text, value, parameter.unit, SET.zh, self.scenario.day)
        if self.scenario.standards == "register" and self.own.get(parameter.key):
            return Argument(name, "parameter", text, value, parameter.unit, RECORDED.zh, None)
        found = law().at(name, self.scenario.place, self.scenario.day, self.county, area or self.area)
        reference = " ".join(part for part in (found.reference.title, found.reference.article) if part)
        return Argument(name, "parameter", text, value, parameter.unit, reference, found.start, found.assumed)


def value_text(name: str, value: Scalar, unit: str = "") -> Text:
    """Return a value as a person reads it: a tier's or choice's name, yes or no, amounts to the fen, shares in %."""
    if isinstance(value, float) and math.isnan(value):
        return Text("未说明", "not stated")
    named = code_text(name, value)
    if named is not None:
        return named
    if codes_of(name) is not None:
        return Text("未说明", "not stated")
    parameter = law().parameter(name)[0] if name in set(law().names()) else None
    if isinstance(value, bool) or unit == "flag":
        return Text("是", "yes") if value else Text("否", "no")
    if parameter is not None and parameter.off is not None and value == parameter.off:
        return Text("关", "off")
    if value < 0 and name in RULE_COLUMN and value in {RULE_COLUMN[name].unknown, RULE_COLUMN[name].absent}:
        return Text("未说明", "not stated")
    shown = f"{value * 100:.6g}%" if unit == "share" else _figure(value, unit)
    return Text(shown, shown)


def _figure(value: float, unit: str) -> str:
    if unit.startswith("yuan"):
        return f"{value:,.2f}"
    return f"{value:,.6g}"


def _county(place: str, name: str) -> str:
    counties = law().place(place).counties
    if not name and counties:
        return counties[0].name.zh
    found = law().place(place).county(name) if name else None
    if found is None and counties:
        known = [county.name.zh for county in counties]
        message = Text(f"没有县（市、区）“{name}”", f"there is no county {name!r}")
        hint = did_you_mean(name, known)
        cure = hint if hint.zh else Text(f"可选：{'、'.join(known)}", f"choose one of {', '.join(known)}")
        raise ProblemsError([Problem("unknown_county", "county", message, cure)])
    return found.name.zh if found else name


def _in_reading_order(steps: Iterable[Step]) -> list[Step]:
    """Return the steps so that each follows right upon those it needs, the summary's way first."""
    by_name: dict[str, list[Step]] = {}
    for step in steps:
        by_name.setdefault(step.name, []).append(step)
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name in ordered or name not in by_name:
            return
        aggregate = as_aggregate(name)
        for needed in [aggregate.person] if aggregate else by_name[name][0].arguments:
            visit(needed)
        ordered[name] = None

    for name in ("tier", "cash_assistance", "special_assistance", "net_resources", *by_name):
        visit(name)
    return [step for name in ordered for step in by_name[name]]


def _step_json(step: TracedStep) -> dict[str, Any]:
    return {
        "name": step.name,
        "text": _both(step.text),
        "unit": step.unit,
        "reference": step.reference,
        "value": _plain(step.value) if step.computable else None,
        "computable": step.computable,
        "member": step.member,
        "formula": _both(step.formula),
        "explanation": step.explanation,
        "arguments": {one.name: _argument_json(one) for one in step.arguments},
    }


def _argument_json(one: Argument) -> dict[str, Any]:
    return {
        "value": _plain(one.value),
        "kind": one.kind,
        "text": _both(one.text),
        "unit": one.unit,
        "reference": one.reference,
        "start": one.start.isoformat() if one.start else None,
        "assumed": one.assumed,
    }


def _plain(value: Scalar) -> Scalar | None:
    """Return the value, ``None`` for what is not known: JSON has no NaN."""
    return value if not isinstance(value, float) or math.isfinite(value) else None


def _both(text: Text) -> Mapping[str, str]:
    return {"zh": text.zh, "en": text.en}
