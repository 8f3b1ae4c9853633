"""Open a file as sheets of columns, or say why it can't be: what it is, whether it is whole, what it would expand to."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import python_calamine as calamine

from data.ingest.archive import check_archive
from data.ingest.delimited import read_delimited
from data.ingest.old_workbook import survives_reading
from models.problems import Problem, ProblemsError
from models.text import Text

Cells: TypeAlias = npt.NDArray[np.object_]
Source: TypeAlias = str | Path | bytes
LARGEST_FILE = 500 * 1024 * 1024

_SAVE_AS = Text(
    "请用 Excel 或 WPS 打开原件，另存为 .xlsx 或 .csv 后再导入",
    "open the original in Excel or WPS, save it as .xlsx or .csv, and import that",
)
_OTHER_KINDS: tuple[tuple[bytes, Text], ...] = (
    (b"\x89PNG", Text("PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", Text("JPEG 照片", "a JPEG photo")),
    (b"GIF8", Text("GIF 图片", "a GIF picture")),
    (b"BM", Text("BMP 图片", "a BMP picture")),
    (b"%PDF", Text("PDF 文件", "a PDF file")),
    (b"Rar!", Text("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Text("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Text("gzip 压缩包", "a gzip archive")),
    (b"{\\rtf", Text("RTF 文档", "an RTF document")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass
class Sheet:
    """One sheet: ``columns`` of cells, each of shape (rows,), blank cells as ``""``; rows count from 0."""

    name: str
    columns: list[Cells]
    hidden: bool = False
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    fields: npt.NDArray[np.int32] | None = None

    @property
    def rows(self) -> int:
        """Number of rows, blank ones included."""
        return len(self.columns[0]) if self.columns else 0

    def top(self, rows: int) -> list[list[Any]]:
        """Return the first rows as lists of cells."""
        return [list(row) for row in zip(*(column[:rows] for column in self.columns), strict=True)]


@dataclass
class Book:
    """A file as sheets. ``encoding`` is set for text files only, ``other`` is a Big5 reading where one is possible."""

    name: str
    sheets: list[Sheet]
    encoding: str | None = None


def open_book(
    source: Source, encoding: str | None = None, step: Callable[[float], None] = lambda _: None, name: str = ""
) -> Book:
    """Open a workbook or a delimited text file.

    Args:
        source: Path or bytes.
        encoding: Of a text file, where a person has said it.
        step: Told the share of the opening that is done.
        name: The file's name, where the source is bytes.

    Raises:
        ProblemsError: What the file is instead, or what is wrong with it.
    """
    name, start = _measure(source, name)
    step(0.0)
    if start.startswith(b"PK"):
        check_archive(io.BytesIO(source) if isinstance(source, bytes) else Path(source), name)
        step(0.2)
        return Book(name, _workbook_sheets(source, name))
    if start.startswith(_OLE):
        _refuse_encrypted(source, name)
        if not survives_reading(source):
            raise _damaged(name)
        return Book(name, _workbook_sheets(source, name))
    for magic, kind in _OTHER_KINDS:
        if start.startswith(magic) and not (magic == b"BM" and not start[6:10] == b"\0\0\0\0"):
            raise _refusal(
                "not_a_register_file",
                name,
                Text(
                    "这不是表格，而是{kind}（改扩展名不会变成表格）",
                    "this is no table but {kind}; renaming does not make it one",
                ).fill(kind=kind),
                _SAVE_AS,
            )
    if b"<html" in start.lower() or b"<?xml" in start[:200].lower() or b"<table" in start.lower():
        raise _refusal(
            "web_page_table",
            name,
            Text(
                "这是以 .xls 为名的网页或 XML 文件，不是 Excel 工作簿",
                "this is a web page or XML under the name of a workbook",
            ),
            _SAVE_AS,
        )
    cells, fields, encoding = read_delimited(source, name, encoding)
    step(0.3)
    sheet = Sheet(Path(name).stem or "CSV", cells, fields=fields)
    if not sheet.rows:
        raise _empty(name)
    return Book(name, [sheet], encoding)


def _measure(source: Source, name: str) -> tuple[str, bytes]:
    if isinstance(source, bytes):
        size, start = len(source), source[:4096]
    else:
        path = Path(source)
        name = name or path.name
        if path.is_dir():
            raise _refusal(
                "is_a_directory",
                name,
                Text("这是文件夹，不是文件", "this is a folder, not a file"),
                Text("请给出其中一个文件", "name one file in it"),
            )
        if not path.is_file():
            raise _refusal(
                "file_not_found",
                name,
                Text("找不到这个文件", "there is no such file"),
                Text("请核对路径", "check the path"),
            )
        if not os.access(path, os.R_OK):
            raise _refusal(
                "file_not_readable",
                name,
                Text("没有读取权限", "it may not be read"),
                Text("请检查文件权限", "check its permissions"),
            )
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    if not start.strip(b"\xef\xbb\xbf \r\n\t"):
        raise _empty(name)
    if size > LARGEST_FILE:
        raise _refusal(
            "file_too_large",
            name,
            Text("文件 {size} MB，超过上限 {limit} MB", "{size} MB; the limit is {limit} MB").fill(
                size=size >> 20, limit=LARGEST_FILE >> 20
            ),
            Text("请按县拆分后分别导入", "split it by county and import the parts"),
        )
    return name, start


def _workbook_sheets(source: Source, name: str) -> list[Sheet]:
    try:
        readable = io.BytesIO(source) if isinstance(source, bytes) else str(source)
        book = calamine.CalamineWorkbook.from_object(readable)
        sheets = []
        for position, about in enumerate(book.sheets_metadata):
            if about.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(position)
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                sheets.append(Sheet(about.name, _columns(sheet), hidden, list(sheet.merged_cell_ranges or [])))
    except calamine.PasswordError as error:
        raise _encrypted(name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _damaged(name) from error
    if not any(sheet.rows for sheet in sheets):
        raise _empty(name)
    return sheets


def _columns(sheet: calamine.CalamineSheet) -> list[Cells]:
    rows = sheet.to_python(skip_empty_area=False)
    table: Cells = np.array(rows, dtype=object) if rows and rows[0] else np.empty((0, 0), dtype=object)
    return [np.ascontiguousarray(table[:, j]) for j in range(table.shape[1])]


def _damaged(name: str) -> ProblemsError:
    return _refusal(
        "workbook_damaged",
        name,
        Text("工作簿已损坏或不完整，无法打开", "the workbook is damaged or incomplete"),
        Text("请从原系统重新导出，或用 Excel 打开修复后另存", "export it again, or let Excel repair and save it"),
    )


def _refuse_encrypted(source: Source, name: str) -> None:
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _encrypted(name)


def _encrypted(name: str) -> ProblemsError:
    return _refusal(
        "password_protected",
        name,
        Text("工作簿有打开密码，无法读取", "the workbook is protected by a password"),
        Text("请在 Excel 中取消“用密码进行加密”后另存", "remove the encryption in Excel and save it again"),
    )


def _empty(name: str) -> ProblemsError:
    return _refusal(
        "empty_file",
        name,
        Text("文件是空的，没有任何单元格", "the file is empty"),
        Text("请检查是否导出成功", "check whether the export succeeded"),
    )


def _refusal(code: str, name: str, message: Text, cure: Text) -> ProblemsError:
    return ProblemsError([Problem(code, name, message, cure)])
