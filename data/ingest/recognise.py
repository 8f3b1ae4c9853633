"""Recognise a register: which sheets, where the header stands, what each column is, in what unit, urban or rural."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np

from data.ingest.context import area_and_tier, county_in, day_in, propose_area
from data.ingest.header_rows import Header, claims_of, find_header
from data.ingest.layout import find_layout
from data.ingest.linked import link_sheets
from data.ingest.recognition import (
    Answers,
    ColumnRecognition,
    Question,
    Recognition,
    SheetAnswers,
    SheetRecognition,
)
from data.ingest.rivals import settle_rivals
from data.ingest.rows import DATA, NOTE, TITLE, classify, texts_of
from data.ingest.source import Book, Sheet, Source, open_book
from data.ingest.spelling import fold
from data.ingest.units import (
    FAMILIES,
    MONEY,
    PERIODS,
    Unit,
    answered,
    is_money,
    says_each,
    settle_siblings,
    settle_size,
    stated_unit,
)
from data.ingest.values import by_spelling_of_text, read_numbers, tier_of
from models.columns import COLUMN
from models.problems import Problem, ProblemsError
from models.text import Text
from models.tiers import RURAL, UNKNOWN_TIER

_SAMPLE = 5000
_ANNUAL_FROM = {"recorded_standard": 2200.0, "recorded_income": 9000.0, "income_per_person": 2500.0}


def recognise(
    source: Source, answers: Answers | None = None, step: Callable[[float], None] = lambda _: None, name: str = ""
) -> Recognition:
    """Recognise what a file holds; open questions are listed, never guessed.

    Args:
        source: Path or bytes of a workbook or delimited text.
        answers: What a person has said so far.
        step: Told the share of the reading that is done.
        name: The file's name, where the source is bytes.

    Raises:
        ProblemsError: The file can't be opened or holds no register.
    """
    answers = answers or Answers()
    book = open_book(source, answers.encoding, step, name)
    recognition = recognise_book(book, answers)
    if not recognition.used and book.encoding == "gb18030":
        recognition = _try_big5(source, answers, name) or recognition
    if not recognition.used:
        raise ProblemsError([_no_register(recognition)])
    return recognition


def recognise_book(book: Book, answers: Answers) -> Recognition:
    """Recognise an opened file."""
    questions: list[Question] = []
    sheets = [_recognise_sheet(sheet, answers) for sheet in book.sheets]
    link_sheets(sheets)
    for sheet in sheets:
        if sheet.used:
            _recognise_units(sheet, answers, questions)
            _recognise_context(sheet, answers, questions)
    recognition = Recognition(book, sheets, questions)
    for sheet in sheets:
        if sheet.sheet.hidden and sheet.header is not None and not sheet.used:
            recognition.notes.append(
                Text(
                    f"隐藏的工作表“{sheet.name}”像是台账，未读入；如需读入请明确指定",
                    f'the hidden sheet "{sheet.name}" looks like a register and was left out; name it to read it',
                )
            )
    return recognition


def _recognise_sheet(sheet: Sheet, answers: Answers) -> SheetRecognition:
    own = answers.of(sheet.name)
    if own.skip:
        return SheetRecognition(sheet, used=False, reason=Text("由使用者跳过", "skipped by the user"))
    header = find_header(sheet, own.header_row - 1 if own.header_row else None) if sheet.rows else None
    if sheet.hidden and own.skip is None:
        return SheetRecognition(sheet, used=False, reason=Text("隐藏的工作表", "hidden sheet"), header=header)
    if header is None:
        reason = Text("没有找到台账表头", "no register header found") if sheet.rows else Text("空工作表", "empty sheet")
        return SheetRecognition(sheet, used=False, reason=reason)
    names = _settle_names(sheet, header, own, answers.default)
    header = Header(header.start, header.end, header.labels, tuple(names), header.scores)
    result = SheetRecognition(sheet, used=True, header=header)
    result.kinds = classify(sheet, header)
    if not (result.kinds == DATA).any():
        return SheetRecognition(
            sheet, used=False, reason=Text("只有表头，没有数据行", "a header without data rows"), header=header
        )
    result.columns = [
        ColumnRecognition(j, header.path(j), name, each=is_money(name) and says_each(header.labels[j]))
        for j, name in enumerate(names)
    ]
    result.layout, result.layout_how = find_layout(sheet, names, result.kinds == DATA)
    if own.layout:
        result.layout, result.layout_how = own.layout, Text("由使用者确认", "confirmed by the user")
    return result


def _settle_names(sheet: Sheet, header: Header, own: SheetAnswers, default: SheetAnswers) -> list[str | None]:
    names = list(header.names)
    sample = range(header.end, min(sheet.rows, header.end + 400))
    for j, name in enumerate(names):
        column = sheet.columns[j][sample.start : sample.stop]
        filled = [cell for cell in column if cell != ""]
        if name is None and filled and sum(_is_identity(cell) for cell in filled) > 0.6 * len(filled):
            # A column of identity numbers under an unheard-of header is still one.
            names[j] = next((n for n in ("person_id", "head_identity") if n not in names), "remarks")
        if name == "recorded_tier" and filled and not any(tier_of(cell) != UNKNOWN_TIER for cell in filled):
            # A class (A/B/C, 一类) goes by the same word as the tier.
            names[j] = "tier_class" if "tier_class" not in names else "remarks"
    for j, labels in enumerate(header.labels):
        each = {"recorded_income": "income_per_person", "recorded_payment": "payment_per_person"}.get(names[j] or "")
        if each and each not in names and says_each(labels):
            names[j] = each
    if "recorded_tier" not in names:
        _find_tier_column(sheet, header, names)
    for j, labels in enumerate(header.labels):
        for said in (default, own):
            if (answer := said.column_name(j, labels)) is not None:
                names = [None if name == answer and name else name for name in names]
                names[j] = answer or None
    return names


def _find_tier_column(sheet: Sheet, header: Header, names: list[str | None]) -> None:
    for j, name in enumerate(names):
        if name in (None, "tier_class", "support_mode", "status") and "recorded_tier" in claims_of(header.labels[j]):
            column = sheet.columns[j][header.end : header.end + 400]
            known = by_spelling_of_text(column, lambda text: tier_of(text) not in (UNKNOWN_TIER, -1))
            if known.sum() > 0.5 * (column != "").sum() > 0:
                names[j] = "recorded_tier"
                return


def _is_identity(cell: object) -> bool:
    return bool(re.fullmatch(r"'?\d{6}(19|20)\d{9}[\dxX]", str(cell).strip()))


def _recognise_units(result: SheetRecognition, answers: Answers, questions: list[Question]) -> None:
    header = result.header or Header(0, 0, (), (), ())
    around = np.flatnonzero((result.kinds == TITLE) | (result.kinds == NOTE))
    lines = [text for _, text in texts_of(result.sheet, around) if "元" in text or "单位" in text]
    lines += [text for text in [fold(result.name)] if "元" in text]
    money = {column.index: column.name for column in result.columns if is_money(column.name)}
    names = {j: name for j, name in money.items() if name}
    units = {j: stated_unit(name, header.labels[j], lines) for j, name in names.items()}
    units = settle_siblings(units, names)
    data = np.flatnonzero(result.kinds == DATA)[:_SAMPLE]
    typical = {j: _typical(result.sheet.columns[j][data]) for j in names}
    own = answers.of(result.name)
    for j in names:
        units[j] = settle_size(units[j], typical[j])
        units[j] = answered(units[j], *own.units.get(j, (own.money, own.period)))
        if not units[j].known:
            default = answers.default
            units[j] = answered(
                units[j],
                None if units[j].money else default.money,
                None if units[j].period is not None else default.period,
            )
    for j, unit in units.items():
        result.columns[j].unit = unit
    _ask_units(result, names, questions, typical)
    labels = header.labels
    chosen = frozenset(
        j for j in range(len(labels)) for said in (own, answers.default) if said.column_name(j, labels[j]) is not None
    )
    settle_rivals(result, units, questions, chosen)


def _ask_units(
    result: SheetRecognition, names: dict[int, str], questions: list[Question], typical: dict[int, float]
) -> None:
    units = result.unit_columns
    for family in FAMILIES:
        members = [j for j, name in names.items() if name in family]
        headers = "、".join(result.columns[j].header for j in members)
        if any(units[j].period is None for j in members):
            proposal = _propose_period(members, names, typical, units)
            questions.append(Question(
                "period_unknown", result.name,
                Text(f"“{headers}”没有写明是按月还是按年；按数值大小像是按{'年' if proposal == 'year' else '月'}",
                     f'"{headers}": neither month nor year is stated; the values look like a {proposal}'),
                tuple(PERIODS), proposal, "--period", headers))  # fmt: skip
        if any(units[j].money is None and not np.isnan(typical[j]) for j in members):
            proposal = (
                "ten_thousand_yuan"
                if max((typical[j] for j in members if typical[j] > 0), default=99.0) < 5
                else "yuan"
            )
            questions.append(Question(
                "money_unit_unknown", result.name,
                Text(f"“{headers}”没有写明是元还是万元", f'"{headers}": neither yuan nor ten thousand yuan is stated'),
                tuple(MONEY), proposal, "--money", headers))  # fmt: skip
        for j in members:
            if units[j].money is None and np.isnan(typical[j]):
                result.columns[j].unit = answered(units[j], "yuan", None)


def _propose_period(
    members: list[int], names: dict[int, str], typical: dict[int, float], units: dict[int, Unit]
) -> str:
    for j in members:
        value = typical[j] * MONEY[units[j].money or "yuan"]
        if value >= _ANNUAL_FROM.get(names[j], 3500.0):
            return "year"
    return "month"


def _typical(cells: np.ndarray[tuple[int], np.dtype[np.object_]]) -> float:
    values = read_numbers(cells).values
    positive = values[values > 0]
    return float(np.median(positive)) if len(positive) else float("nan")


def _recognise_context(result: SheetRecognition, answers: Answers, questions: list[Question]) -> None:
    own, default = answers.of(result.name), answers.default
    titles = [text for _, text in texts_of(result.sheet, np.flatnonzero(result.kinds == TITLE))]
    notes = [text for _, text in texts_of(result.sheet, np.flatnonzero(result.kinds == NOTE))]
    result.day = day_in([*titles, *notes, fold(result.name)])
    result.county = county_in([fold(result.name), *titles])
    if result.annex_of is not None:
        return
    for name in ("county", "region"):
        if name in result.names:
            result.county_how = Text(f"“{COLUMN[name].text.zh}”列", f'column "{COLUMN[name].text.en}"')
    if result.county and not result.county_how.zh:
        result.county_how = Text("表名或标题写明", "stated in the sheet's name or title")
    open_area, open_tier = area_and_tier(result, [fold(result.name), *titles], own, default)
    if open_area:
        proposal = propose_area(result)
        questions.append(Question(
            "area_unknown", result.name,
            Text(f"工作表“{result.name}”没有写明城镇还是农村", f'sheet "{result.name}" does not say whether it is urban or rural'),
            ("urban", "rural"), "rural" if proposal == RURAL else "urban", "--area"))  # fmt: skip
    if open_tier:
        questions.append(Question(
            "tier_unknown", result.name,
            Text(f"工作表“{result.name}”没有写明救助类别", f'sheet "{result.name}" does not say which tier its households are in'),
            ("dibao", "extreme_hardship", "single_person_inclusion", "low_income_tier", "rigid_expenditure_hardship"), "dibao", "--tier"))  # fmt: skip


def _try_big5(source: Source, answers: Answers, name: str) -> Recognition | None:
    try:
        other = open_book(source, "big5hkscs", name=name)
    except (ProblemsError, UnicodeError):
        return None
    recognition = recognise_book(other, answers)
    if not recognition.used:
        return None
    recognition.questions.insert(0, Question(
        "encoding_unknown", other.sheets[0].name,
        Text("按 GB18030 读不出表头，按繁体 Big5 可以；请确认编码", "no header in GB18030, but one in Big5 (traditional script): please confirm"),
        ("big5hkscs", "gb18030"), "big5hkscs", "--encoding"))  # fmt: skip
    return recognition


def _no_register(recognition: Recognition) -> Problem:
    seen = "；".join(f"{sheet.name}：{sheet.reason.zh}" for sheet in recognition.sheets)
    seen_en = "; ".join(f"{sheet.name}: {sheet.reason.en}" for sheet in recognition.sheets)
    return Problem(
        "no_header_found", recognition.book.name,
        Text(f"没有找到台账：需要有户主或编号，以及人口、类别或金额等列（{seen}）",
             f"no register found: columns for who (name or number) and what (size, tier or amounts) are needed ({seen_en})"),
        Text("请核对表头，或下载模板按列填写；表头较特殊时可指定表头行", "check the header, use the template, or say which row the header is in"),
    )  # fmt: skip
