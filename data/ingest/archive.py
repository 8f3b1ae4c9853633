"""Check a zipped workbook before anything parses it: whole, and not expanding beyond a limit.

A reader that trusts the file would allocate what a few bytes claim: a part that inflates a thousandfold, or two cells
at opposite corners of the sheet. Both are measured here on the inflated stream, which is thrown away piece by piece.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

import numpy as np

from models.problems import Problem, ProblemsError
from models.text import Text

LARGEST_EXPANDED = 4 << 30
LARGEST_RATIO = 250
RATIO_MATTERS_FROM = 100 << 20
MOST_CELLS = 60_000_000
_PIECE = 1 << 20
_QUOTE, _EQUALS, _R, _NINE = (ord(c) for c in '"=r9')
_LONGEST_REFERENCE = 10


def check_archive(source: Path | IO[bytes], name: str) -> None:
    """Raise a :class:`ProblemsError` unless the zip is a whole workbook of bearable size.

    Args:
        source: The file or an open stream.
        name: Its name for messages.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if not any(entry.filename.startswith("xl/") for entry in entries):
                raise _refusal(
                    "not_a_workbook",
                    name,
                    Text("这是压缩包，里面没有 Excel 工作表", "this is a zip archive without a workbook"),
                    Text("请解压后导入其中的表格", "unpack it and import the table inside"),
                )
            packed = sum(entry.compress_size for entry in entries)
            _refuse_bomb(sum(entry.file_size for entry in entries), packed, name)
            expanded = 0
            for entry in entries:
                expanded = _measure(archive, entry, expanded, packed, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OverflowError,
        struct.error,
    ) as error:
        raise _refusal(
            "workbook_damaged",
            name,
            Text("工作簿不完整（压缩包被截断或损坏）", "the workbook is cut off or damaged"),
            Text("请重新拷贝或重新导出", "copy or export it again"),
        ) from error


def _measure(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, expanded: int, packed: int, name: str) -> int:
    is_sheet = entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml")
    right, down, tail = 1, 1, b""
    # The declared size is a claim: zipfile would stop there while the workbook reader goes on.
    entry.file_size = 1 << 62
    with archive.open(entry) as stream:
        while piece := stream.read(_PIECE):
            expanded += len(piece)
            _refuse_bomb(expanded, packed, name)
            if is_sheet:
                far_right, far_down = _furthest(tail + piece)
                right, down, tail = max(right, far_right), max(down, far_down), piece[-_LONGEST_REFERENCE - 4 :]
                if right * down > MOST_CELLS:
                    raise _refusal(
                        "sheet_too_wide",
                        name,
                        Text(
                            "工作表 {part} 的范围达到第 {down} 行、第 {right} 列，超出可读范围",
                            "sheet {part} reaches row {down}, column {right}: more cells than can be read",
                        ).fill(part=Path(entry.filename).stem, down=down, right=right),
                        Text("请删除数据区以外的单元格后另存", "delete the cells outside the table and save again"),
                    )
    return expanded


def _furthest(window: bytes) -> tuple[int, int]:
    """Return the last column and row that cell references (``r="AB12"``) in a piece of a sheet name."""
    text = np.frombuffer(window + b'"' * _LONGEST_REFERENCE, dtype=np.uint8)
    at = np.flatnonzero((text[:-2] == _R) & (text[1:-1] == _EQUALS) & (text[2:] == _QUOTE)) + 3
    at = at[at < len(text) - _LONGEST_REFERENCE]
    column = np.zeros(len(at), dtype=np.int64)
    row = np.zeros(len(at), dtype=np.int64)
    going = np.ones(len(at), dtype=bool)
    for offset in range(_LONGEST_REFERENCE):
        character = text[at + offset].astype(np.int64)
        digit = (character <= _NINE) & (character > _NINE - 10)
        going &= digit | ((character >= 65) & (character <= 90))
        if not going.any():
            break
        column = np.where(going & ~digit, column * 26 + character - 64, column)
        row = np.where(going & digit, row * 10 + character - 48, row)
    return int(column.max(initial=1)), int(row.max(initial=1))


def _refuse_bomb(expanded: int, packed: int, name: str) -> None:
    if expanded > LARGEST_EXPANDED or (expanded > RATIO_MATTERS_FROM and expanded > LARGEST_RATIO * packed):
        raise _refusal(
            "expands_too_far",
            name,
            Text(
                "文件解压后超过 {size} MB（压缩比异常），已拒绝读取",
                "the file expands beyond {size} MB; it was refused",
            ).fill(size=expanded >> 20),
            Text("请从原系统重新导出；正常台账不会如此", "export it again; no register expands like that"),
        )


def _refusal(code: str, name: str, message: Text, cure: Text) -> ProblemsError:
    return ProblemsError([Problem(code, name, message, cure)])
