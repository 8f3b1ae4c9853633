"""The parameters that a result used: present law, the scenario, and where each value is written."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from models.law import law
from models.law.parameter import Parameter
from models.problems import ProblemsError
from models.scenario import Scenario
from models.text import Text
from models.tiers import AREAS
from models.units import unit_text
from reports.provenance import BASELINE, REFORM, notes_of, parameter_value, source_of, stamp_of
from reports.registry import table
from reports.table import Cell, Column, TableSpec
from simulations.parameters import own_values
from simulations.result import Result

PARAMETERS = Text("参数与依据", "Parameters and where they are written")
SET = Text("方案设定", "set by the scenario")
ASSUMED = Text("假定", "assumed")
RECORDED = Text("数据登记", "as recorded in the data")


@table("parameters", PARAMETERS, of="result")
def parameter_table(result: Result) -> TableSpec:
    """Return every parameter that the result used, changed ones first; a range where counties or areas differ."""
    changed = {law().parameter(name)[0].key for name in result.reform.changes}
    keys = dict.fromkeys(law().parameter(name)[0].key for name in result.parameters)
    rows = [_row(result, law().parameters[key], key in changed) for key in sorted(keys, key=lambda k: k not in changed)]
    return TableSpec(
        key="parameters",
        title=PARAMETERS,
        columns=(
            Column("parameter", Text("参数", "Parameter")),
            Column("unit", Text("单位", "Unit")),
            Column("baseline", BASELINE),
            Column("reform", REFORM),
            Column("reference", Text("依据", "Reference")),
        ),
        rows=tuple(rows),
        stamp=stamp_of(result),
        source=source_of(result),
        notes=notes_of(result),
    )


def _row(result: Result, parameter: Parameter, changed: bool) -> tuple[Cell, ...]:
    names = [name for name in result.parameters if law().parameter(name)[0] is parameter]
    used = np.unique(result.caseload.cells)
    sides = [np.concatenate([result.parameters[name][side][used] for name in names]) for side in (0, 1)]
    reference = _reference(result, parameter)
    if changed:
        reference = Text(f"{SET.zh}；现行：{reference.zh}", f"{SET.en}; present law: {reference.en}")
    shown = [_values(parameter, values) for values in sides]
    return parameter.name, unit_text(parameter.unit), *shown, reference


def _values(parameter: Parameter, values: Iterable[float]) -> Text:
    found = sorted({float(v) for v in values})
    ends = [parameter_value(parameter, v) for v in (found if len(found) == 1 else [found[0], found[-1]])]
    return Text("—".join(e.zh for e in ends), "–".join(e.en for e in ends))


def _reference(result: Result, parameter: Parameter) -> Text:
    if own_values(result.caseload, result.baseline).get(parameter.key):
        return RECORDED
    found = dict.fromkeys(_written(result.baseline, parameter.key, result.counties))
    return Text("；".join(t.zh for t in found), "; ".join(t.en for t in found))


def _written(scenario: Scenario, key: str, counties: Iterable[str]) -> Iterable[Text]:
    for county in ("", *counties):
        for area in AREAS:
            try:
                value = law().at(key, scenario.place, scenario.day, county, area.key)  # type: ignore[arg-type]
            except ProblemsError:
                continue
            article = " ".join(part for part in (value.reference.title, value.reference.article) if part)
            mark = Text(f"（{ASSUMED.zh}）", f" ({ASSUMED.en})") if value.assumed else Text("", "")
            yield Text(article + mark.zh, article + mark.en)
