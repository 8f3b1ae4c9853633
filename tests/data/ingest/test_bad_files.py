"""Files that are no register get one clear message in both languages, before memory is gone."""

import io
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ingest import archive
from data.ingest.ingest import ingest
from data.ingest.old_workbook import survives_reading
from data.ingest.recognise import recognise
from data.ingest.recognition import Answers
from models.problems import ProblemsError
from tests.data.ingest.made import grid, text, workbook
from tests.data.ingest.test_writing_styles import KEY, MADE, PLAIN, ROWS, TITLE

FILES = Path(__file__).parent / "files"
GOOD = workbook({"表": TITLE + grid(ROWS[:50], PLAIN)})


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


def bomb(*, lying: bool) -> bytes:
    """A sheet of 300 MB of blanks in 300 kB; a lying one declares 1000 bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        with zipfile.ZipFile(io.BytesIO(GOOD)) as good:
            for name in good.namelist():
                if "sheet1" not in name:
                    file.writestr(name, good.read(name))
        with file.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * (1 << 20))
    data = bytearray(stream.getvalue())
    if lying:
        entry = data.rindex(b"PK\x01\x02", 0, data.rindex(b"sheet1.xml"))
        data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(data)


def far_cell() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "户编号")
        sheet.write(1_048_575, 16_383, "x")
    return stream.getvalue()


BAD = {
    "photo": (b"\xff\xd8\xff\xe0" + b"\x07" * 5000, "not_a_register_file"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x07" * 100, "not_a_register_file"),
    "PDF": (b"%PDF-1.4 and more", "not_a_register_file"),
    "archive": (b"Rar!\x1a\x07", "not_a_register_file"),
    "zip without a workbook": (zipped(readme=b"x"), "not_a_workbook"),
    "web page": (b"<html><table><tr><td>x</td></tr></table></html>", "web_page_table"),
    "nothing": (b"", "empty_file"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "empty_file"),
    "sheet without cells": (workbook({"表": []}), "empty_file"),
    "cut in half": (GOOD[: len(GOOD) // 2], "workbook_damaged"),
    "cut at the end": (GOOD[:-10], "workbook_damaged"),
    "no workbook inside": (zipped(xl__workbook=b"garbage"), "workbook_damaged"),
    "old workbook, damaged": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, "workbook_damaged"),
    "password": ((FILES / "password.xlsx").read_bytes(), "password_protected"),
    "bomb": (bomb(lying=False), "expands_too_far"),
    "bomb that lies": (bomb(lying=True), "expands_too_far"),
    "far cell": (far_cell(), "sheet_too_wide"),
    "NUL bytes": (b"a,b,c\n1,2\x00,3\n", "binary_file"),
    "no encoding": (b"\x81\x20\xff\xfe\x80" * 300, "encoding_unknown"),
    "prose": ("你好，世界。\n".encode() * 50, "no_header_found"),
    "other table": (text([["商品", "单价"], ["苹果", "3"]]), "no_header_found"),
    "header only": (workbook({"表": grid([], PLAIN)}), "no_header_found"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_file_gets_one_clear_message(name):
    data, code = BAD[name]
    with pytest.raises(ProblemsError) as error:
        recognise(data, name="台账.xlsx")
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.where == "台账.xlsx"
    assert all((problem.message.zh, problem.message.en, problem.cure.zh, problem.cure.en))


def test_places_that_hold_no_file(tmp_path):
    for path, code in ((tmp_path, "is_a_directory"), (tmp_path / "none.xlsx", "file_not_found")):
        with pytest.raises(ProblemsError) as error:
            recognise(path)
        assert error.value.problems[0].code == code


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    path = tmp_path / "big.csv"
    path.write_bytes(text(grid(ROWS, PLAIN)))
    monkeypatch.setattr("data.ingest.source.LARGEST_FILE", 1000)
    with pytest.raises(ProblemsError) as error:
        recognise(path)
    assert error.value.problems[0].code == "file_too_large"


def test_an_honest_workbook_expands_less_than_the_limit():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        expanded = sum(entry.file_size for entry in file.infolist())
    assert expanded < archive.LARGEST_RATIO * len(GOOD)
    archive.check_archive(io.BytesIO(GOOD), "")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_row_cut_in_the_middle_of_a_character_is_rejected_alone(encoding):
    data = text(TITLE + grid(ROWS, PLAIN), encoding=encoding)
    end = data.rindex("镇".encode(encoding)) + 1
    result = ingest(data[:end], key=KEY)
    assert result.issues[["row", "code"]].to_numpy().tolist() == [[len(TITLE) + 1 + len(ROWS), "row_cut_off"]]
    assert result.counts["households"] == len(MADE) - 1


@pytest.mark.parametrize("name", ['"测试', '测"试', '"测,试"', '"测\n试"', '"他说""好"""'])
def test_quotes_never_swallow_rows(name):
    cells = grid(ROWS, PLAIN)
    cells[5][3] = name
    result = ingest(text(cells), key=KEY)
    assert (result.counts["data_rows"], result.counts["rows_rejected"]) == (len(ROWS), 0)


def test_formulas_are_text_and_never_run():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        cells = TITLE + grid(
            [row | {"name": '=HYPERLINK("http://x","y")', "town": "=cmd|' /C calc'!A0"} for row in ROWS[:40]], PLAIN
        )
        for i, row in enumerate(cells):
            for j, value in enumerate(row):
                sheet.write(i, j, value)
    result = ingest(stream.getvalue(), key=KEY)
    assert result.counts["households"] == 40
    assert result.normalised["formula_like_text_kept_as_text"] == 80
    assert set(result.table["town"].to_pylist()) == {"=cmd|'/ccalc'!a0"}


def test_a_file_whose_every_row_is_rejected_gives_an_empty_caseload():
    result = ingest(workbook({"表": TITLE + grid([row | {"tier": "已停保"} for row in ROWS[:30]], PLAIN)}), key=KEY)
    assert (result.counts["data_rows"], result.counts["rows_rejected"], result.counts["households"]) == (30, 30, 0)
    assert result.table.num_rows == 0
    assert result.counts["monthly_amount"] == 0.0


def test_an_old_workbook_is_tried_apart_first():
    good = (FILES / "register.xls").read_bytes()
    assert survives_reading(good)
    assert not survives_reading(good[:512] + b"\xff" * 4096 + good[4608:])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=12),
    st.sampled_from(["utf-8", "gb18030"]),
)
def test_damaged_text_is_imported_or_refused_never_a_crash(damage, encoding):
    data = bytearray(text(TITLE + grid(ROWS[:30], PLAIN), encoding=encoding))
    for place, inserted, removed in damage:
        at = place % len(data)
        data[at : at + removed] = inserted
    with suppress(ProblemsError):
        result = ingest(bytes(data), Answers(accept=True), key=KEY)
        assert result.counts["data_rows"] == result.counts["rows_accepted"] + result.counts["rows_rejected"]
