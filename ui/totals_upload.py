"""Published totals instead of a register: entered or uploaded, checked, and scaled to a population."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import streamlit as st

from data.population.totals import Total, totals_from_rows
from data.population.totals_columns import Period, SpendingUnit
from data.population.totals_file import read_totals, totals_template
from data.population.totals_population import population_from_totals, totals_fit
from data.store import open_store
from models.law import law
from models.problems import ProblemsError
from models.text import Text
from models.tiers import AREAS
from ui.language import language, say
from ui.register_account import XLSX
from ui.show import show_problems
from ui.study import CHOOSE, PLACE, current_study

SEED = 1
EXPLAINED = Text(
    "没有台账时，可录入各县（市、区）公布的低保户数、人数、标准和月支出，系统生成与之相符的人口用于试算；所有结果标注“按公布总数推算”。",
    "Without a register, give the published households, persons, standard and monthly spending by county and area: "
    "a population scaled to them is made, and every result is marked as scaled to published totals.",
)
COLUMNS = {
    "county": Text("县（市、区）", "County"),
    "area": Text("城乡", "Area"),
    "households": Text("低保户数", "Dibao households"),
    "persons": Text("低保人数", "Dibao persons"),
    "standard": Text("低保标准（元/人·月）", "Standard (yuan/person/month)"),
    "monthly_spending": Text("月支出（元）", "Monthly spending (yuan)"),
    "population": Text("常住人口（可不填）", "Population (optional)"),
}
NUMBERS = ("households", "persons", "standard", "monthly_spending", "population")


def show_totals_upload() -> None:
    """Show the table to fill in, the upload, and the fit of the population that was made."""
    st.caption(say(EXPLAINED))
    st.download_button(
        say(Text("下载总数模板", "Download the template")),
        data=lambda: totals_template(language()),
        file_name=say(Text("公布总数模板.xlsx", "totals_template.xlsx")),
        mime=XLSX,
        on_click="ignore",
        key="totals_template",
    )
    file = st.file_uploader(
        say(Text("总数表（.xlsx、.xls、.csv）", "Table of totals (.xlsx, .xls, .csv)")),
        key="totals_file",
        max_upload_size=20,
    )
    title = st.text_input(
        say(Text("数据名称", "Name of the data")), key="totals_title", value=say(Text("公布总数", "Published totals"))
    )
    if file is not None:
        _offer(_read(file.getvalue(), file.name), title, "file")
    else:
        _offer(_entered(), title, "entered")


def _read(content: bytes, name: str) -> list[Total]:
    """Read the uploaded table; what it does not say is asked for and then taken from the widgets."""
    left, middle, right = st.columns(3)
    unit = left.selectbox(
        say(Text("支出单位（表中未写明时）", "Unit of spending (where not stated)")),
        ["yuan", "10k_yuan"],
        index=None,
        key="totals_unit",
        format_func=lambda u: say(Text("元", "yuan") if u == "yuan" else Text("万元", "10,000 yuan")),
    )
    period = middle.selectbox(
        say(Text("标准按月或按年（未写明时）", "Standard per (where not stated)")),
        ["month", "year"],
        index=None,
        key="totals_period",
        format_func=lambda p: say(Text("月", "month") if p == "month" else Text("年", "year")),
    )
    months = right.number_input(
        say(Text("累计支出的月数（未写明时）", "Months of cumulative spending (where not stated)")),
        1,
        12,
        None,
        key="totals_months",
    )
    try:
        return read_totals(
            content,
            name,
            spending_unit=cast(SpendingUnit | None, unit),
            standard_period=cast(Period | None, period),
            months=months,
        )
    except ProblemsError as error:
        show_problems(error)
        return []


def _entered() -> list[Total]:
    """Return the totals typed into the table."""
    place = law().place(st.session_state[PLACE])
    areas = [say(area.text) for area in AREAS]
    counties = [county.name.zh for county in place.counties][:1] or ["—"]
    start: dict[str, list[Any]] = {
        say(COLUMNS["county"]): [c for c in counties for _ in areas],
        say(COLUMNS["area"]): areas * len(counties),
    }
    start |= {say(COLUMNS[name]): [None] * len(areas) * len(counties) for name in NUMBERS}
    config = {say(COLUMNS[name]): st.column_config.NumberColumn(min_value=0) for name in NUMBERS}
    config[say(COLUMNS["area"])] = st.column_config.SelectboxColumn(options=areas, required=True)
    edited = st.data_editor(
        start,
        num_rows="dynamic",
        hide_index=True,
        key=f"totals_table_{language()}",
        column_config=config,
        width="stretch",
        placeholder="—",
        alt=say(Text("公布总数", "Published totals")),
    )
    rows = [
        {name: edited[say(text)][i] for name, text in COLUMNS.items()}
        for i in range(len(edited[say(COLUMNS["county"])]))
    ]
    if not any(row["households"] for row in rows):
        st.info(say(Text("请填写至少一行，或上传一张表。", "Fill in at least one row, or upload a table.")))
        return []
    try:
        return totals_from_rows(rows)
    except ProblemsError as error:
        show_problems(error)
        return []


def _offer(totals: Sequence[Total], title: str, key: str) -> None:
    """Offer to make the population of some totals, and say how well it fits."""
    made = st.button(
        say(Text("生成推算人口", "Make the population")), type="primary", disabled=not totals, key=f"make_{key}"
    )
    if made and totals:
        study = current_study()
        with st.spinner(say(Text("正在生成…", "Making it…"))):
            name = Text(title, title)
            table = population_from_totals(
                totals, seed=SEED, place=study.place, day=study.day.isoformat(), title=name, source=title
            )
            dataset = open_store().add_dataset(table)
        st.session_state[CHOOSE] = dataset.id
        st.session_state["totals_fit"] = totals_fit(table, totals)
        st.rerun()
    if st.session_state.get("totals_fit"):
        st.success(
            say(
                Text(
                    "已生成并选为当前数据；与公布数的吻合程度：", "Made, and now the data looked at; how well it fits:"
                )
            )
        )
        st.dataframe(
            [
                {
                    say(Text("项目", "Item")): say(fit.name),
                    say(Text("公布", "Published")): f"{fit.target:,.2f}",
                    say(Text("生成", "Made")): f"{fit.achieved:,.2f}",
                }
                for fit in st.session_state["totals_fit"]
            ],
            hide_index=True,
            width="stretch",
        )
