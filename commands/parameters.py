"""Lists every parameter of the law, or what differs: ``python3 tidu.py parameters [--compare PLACE|DAY]``."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from models.law import Parameter, Value, law
from models.law.comparison import differences, names_of, values_in_force
from models.problems import Problem, ProblemsError
from models.text import Text

TEXT = Text("列出全部参数：数值、单位、日期、依据", "list every parameter: value, unit, date, reference")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the place and day, what to compare with, and ``--json``."""
    parser.add_argument("--place", default="sanming", help="地区 / place: " + ", ".join(law().places))
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="日期 / day, YYYY-MM-DD")
    parser.add_argument(
        "--compare",
        metavar="P2|D2",
        help="只列与另一地区或另一日期（或 地区@日期）的不同 / list only what differs from a place, a day, or PLACE@DAY",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def main(arguments: argparse.Namespace) -> int:
    """Print the parameters in force at a place on a day."""
    place = law().place(arguments.place)
    day = arguments.day or date.today()  # noqa: DTZ011
    if arguments.compare:
        return _compare((place.key, day), _other(arguments.compare, place.key, day), arguments.json)
    entries = [_describe(parameter, place.key, day) for parameter in law().parameters.values()]
    if arguments.json:
        _print_json({"place": place.key, "day": day.isoformat(), "parameters": entries})
        return 0
    print(f"{place.name.zh} {place.name.en} · {day}\n")
    for entry in entries:
        print(f"{entry['name']}  {entry['zh']} / {entry['en']}  [{entry['unit']}]  {entry['bounds']}")
        _print_values(entry["values"])
    return 0


def _other(asked: str, place: str, day: date) -> tuple[str, date]:
    """Return the place and day that ``--compare`` means: what it does not say stays the same.

    Raises:
        ProblemsError: it is neither a place nor a day.
    """
    named, _, dated = asked.partition("@")
    if not dated and named not in law().places and named[:1].isdigit():
        named, dated = place, named
    try:
        return law().place(named or place).key, date.fromisoformat(dated) if dated else day
    except ValueError as error:
        message = Text(f"“{dated}”不是日期", f"{dated!r} is no day")
        raise ProblemsError(
            [Problem("no_day", "--compare", message, Text("写成 2022-04-01", "write 2022-04-01"))]
        ) from error


def _compare(first: tuple[str, date], second: tuple[str, date], as_json: bool) -> int:
    found = [
        {
            "name": one.parameter.key,
            "zh": one.parameter.name.zh,
            "en": one.parameter.name.en,
            "unit": one.parameter.unit,
            "first": [_value(value, first[0]) for value in one.first],
            "second": [_value(value, second[0]) for value in one.second],
        }
        for one in differences(law(), first, second)
    ]
    sides = [{"place": place, "day": day.isoformat()} for place, day in (first, second)]
    if as_json:
        _print_json({"first": sides[0], "second": sides[1], "differences": found})
        return 0
    titles = [f"{law().place(s['place']).name.zh} {law().place(s['place']).name.en} · {s['day']}" for s in sides]
    print(f"A {titles[0]}\nB {titles[1]}\n不同 {len(found)} 项 / {len(found)} differ\n")
    for entry in found:
        print(f"{entry['name']}  {entry['zh']} / {entry['en']}  [{entry['unit']}]")
        for letter, side in (("A", "first"), ("B", "second")):
            _print_values(entry[side], f"{letter} ")
    return 0


def _print_json(content: dict[str, Any]) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))


def _print_values(values: Any, before: str = "") -> None:
    none = [{"value": "—", "start": "—", "where": "", "reference": "", "assumed": False}]
    for value in values or none:
        mark = "  （假设 assumed）" if value["assumed"] else ""
        print(f"    {before}{value['value']}  {value['where']}  {value['start']}  {value['reference']}{mark}")


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
        "values": [_value(value, place) for value in values_in_force(law(), parameter, place, day)],
    }


def _general(parameter: Parameter, place: str, day: date) -> float | None:
    try:
        return law().at(parameter.key, place, day).value
    except ProblemsError:
        return None


def _value(value: Value, place: str) -> dict[str, Any]:
    where = "、".join(name.zh for name in names_of(law(), place, value))
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
