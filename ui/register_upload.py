"""Uploading a register: recognise, confirm or change, import with progress, account for every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.ingest.ingest import ingest
from data.ingest.recognise import recognise
from data.ingest.recognition import Answers, Question, Recognition, SheetAnswers
from data.ingest.units import MONEY_TEXTS, PERIOD_TEXTS
from data.key import local_key
from data.quality import quality_workbook, template_workbook
from data.store import open_store
from models.problems import ProblemsError
from models.text import Text
from models.tiers import AREAS, TIERS
from ui.language import language, say
from ui.register_account import XLSX, Account, show_account
from ui.register_columns import UNSTATED, answer, show_columns
from ui.show import show_problems
from ui.study import CHOOSE
from ui.work import Progress, Work

LIMIT = 500
RECOGNISED, WORK, ACCOUNT, PROBLEMS = "register_recognised", "register_work", "register_account", "register_problems"
OPTIONS = {code.key: code.text for code in (*AREAS, *TIERS)} | MONEY_TEXTS | PERIOD_TEXTS
FIELDS = {
    "area_unknown": "area",
    "tier_unknown": "tier",
    "money_unit_unknown": "money",
    "period_unknown": "period",
    "column_ambiguous": "mapping",
}
UNIT = ("money", "period")
UPLOAD = Text("台账文件（.xlsx、.xls、.csv，最大 500 MB）", "Register (.xlsx, .xls, .csv, up to 500 MB)")
ASKED = Text(":orange-badge[{count} 处待确认]", ":orange-badge[{count} to confirm]")
READ = Text(":green-badge[读入]", ":green-badge[read]")
LEFT_OUT = Text(":gray-badge[不读]", ":gray-badge[left out]")
AGAIN = Text("改变识别结果，重新导入", "Change what was recognised and import again")
STAYS = Text(
    "文件只在本机处理：身份证号在入库前散列，姓名、电话、银行账号、住址不保存。",
    "The file stays on this machine: identity numbers are hashed before anything is stored; "
    "names, telephones, bank accounts and addresses are dropped.",
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised in a file under some answers, without the rows."""

    asked: tuple[str, Answers]
    report: Mapping[str, Any]
    questions: tuple[Question, ...]


def show_register_upload() -> None:
    """Show the upload, what was recognised, and after the import its account."""
    st.caption(say(STAYS))
    st.download_button(
        say(Text("下载台账模板", "Download the template")),
        data=lambda: template_workbook(language()),
        file_name=say(Text("台账模板.xlsx", "register_template.xlsx")),
        mime=XLSX,
        on_click="ignore",
        key="register_template",
    )
    file = st.file_uploader(say(UPLOAD), max_upload_size=LIMIT, key="register_file")
    work = st.session_state.get(WORK)
    account: Account | None = st.session_state.get(ACCOUNT)
    if work is not None:
        _follow()
    elif account is not None and (file is None or account.file == file.file_id):
        show_account(account)
        if file is not None:
            st.button(say(AGAIN), on_click=_forget, key="register_again")
    elif file is not None:
        _confirm(file)
    if st.session_state.get(PROBLEMS):
        show_problems(st.session_state[PROBLEMS])


def _forget() -> None:
    """Let go of the outcome of the last import; what it stored stays."""
    for outcome in (ACCOUNT, PROBLEMS):
        st.session_state.pop(outcome, None)


def _confirm(file: UploadedFile) -> None:
    """Show what was recognised, let it be changed, and offer the import once nothing is open."""
    try:
        recognised = _recognise(file)
    except ProblemsError as error:
        show_problems(error)
        return
    st.header(say(Text("识别结果，请确认", "Recognised: please confirm")))
    for note in recognised.report["notes"]:
        st.info(say(note))
    for number, sheet in enumerate(recognised.report["sheets"]):
        _show_sheet(number, sheet, recognised)
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    title = left.text_input(say(Text("数据名称", "Name of the data")), value=file.name, key=f"title_{file.file_id}")
    open_questions = len(recognised.questions)
    if open_questions:
        st.warning(say(Text("还有 {count} 处待确认", "{count} questions are open"), count=open_questions))
    accept = bool(open_questions) and st.toggle(
        say(Text("全部按建议处理", "Take every proposal")), key=f"accept_{file.file_id}"
    )
    if right.button(
        say(Text("导入", "Import")), type="primary", disabled=bool(open_questions) and not accept, width="stretch"
    ):
        _start(file, recognised.asked[1], accept, title)
        st.rerun()


