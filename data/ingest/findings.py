"""What was found wrong: a register of codes with their words, and the list of where they apply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.columns import COLUMN
from models.text import Text

Action = Literal["rejected", "doubtful"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of finding: what happens to the row, what to say, and the cure."""

    action: Action
    message: Text
    cure: Text


def _rejected(zh: str, en: str, cure_zh: str, cure_en: str) -> Finding:
    return Finding("rejected", Text(zh, en), Text(cure_zh, cure_en))


def _doubtful(zh: str, en: str, cure_zh: str, cure_en: str) -> Finding:
    return Finding("doubtful", Text(zh, en), Text(cure_zh, cure_en))


FINDINGS: dict[str, Finding] = {
    "negative_amount": _rejected(
        "金额或收入为负数", "a negative amount or income", "核对原始审批表后改正", "check the decision and correct it"
    ),
    "no_size": _rejected(
        "没有家庭人口，也没有成员", "no household size and no members", "补填家庭人口", "fill in the household size"
    ),
    "duplicate_household": _rejected(
        "同一户重复登记", "the household is listed twice", "删除重复的一户", "delete one of the two"
    ),
    "duplicate_row": _rejected("整行重复", "the row is listed twice", "删除重复行", "delete one of the two"),
    "duplicate_member": _rejected(
        "同一户内同一人重复登记", "the same person twice in one household", "删除重复的成员行", "delete one of the two"
    ),
    "no_household": _rejected(
        "有金额但不属于任何一户（没有编号、姓名或证件号）",
        "figures on a row that belongs to no household",
        "补填户编号，或删除该行",
        "give it a household number or delete it",
    ),
    "household_not_found": _rejected(
        "成员所属的户不在家庭表中",
        "a member of a household that the household sheet does not list",
        "核对户编号",
        "check the household number",
    ),
    "row_cut_off": _rejected("这一行被截断，后面的列缺失", "the row is cut off", "从原系统重新导出", "export it again"),
    "stopped": _rejected(
        "已停保或退出，不计入合计",
        "a stopped case, outside the totals",
        "无需处理；如仍在保请改类别",
        "nothing to do unless it is still paid",
    ),
    "household_rejected": _rejected(
        "同户其他行有误，整户不计入",
        "another row of the household is rejected",
        "先改正同户的错误行",
        "correct that row first",
    ),
    "check_digit_wrong": _doubtful(
        "身份证号校验位不对", "wrong check digit of the identity number", "与身份证原件核对", "compare with the card"
    ),
    "identifier_lost": _doubtful(
        "身份证号已被 Excel 截断或遮盖，无法恢复、无法比对",
        "the identity number was truncated or masked and can't be matched",
        "从原系统以文本格式重新导出",
        "export it again as text",
    ),
    "identifier_missing": _doubtful(
        "没有身份证号，无法比对", "no identity number: can't be matched", "补填身份证号", "fill it in"
    ),
    "identifier_unfamiliar": _doubtful(
        "证件号不是 15 或 18 位身份证号",
        "not an identity number of 15 or 18 digits",
        "核对证件类型与号码",
        "check kind and number",
    ),
    "same_person_twice": _doubtful(
        "同一人出现在两户", "the same person in two households", "核实实际所在户", "find out where the person lives"
    ),
    "same_person_two_programmes": _doubtful(
        "同一人同时在两类救助中", "the same person in two programmes", "核实应享受的一类", "find out which one applies"
    ),
    "household_number_repeated": _doubtful(
        "不同的户用了同一个编号", "different households under one number", "核对编号", "check the number"
    ),
    "insured_above_family": _doubtful(
        "保障人数多于家庭人口", "more insured persons than family members", "核对两处人数", "check both numbers"
    ),
    "size_differs": _doubtful(
        "家庭人口与逐人登记的人数不符",
        "the household size differs from the members listed",
        "核对家庭成员",
        "check the members",
    ),
    "amount_differs": _doubtful(
        "补差与按标准重新计算的结果不符（超过取整误差）",
        "the payment differs from the recomputed one by more than rounding",
        "核对收入、人数与标准",
        "check income, persons and standard",
    ),
    "amount_above_standard": _doubtful(
        "补差高于标准乘以保障人数",
        "the payment is above standard times insured persons",
        "核对金额与人数",
        "check amount and persons",
    ),
    "amount_missing": _doubtful("在保但没有金额", "no amount although in receipt", "补填金额", "fill in the amount"),
    "total_differs": _doubtful(
        "合计与各项之和不符", "the total differs from the sum of its parts", "核对各项金额", "check the parts"
    ),
    "income_missing": _doubtful(
        "没有收入（按未知处理，不作零）",
        "no income: taken as unknown, never as zero",
        "补填核定收入",
        "fill in the income",
    ),
    "income_above_line": _doubtful(
        "人均收入达到或超过低保标准",
        "income per person at or above the line",
        "复核是否仍符合条件",
        "review the entitlement",
    ),
    "per_capita_differs": _doubtful(
        "人均收入与总收入除以人口不符",
        "income per person differs from income divided by members",
        "核对两处收入",
        "check both incomes",
    ),
    "unknown_tier": _doubtful(
        "救助类别看不懂或空白", "the tier is blank or not understood", "按规范名称填写类别", "use the standard name"
    ),
    "area_missing": _doubtful(
        "没有写明城镇或农村，按本表多数计",
        "neither urban nor rural: counted with the majority of the sheet",
        "补填城乡属性",
        "fill it in",
    ),
    "impossible_date": _doubtful("不可能的日期", "an impossible date", "改正日期", "correct the date"),
    "future_date": _doubtful("日期在将来", "a date in the future", "改正日期", "correct the date"),
    "sex_differs": _doubtful(
        "性别与身份证号不符", "the sex differs from the identity number", "与身份证原件核对", "compare with the card"
    ),
    "age_differs": _doubtful(
        "出生日期或年龄与身份证号不符",
        "birth date or age differ from the identity number",
        "与身份证原件核对",
        "compare with the card",
    ),
    "minor_alone": _doubtful(
        "未成年人单独成户", "a minor living alone", "核实监护人与共同生活成员", "check guardian and family"
    ),
    "value_unreadable": _doubtful(
        "数值看不懂，按未知处理", "the value can't be read: taken as unknown", "改为数字", "write a number"
    ),
}


