"""One household's trace as a table, and two households side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from models.codes import code_number
from models.column import Column as CatalogueColumn
from models.household import Household, Said, fields_of
from models.law import law
from models.rule import Scalar
from models.text import Text
from models.units import unit_text
from models.version import VERSION
from reports.numbers import Measure
from reports.provenance import scenario_text
from reports.registry import table
from reports.stamp import Stamp
from reports.table import NOT_COMPUTABLE, Amount, Cell, Column, TableSpec
from simulations.traced_household import RECORDED, SET, Argument, TracedHousehold, TracedStep, value_text

TRACE = Text("单户测算：逐步说明", "One household, step by step")
PAIR = Text("两户对照", "Two households side by side")
ASSUMED = Text("假定", "assumed")
_WORDS = {one.zh: one for one in (SET, RECORDED)}
_FEN = Measure("money", Text("", ""), 1.0, 2)
LETTERS = (Text("甲", "A"), Text("乙", "B"))
UNNAMED = Text("家庭", "Household")


@dataclass(frozen=True, slots=True)
class TracePair:
    """Two traced households to be compared."""

    first: TracedHousehold
    second: TracedHousehold


@table("trace", TRACE, of="trace")
def trace_table(found: TracedHousehold) -> TableSpec:
    """Return every step: what it is, for whom, the result, what went in, the clause."""
    rows: list[tuple[Cell, ...]] = [
        (
            str(number),
            step.text,
            member_text(step),
            result_cell(step),
            unit_text(step.unit),
            _joined([argument_text(one) for one in step.arguments]),
            step.reference,
        )
        for number, step in enumerate(found.steps, 1)
    ]
    return TableSpec(
        key="trace",
        title=Text(f"{TRACE.zh}（{name_of(found).zh}）", f"{TRACE.en} ({name_of(found).en})"),
        columns=(
            Column("number", Text("步", "Step")),
            Column("step", Text("内容", "What it is")),
            Column("member", Text("成员", "Member")),
            Column("result", Text("结果", "Result")),
            Column("unit", Text("单位", "Unit")),
            Column("inputs", Text("取自", "From")),
            Column("reference", Text("依据", "Clause")),
        ),
        rows=tuple(rows),
        stamp=stamp_of_trace(found),
        notes=(household_text(found.household), *lacking_notes(found)),
        marks=("assumed",) if found.assumed else (),
    )


@table("trace_pair", PAIR, of="trace_pair")
def pair_table(pair: TracePair) -> TableSpec:
    """Return what differs between two households: each step's result for both, amounts with their difference."""
    seconds = {step.name: step for step in pair.second.steps if step.member is None}
    rows: list[tuple[Cell, ...]] = []
    for step in pair.first.steps:
        other = seconds.get(step.name)
        if step.member is not None or other is None or same(step, other):
            continue
        rows.append((step.text, result_cell(step), result_cell(other), _change(step, other), unit_text(step.unit)))
    names = [name_of(one) for one in (pair.first, pair.second)]
    return TableSpec(
        key="trace_pair",
        title=Text(f"{PAIR.zh}：不同之处", f"{PAIR.en}: what differs"),
        columns=(
            Column("step", Text("内容", "What it is")),
            Column("first", Text(f"甲：{names[0].zh}", f"A: {names[0].en}")),
            Column("second", Text(f"乙：{names[1].zh}", f"B: {names[1].en}")),
            Column("difference", Text("乙－甲", "B − A")),
            Column("unit", Text("单位", "Unit")),
        ),
        rows=tuple(rows),
        stamp=stamp_of_trace(pair.first),
        notes=tuple(
            Text(f"{letter.zh}：{said.zh}", f"{letter.en}: {said.en}")
            for letter, one in zip(LETTERS, (pair.first, pair.second), strict=True)
            for said in (household_text(one.household), *lacking_notes(one))
        ),
        marks=("assumed",) if pair.first.assumed or pair.second.assumed else (),
    )


def same(step: TracedStep, other: TracedStep) -> bool:
    """Return whether two households have the same result, amounts to the fen."""
    if step.computable != other.computable:
        return False
    texts = [value_text(one.name, one.value, one.unit) for one in (step, other)]
    return texts[0] == texts[1]


def result_cell(step: TracedStep) -> Cell:
    """Return a step's result: an amount to the fen, anything else as a person reads it."""
    if not step.computable:
        return NOT_COMPUTABLE
    if isinstance(step.value, float) and step.unit.startswith("yuan") and math.isfinite(step.value):
        return Amount(step.value, _FEN)
    return value_text(step.name, step.value, step.unit)


