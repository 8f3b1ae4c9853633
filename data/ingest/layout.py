"""Tell whether a sheet has one row a household or one row a member."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.ingest.recognition import HOUSEHOLD_ROWS, MEMBER_ROWS, Layout
from data.ingest.rows import column_of
from data.ingest.source import Sheet
from data.ingest.values import Flags, by_spelling, is_head
from models.text import Text


def find_layout(sheet: Sheet, names: Sequence[str | None], data: Flags) -> tuple[Layout, Text]:
    """Return the layout of the data rows and what tells it."""
    relation = column_of(sheet, names, "person_relation")
    if relation is not None:
        heads = by_spelling(relation[data], is_head, np.int8)
        if (heads == 0).mean() > 0.02:
            return MEMBER_ROWS, Text("“与户主关系”列有其他成员", "the relation column names other members")
    number = column_of(sheet, names, "household_id")
    person = column_of(sheet, names, "person_id")
    if number is not None:
        numbers = number[data]
        filled = numbers != ""
        repeated = pd.Series(numbers[filled], dtype=object).duplicated().sum()
        named = column_of(sheet, names, "person_name")
        who = person if person is not None else named
        if who is not None:
            pairs = pd.DataFrame({"number": numbers[filled], "who": who[data][filled]}, dtype=object)
            different = (~pairs.duplicated()).sum() - filled.sum() + repeated
            if different > 0.1 * max(filled.sum(), 1):
                return MEMBER_ROWS, Text("同一户编号下有不同的人", "one household number holds several persons")
            blank = ~filled & (who[data] != "")
            if blank.mean() > 0.2 and filled.any():
                return MEMBER_ROWS, Text(
                    "户编号只写在每户第一行", "the household number stands on each household's first row only"
                )
    head = column_of(sheet, names, "head_identity")
    if head is not None and person is not None:
        both = (head[data] != "") & (person[data] != "")
        if (head[data][both] != person[data][both]).sum() > 0.1 * max(both.sum(), 1):
            return MEMBER_ROWS, Text("户主与成员的身份证号不同", "head and member have different identity numbers")
    return HOUSEHOLD_ROWS, Text("每行一户", "one row a household")
