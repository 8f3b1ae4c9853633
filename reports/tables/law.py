"""The law as tables: what is in force, one parameter's history, and what differs between two places or days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.law import Parameter, Place, Value, law
from models.law.comparison import differences, values_in_force, where
from models.text import Text
from models.units import unit_text
from models.version import VERSION
from reports.provenance import PRESENT_LAW, parameter_value
from reports.registry import table
from reports.stamp import Stamp
from reports.table import Cell, Column, TableSpec
from simulations.reach import readers

IN_FORCE = Text("规定：现行数值", "The law: values in force")
HISTORY = Text("沿革", "History")
DIFFERENCES = Text("规定的不同", "What differs in the law")
ASSUMED = Text("假定", "assumed")
NATIONAL = Text("全国", "National")
NO_VALUE = Text("该日无数值", "no value on that day")
EVERYBODY = Text("全部", "everybody")
THE_LAW = Text("规定原文所载数值，非测算", "values as written in the law, not simulated")


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """The law of a place on a day."""

    place: str
    day: date

    @property
    def text(self) -> Text:
        """Return place and day, as 三明市 2021-12-31."""
        name = law().place(self.place).name
        return Text(f"{name.zh} {self.day}", f"{name.en} {self.day}")


@table("law", IN_FORCE, of="law")
def law_table(looked_at: LawOfDay, parameters: Iterable[Parameter] | None = None) -> TableSpec:
    """Return the parameters with the values in force, since when, where they are written, and which rules ask."""
    chosen = law().parameters.values() if parameters is None else parameters
    rows = [_row(one, looked_at) for one in chosen]
    return TableSpec(
        key="law",
        title=Text(f"{IN_FORCE.zh}（{looked_at.text.zh}）", f"{IN_FORCE.en} ({looked_at.text.en})"),
        columns=(
            Column("parameter", Text("参数", "Parameter")),
            Column("unit", Text("单位", "Unit")),
            Column("value", Text("现行数值", "In force")),
            Column("start", Text("起始", "Since")),
            Column("reference", Text("依据", "Written in")),
            Column("rules", Text("用于规则", "Used by rules")),
            Column("key", Text("名称", "Name")),
        ),
        rows=tuple(rows),
        stamp=_stamp(looked_at),
    )


def history_table(parameter: Parameter, looked_at: LawOfDay) -> TableSpec:
    """Return every dated value of a parameter, national and of all places, the latest first."""
    dated: list[tuple[Place | None, Value]] = [(None, value) for value in parameter.values]
    for place in law().places.values():
        dated += [(place, value) for value in place.values.get(parameter.key, ())]
    dated.sort(key=lambda one: one[1].start, reverse=True)
    rows: list[tuple[Cell, ...]] = [
        (
            NATIONAL if place is None else place.name,
            _where(place, value),
            value.start.isoformat(),
            parameter_value(parameter, value.value),
            _mark(value),
            _reference(value),
            value.note,
        )
        for place, value in dated
    ]
    return TableSpec(
        key="history",
        title=Text(f"{HISTORY.zh}：{parameter.name.zh}", f"{HISTORY.en}: {parameter.name.en}"),
        columns=(
            Column("place", Text("地区", "Place")),
            Column("where", Text("适用", "For")),
            Column("start", Text("起始", "Since")),
            Column("value", _with_unit(Text("数值", "Value"), parameter)),
            Column("assumed", Text("标记", "Mark")),
            Column("reference", Text("依据", "Written in")),
            Column("note", Text("说明", "Note")),
        ),
        rows=tuple(rows),
        stamp=_stamp(looked_at),
    )


def difference_table(first: LawOfDay, second: LawOfDay) -> TableSpec:
    """Return only the parameters whose values differ between two places or two days."""
    rows: list[tuple[Cell, ...]] = [
        (
            one.parameter.name,
            unit_text(one.parameter.unit),
            _values(one.parameter, first.place, one.first),
            _values(one.parameter, second.place, one.second),
            _references(one.second),
            one.parameter.key,
        )
        for one in differences(law(), (first.place, first.day), (second.place, second.day))
    ]
    return TableSpec(
        key="law_differences",
        title=Text(f"{DIFFERENCES.zh}（{len(rows)} 项）", f"{DIFFERENCES.en} ({len(rows)})"),
        columns=(
            Column("parameter", Text("参数", "Parameter")),
            Column("unit", Text("单位", "Unit")),
            Column("first", Text(f"甲：{first.text.zh}", f"A: {first.text.en}")),
            Column("second", Text(f"乙：{second.text.zh}", f"B: {second.text.en}")),
            Column("reference", Text("乙的依据", "B is written in")),
            Column("key", Text("名称", "Name")),
        ),
        rows=tuple(rows),
        stamp=_stamp(second),
    )


def _row(parameter: Parameter, looked_at: LawOfDay) -> tuple[Cell, ...]:
    values = values_in_force(law(), parameter, looked_at.place, looked_at.day)
    starts = dict.fromkeys(value.start.isoformat() for value in values)
    users = readers(parameter)
    return (
        parameter.name,
        unit_text(parameter.unit),
        _values(parameter, looked_at.place, values),
        "、".join(starts),
        _references(values),
        Text("、".join(rule.text.zh for rule in users), ", ".join(rule.text.en for rule in users)),
        parameter.key,
    )


def _values(parameter: Parameter, place: str, values: Iterable[Value]) -> Text:
    """Return the values with for whom they are, as 640；三元区、沙县区 708（假定）."""
    told = []
    for value in values:
        shown, whom, mark = parameter_value(parameter, value.value), where(law(), place, value), _mark(value)
        told.append(
            Text(
                f"{whom.zh} {shown.zh}".strip() + (f"（{mark.zh}）" if mark.zh else ""),
                f"{whom.en} {shown.en}".strip() + (f" ({mark.en})" if mark.en else ""),
            )
        )
    if not told:
        return NO_VALUE
    return Text("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def _references(values: Iterable[Value]) -> str:
    return "；".join(dict.fromkeys(_reference(value) for value in values))


def _reference(value: Value) -> str:
    return " ".join(part for part in (value.reference.title, value.reference.article) if part)


def _where(place: Place | None, value: Value) -> Text:
    # A national value is for no counties, so any place can name whom it is for.
    found = where(law(), place.key if place else next(iter(law().places)), value)
    return found if found.zh else EVERYBODY


def _mark(value: Value) -> Text:
    return ASSUMED if value.assumed else Text("", "")


def _with_unit(text: Text, parameter: Parameter) -> Text:
    unit = unit_text(parameter.unit)
    return Text(f"{text.zh}（{unit.zh}）", f"{text.en} ({unit.en})") if unit.zh else text


def _stamp(looked_at: LawOfDay) -> Stamp:
    place = law().place(looked_at.place).name
    return Stamp(PRESENT_LAW, THE_LAW, "simulated", looked_at.day, VERSION, place)
