"""From a file to a caseload: open, recognise, read, put households together, check, account for every row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from data.caseload import caseload_table
from data.ingest.checks import ages, check_households, check_persons, check_sizes, fill_area
from data.ingest.contract import require_contract
from data.ingest.findings import FINDINGS, FindingList, place
from data.ingest.households import Assembled, assemble
from data.ingest.identity import hashes
from data.ingest.linked import join_members
from data.ingest.reading import Reading, read_rows, report_identities
from data.ingest.recognise import recognise
from data.ingest.recognition import Answers, Question, Recognition
from data.ingest.result import Ingest
from data.ingest.rows import DATA
from data.ingest.source import Source
from data.ingest.standards import InferredStandard, infer_standards
from data.ingest.units import answered
from models.law import law
from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import AGE_BANDS, AREAS, REGISTER_ORIGIN, TIERS, UNKNOWN_AGE_BAND

Progress = Callable[[Text, float], None]


class Cancelled(Exception):  # noqa: N818
    """Raised when the import is called off; nothing has been stored."""


def ingest(
    source: Source | Recognition,
    answers: Answers | None = None,
    key: bytes = b"",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    today: dt.date | None = None,
    title: Text | None = None,
    name: str = "",
) -> Ingest:
    """Import a register.

    Args:
        source: Path or bytes of the file, or what ``recognise`` made of it with the same answers.
        answers: Answers to open questions, corrections of the mapping.
        key: Secret of this installation (32 bytes) that identifiers are hashed with.
        progress: Told what is being done and the share done.
        cancelled: Asked between steps whether to stop.
        today: Day of the import, for dates in the future and for ages where the file states no day.
        title: Name of the data; the file's name when not given.
        name: The file's name, where the source is bytes.

    Raises:
        ProblemsError: The file is no register, or questions are open.
        Cancelled: ``cancelled`` said so.
    """
    if len(key) < 16:
        raise ProblemsError(
            [Problem("key_missing", "key", Text("没有可用的散列密钥", "no key to hash identifiers with"))]
        )
    today = today or dt.datetime.now(tz=dt.UTC).astimezone().date()

    def step(text: Text, share: float) -> None:
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(text, share)

    answers = answers or Answers()
    step(Text("打开文件", "opening the file"), 0.0)
    recognition = (
        source
        if isinstance(source, Recognition)
        else recognise(source, answers, lambda share: step(Text("读取文件", "reading the file"), share), name)
    )
    _require_answers(recognition, answers)
    reading = Reading(key, today)
    rows = _read_sheets(recognition, reading, step, let_go=recognition is not source)
    step(Text("归并家庭", "putting households together"), 0.7)
    join_members(rows, recognition.sheets)
    assembled = assemble(rows, reading.findings)
    step(Text("核查", "checking"), 0.8)
    inferred = _check(assembled, recognition, reading)
    step(Text("生成个案库", "making the caseload"), 0.9)
    require_contract(assembled.households)
    notes = [*recognition.notes, *_common_doubts(recognition, reading.findings)]
    findings = _only_reasons_of_rejection(assembled, reading.findings)
    metadata = _metadata(recognition, title or Text(recognition.book.name, recognition.book.name), notes)
    metadata |= {
        "place": _place(assembled.households),
        "inferred_standards": [standard.to_json() for standard in inferred],
    }
    table = _table(assembled, recognition, reading, findings, metadata)
    result = Ingest.of(table, recognition, assembled, findings, dict(reading.normalised), inferred, notes)
    step(Text("完成", "done"), 1.0)
    return result


def _read_sheets(
    recognition: Recognition, reading: Reading, step: Callable[[Text, float], None], *, let_go: bool
) -> pd.DataFrame:
    """Return the rows of all sheets; ``let_go`` forgets the cells of a sheet once they are read."""
    parts = []
    for index, plan in enumerate(recognition.sheets):
        if plan.used:
            step(
                Text(f"读取工作表“{plan.name}”", f'reading sheet "{plan.name}"'),
                0.5 + 0.2 * index / len(recognition.sheets),
            )
            parts.append(read_rows(plan, index, reading))
            if let_go:
                plan.sheet.columns.clear()
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _require_answers(recognition: Recognition, answers: Answers) -> None:
    """Open questions stop the import unless every proposal is accepted."""
    if not recognition.questions:
        return
    if not answers.accept:
        raise ProblemsError([_as_problem(question) for question in recognition.questions])
    for question in recognition.questions:
        take_proposal(recognition, question)
    recognition.questions.clear()


def _as_problem(question: Question) -> Problem:
    options = " | ".join(question.options)
    return Problem(question.code, question.sheet, question.message,
                   Text(f"请确认（建议：{question.proposal}），命令行用 {question.flag} {question.proposal}，可选 {options}；或用 --accept 接受全部建议",
                        f"please confirm (proposal: {question.proposal}); on the command line {question.flag} {question.proposal} "
                        f"(one of {options}), or --accept to take every proposal"))  # fmt: skip


def take_proposal(recognition: Recognition, question: Question) -> None:
    """Answer a question by its proposal, and say so in the sheet's recognition."""
    proposal, how = question.proposal or "", Text("按建议", "as proposed")
    for plan in recognition.sheets:
        if plan.name != question.sheet:
            continue
        if question.code == "area_unknown":
            plan.area, plan.area_how = [code.key for code in AREAS].index(proposal), how
        elif question.code == "tier_unknown":
            plan.tier, plan.tier_how = [code.key for code in TIERS].index(proposal), how
        for column in plan.columns:
            if column.unit is not None and column.header in question.column.split("、"):
                if question.code == "money_unit_unknown" and column.unit.money is None:
                    column.unit = answered(column.unit, proposal, None)
                if question.code == "period_unknown" and column.unit.period is None:
                    column.unit = answered(column.unit, None, proposal)


