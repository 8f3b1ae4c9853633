"""Where a result's charts and tables come from: stamp, source, notes and marks, from the result itself."""

from __future__ import annotations

import hashlib
import json
from typing import cast, get_args

from models.law import law
from models.law.parameter import Parameter
from models.problems import ProblemsError
from models.scenario import Scenario
from models.text import Text
from models.version import VERSION
from reports.stamp import Mark, Stamp
from simulations.parameters import STANDARD, own_values
from simulations.result import Result

PRESENT_LAW = Text("现行规定", "Present law")
BASELINE = Text("现行", "Present law")
REFORM = Text("方案", "Reform")
_MOST_CHANGES = 3
_MOST_SOURCES = 3


def stamp_of(result: Result) -> Stamp:
    """Return the stamp of everything made from a result."""
    scenarios = [s.model_dump(mode="json", exclude={"name"}) for s in (result.baseline, result.reform)]
    digest = hashlib.sha256(json.dumps(scenarios, sort_keys=True).encode()).hexdigest()
    fingerprints = [(Text("数据指纹", "Data fingerprint"), result.caseload.fingerprint[:8])]
    fingerprints.append((Text("方案指纹", "Scenario fingerprint"), digest[:8]))
    return Stamp(
        scenario=scenario_text(result.reform),
        data=result.title,
        mark=mark_of(result),
        day=result.reform.day,
        version=VERSION,
        place=law().place(result.reform.place).name,
        fingerprints=tuple(pair for pair in fingerprints if pair[1]),
    )


def mark_of(result: Result) -> Mark:
    """Return the data's mark; an unknown one counts as a register, the most careful."""
    return cast(Mark, result.mark) if result.mark in get_args(Mark) else "register"


def scenario_text(scenario: Scenario) -> Text:
    """Return what a scenario is called, else what it changes."""
    if scenario.name:
        return Text(scenario.name, scenario.name)
    if not scenario.changes:
        return PRESENT_LAW
    changes = [_change_text(name, value) for name, value in list(scenario.changes.items())[:_MOST_CHANGES]]
    more = len(scenario.changes) - len(changes)
    end = Text(f"等{len(scenario.changes)}项", f" and {more} more") if more else Text("", "")
    return Text("，".join(c.zh for c in changes) + end.zh, ", ".join(c.en for c in changes) + end.en)


def source_of(result: Result) -> Text:
    """Return who the data comes from: its stated sources, else its title."""
    titles = [str(source["title"]) for source in result.caseload.metadata.get("sources") or []]
    if not titles:
        return result.title
    kept = list(dict.fromkeys(titles))[:_MOST_SOURCES]
    more = len(dict.fromkeys(titles)) > _MOST_SOURCES
    return Text("；".join(kept) + ("等" if more else ""), "; ".join(kept) + (" and others" if more else ""))


def notes_of(result: Result) -> tuple[Text, ...]:
    """Return what a reader of any figure of the result must know."""
    if own_values(result.caseload, result.baseline).get(STANDARD):
        return (Text("现行低保标准取自数据登记", "the present dibao standard is the one in the data"),)
    return ()


def assumed(result: Result) -> bool:
    """Return whether the law that the result used holds values that no source states."""
    for name in result.parameters:
        try:
            if law().at(name, result.reform.place, result.reform.day).assumed:
                return True
        except ProblemsError:
            continue
    return False


def parameter_value(parameter: Parameter, value: float) -> Text:
    """Return a parameter's value as a person reads it."""
    if parameter.choices:
        return parameter.choices[int(value)].name
    if parameter.unit == "flag":
        return Text("是", "yes") if value else Text("否", "no")
    if parameter.off is not None and value == parameter.off:
        return Text("关", "off")
    if parameter.unit == "share":
        return Text(f"{value * 100:.10g}%", f"{value * 100:.10g}%")
    return Text(f"{value:,.10g}", f"{value:,.10g}")


def _change_text(name: str, value: float) -> Text:
    parameter, area = law().parameter(name)
    shown = parameter_value(parameter, value)
    where = {"urban": Text("（城镇）", " (urban)"), "rural": Text("（农村）", " (rural)"), None: Text("", "")}[area]
    return Text(f"{parameter.name.zh}{where.zh} {shown.zh}", f"{parameter.name.en}{where.en} {shown.en}")