def _shown(value: object) -> str:
    """Return a value as it may be shown: a shifted row may hold a name or a number where a figure belongs."""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    text = str(value).strip()
    return (
        text
        if len(text) <= 16
        and not re.search(r"\d{7,}(?!.*年)", text)
        and not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", text)
        else "***"
    )


@dataclass
class FindingList:
    """Findings as columns; ``value`` is empty where it could identify a person."""

    _parts: list[pd.DataFrame] = field(default_factory=list)
    common: list[tuple[str, int, int, int]] = field(default_factory=list)

    def add(
        self,
        code: str,
        sheets: npt.NDArray[Any],
        rows: npt.NDArray[Any],
        column: str,
        values: Sequence[Any] | npt.NDArray[Any] | None = None,
    ) -> None:
        """Add a finding for several rows.

        Args:
            code: Key of ``FINDINGS``.
            sheets: Sheet position of each row.
            rows: Row numbers as a person sees them.
            column: Catalogue name of the column, ``""`` for the whole row.
            values: What stands there; leave out for identifiers and names.
        """
        if len(rows):
            private = column in COLUMN and COLUMN[column].privacy == "identifier"
            shown = [""] * len(rows) if values is None or private else [_shown(value) for value in values]
            self._parts.append(
                pd.DataFrame(
                    {
                        "sheet": np.asarray(sheets, dtype=np.int32),
                        "row": np.asarray(rows, dtype=np.int64),
                        "column": column,
                        "code": code,
                        "value": shown,
                    }
                )
            )

    def say_once(self, code: str, sheet: int, rows: int, among: int) -> None:
        """Note that so many of a sheet's rows share a doubt that they are not listed one by one."""
        self.common.append((code, sheet, rows, among))

    def frame(self) -> pd.DataFrame:
        """Return all findings with their action, ordered by sheet and row."""
        if not self._parts:
            return pd.DataFrame(
                {
                    "sheet": np.empty(0, np.int32),
                    "row": np.empty(0, np.int64),
                    **{name: np.empty(0, object) for name in ("column", "code", "value", "action")},
                }
            )
        frame = pd.concat(self._parts, ignore_index=True)
        frame["action"] = frame["code"].map({code: finding.action for code, finding in FINDINGS.items()})
        return (
            frame.drop_duplicates(["sheet", "row", "column", "code"])
            .sort_values(["sheet", "row"], kind="stable")
            .reset_index(drop=True)
        )


def place(rows: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return one number for the sheet and row of every row."""
    places: npt.NDArray[np.int64] = rows["sheet"].to_numpy(dtype=np.int64) << 32 | rows["row"].to_numpy(dtype=np.int64)
    return places
