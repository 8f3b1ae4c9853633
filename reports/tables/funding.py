"""Who pays for a reform: a year's cash by level of government, in two modes."""

from __future__ import annotations

from models.text import Text
from reports.numbers import PER_YEAR, money_measure, share_measure
from reports.provenance import assumed, notes_of, source_of, stamp_of
from reports.registry import table
from reports.rounding import add_up
from reports.table import Amount, Cell, Column, TableSpec
from simulations.financing import LEVELS, by_level, shares
from simulations.result import Result

FUNDING = Text("增支由谁承担", "Who pays for the change")
TOTAL = Text("合计", "Total")
MODES = Text(
    "按比例分担：各级按比例承担全部增减；上级补助不变：上级与市级不增加，增减全部由县级承担",
    "Average: every level carries its share of the change; marginal: grants from above stay, the county carries it all",
)


@table("funding", FUNDING, of="result")
def funding(result: Result) -> TableSpec:
    """Return the change of a year's cash assistance by level of government, average and marginal mode."""
    change = result.value("annual_cash_cost", "difference") or 0.0
    share = shares(result.reform)
    average, marginal = by_level(change, share), by_level(change, share, marginal=True)
    measure = money_measure([*average.values(), *marginal.values()], PER_YEAR).difference()
    added = add_up([[average[level], marginal[level]] for level in LEVELS], measure, (change, change))
    shown: list[tuple[Cell, ...]] = [
        (name, Amount(share[level], share_measure(0)), *cells)
        for (level, name), cells in zip(LEVELS.items(), added.cells, strict=True)
    ]
    shown.append((TOTAL, Amount(1.0, share_measure(0)), *added.columns))
    return TableSpec(
        key="funding",
        title=FUNDING,
        columns=(
            Column("level", Text("级次", "Level")),
            Column("share", Text("分担比例", "Share")),
            Column("average", Text("按比例分担", "Average mode"), measure),
            Column("marginal", Text("上级补助不变", "Marginal mode"), measure),
        ),
        rows=tuple(shown),
        stamp=stamp_of(result),
        source=source_of(result),
        notes=(MODES, *notes_of(result)),
        marks=("assumed",) if assumed(result) else (),
        totals=frozenset({len(shown) - 1}),
    )
