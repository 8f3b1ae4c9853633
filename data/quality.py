"""Workbooks around an import: the data-quality report to send back, and the template to fill in."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from data.ingest.findings import FINDINGS
from data.ingest.result import Ingest, describe_counts
from models.column import Column
from models.columns import REGISTER_COLUMNS
from models.text import Language, Text
from models.tiers import AREAS, TIERS

_ACTIONS = {"rejected": Text("剔除", "rejected"), "doubtful": Text("存疑", "doubtful")}
_SHEETS = {"summary": Text("汇总", "Summary"), "rows": Text("逐行清单", "Rows"), "recognised": Text("识别结果", "Recognised"),
           "template": Text("台账", "Register"), "notes": Text("填写说明", "How to fill in")}  # fmt: skip
_NORMALISED = {
    "spaces": Text("证件号中的空格", "spaces in identity numbers"),
    "full_width_characters": Text("证件号中的全角字符", "full-width characters in identity numbers"),
    "lower_case_x": Text("证件号末位小写 x", "lower-case x"),
    "leading_apostrophe": Text("证件号前的撇号", "leading apostrophes"),
    "fifteen_digit_identifiers": Text("15 位证件号", "15-digit identity numbers"),
    "numbers_written_as_text_or_with_units": Text(
        "以文字、全角、中文数字或带单位书写的数", "numbers as text, full-width, in Chinese or with units"
    ),
    "formula_like_text_kept_as_text": Text(
        "形似公式的文字（按文字保留）", "text that looks like a formula, kept as text"
    ),
}
_TEMPLATE_SKIPS = frozenset({"not_used", "person_payment", "person_income", "payment_per_person", "income_per_person"})
_HARMFUL_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_FORMAT = {"num": "#,##0.00"}


def quality_workbook(ingest: Ingest, language: Language) -> bytes:
    """Return the data-quality report of an import as .xlsx.

    Sheets: counts of rows and of every problem; every rejected or doubtful row with row number, column, value (never of
    an identifier or name), reason and cure; what was recognised.
    """
    stream = io.BytesIO()
    book = _book(stream)
    bold, wrap = (
        book.add_format({"bold": True, "bg_color": "#E7EDF3", "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    _summary(book.add_worksheet(_SHEETS["summary"](language)), ingest, language, bold)
    sheet = book.add_worksheet(_SHEETS["rows"](language))
    headers = (Text("工作表", "Sheet"), Text("行号", "Row"), Text("列", "Column"), Text("值", "Value"), Text("处理", "Action"),
               Text("原因", "Reason"), Text("办法", "Cure"))  # fmt: skip
    _write(sheet, 0, [header(language) for header in headers], bold)
    line = 1
    for issue in ingest.issues.to_dict("records"):
        finding = FINDINGS[issue["code"]]
        _write(sheet, line, [issue["sheet"], int(issue["row"]), issue["header"], issue["value"], _ACTIONS[finding.action](language),
                             finding.message(language), finding.cure(language)], wrap)  # fmt: skip
        line += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line - 1, 1), len(headers) - 1)
    for column, width in enumerate((14, 8, 18, 16, 8, 44, 36)):
        sheet.set_column(column, column, width)
    _recognised(book.add_worksheet(_SHEETS["recognised"](language)), ingest, language, bold)
    book.close()
    return stream.getvalue()


def template_workbook(language: Language) -> bytes:
    """Return an empty register as .xlsx: every column once, and a sheet that explains units and codes."""
    stream = io.BytesIO()
    book = _book(stream)
    bold = book.add_format({"bold": True, "bg_color": "#E7EDF3", "text_wrap": True, "border": 1})
    text, wrap = book.add_format({"num_format": "@"}), book.add_format({"text_wrap": True, "valign": "top"})
    register = book.add_worksheet(_SHEETS["template"](language))
    columns = template_columns()
    for position, column in enumerate(columns):
        register.write_string(0, position, template_header(column), bold)
        # Identity numbers as text from the start: a number would lose its last digits.
        register.set_column(position, position, 14, text if column.kind == "text" else None)
    register.freeze_panes(1, 0)
    notes = book.add_worksheet(_SHEETS["notes"](language))
    _write(notes, 0, [t(language) for t in (Text("列", "Column"), Text("含义", "Meaning"), Text("单位与写法", "Unit and codes"),
                                            Text("个人信息", "Personal data"))], bold)  # fmt: skip
    for line, column in enumerate(columns, 1):
        _write(
            notes,
            line,
            [template_header(column), column.text(language), _explain(column)(language), _handling(column)(language)],
            wrap,
        )
    for position, width in enumerate((22, 26, 60, 34)):
        notes.set_column(position, position, width)
    book.close()
    return stream.getvalue()


def template_columns() -> list[Column]:
    """Return the catalogue columns that a person fills in, in catalogue order."""
    return [column for column in REGISTER_COLUMNS if column.headers and column.name not in _TEMPLATE_SKIPS]


def template_header(column: Column) -> str:
    """Return the header of a template column; the importer recognises it, with its unit."""
    header = next((h for h in column.headers if column.text.zh.endswith(h)), column.headers[0])
    if column.kind != "money":
        return header
    return f"{header}(元)" if column.unit == "yuan" else f"{header}(元/月)"


def harmless(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return (
        "'" + value
        if value.startswith(_HARMFUL_STARTS) and not value.lstrip("+-").replace(".", "", 1).isdigit()
        else value
    )


def _explain(column: Column) -> Text:
    codes = {
        "recorded_tier": TIERS[1:6], "area": AREAS,
    }.get(column.name)  # fmt: skip
    if codes:
        return Text("、".join(code.text.zh for code in codes), ", ".join(code.text.en for code in codes))
    special = {
        "person_relation": Text("户主、配偶、子、女、父、母、其他；每人一行时必填", "户主 for the head, else 配偶, 子, 女 …; needed with one row a member"),
        "person_sex": Text("男、女", "男 male, 女 female"),
        "person_health": Text("健康、一般或较弱、重病、残疾", "健康 healthy, 较弱 weak, 重病 severely ill, 残疾 disabled"),
        "person_disability_kind": Text("视力、听力、言语、肢体、智力、精神、多重；无则留空", "视力 听力 言语 肢体 智力 精神 多重; blank for none"),
        "person_disability_level": Text("一级至四级；无则留空", "一级 to 四级 (1 to 4); blank for none"),
        "person_id": Text("18 位，按文本填写", "18 digits, as text"), "head_identity": Text("18 位，按文本填写", "18 digits, as text"),
    }.get(column.name)  # fmt: skip
    if special:
        return special
    return {"money": Text("元（不是万元）；表头写明按月，按年的请改为元/年", "yuan; per month as the header says, write 元/年 there for a year"),
            "count": Text("整数", "a whole number"), "number": Text("数", "a number"), "flag": Text("是、否", "是 yes, 否 no"),
            "date": Text("如 2022-03-01", "such as 2022-03-01")}.get(column.kind, Text("文字", "text"))  # fmt: skip


def _handling(column: Column) -> Text:
    if column.name in ("person_id", "head_identity", "household_id"):
        return Text("导入时散列，不保存原值", "hashed at import, never stored")
    return {
        "identifier": Text("导入后丢弃", "dropped at import"),
        "sensitive": Text("敏感，仅用于计算", "sensitive, for computing only"),
    }.get(column.privacy, Text("—", "—"))


def _summary(sheet: Any, ingest: Ingest, language: Language, bold: Any) -> None:
    line = 0
    for name, text in describe_counts().items():
        _write(sheet, line, [text(language), ingest.counts[name]])
        line += 1
    line += 1
    _write(
        sheet,
        line,
        [
            t(language)
            for t in (Text("问题", "Problem"), Text("处理", "Action"), Text("行数", "Rows"), Text("办法", "Cure"))
        ],
        bold,
    )
    rows = ingest.issues.drop_duplicates(["sheet", "row", "code"])["code"].value_counts()
    for code, count in rows.items():
        finding = FINDINGS[str(code)]
        line += 1
        _write(
            sheet,
            line,
            [finding.message(language), _ACTIONS[finding.action](language), int(count), finding.cure(language)],
        )
    line += 2
    _write(sheet, line, [Text("自动规范（不改变含义）", "Normalised without asking")(language)], bold)
    for name, times in ingest.normalised.items():
        line += 1
        _write(sheet, line, [_NORMALISED[name](language), times])
    for standard in ingest.inferred:
        line += 1
        _write(sheet, line, [Text("由各行推算的标准（元/人·月）", "Standard implied by the rows (yuan a person and month)")(language),
                             f"{standard.county} {AREAS[standard.area].text(language)}", standard.value, f"{standard.share:.1%}"])  # fmt: skip
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 3, 20)


def _recognised(sheet: Any, ingest: Ingest, language: Language, bold: Any) -> None:
    _write(sheet, 0, [t(language) for t in (Text("工作表", "Sheet"), Text("列", "Column"), Text("原表头", "Header in the file"),
                                            Text("识别为", "Recognised as"), Text("单位", "Unit"), Text("依据", "Stated where"))], bold)  # fmt: skip
    line = 1
    names = {column.name: column for column in REGISTER_COLUMNS}
    for plan in ingest.recognition.sheets:
        if not plan.used:
            _write(sheet, line, [plan.name, "", "", plan.reason(language)])
            line += 1
        for column in plan.columns:
            unit = column.unit
            _write(sheet, line, [plan.name, column.index + 1, column.header, names[column.name].text(language) if column.name else "—",
                                 unit.text()(language) if unit else "", unit.period_how(language) if unit else ""])  # fmt: skip
            line += 1
    for position, width in enumerate((14, 8, 30, 26, 12, 30)):
        sheet.set_column(position, position, width)


def _book(stream: io.BytesIO) -> xlsxwriter.Workbook:
    return xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )


def _write(sheet: Any, row: int, values: list[Any], style: Any = None) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, harmless(value), style)
        else:
            sheet.write_number(row, column, value, style)
