"""Lists every parameter of the law with its value, unit, date and reference: ``python3 tidu.py parameters``."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from models.law import Parameter, Value, law
from models.problems import ProblemsError
from models.text import Text

TEXT = Text("列出全部参数：数值、单位、日期、依据", "list every parameter: value, unit, date, reference")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the place and day, and ``--json``."""
    parser.add_argument("--place", default="sanming", help="地区 / place: " + ", ".join(law().places))
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="日期 / day, YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def main(arguments: argparse.Namespace) -> int:
    """Print the parameters in force at a place on a day."""
    place = law().place(arguments.place)
    day = arguments.day or date.today()  # noqa: DTZ011
    entries = [_describe(parameter, place.key, day) for parameter in law().parameters.values()]
    if arguments.json:
        print(
            json.dumps(
                {"place": place.key, "day": day.isoformat(), "parameters": entries}, ensure_ascii=False, indent=1
            )
        )
        return 0
    print(f"{place.name.zh} {place.name.en} · {day}\n")
    for entry in entries:
        values = entry["values"] or [{"value": None, "start": "—", "where": "", "reference": "", "assumed": False}]
        print(f"{entry['name']}  {entry['zh']} / {entry['en']}  [{entry['unit']}]  {entry['bounds']}")
        for value in values:
            mark = "  （假设 assumed）" if value["assumed"] else ""
            print(f"    {value['value']}  {value['where']}  {value['start']}  {value['reference']}{mark}")
    return 0


def _describe(parameter: Parameter, place: str, day: date) -> dict[str, Any]:
    return {
        "name": parameter.key,
        "zh": parameter.name.zh,
        "en": parameter.name.en,
        "unit": parameter.unit,
        "minimum": parameter.minimum,
        "maximum": parameter.maximum,
        "step": parameter.step,
        "off": parameter.off,
        "choices": [choice.key for choice in parameter.choices],
        "bounds": parameter.bounds(),
        "by_area": parameter.by_area,
        "value": _general(parameter, place, day),
        "values": [_value(value, place) for value in _in_force(parameter, place, day)],
    }


def _general(parameter: Parameter, place: str, day: date) -> float | None:
    try:
        return law().at(parameter.key, place, day).value
    except ProblemsError:
        return None


def _in_force(parameter: Parameter, place: str, day: date) -> list[Value]:
    """Return the values in force: the place's own where it has some, one for each area and group of counties."""
    for values in (law().place(place).values.get(parameter.key, ()), parameter.values):
        latest = {(v.area, v.counties): v for v in values if v.start <= day}
        if latest:
            return list(latest.values())
    return []


def _value(value: Value, place: str) -> dict[str, Any]:
    names = {county.code: county.name.zh for county in law().place(place).counties}
    where = "、".join(names[code] for code in value.counties)
    reference = " ".join(
        part for part in (value.reference.title, value.reference.article, value.reference.source) if part
    )
    return {
        "value": value.value,
        "start": value.start.isoformat(),
        "area": value.area,
        "counties": list(value.counties),
        "where": " ".join(part for part in (where, value.area or "") if part),
        "reference": reference,
        "assumed": value.assumed,
        "note": value.note,
    }
