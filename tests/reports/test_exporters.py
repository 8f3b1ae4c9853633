"""Every export is opened again, and holds the figures, the texts and the stamp."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from reports.exporters.csv import harmless
from reports.registry import exporters
from tests.reports import specs

STAMP_PARTS = ("农村靠拢城市 100%", "0.1.0", "3f9ac01b", "77ab12ef", "2022年4月1日", "合成数据")


def test_formats_are_found_by_file():
    assert set(exporters("chart")) == {"png", "svg", "pdf", "xlsx", "csv"}
    assert set(exporters("table")) == {"xlsx", "csv"}
    for one in exporters().values():
        assert one.text.zh
        assert one.text.en
        assert one.suffix.startswith(".")
        assert one.function.__doc__


def test_a_picture_of_a_table_is_refused():
    with pytest.raises(TypeError, match="png takes chart"):
        exporters()["png"].export(specs.table(), "zh")


@pytest.mark.parametrize("make", [specs.curve, specs.stacked_bar])
@pytest.mark.parametrize("key", ["png", "svg", "pdf", "xlsx", "csv"])
def test_the_same_chart_gives_the_same_bytes(make, key):
    one = exporters()[key]
    first = one.export(make(), "zh")
    assert first == one.export(make(), "zh")
    starts = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-1", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert first.startswith(starts[key])


def test_a_png_is_sharp_and_says_what_it_is():
    data = exporters()["png"].export(specs.grouped_bar(), "zh")
    assert int.from_bytes(data[16:20]) == 1800
    assert "月支出由 1,464.15万元".encode() in data
    assert "农村靠拢城市".encode() in data


def test_an_svg_tells_screen_readers_what_it_shows():
    root = ElementTree.fromstring(exporters()["svg"].export(specs.horizontal_bar(), "zh"))  # noqa: S314 (our own file)
    assert root.get("role") == "img"
    assert "净增 291人" in root.get("aria-label")
    assert not root.findall(".//{http://www.w3.org/2000/svg}text"), "letters are paths"


def test_a_pdf_embeds_the_font_as_truetype():
    data = exporters()["pdf"].export(specs.curve(), "zh")
    assert b"/CIDFontType2" in data or b"/TrueType" in data
    assert b"/Type3" not in data


def sheet(spec, language="zh"):
    return openpyxl.load_workbook(io.BytesIO(exporters()["xlsx"].export(spec, language)))


def test_a_workbook_holds_printed_figures_as_numbers():
    book = sheet(specs.grouped_bar())
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][0] == "各县（市、区）月支出：现行与方案"
    assert "单位：万元/月" in rows[1]
    assert rows[2][:3] == ("项目", "现行", "方案")
    assert rows[3][:3] == ("三元区", 150.32, 166.86)
    assert book.active.cell(4, 2).number_format == "#,##0.00"
    foot = "\n".join(str(row[0]) for row in rows[14:])
    assert all(part in foot for part in STAMP_PARTS)
    assert "福建省民政厅" in foot


def test_a_table_keeps_texts_texts_and_says_what_is_missing():
    rows = list(sheet(specs.table()).active.iter_rows(values_only=True))
    assert rows[2] == ("县（市、区）", "现行·人数（人）", "现行·月支出（万元/月）")
    assert rows[4] == ("=cmd|' /C calc'!A0", "<5", "不可计算")
    assert sheet(specs.table()).active.cell(5, 1).data_type == "s"
    assert "少于 5" in "".join(str(row[0]) for row in rows[7:])


@pytest.mark.parametrize(
    "make", [specs.grouped_bar, specs.tiers, specs.horizontal_bar, specs.line, specs.curve, specs.histogram]
)
def test_a_native_chart_draws_the_figures_of_its_own_sheet(make):
    spec = make()
    data = exporters()["xlsx"].export(spec, "zh")
    chart = zipfile.ZipFile(io.BytesIO(data)).read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == len(spec.series)
    names = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    active = sheet(spec).active
    for series, element in zip(spec.series, ElementTree.fromstring(chart).iter(f"{{{names['c']}}}ser"), strict=True):  # noqa: S314
        reference = next(
            e.text for e in element.iter(f"{{{names['c']}}}f") if e.text and e is not None and ":" in e.text
        )
        values = [f.text for tag in ("val", "yVal") for f in element.findall(f"c:{tag}/c:numRef/c:f", names)]
        cells = [row[0].value for row in active[values[0].split("!")[1].replace("$", "")]]
        numbers = [None if v is None else spec.measure.printed(v) for v in series.numbers()]
        assert [c if isinstance(c, int | float) else None for c in cells] == numbers
        assert reference


def test_a_csv_opens_in_excel_and_runs_nothing():
    text = exporters()["csv"].export(specs.table(), "zh").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["各县（市、区）结果"]
    assert rows[3] == ["三元区", "4321", "150.32"]
    assert rows[4] == ["'=cmd|' /C calc'!A0", "<5", "不可计算"]
    assert all(part in text for part in STAMP_PARTS)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", " =1", "\u3000＝1"]
)
def test_cells_that_a_spreadsheet_would_execute_are_made_harmless(text):
    assert harmless(text) == "'" + text


def test_negative_figures_stay_numbers_in_a_csv():
    text = exporters()["csv"].export(specs.horizontal_bar(), "zh").decode("utf-8-sig")
    rows = {row[0]: row[1] for row in csv.reader(io.StringIO(text)) if len(row) > 1}
    assert rows["双江拉祜族佤族布朗族傣族自治县"] == "-35"
    assert rows["永安市"] == "<5"


def test_file_names_are_accepted_everywhere():
    name = exporters()["png"].file_name(specs.grouped_bar(), "zh")
    assert name == "各县（市、区）月支出：现行与方案_农村靠拢城市 100%_2022-04-01.png"
    assert not set(exporters()["csv"].file_name(specs.grouped_bar(), "en")) & set('\\/:*?"<>|')
