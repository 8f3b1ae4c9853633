"""The data behind a chart or a table as an Excel workbook, with a native chart where Excel has one."""

from __future__ import annotations

import io
import math
from datetime import datetime, time
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.exporters.xlsx_chart import insert_chart
from reports.fonts import width_em
from reports.registry import exporter
from reports.table import Amount, Cell, Column, Gap, TableSpec, cell_text

_HEADER_ROW = 2
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@exporter("xlsx", Text("数据 Excel", "Data (Excel)"), mime=_MIME, suffix=".xlsx", takes=("chart", "table"))
def xlsx(spec: ChartSpec | TableSpec, language: Language) -> bytes:
    """Return a workbook: title, unit line, header, figures as numbers, notes, source and stamp.

    Figures are those printed, in the printed unit, so that parts add up to their totals. Texts stay texts: nothing
    in the data becomes a formula or a link.
    """
    table = spec.table() if isinstance(spec, ChartSpec) else spec
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": table.title(language),
            "comments": table.stamp.line(language),
            "created": datetime.combine(table.stamp.day, time()),
        }
    )
    sheet = book.add_worksheet("数据" if language == "zh" else "Data")
    _write_table(book, sheet, table, language)
    if isinstance(spec, ChartSpec) and not spec.empty:
        insert_chart(book, sheet, spec, table, language)
    book.close()
    return file.getvalue()


def _write_table(book: Workbook, sheet: Worksheet, table: TableSpec, language: Language) -> None:
    last = max(len(table.columns) - 1, 0)
    plain = {"font_name": "微软雅黑" if language == "zh" else "Calibri", "valign": "vcenter"}
    sheet.write_string(0, 0, table.title(language), book.add_format(plain | {"bold": True, "font_size": 14}))
    sheet.write_string(1, last, table.unit_line(language), book.add_format(plain | {"align": "right"}))
    head = book.add_format(plain | {"bold": True, "text_wrap": True, "align": "center", "top": 2, "bottom": 1})
    for j, header in enumerate(table.headers(language)):
        sheet.write_string(_HEADER_ROW, j, header, head)
    for i, row in enumerate(table.rows):
        style = plain | ({"bold": True} if i in table.totals else {})
        for j, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(book, sheet, (_HEADER_ROW + 1 + i, j), value, column, style, language)
    quiet = book.add_format(plain | {"font_size": 9, "font_color": "#595959"})
    below = _HEADER_ROW + 2 + len(table.rows)
    for i, line in enumerate(table.footers(language)):
        sheet.write_string(below + i, 0, line, quiet)
    for j, width in enumerate(_widths(table, language)):
        sheet.set_column(j, j, width)
    sheet.freeze_panes(_HEADER_ROW + 1, 1)


def _write_cell(
    book: Workbook,
    sheet: Worksheet,
    at: tuple[int, int],
    value: Cell,
    column: Column,
    style: dict[str, Any],
    language: Language,
) -> None:
    measure = value.measure if isinstance(value, Amount) else column.measure
    number = value.value if isinstance(value, Amount) else value
    if isinstance(number, int | float) and not math.isnan(number):
        form = style | {"num_format": measure.excel_format if measure else "General"}
        sheet.write_number(*at, measure.printed(number) if measure else number, book.add_format(form))
    else:
        form = style | ({"align": "right"} if measure or isinstance(value, Gap) else {})
        sheet.write_string(*at, cell_text(value, measure, language), book.add_format(form))


def _widths(table: TableSpec, language: Language) -> list[float]:
    """Return column widths in Excel's characters, from the longest text below the header."""
    rows = [table.headers(language), *table.texts(language)]
    return [min(max(1.9 * max(width_em(row[j]) for row in rows) + 2, 9), 40) for j in range(len(table.columns))]
