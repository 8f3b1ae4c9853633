"""Says what was recognised in a register and accounts for every row: ``python3 tidu.py import FILE``."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from commands._register import add_answers, read_register
from data.ingest.result import Ingest, describe_counts
from data.store import open_store
from models.text import Text
from models.tiers import AREAS, TIERS

TEXT = Text("导入台账：识别、核查、逐行交代", "import a register: recognise, check, account for every row")

ACTIONS = {"rejected": "剔除 rejected", "doubtful": "存疑 doubtful", "normalised": "规整 normalised"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, the answers, ``--json``, ``--quality`` and ``--keep``."""
    add_answers(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.add_argument(
        "--quality", type=Path, metavar="XLSX", help="写出数据质量报告 / write the data-quality workbook"
    )
    parser.add_argument("--keep", action="store_true", help="存入数据库，网页可选用 / keep it for the dashboard")


def main(arguments: argparse.Namespace) -> int:
    """Import a register and print its account."""
    found = read_register(arguments)
    if arguments.quality:
        from data.quality import quality_workbook

        arguments.quality.write_bytes(quality_workbook(found, "zh"))
    if arguments.keep:
        open_store().add_dataset(found.table, {"counts": found.counts})
    if arguments.json:
        print(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(found)))
    return 0


def _lines(found: Ingest) -> list[str]:
    report = found.to_json()
    lines = [_sheet(sheet) for sheet in report["sheets"]]
    for key, text in describe_counts().items():
        value = found.counts[key]
        number = f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
        lines.append(f"  {text.zh} / {text.en}: {number}")
    names = {code.key: code.text for code in (*AREAS, *TIERS)}
    for key, one in (found.by_area | found.by_tier).items():
        if one["households"]:
            lines.append(
                f"  {names[key].zh} / {names[key].en}: {one['households']:,} 户 / households, "
                f"{one['members']:,} 人 / persons, {one['monthly_amount']:,.2f} 元/月 / yuan a month"
            )
    lines += [
        f"  推出的标准 / inferred standard: {one['county']} {one['area']} "
        f"{one['yuan_per_person_month']:g} 元/人·月 / yuan per person and month"
        for one in report["inferred_standards"]
    ]
    counted = Counter((issue["action"], issue["message"], issue["message_en"]) for issue in report["issues"])
    for (action, zh, en), count in counted.items():
        lines.append(f"  [{ACTIONS[action]}] {count:,}  {zh} / {en}")
    return lines


def _sheet(sheet: dict[str, Any]) -> str:
    if not sheet["used"]:
        return f"工作表 / sheet {sheet['name']}：未读 / not read {sheet['reason'] or ''}"
    header = "、".join(map(str, sheet["header_rows"]))
    units = "、".join(sheet["units"])
    return (
        f"工作表 / sheet {sheet['name']}：表头行 / header rows {header}；单位 / units {units}；"
        f"编码 / encoding {sheet['encoding'] or '—'}"
    )
