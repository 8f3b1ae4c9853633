"""The table of a typical household's notches: where, how much, who carries it, how far it reaches."""

from __future__ import annotations

from models.text import Text
from reports.charts.cliff import PARTS, YUAN, YUAN_A_MONTH, notch_part
from reports.cliff_view import CliffSide, CliffView, border_name
from reports.numbers import share_measure
from reports.registry import table
from reports.table import Cell, Column, TableSpec, not_computable
from simulations.cliffs import Notch

NOTCHES = Text("落差表", "Notches")
BEYOND = not_computable(Text("所看收入范围内未回到原水平", "no recovery within the incomes looked at"))


@table("notches", NOTCHES, of="cliff")
def notch_table(view: CliffView) -> TableSpec:
    """Return every notch: border, drop a month, as a share of the standard, its parts, and the dominated zone's end."""
    found = [(side, notch) for side in view.sides for notch in side.notches]
    kept = [key for key in PARTS if any(notch_part(notch, key) for _, notch in found)]
    return TableSpec(
        key="notches",
        title=Text(f"{NOTCHES.zh}：{view.where.zh}", f"{NOTCHES.en}: {view.where.en}"),
        columns=(
            Column("side", Text("规定", "Law")),
            Column("border", Text("边界", "Border")),
            Column("income", Text("人均月收入", "Income per person"), YUAN_A_MONTH),
            Column("drop", Text("家庭每月减少", "Household loses a month"), YUAN_A_MONTH),
            Column("share", Text("人均减少占低保标准", "Loss per person, share of the standard"), share_measure()),
            *(Column(key, PARTS[key], YUAN_A_MONTH, Text("其中", "Of which")) for key in kept),
            Column("recovery", Text("恢复原水平的人均月收入", "Income per person that recovers it"), YUAN_A_MONTH),
        ),
        rows=tuple(_row(side, notch, kept) for side, notch in found),
        stamp=view.stamp,
        source=view.source,
        notes=view.notes,
        marks=view.marks,
    )


def _row(side: CliffSide, notch: Notch, kept: list[str]) -> tuple[Cell, ...]:
    parts = [notch_part(notch, key) for key in kept]
    recovery = BEYOND if notch.recovery is None else notch.recovery / notch.members
    start = (
        YUAN.snapped(notch.income_per_person) if abs(notch.income_per_person % 1) < 1e-4 else notch.income_per_person
    )
    return (side.text, border_name(notch), start, notch.drop, notch.drop_share, *parts, recovery)
