"""The data behind a chart or a table as CSV that Excel opens with the right letters."""

from __future__ import annotations

import csv as csv_module
import io
import math

from models.text import Language, Text
from reports.chart import ChartSpec
from reports.registry import exporter
from reports.table import Amount, Cell, Column, TableSpec, cell_text

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@exporter("csv", Text("数据 CSV", "Data (CSV)"), mime="text/csv", suffix=".csv", takes=("chart", "table"))
def csv(spec: ChartSpec | TableSpec, language: Language) -> bytes:
    """Return UTF-8 with a byte order mark: title, unit line, header, rows, then notes, source and stamp.

    Figures are plain numbers as printed, without thousands separators.
    """
    table = spec.table() if isinstance(spec, ChartSpec) else spec
    file = io.StringIO()
    writer = csv_module.writer(file, lineterminator="\r\n")
    writer.writerow([harmless(table.title(language))])
    writer.writerow([harmless(table.unit_line(language))])
    writer.writerow([harmless(header) for header in table.headers(language)])
    for row in table.rows:
        writer.writerow([_cell(value, c, language) for value, c in zip(row, table.columns, strict=True)])
    writer.writerow([])
    for line in table.footers(language):
        writer.writerow([harmless(line)])
    return file.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return ``text`` such that no spreadsheet takes it for a formula: with an apostrophe before a dangerous sign."""
    return "'" + text if text.lstrip(" \u3000").startswith(_DANGEROUS) or text.startswith(_DANGEROUS) else text


def _cell(value: Cell, column: Column, language: Language) -> str:
    measure = value.measure if isinstance(value, Amount) else column.measure
    number = value.value if isinstance(value, Amount) else value
    if isinstance(number, int | float) and not math.isnan(number):
        return f"{measure.printed(number):.{measure.decimals}f}" if measure else repr(number)
    return harmless(cell_text(value, measure, language))
