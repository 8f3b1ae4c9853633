"""The dibao standard of each county and area, before and after, beside the minimum wage of the county's class."""

from __future__ import annotations

from models.law import law
from models.text import Text
from models.tiers import AREAS
from reports.numbers import Measure, share_measure
from reports.provenance import BASELINE, REFORM, assumed, notes_of, source_of, stamp_of
from reports.registry import table
from reports.table import Cell, Column, TableSpec
from simulations.lines import Line, lines
from simulations.result import Result

STANDARDS = Text("标准与最低工资", "Standards and the minimum wage")
STANDARD = Text("低保标准", "Dibao standard")
SHARE = Text("占最低工资", "Share of the minimum wage")
YUAN = Measure("money", Text("元/人·月", "yuan/person/month"), 1.0, 2)
WAGE = Measure("money", Text("元/月", "yuan/month"), 1.0, 0)
NO_CLASS = "—"


@table("standards", STANDARDS, of="result")
def standards(result: Result) -> TableSpec:
    """Return one row a county and area: class and minimum wage, standard and share of it before and after."""
    place = law().place(result.reform.place)
    areas = {area.key: area.text for area in AREAS}

    def row(line: Line) -> tuple[Cell, ...]:
        county = place.county(line.county)
        known = county.minimum_wage_class if county else None
        of_class = NO_CLASS if known is None else str(known)
        shares = (line.share_before, line.share_after)
        return line.county, areas[line.area], of_class, line.minimum_wage, line.before, line.after, *shares

    return TableSpec(
        key="standards",
        title=STANDARDS,
        columns=(
            Column("county", Text("县（市、区）", "County")),
            Column("area", Text("城乡", "Area")),
            Column("class", Text("最低工资类别", "Class of minimum wage")),
            Column("minimum_wage", Text("最低工资", "Minimum wage"), WAGE),
            Column("baseline", BASELINE, YUAN, STANDARD),
            Column("reform", REFORM, YUAN, STANDARD),
            Column("share_baseline", BASELINE, share_measure(), SHARE),
            Column("share_reform", REFORM, share_measure(), SHARE),
        ),
        rows=tuple(row(line) for line in lines(result)),
        stamp=stamp_of(result),
        source=source_of(result),
        notes=notes_of(result),
        marks=("assumed",) if assumed(result) else (),
    )
