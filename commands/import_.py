"""Says what was recognised in a register and accounts for every row: ``python3 tidu.py import FILE``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from commands._register import add_answers, read_register
from data.ingest.result import Ingest, describe_counts
from data.store import open_store
from models.text import Text
from models.tiers import AREAS, TIERS

TEXT = Text("导入台账：识别、核查、逐行交代", "import a register: recognise, check, account for every row")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file, the answers, ``--json``, ``--quality`` and ``--keep``."""
    add_answers(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON / print JSON")
    parser.add_argument("--quality", type=Path, metavar="XLSX", help="写出数据质量报告 / write the data-quality workbook")
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
    lines = []
    for sheet in report["sheets"]:
        if not sheet["used"]:
            lines.append(f"工作表 {sheet['name']}：未读 / not read  {sheet['reason'] or ''}")
            continue
        header = "、".join(map(str, sheet["header_rows"]))
        lines.append(f"工作表 {sheet['name']}：表头第 {header} 行 / header rows {header}；单位 / units {'、'.join(sheet['units'])}"
                     f"；编码 / encoding {sheet['encoding'] or '—'}")
    for key, text in describe_counts().items():
        value = found.counts[key]
        lines.append(f"  {text.zh} / {text.en}: {value:,.2f}" if isinstance(value, float) else f"  {text.zh} / {text.en}: {value:,}")
    names = {code.key: code.text for code in (*AREAS, *TIERS)}
    for group in (found.by_area, found.by_tier):
        for key, one in group.items():
            if one["households"]:
                lines.append(f"  {names[key].zh} / {names[key].en}: {one['households']:,} 户 / households, {one['members']:,} 人 / persons, "
                             f"{one['monthly_amount']:,.2f} 元/月 / yuan a month")
    for (code, action), count in found.issues.groupby(["code", "action"]).size().items():
        message = found.message(str(code), "zh")[0], found.message(str(code), "en")[0]
        lines.append(f"  [{'剔除 rejected' if action == 'rejected' else '存疑 doubtful'}] {count:,}  {message[0]} / {message[1]}")
    return lines