def _recognise(file: UploadedFile) -> Recognised:
    """Recognise a file under the answers given so far; the rows are let go again."""
    asked = (file.file_id, _answers(file.file_id))
    kept: Recognised | None = st.session_state.get(RECOGNISED)
    if kept is None or kept.asked != asked:
        with st.spinner(say(Text("正在识别…", "Recognising…"))):
            found = recognise(file.getvalue(), asked[1])
        kept = Recognised(asked, _without_rows(found), tuple(found.questions))
        st.session_state[RECOGNISED] = kept
    return kept


def _without_rows(found: Recognition) -> Mapping[str, Any]:
    """Return what was recognised, its texts in both languages."""
    report = found.to_json() | {"notes": list(found.notes)}
    for sheet, plan in zip(report["sheets"], found.sheets, strict=True):
        for column, one in zip(sheet["columns"], plan.columns, strict=True):
            column["unit"] = one.unit.text() if one.unit else None
            column["open"] = ["mapping", *(part for part in UNIT if one.unit and getattr(one.unit, part) is None)]
        sheet["units"] = list(dict.fromkeys(column["unit"] for column in sheet["columns"] if column["unit"]))
        sheet["reason"] = plan.reason
        sheet["fixed"] = [
            (codes[code].text, how)
            for codes, code, how in ((AREAS, plan.area, plan.area_how), (TIERS, plan.tier, plan.tier_how))
            if code is not None
        ]
    return report


def _answers(file: str) -> Answers:
    """Return what the widgets of this file say."""
    state = st.session_state.get(f"answers_{file}", {})
    sheets = {name: SheetAnswers(**fields) for name, fields in state.items() if name}
    return Answers(sheets=sheets, encoding=state.get("", {}).get("encoding"))


def _take(file: str, sheet: str, field: str, key: str, read: Callable[[Any], object] = lambda value: value) -> None:
    answer(file, sheet, field, read(st.session_state[key]))


def _show_sheet(number: int, sheet: Mapping[str, Any], recognised: Recognised) -> None:
    """Show one sheet: whether it is read, its header rows, its questions, its columns."""
    file, name = recognised.asked[0], sheet["name"]
    questions = [q for q in recognised.questions if q.sheet == name]
    mark = ASKED if questions else (READ if sheet["used"] else LEFT_OUT)
    with st.expander(f"{name} {say(mark, count=len(questions))}", expanded=sheet["used"]):
        key = f"use_{file}_{number}"
        st.checkbox(
            say(Text("读入这个工作表", "Read this sheet")),
            value=sheet["used"],
            key=key,
            on_change=_take,
            args=(file, name, "skip", key, lambda on: not on),
        )
        if not sheet["used"]:
            st.caption(say(sheet["reason"]))
            return
        rows = "、".join(map(str, sheet["header_rows"]))
        units, encoding = "、".join(map(say, sheet["units"])) or UNSTATED, sheet["encoding"] or UNSTATED
        st.caption(
            say(
                Text(
                    "表头：第 {rows} 行 · 单位：{units} · 编码：{encoding} · {layout}",
                    "Header rows: {rows} · units: {units} · encoding: {encoding} · {layout}",
                ),
                rows=rows,
                units=units,
                encoding=encoding,
                layout=" · ".join(map(say, _layout(sheet))),
            )
        )
        key = f"header_{file}_{number}"
        st.number_input(
            say(Text("表头最下一行的行号", "Lowest header row")),
            min_value=1,
            value=sheet["header_rows"][-1],
            key=key,
            on_change=_take,
            args=(file, name, "header_row", key),
        )
        for question in questions:
            _ask(file, number, question, sheet["columns"])
        show_columns(file, number, sheet)