def _check(assembled: Assembled, recognition: Recognition, reading: Reading) -> Sequence[InferredStandard]:
    households, members = assembled.households, assembled.members
    accepted = ~assembled.rows["rejected"].to_numpy()
    report_identities(assembled.rows, accepted, reading.findings)
    if households.empty:
        return []
    fill_area(households, reading.findings)
    standard, inferred = infer_standards(households)
    check_sizes(households, reading.findings)
    check_households(households, standard, recognition.sheets, reading.findings)
    check_persons(members, households, _day(recognition, reading.today), reading.findings)
    return inferred


def _common_doubts(recognition: Recognition, findings: FindingList) -> list[Text]:
    notes = []
    for code, sheet, count, among in findings.common:
        message, name = FINDINGS[code].message, recognition.sheets[sheet].name
        notes.append(Text(f"工作表“{name}”：{message.zh}，{among} 户中有 {count} 户如此，未逐户列出；请核对单位、标准或列的识别",
                          f'sheet "{name}": {message.en}: {count} of {among} households, not listed one by one; check units, '
                          "standard and columns"))  # fmt: skip
    return notes


def _day(recognition: Recognition, today: dt.date) -> dt.date:
    stated = [plan.day for plan in recognition.used if plan.day]
    return max(stated) if stated else today


def _only_reasons_of_rejection(assembled: Assembled, findings: FindingList) -> pd.DataFrame:
    """Return the findings; of a rejected row only why it was rejected."""
    frame = findings.frame()
    rejected = assembled.rows.loc[assembled.rows["rejected"], ["sheet", "row"]]
    out = np.isin(place(frame), place(rejected))
    return frame[(frame["action"] == "rejected") | ~out].reset_index(drop=True)


def _table(
    assembled: Assembled,
    recognition: Recognition,
    reading: Reading,
    findings: pd.DataFrame,
    metadata: Mapping[str, object],
) -> pa.Table:
    households, members = assembled.households, assembled.members
    count = len(households)
    names = np.array([plan.name for plan in recognition.sheets], dtype=object)
    number = households["number"].to_numpy(dtype=object)
    identifier = hashes(number, reading.key, b"household/")
    # A household without a number is known by its place in the file, which says nothing about anybody.
    unnumbered = np.flatnonzero(number == "")
    sheets, rows = households["sheet"].to_numpy()[unnumbered], households["row"].to_numpy()[unnumbered]
    identifier[unnumbered] = [f"row-{sheet}-{row}" for sheet, row in zip(sheets, rows, strict=True)]
    owner = np.repeat(np.arange(count), households["listed"].to_numpy())
    doubtful = np.zeros(count, dtype=bool)
    doubtful[owner[np.isin(place(members), place(findings[findings["action"] == "doubtful"]))]] = True
    day = _day(recognition, reading.today)
    known_head = households["member_rows"].to_numpy(dtype=bool) | (households["family_members"] == 1).to_numpy()
    columns = {
        "household_id": identifier,
        "source_sheet": names[households["sheet"].to_numpy()], "source_row": households["row"], "weight": np.ones(count),
        "origin": np.full(count, REGISTER_ORIGIN), "county": households["county"], "town": households["town"], "area": households["area"],
        "recorded_supplement_members": households["recorded_supplement_members"].fillna(-1), "members_listed": known_head, "doubtful": doubtful,
    }  # fmt: skip
    for name in ("recorded_tier", "family_members", "insured_members", "recorded_income", "financial_assets", "vehicles", "dwellings",
                 "recorded_standard", "recorded_payment", "recorded_supplement", "recorded_care"):  # fmt: skip
        columns[name] = households[name].to_numpy()
    return caseload_table(columns, _member_columns(members, day), households["listed"].to_numpy(), metadata)


def _member_columns(members: pd.DataFrame, day: dt.date) -> Mapping[str, object]:
    birth = np.where(members["birth"] > 0, members["birth"], members["stated_birth"])
    age = ages(birth, day)
    stated = members["person_age"].to_numpy()
    age = np.where((age < 0) & (stated >= 0), np.nan_to_num(stated, nan=-1), age)
    band = np.searchsorted(np.array(AGE_BANDS), age, side="right") - 1
    return {
        "person_id": [pid or None for pid in members["pid"]],
        "person_age_band": np.where((age < 0) | (age > 130), UNKNOWN_AGE_BAND, band),
        "person_sex": np.where(members["sex_by_id"] > 0, members["sex_by_id"], members["person_sex"]),
        "person_health": members["person_health"].to_numpy(), "person_disability_kind": members["person_disability_kind"].to_numpy(),
        "person_disability_level": members["person_disability_level"].to_numpy(), "person_insured": members["receives"].to_numpy(dtype=bool),
    }  # fmt: skip


def _place(households: pd.DataFrame) -> str | None:
    """Return the place whose counties the register names, where one place knows most of them."""
    counties = set(households["county"]) - {""}
    known = {place.key: sum(place.county(name) is not None for name in counties) for place in law().places.values()}
    best = max(known, key=lambda key: known[key])
    return best if known[best] * 2 > len(counties) else None


def _metadata(recognition: Recognition, title: Text, notes: Sequence[Text]) -> dict[str, object]:
    stated = [plan.day for plan in recognition.used if plan.day]
    rows = sum(int((plan.kinds == DATA).sum()) for plan in recognition.used)
    return {
        "mark": "register", "title": {"zh": title.zh, "en": title.en}, "day": max(stated).isoformat() if stated else None,
        "sources": [{"title": title.zh, "reference": f"{rows} rows"}], "notes": [{"zh": n.zh, "en": n.en} for n in notes],
        "population": {},
    }  # fmt: skip
