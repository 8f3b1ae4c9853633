"""Import a register of 200,000 rows (.xlsx) against a bare read of the same file with python-calamine.

Each side runs in a process of its own, several times in turn; time is of the whole process, imports included.
Run: PYTHONPATH=. python -m benchmarks.import_register [rows]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import numpy as np
import xlsxwriter

from benchmarks.machine import describe, spread
from models.law import law

ROUNDS = 3
TARGET_TIME, TARGET_MEMORY = 4.0, 3.0
HEADERS = (
    *("序号", "县（市、区）", "乡镇（街道）", "户口性质", "救助类别", "户主姓名", "身份证号", "家庭人口", "保障人数"),
    *("家庭月收入", "保障标准", "补差金额", "分类施保金", "合计", "享受开始日期"),
)
COUNTIES = law().place("sanming").counties
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
BARE = """
import sys
from python_calamine import CalamineWorkbook
rows = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(len(rows))
"""
INGEST = """
import sys
from data.ingest.ingest import ingest
from data.ingest.recognition import Answers
found = ingest(sys.argv[1], Answers(accept=True), key=b"benchmark" * 4)
print(found.table.num_rows)
"""
MEASURE = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run([sys.executable, "-c", sys.argv[1], sys.argv[2]], capture_output=True, text=True, check=True)
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([int(done.stdout), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def write_register(path: Path, rows: int) -> None:
    """Write a made-up register: a title, a unit line, a header row, one household a row, a footer."""
    draw = np.random.default_rng(7)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("低保台账")
        sheet.write_row(0, 0, ["城乡最低生活保障对象台账"])
        sheet.write_row(1, 0, ["单位：元/月"])
        sheet.write_row(2, 0, HEADERS)
        for number in range(1, rows + 1):
            sheet.write_row(number + 2, 0, _row(number, draw))
        sheet.write_row(rows + 3, 0, ["填表人：", "", "", "制表日期："])


def _row(number: int, draw: np.random.Generator) -> list[object]:
    county = COUNTIES[int(draw.integers(0, len(COUNTIES)))]
    standard = 708 if county.minimum_wage_class == 3 else 640
    family = int(draw.integers(1, 6))
    income = round(float(draw.random()) * standard * family, 2)
    paid = float(np.ceil(standard * family - income))
    supplement = round(0.1 * standard * int(draw.integers(0, family + 1)), 2)
    return [
        number,
        county.name.zh,
        f"第{int(draw.integers(1, 16))}镇",
        "农村" if draw.random() < 0.7 else "城镇",
        "低保",
        f"居民{number}",
        _identity(county.code, number, int(draw.integers(1940, 2000))),
        family,
        family,
        income,
        standard,
        paid,
        supplement,
        round(paid + supplement, 2),
        f"20{int(draw.integers(10, 22))}-{int(draw.integers(1, 13)):02d}-01",
    ]


def _identity(code: str, number: int, year: int) -> str:
    body = f"{code}{year}{1 + number % 12:02d}{1 + number // 12 % 28:02d}{number // 336 % 1000:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def measure(code: str, path: Path) -> tuple[int, float, float, float]:
    """Return rows, seconds, processor seconds and peak MB of one run in a fresh process."""
    done = subprocess.run([sys.executable, "-c", MEASURE, code, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    rows, seconds, processor, memory = json.loads(done.stdout)
    return int(rows), float(seconds), float(processor), float(memory)


def main(rows: int = 200_000) -> None:
    """Print times, peak memory and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        write_register(path, rows)
        size = path.stat().st_size / 1e6
        bare, ours = [], []
        for _ in range(ROUNDS):
            bare.append(measure(BARE, path))
            ours.append(measure(INGEST, path))
    print(describe("python-calamine", "pandas", "pyarrow"))
    print(
        f"{rows:,} rows × {len(HEADERS)} columns, {size:.1f} MB .xlsx, {ROUNDS} rounds; kept {ours[0][0]:,} households"
    )
    for title, runs in (("bare calamine", bare), ("data.ingest", ours)):
        seconds, processor, memory = ([run[i] for run in runs] for i in (1, 2, 3))
        print(f"{title:14} {spread(seconds, ' s')}  processor {spread(processor, ' s')}  peak {spread(memory, ' MB')}")
    for title, index, target in (("time", 1, TARGET_TIME), ("processor", 2, TARGET_TIME), ("memory", 3, TARGET_MEMORY)):
        ratio = median(a[index] / b[index] for a, b in zip(ours, bare, strict=True))
        print(f"ratio of {title:10} {ratio:.2f}; target ≤ {target:g}: {'met' if ratio <= target else 'NOT met'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
