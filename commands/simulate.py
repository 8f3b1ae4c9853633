"""Simulates a change of the law on a register: ``python3 tidu.py simulate FILE --set NAME=VALUE … --out DIR``."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from commands._register import add_answers, read_register
from data.population.sample_city import sample_city
from models.law import law
from models.scenario import Scenario, read_changes
from models.text import Text
from models.tiers import RURAL
from models.typical import TYPICAL_HOUSEHOLDS
from reports.cliff_view import CliffView
from reports.headline import headline_lines
from reports.registry import charts, exporters
from simulations.caseload import Caseload
from simulations.household_table import household_table
from simulations.result import Result
from simulations.simulate import HOUSEHOLD_VALUES, simulate

TEXT = Text(
    "在台账上试算政策变动，写出结果与图", "simulate a change of the law on a register; write results and charts"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, place, day, changes and where the results go."""
    add_answers(parser)
    parser.add_argument("--place", default="sanming", help="适用规定的地区 / whose law: " + ", ".join(law().places))
    parser.add_argument("--day", type=date.fromisoformat, required=True, help="规定日期 / day of the law, YYYY-MM-DD")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="changes",
        help="改动的参数，可重复；见 tidu.py parameters / a changed parameter, repeatable",
    )
    parser.add_argument(
        "--standards",
        choices=["register", "law"],
        default="register",
        help="现行标准取自台账或公布值 / present standards: the register's or the published ones",
    )
    parser.add_argument("--name", default="", help="情景名称 / name of the scenario")
    parser.add_argument("--out", type=Path, metavar="DIR", help="结果文件夹 / folder for the results")
    parser.add_argument("--formats", default="png,svg,pdf,xlsx,csv", help="图的格式 / formats of the charts")
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")


def main(arguments: argparse.Namespace) -> int:
    """Simulate and write ``result.json``, ``households.parquet`` and the charts."""
    scenario = Scenario(
        name=arguments.name,
        place=arguments.place,
        day=arguments.day,
        changes=read_changes(arguments.changes),
        standards=arguments.standards,
    )
    sample = str(arguments.file) == "sample"
    table = sample_city() if sample else read_register(arguments).table
    result = simulate(Caseload.from_table(table), scenario, keep=HOUSEHOLD_VALUES)
    if arguments.out:
        write(result, arguments.out, arguments.formats.split(","))
    if arguments.json:
        print(json.dumps(result.to_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(headline_lines(result)))
    return 0


def write(result: Result, folder: Path, formats: list[str]) -> None:
    """Write everything that a simulation gives into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(result.to_json(), ensure_ascii=False, indent=1)
    (folder / "result.json").write_text(text, encoding="utf-8")
    pq.write_table(household_table(result), folder / "households.parquet", compression="zstd")
    chosen = [one for key, one in exporters("chart").items() if key in formats]
    view = CliffView.of(result, TYPICAL_HOUSEHOLDS[0], result.counties[0], RURAL)
    specs = [chart.draw(result) for chart in charts("result").values()]
    specs += [chart.draw(view) for chart in charts("cliff").values()]
    for spec in specs:
        for one in chosen:
            (folder / f"{spec.key}{one.suffix}").write_bytes(one.export(spec, "zh"))
