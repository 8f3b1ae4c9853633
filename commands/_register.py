"""Reads a register for a command: its arguments are the answers that a page would ask for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data.ingest.ingest import ingest
from data.ingest.recognition import HOUSEHOLD_ROWS, MEMBER_ROWS, Answers, SheetAnswers
from data.ingest.result import Ingest
from data.ingest.units import MONEY, PERIODS
from data.key import local_key
from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import AREAS, TIERS


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Add the flags that answer what a file leaves open."""
    parser.add_argument("file", type=Path, metavar="FILE", help="台账文件 / register: .xlsx .xls .csv")
    answers = parser.add_argument_group("文件未写明时 / where the file does not say")
    answers.add_argument("--accept", action="store_true", help="接受全部建议 / take every proposal")
    answers.add_argument("--money", choices=list(MONEY), help="金额单位 / unit of money")
    answers.add_argument("--period", choices=list(PERIODS), help="按月或按年 / per month or per year")
    answers.add_argument("--area", choices=[area.key for area in AREAS], help="城镇或农村 / urban or rural")
    answers.add_argument("--tier", choices=[tier.key for tier in TIERS[1:]], help="救助类别 / tier")
    answers.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADER=NAME",
        help="列的含义，可重复 / what a column is, repeatable",
    )
    answers.add_argument("--header-row", type=int, metavar="N", help="表头最下一行 / lowest header row")
    answers.add_argument("--layout", choices=[HOUSEHOLD_ROWS, MEMBER_ROWS], help="每行一户或一人 / a row is")
    answers.add_argument("--encoding", help="文本编码 / encoding of a text file")
    answers.add_argument(
        "--skip-sheet", action="append", default=[], metavar="NAME", help="不读的工作表 / leave a sheet out"
    )


def read_register(arguments: argparse.Namespace) -> Ingest:
    """Return the imported register.

    Raises:
        ProblemsError: the file is no register, or leaves something open that no flag answers.
    """
    path: Path = arguments.file
    if not path.is_file():
        message = Text(f"没有文件 {path.name}", f"there is no file {path.name}")
        raise ProblemsError([Problem("no_file", str(path), message, Text("请检查路径", "check the path"))])
    default = SheetAnswers(
        money=arguments.money,
        period=arguments.period,
        area=arguments.area,
        tier=arguments.tier,
        header_row=arguments.header_row,
        layout=arguments.layout,
        mapping=_columns(arguments.column),
    )
    sheets = {name: SheetAnswers(skip=True) for name in arguments.skip_sheet}
    answers = Answers(sheets=sheets, default=default, encoding=arguments.encoding, accept=arguments.accept)
    return ingest(path, answers, key=local_key(), progress=_tell if sys.stderr.isatty() else None)


def _columns(assignments: list[str]) -> dict[int | str, str]:
    """Return what ``HEADER=NAME`` texts say; an empty NAME leaves the column out."""
    problems = [
        Problem("no_assignment", text, Text("应写成 表头=名称", "write HEADER=NAME"))
        for text in assignments
        if "=" not in text
    ]
    if problems:
        raise ProblemsError(problems)
    return {text.rsplit("=", 1)[0].strip(): text.rsplit("=", 1)[1].strip() for text in assignments}


def _tell(step: Text, share: float) -> None:
    print(f"\r\033[K{share:4.0%} {step.zh} / {step.en}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
