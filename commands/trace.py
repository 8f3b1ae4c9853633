"""Tells one household's rights step by step: ``python3 tidu.py trace HOUSEHOLD.json --place P --day D``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.household import Household, example
from models.law import law
from models.problems import Problem, ProblemsError
from models.rule import Scalar
from models.scenario import Scenario, read_changes
from models.text import Text
from models.tiers import TIERS
from models.units import unit_text
from simulations.traced_household import Argument, TracedHousehold, TracedStep, value_text

TEXT = Text("单户测算：逐步说明一户得到什么、依据什么", "what one household gets, step by step, and by which law")
_NOT_COMPUTABLE = Text("不可计算", "not computable")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the household, the law and what is changed in it."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="HOUSEHOLD.json",
        help="家庭（JSON），- 为标准输入 / - reads standard input",
    )
    parser.add_argument("--example", action="store_true", help="打印一户样例 / print an example household")
    parser.add_argument("--place", default="sanming", help="适用规定的地区 / whose law: " + ", ".join(law().places))
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="规定日期 / day of the law, YYYY-MM-DD")
    parser.add_argument("--county", default="", help="县（市、区），优先于文件所写 / county, over the file's own")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="changes",
        help="改动的参数，可重复 / a changed parameter, repeatable",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def main(arguments: argparse.Namespace) -> int:
    """Print every step for one household, or an example household."""
    if arguments.example:
        print(json.dumps(example().to_json(), ensure_ascii=False, indent=1))
        return 0
    scenario = Scenario(
        place=arguments.place,
        day=arguments.day or date.today(),  # noqa: DTZ011
        changes=read_changes(arguments.changes),
    )
    found = TracedHousehold.of(read_household(arguments.file), scenario, arguments.county)
    if arguments.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        print("\n".join(_lines(found)))
    return 0


def read_household(path: Path | None) -> Household:
    """Return the household of a JSON file.

    Raises:
        ProblemsError: there is no such file, it holds no JSON, or the household is wrong.
    """
    if path is None:
        cure = Text("写出文件名，或用 --example 取样例", "name a file, or get an example by --example")
        raise ProblemsError([Problem("no_file", "", Text("没有给出家庭文件", "no household file is given"), cure)])
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "UTF-8"
        message = Text(f"读不了文件（{reason}）", f"the file cannot be read ({reason})")
        cure = Text("请检查路径，文件须为 UTF-8", "check the path; the file must be UTF-8")
        raise ProblemsError([Problem("no_file", str(path), message, cure)]) from error
    try:
        return Household.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        message = Text(f"第 {line} 行不是 JSON", f"line {line} is no JSON")
        cure = Text("可用 --example 取样例对照", "compare it with an example by --example")
        raise ProblemsError([Problem("no_json", str(path), message, cure)]) from error


def _lines(found: TracedHousehold) -> Iterator[str]:
    place = law().place(found.scenario.place).name
    yield " · ".join(filter(None, [f"{place.zh} {place.en}", found.county, str(found.scenario.day)]))
    yield ""
    tier = TIERS[int(found.value("tier"))].text
    yield f"类别 Tier：{tier.zh} {tier.en}"
    for name in ("cash_assistance", "special_assistance", "net_resources"):
        step, value = found.step(name), float(found.value(name))
        yield f"{step.text.zh} {step.text.en}：{value:,.2f} 元/月 yuan/month · {12 * value:,.2f} 元/年 yuan/year"
    for step in found.besides:
        yield f"另 Besides：{step.text.zh} {step.text.en} {_value(step.name, step.value, step.unit)}"
    for one in found.not_computable:
        needed = f"缺 needs {one.needed().zh} {one.needed().en}（{', '.join(one.columns)}）"
        yield f"{_NOT_COMPUTABLE.zh} {_NOT_COMPUTABLE.en}：{one.rule.text.zh} {one.rule.text.en}，{needed}"
    for number, step in enumerate(found.steps, 1):
        yield ""
        yield from _step_lines(number, step)


def _step_lines(number: int, step: TracedStep) -> Iterator[str]:
    member = "" if step.member is None else f"（第{step.member + 1}人 member {step.member + 1}）"
    result = _value(step.name, step.value, step.unit) if step.computable else _both(_NOT_COMPUTABLE)
    yield f"{number}. {step.text.zh} {step.text.en}{member} = {result}"
    if step.reference:
        yield f"   依据 Reference：{step.reference}"
    if step.explanation:
        yield f"   说明 What it is: {step.explanation}"
    for label, lines in (("公式", step.formula.zh), ("Formula", step.formula.en)):
        if lines:
            yield f"   {label}："
            yield from (f"     | {line}" for line in lines.splitlines())
    for argument in step.arguments:
        yield f"     {_argument_line(argument)}"


def _argument_line(one: Argument) -> str:
    line = f"{one.text.zh} {one.text.en} = {_value(one.name, one.value, one.unit)}"
    if one.kind == "parameter":
        assumed = "（假设 assumed）" if one.assumed else ""
        line += "  ← " + " · ".join(part for part in (str(one.start or ""), one.reference + assumed) if part)
    return line


def _both(text: Text) -> str:
    return text.zh if text.zh == text.en else f"{text.zh} {text.en}"


def _value(name: str, value: Scalar, unit: str) -> str:
    """Return a value with its unit; what is no figure has none."""
    shown, text = _both(value_text(name, value, unit)), unit_text(unit)
    return f"{shown} {_both(text)}" if text.zh and shown[-1].isdigit() else shown
