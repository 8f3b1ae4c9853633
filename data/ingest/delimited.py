"""Read delimited text of any usual encoding and separator into columns of text."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.problems import Problem, ProblemsError
from models.text import Text

_SEPARATORS = (",", "\t", ";", "|")
_PIECE = 1 << 22


def read_delimited(
    source: str | Path | bytes, name: str, encoding: str | None
) -> tuple[list[npt.NDArray[np.object_]], npt.NDArray[np.int32] | None, str]:
    """Read a text file into columns of text of equal length.

    Returns:
        The columns, the number of fields of each row (``None`` where quotes hide it), and the encoding.

    Raises:
        ProblemsError: The file is binary or in no known encoding.
    """
    with _open(source) as file:
        encoding = encoding or find_encoding(file, name)
    if encoding == "utf-16":
        source, encoding = _as_utf8(source), "utf-8-sig"
        return read_delimited(source, name, encoding)
    with _open(source) as file:
        separator, counts, quoted = _shape(file, encoding)
    width = int(counts.max(initial=0)) + 1
    frame = _parse(source, encoding, separator, width, len(counts), quoted=quoted)
    columns: list[npt.NDArray[np.object_]] = [frame[j].to_numpy(dtype=object) for j in frame]
    fields = (counts + 1).astype(np.int32) if len(frame) == len(counts) and not quoted else None
    while len(columns) > 1 and not any(columns[-1]):
        columns.pop()
    return columns, fields, encoding


def find_encoding(file: BinaryIO, name: str) -> str:
    """Return the encoding by mark, else strict UTF-8, else GB18030; a cut last character is forgiven."""
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if _has_nul(file):
        raise ProblemsError(
            [
                Problem(
                    "binary_file",
                    name,
                    Text("文件含有空字节，不是文本表格", "the file holds NUL bytes: it is no text table"),
                    Text("请重新导出为 .xlsx 或 UTF-8 的 .csv", "export it again as .xlsx or UTF-8 .csv"),
                )
            ]
        )
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    for encoding in ("utf-8", "gb18030"):
        if _decodes(file, encoding):
            return encoding
    raise ProblemsError(
        [
            Problem(
                "encoding_unknown",
                name,
                Text("文字编码既不是 UTF-8 也不是 GB18030", "the text is neither UTF-8 nor GB18030"),
                Text(
                    "如为繁体 Big5 请指定编码 big5hkscs，否则用 Excel 另存为“CSV UTF-8”",
                    "name the encoding (big5hkscs for traditional script) or save it as CSV UTF-8",
                ),
            )
        ]
    )


def _open(source: str | Path | bytes) -> BinaryIO:
    return io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _has_nul(file: BinaryIO) -> bool:
    return any(b"\0" in piece for piece in _pieces(file))


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in _pieces(file):
            decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def _as_utf8(source: str | Path | bytes) -> bytes:
    with _open(source) as file:
        return file.read().decode("utf-16", errors="replace").encode("utf-8-sig")


def _shape(file: BinaryIO, encoding: str) -> tuple[str, npt.NDArray[np.int32], bool]:
    first = [line.decode(encoding, errors="replace") for _, line in zip(range(200), file, strict=False)]
    scores = {s: Counter(line.count(s) for line in first if line.strip()).most_common(1) for s in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda s: (scores[s][0][0] > 0) * scores[s][0][1] if scores[s] else 0)
    mark = separator.encode()
    file.seek(0)
    quoted = False
    counts = []
    for line in file:
        counts.append(line.count(mark))
        quoted = quoted or b'"' in line
    return separator, np.array(counts, dtype=np.int32), quoted


def _parse(
    source: str | Path | bytes, encoding: str, separator: str, width: int, lines: int, *, quoted: bool
) -> pd.DataFrame:
    options: dict[str, Any] = {
        "sep": separator, "header": None, "names": range(width), "dtype": object, "keep_default_na": False, "na_values": [],
        "skip_blank_lines": False, "encoding": encoding, "encoding_errors": "replace", "engine": "c",
    }  # fmt: skip
    readable: Any = io.BytesIO(source) if isinstance(source, bytes) else source
    frame: pd.DataFrame | None
    try:
        frame = pd.read_csv(readable, quoting=0 if quoted else 3, **options)
    except pd.errors.ParserError:
        frame = None
    except pd.errors.EmptyDataError:
        return pd.DataFrame({0: pd.Series([], dtype=object)})
    if frame is not None and not _swallows_rows(frame, separator, lines):
        return frame
    # A stray quote would swallow rows: read the marks as plain characters and take off the pairs.
    readable = io.BytesIO(source) if isinstance(source, bytes) else source
    plain: pd.DataFrame = pd.read_csv(readable, quoting=3, **options)
    return plain.map(lambda text: re.sub(r'^"(.*)"$', r"\1", text) if text.startswith('"') else text)


def _swallows_rows(frame: pd.DataFrame, separator: str, lines: int) -> bool:
    if len(frame) == lines:
        return False
    held = frame.map(lambda text: "\n" in text and text.count(separator) >= max(frame.shape[1] // 2, 2))
    return bool(held.to_numpy().any())
