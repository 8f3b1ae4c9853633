"""An indicator as one parameter moves over its range, with present law and the chosen value marked."""

from __future__ import annotations

from collections.abc import Sequence

from models.law import law
from models.law.parameter import Parameter
from models.text import Text
from reports.chart import Border, ChartSpec, Role, Series
from reports.figures import Figures
from reports.numbers import Measure, share_measure
from reports.provenance import REFORM, notes_of, parameter_value, source_of, stamp_of
from reports.table import Figure
from simulations.result import Result
from simulations.sweep import Sweep

PRESENT = Text("现行", "present")
CHOSEN = Text("所选", "chosen")


def sweep_chart(result: Result, moved: Sweep, key: str, *, chosen: float, present: Sequence[float]) -> ChartSpec:
    """Return an indicator along a parameter; ``present`` are the values that stand for present law, one or a span."""
    parameter = law().parameter(moved.parameter)[0]
    values = [_figure(one, key) for one in moved.results]
    numbers = [value for value in values if isinstance(value, float)]
    name = result.indicators[key].text
    spans = dict.fromkeys((min(present), max(present))) if present else {}
    borders = [_border(parameter, value, PRESENT, "baseline") for value in spans]
    return ChartSpec(
        key=f"sweep_{moved.parameter}_{key}",
        kind="curve",
        title=Text(f"{name.zh}随“{parameter.name.zh}”的变化", f"{name.en} along: {parameter.name.en}"),
        measure=Figures(result).measure(key, numbers),
        series=(Series(key, REFORM, tuple(values), "reform", tuple(moved.values)),),
        stamp=stamp_of(result),
        alt=_told(name, parameter, moved, numbers),
        x_axis=parameter.name,
        y_axis=name,
        x_measure=_measure(parameter),
        borders=(*borders, _border(parameter, chosen, CHOSEN, "reform")),
        source=source_of(result),
        notes=notes_of(result),
    )


def _figure(result: Result, key: str) -> Figure:
    return Figures(result).figure(key, "reform")


def _measure(parameter: Parameter) -> Measure:
    if parameter.unit == "share":
        return share_measure(0)
    return Measure("number", Text(parameter.unit, parameter.unit), 1.0, 1 if parameter.step < 1 else 0)


def _border(parameter: Parameter, value: float, text: Text, role: Role) -> Border:
    shown = parameter_value(parameter, round(value, 4))
    return Border(value, Text(f"{text.zh} {shown.zh}", f"{text.en} {shown.en}"), role)


def _told(name: Text, parameter: Parameter, moved: Sweep, numbers: Sequence[float]) -> Text:
    low, high = (parameter_value(parameter, value) for value in (moved.values[0], moved.values[-1]))
    if not numbers:
        return name
    first, last = f"{numbers[0]:,.0f}", f"{numbers[-1]:,.0f}"
    return Text(
        f"{parameter.name.zh}由{low.zh}到{high.zh}，{name.zh}由{first}到{last}。",
        f"As {parameter.name.en} goes from {low.en} to {high.en}, {name.en} goes from {first} to {last}.",
    )