def _layout(sheet: Mapping[str, Any]) -> list[Text]:
    """Return what a row is, and what holds for all rows of the sheet, with how that is known."""
    members = sheet["layout"] == "member-rows"
    row = Text("每行一人", "one member a row") if members else Text("每行一户", "one household a row")
    return [row, *(Text(f"{text.zh}（{how.zh}）", f"{text.en} ({how.en})") for text, how in sheet["fixed"])]


def _ask(file: str, number: int, question: Question, columns: Sequence[Mapping[str, Any]]) -> None:
    """Ask what the file does not state; the proposal is named, not chosen."""
    field = FIELDS.get(question.code, "encoding")
    asked = [c for c in columns if field in c["open"] and f"、{c['header']}、" in f"、{question.column}、"]
    key = f"ask_{file}_{number}_{question.code}_{question.column}"
    proposal = say(OPTIONS.get(question.proposal or "", Text(question.proposal or "—", question.proposal or "—")))
    sheet = "" if field == "encoding" else question.sheet
    st.selectbox(
        f":orange-badge[?] {say(question.message)} · {say(Text('建议：', 'proposal: '))}{proposal}",
        question.options,
        index=None,
        key=key,
        format_func=lambda option: say(OPTIONS.get(option, Text(option, option))),
        on_change=_take_column if field == "mapping" else _take_unit if field in UNIT else _take,
        args=(file, sheet, field, key, asked) if field in (*UNIT, "mapping") else (file, sheet, field, key),
    )


def _take_column(file: str, sheet: str, field: str, key: str, columns: Sequence[Mapping[str, Any]]) -> None:
    """Take the chosen one of two rival columns for what the other was taken for."""
    name = next(c["name"] for c in columns if c["name"])
    mapping = dict(st.session_state.get(f"answers_{file}", {}).get(sheet, {}).get(field, {}))
    mapping |= {c["column"] - 1: name if f"{c['header']}={name}" == st.session_state[key] else "" for c in columns}
    answer(file, sheet, field, mapping)


def _take_unit(file: str, sheet: str, field: str, key: str, columns: Sequence[Mapping[str, Any]]) -> None:
    """Take an answer about a unit for the columns that were asked about, and no others."""
    units = dict(st.session_state.get(f"answers_{file}", {}).get(sheet, {}).get("units", {}))
    for column in (c["column"] - 1 for c in columns):
        said = list(units.get(column, (None, None)))
        said[UNIT.index(field)] = st.session_state[key]
        units[column] = tuple(said)
    answer(file, sheet, "units", units)


def _start(file: UploadedFile, answers: Answers, accept: bool, title: str) -> None:
    content, key, chosen = file.getvalue(), local_key(), language()
    name = re.sub(r"[\r\n\t]", " ", title).strip() or file.name

    def work(progress: Progress, called_off: Callable[[], bool]) -> Account:
        taken = Answers(answers.sheets, answers.default, answers.encoding, accept)
        found = ingest(content, taken, key=key, progress=progress, cancelled=called_off, title=Text(name, name))
        report = found.to_json()
        workbook = quality_workbook(found, chosen)
        kept = {name: report[name] for name in ("counts", "by_area", "by_tier", "inferred_standards", "normalised")}
        return Account(file.file_id, open_store().add_dataset(found.table, kept).id, report, workbook)

    _forget()
    st.session_state[WORK] = Work(work)


@st.fragment(run_every=0.5)
def _follow() -> None:
    """Show how far the import is, with a way to call it off; the whole page is drawn again when it has ended."""
    work: Work[Account] | None = st.session_state.get(WORK)
    if work is None:
        return
    if work.wait(0.05):
        st.session_state.pop(WORK, None)
        if work.outcome is not None:
            st.session_state[ACCOUNT] = work.outcome
            st.session_state.pop(RECOGNISED, None)
            st.session_state[CHOOSE] = work.outcome.dataset
        st.session_state[PROBLEMS] = work.problems
        st.rerun()
    st.progress(work.share, say(work.step))
    st.button(say(Text("取消", "Cancel")), on_click=work.cancel, key="register_cancel")