def with_unit(name: str, value: Scalar, unit: str) -> Text:
    """Return a value with its unit; what is no figure has none."""
    shown, said = value_text(name, value, unit), unit_text(unit)
    if not said.zh or not shown.zh[-1:].isdigit():
        return shown
    english = said.en.removesuffix("s") if shown.en == "1" and "/" not in said.en else said.en
    return Text(f"{shown.zh} {said.zh}", f"{shown.en} {english}")


def argument_text(one: Argument) -> Text:
    """Return an input with its value, and for a parameter since when and where it is written."""
    value = with_unit(one.name, one.value, one.unit)
    origin = origin_text(one)
    ends = (f"（{origin.zh}）", f" ({origin.en})") if origin.zh else ("", "")
    return Text(f"{one.text.zh} {value.zh}{ends[0]}", f"{one.text.en} {value.en}{ends[1]}")


def origin_text(one: Argument) -> Text:
    """Return since when and where a parameter's value is written; empty for what is no parameter."""
    if one.kind != "parameter":
        return Text("", "")
    reference = _WORDS.get(one.reference, Text(one.reference, one.reference))
    marks = (f"，{ASSUMED.zh}", f", {ASSUMED.en}") if one.assumed else ("", "")
    if one.start is None or reference is SET:
        return Text(reference.zh + marks[0], reference.en + marks[1])
    day = one.start.isoformat()
    return Text(f"{day} 起，{reference.zh}{marks[0]}", f"since {day}, {reference.en}{marks[1]}")


def member_text(step: TracedStep) -> Text:
    """Return for which member a step is, empty for the household's own."""
    if step.member is None:
        return Text("", "")
    return Text(f"第{step.member + 1}人", f"member {step.member + 1}")


def name_of(found: TracedHousehold) -> Text:
    """Return what the household is called."""
    name = found.household.name
    return Text(name, name) if name else UNNAMED


def household_text(household: Household) -> Text:
    """Return what was said of a household in one line: its members, then everything else."""
    people = [_said(one.said, fields_of("member")) for one in household.members]
    told = [
        Text(f"第{i}人 {one.zh or '未说明'}", f"member {i}: {one.en or 'nothing stated'}")
        for i, one in enumerate(people, 1)
    ]
    rest = _said(household.said, fields_of("household"))
    return _joined([*told, *([rest] if rest.zh else [])])


def _said(said: Mapping[str, Said], fields: Mapping[str, CatalogueColumn]) -> Text:
    parts = []
    for name, value in said.items():
        column = fields[name]
        if value is False:
            continue
        number = code_number(column.name, value) if isinstance(value, str) else value
        shown = with_unit(column.name, -1 if number is None else number, column.unit)
        parts.append(Text(f"{column.text.zh} {shown.zh}", f"{column.text.en} {shown.en}"))
    return Text("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def lacking_notes(found: TracedHousehold) -> tuple[Text, ...]:
    """Return, for each rule that could not be computed, what would have to be said of the household."""
    return tuple(
        Text(
            f"{one.rule.text.zh}不可计算：未说明{one.needed().zh}",
            f"{one.rule.text.en} is not computable: not stated: {one.needed().en}",
        )
        for one in found.not_computable
    )


def stamp_of_trace(found: TracedHousehold) -> Stamp:
    """Return the stamp of a trace: the household stands where the data is named."""
    place = law().place(found.scenario.place).name
    county = law().place(found.scenario.place).county(found.county)
    where = Text(place.zh, place.en)
    if county is not None:
        where = Text(place.zh + county.name.zh, f"{county.name.en}, {place.en}")
    scenario = scenario_text(found.scenario)
    return Stamp(scenario, name_of(found), "simulated", found.scenario.day, VERSION, where)


def _change(step: TracedStep, other: TracedStep) -> Cell:
    figures = (int, float)
    plain = unit_text(step.unit).zh and step.computable and other.computable
    if plain and isinstance(step.value, figures) and not isinstance(step.value, bool):
        change = float(other.value) - float(step.value)
        measure = _FEN if step.unit.startswith("yuan") else Measure("number", Text("", ""), 1.0, 0)
        return Amount(change, measure.difference()) if math.isfinite(change) else ""
    return "≠"


def _joined(texts: list[Text]) -> Text:
    return Text("；".join(one.zh for one in texts), "; ".join(one.en for one in texts))
