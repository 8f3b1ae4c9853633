"""The account of an import: figures, every problem by kind with its cure, and the workbook of all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from data.ingest.result import describe_counts
from models.text import Text
from models.tiers import AREAS, TIERS
from ui.language import language, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Account:
    """The account of an import, without the rows: figures, problems by kind, and the quality workbook."""

    file: str
    dataset: str
    report: Mapping[str, Any]
    workbook: bytes


def show_account(account: Account) -> None:
    """Show figures, problems by kind with their cure, and the workbook of all rows."""
    counts = account.report["counts"]
    st.success(say(Text("已导入并选为当前数据", "Imported, and now the data looked at")))
    shown = ("data_rows", "rows_accepted", "rows_rejected", "rows_doubtful", "households", "members", "insured_members")
    texts = describe_counts()
    cards = st.grid(4, min_column_width=130)
    for key in shown:
        cards.metric(say(texts[key]), f"{counts[key]:,}", border=True, height="stretch")
    st.caption(
        say(
            Text(
                "数据行 {data_rows:,} = 计入 {rows_accepted:,} + 剔除 {rows_rejected:,}；"
                "月金额 {monthly_amount:,.2f} 元",
                "{data_rows:,} rows in = {rows_accepted:,} accepted + {rows_rejected:,} rejected; "
                "{monthly_amount:,.2f} yuan a month",
            ),
            **counts,
        )
    )
    _show_groups(account.report)
    _show_problems_by_kind(account.report["issues"])
    st.download_button(
        say(Text("下载数据质量报告（逐行）", "Download the data-quality report (row by row)")),
        data=account.workbook,
        file_name=say(Text("数据质量报告.xlsx", "data_quality.xlsx")),
        mime=XLSX,
        on_click="ignore",
        type="primary",
    )


def _show_groups(report: Mapping[str, Any]) -> None:
    names = {code.key: code.text for code in (*AREAS, *TIERS)}
    rows = [
        {
            say(Text("组别", "Group")): say(names[key]),
            say(Text("户数", "Households")): f"{one['households']:,}",
            say(Text("人数", "Persons")): f"{one['members']:,}",
            say(Text("保障人数", "Insured")): f"{one['insured_members']:,}",
            say(Text("月金额（元）", "Yuan a month")): f"{one['monthly_amount']:,.2f}",
        }
        for key, one in (report["by_area"] | report["by_tier"]).items()
        if one["households"]
    ]
    st.table(rows, hide_index=True, border="horizontal")
    inferred = report["inferred_standards"]
    if inferred:
        said = "；".join(
            f"{one['county']}{say(names[one['area']])} {one['yuan_per_person_month']:g}" for one in inferred
        )
        st.info(
            say(
                Text(
                    "台账没有登记标准，由补差与收入推出（元/人·月）：{said}",
                    "The register states no standard; payments and incomes imply (yuan per person and month): {said}",
                ),
                said=said,
            )
        )


def _show_problems_by_kind(issues: list[Mapping[str, Any]]) -> None:
    counted: dict[tuple[str, str, str], int] = {}
    english = language() == "en"
    for issue in issues:
        message, cure = (issue["message_en"], issue["cure_en"]) if english else (issue["message"], issue["cure"])
        counted[issue["action"], message, cure] = counted.get((issue["action"], message, cure), 0) + 1
    actions = {"rejected": Text("剔除", "rejected"), "doubtful": Text("存疑", "in doubt")}
    rows = [
        {
            say(Text("处理", "Action")): say(actions[action]),
            say(Text("处数", "Count")): count,
            say(Text("问题", "Problem")): message,
            say(Text("办法", "Cure")): cure,
        }
        for (action, message, cure), count in sorted(
            counted.items(), key=lambda item: (-(item[0][0] == "rejected"), -item[1])
        )
    ]
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch")
