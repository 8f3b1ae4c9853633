"""Tables of a result: headline figures, and county by county."""

from __future__ import annotations

from models.text import Text
from reports.figures import Figures
from reports.headline import Headline, headlines
from reports.numbers import share_measure
from reports.provenance import BASELINE, REFORM, assumed, notes_of, source_of, stamp_of
from reports.registry import table
from reports.table import Amount, Cell, Column, Figure, Gap, TableSpec
from simulations.result import Result

HEADLINES = Text("主要结果", "Headline figures")
BY_COUNTY = Text("分县结果", "Results by county")
DIFFERENCE = Text("增减", "Change")
RELATIVE = Text("增减幅度", "Relative change")
TOTAL = Text("合计", "Total")
COUNTY_LEVELS = ("recipient_households", "recipient_persons", "cash_cost")
NO_FIGURE = "—"


@table("headlines", HEADLINES, of="result")
def headline_table(result: Result) -> TableSpec:
    """Return the headline figures, one a row with its own unit: present law, reform, change, relative change."""
    shares = share_measure().difference()
    rows: list[tuple[Cell, ...]] = []
    for one in headlines(result):
        change = one.measure.difference()
        rows.append(
            (
                one.text,
                one.measure.unit,
                _amount(one, one.baseline),
                _amount(one, one.reform),
                Amount(one.difference, change) if isinstance(one.difference, float) else one.difference,
                NO_FIGURE if one.relative is None else Amount(one.relative, shares),
            )
        )
    return TableSpec(
        key="headlines",
        title=HEADLINES,
        columns=(
            Column("indicator", Text("指标", "Indicator")),
            Column("unit", Text("单位", "Unit")),
            Column("baseline", BASELINE),
            Column("reform", REFORM),
            Column("difference", DIFFERENCE),
            Column("relative", Text(f"{RELATIVE.zh}（%）", f"{RELATIVE.en} (%)")),
        ),
        rows=tuple(rows),
        stamp=stamp_of(result),
        source=source_of(result),
        notes=notes_of(result),
        marks=("assumed",) if assumed(result) else (),
    )


@table("by_county", BY_COUNTY, of="result")
def county_table(result: Result) -> TableSpec:
    """Return households, persons and monthly cash county by county, with a total that the rows add up to."""
    figures = Figures(result)
    columns = [Column("county", Text("县（市、区）", "County"))]
    blocks = {key: figures.by_county(key) for key in COUNTY_LEVELS}
    for key, rows in blocks.items():
        numbers = [v for row in rows[:-1] for v in (row.baseline, row.reform) if isinstance(v, float)]
        measure, name = figures.measure(key, numbers), result.indicators[key].text
        columns += [
            Column(f"{key}_baseline", BASELINE, measure, name),
            Column(f"{key}_reform", REFORM, measure, name),
            Column(f"{key}_difference", DIFFERENCE, measure.difference(), name),
        ]
    counties: list[Cell] = [*result.counties, TOTAL]
    body = []
    for i, county in enumerate(counties):
        figure: list[Figure] = []
        for rows in blocks.values():
            figure += [rows[i].baseline, rows[i].reform, rows[i].difference]
        body.append((county, *figure))
    return TableSpec(
        key="by_county",
        title=Text(f"{BY_COUNTY.zh}：现行与方案", f"{BY_COUNTY.en}: present law and reform"),
        columns=tuple(columns),
        rows=tuple(body),
        stamp=stamp_of(result),
        source=source_of(result),
        notes=(
            Text("各县取整后与合计相等", "counties are rounded so that they add up to the total"),
            *notes_of(result),
        ),
        totals=frozenset({len(body) - 1}),
    )


def _amount(one: Headline, value: Figure) -> Cell:
    if value is None or isinstance(value, Gap):
        return value
    return Amount(value, one.measure)
