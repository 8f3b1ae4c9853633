"""What data? A register, published totals, or what is kept already."""

from __future__ import annotations

import streamlit as st

from data.store import Dataset, open_store
from models.text import Text
from reports.stamp import MARKS
from ui.language import language, say
from ui.page import Page
from ui.register_upload import show_register_upload
from ui.scenario_page import open_page
from ui.study import datasets, sample_identifier
from ui.totals_upload import show_totals_upload

PAGE = Page(
    "evidence",
    1,
    Text("数据", "Data"),
    Text("用什么数据？", "What data?"),
)


def show() -> None:
    """Upload a register, give published totals, or look through what is kept."""
    open_page(PAGE)
    register, totals, kept = st.tabs(
        [
            say(Text("上传台账", "Upload a register")),
            say(Text("录入公布总数", "Published totals")),
            say(Text("已有数据", "Data kept")),
        ]
    )
    with register:
        show_register_upload()
    with totals:
        show_totals_upload()
    with kept:
        for dataset in datasets().values():
            _show_kept(dataset)


def _show_kept(dataset: Dataset) -> None:
    """Show one dataset with its mark and size; all but the sample city can be removed, after asking."""
    with st.container(border=True):
        text, button = st.columns([4, 1], vertical_alignment="center")
        mark = MARKS[dataset.mark](language())  # type: ignore[index]
        text.markdown(f"**{say(dataset.title)}** :blue-badge[{mark}]")
        text.caption(
            say(
                Text(
                    "{households:,} 行（户） · {persons:,} 人 · {day} · 存于 {kept}",
                    "{households:,} rows (households) · {persons:,} persons · {day} · kept {kept}",
                ),
                households=dataset.households,
                persons=dataset.persons,
                day=dataset.day or "—",
                kept=dataset.created_at.strftime("%Y-%m-%d %H:%M UTC"),
            )
        )
        if dataset.id != sample_identifier():
            with button.popover(say(Text("删除", "Remove")), key=f"remove_{dataset.id}"):
                st.write(
                    say(
                        Text(
                            "删除后不能恢复，可重新导入原文件。",
                            "This cannot be undone; the file can be imported again.",
                        )
                    )
                )
                st.button(
                    say(Text("确认删除", "Remove it")),
                    key=f"confirm_{dataset.id}",
                    on_click=_remove,
                    args=(dataset.id,),
                )


def _remove(identifier: str) -> None:
    open_store().remove_dataset(identifier)


if __name__ == "__main__":
    show()
