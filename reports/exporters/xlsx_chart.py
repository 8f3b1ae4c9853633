"""Native Excel charts for the kinds that Excel draws naturally."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.text import Language
from reports.chart import ChartSpec, Series
from reports.palette import look
from reports.table import TableSpec

_FIRST_ROW = 3
_TYPES: dict[str, dict[str, str]] = {
    "grouped_bar": {"type": "column"},
    "stacked_bar": {"type": "column", "subtype": "stacked"},
    "horizontal_bar": {"type": "bar"},
    "line": {"type": "line"},
    "curve": {"type": "scatter", "subtype": "straight"},
    "histogram": {"type": "column"},
}


def insert_chart(book: Workbook, sheet: Worksheet, spec: ChartSpec, table: TableSpec, language: Language) -> None:
    """Put a native chart of ``spec`` under its table; kinds that Excel lacks, as waterfalls, stay a table.

    Stacks side by side stay a table as well: Excel has no such chart.
    """
    side_by_side = len({s.stack for s in spec.series}) > 1
    if spec.kind not in _TYPES or side_by_side:
        return
    chart = book.add_chart(_TYPES[spec.kind])
    row = _FIRST_ROW
    for j, series in enumerate(spec.series):
        chart.add_series(_series(sheet.get_name(), spec, series, (row, j), language))
        row += len(series.values) if spec.kind in ("curve", "histogram") else 0
    chart.set_title({"name": spec.title(language), "name_font": {"size": 12}, "overlay": False})
    figures = {"num_format": "#,##0", "name": spec.unit_line(language), "name_font": {"bold": False}}
    names: dict[str, Any] = {"name": spec.x_axis(language)} if spec.x_axis.zh else {}
    if spec.kind == "horizontal_bar":
        names["reverse"] = True
    chart.set_x_axis(names)
    chart.set_y_axis(figures | {"major_gridlines": {"visible": True, "line": {"color": "#d9d9d9"}}})
    chart.set_legend({"none": True} if len(spec.series) < 2 else {"position": "top"})
    chart.set_size({"width": 900, "height": 420})
    below = _FIRST_ROW + len(table.rows) + len(table.footers(language)) + 2
    sheet.insert_chart(below, 0, chart, {"description": spec.alt(language)})


def _series(sheet: str, spec: ChartSpec, series: Series, at: tuple[int, int], language: Language) -> dict[str, Any]:
    """Return one series as ranges of the sheet: columns side by side, or stretches of rows one under another."""
    row, j = at
    last = row + len(series.values) - 1
    places, figures = {"curve": (1, 2), "histogram": (1, 3)}.get(spec.kind, (0, 1 + j))
    style = look(spec, series)
    lines = spec.kind in ("line", "curve")
    colour = {"line": {"color": style.fill, "width": 2}} if lines else {"fill": {"color": style.fill}, "gap": 60}
    dash = {"line": {"color": style.fill, "width": 2, "dash_type": "dash"}} if lines and style.dash else {}
    return {
        "name": spec.name(series, language),
        "categories": [sheet, row, places, last, places],
        "values": [sheet, row, figures, last, figures],
        **colour,
        **dash,
    }
