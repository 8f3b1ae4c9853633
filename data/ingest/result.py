"""What an import gives: the caseload, and an account of every row of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.ingest.findings import FINDINGS
from data.ingest.households import Assembled
from data.ingest.recognition import Recognition
from data.ingest.rows import DATA
from data.ingest.standards import InferredStandard
from models.columns import COLUMN
from models.text import Language, Text
from models.tiers import AREAS, TIERS

Group = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Ingest:
    """An imported register.

    ``counts``: data_rows, rows_accepted, rows_rejected, rows_doubtful, households_in_file, and after cleaning
    households, members, insured_members, monthly_amount (yuan). ``issues`` is a frame with ``sheet`` (name), ``row``
    (as a person sees it), ``column`` (catalogue name), ``header`` (as in the file), ``code``, ``action`` and ``value``
    (empty for identifiers and names).
    """

    table: pa.Table
    recognition: Recognition
    counts: dict[str, Any]
    by_area: Group
    by_tier: Group
    issues: pd.DataFrame
    normalised: dict[str, int]
    inferred: tuple[InferredStandard, ...]
    notes: tuple[Text, ...]

    @classmethod
    def of(
        cls, table: pa.Table, recognition: Recognition, assembled: Assembled, findings: pd.DataFrame, normalised: dict[str, int],
        inferred: Sequence[InferredStandard], notes: Sequence[Text],
    ) -> Ingest:  # fmt: skip
        """Count everything; rows in are rows accepted and rows rejected."""
        households = assembled.households
        rejected = int(assembled.rows["rejected"].sum())
        data_rows = sum(int((plan.kinds == DATA).sum()) for plan in recognition.used)
        accepted = len(assembled.members) + int(assembled.rows["merged"].sum())
        if data_rows != accepted + rejected:
            raise AssertionError(f"{data_rows} rows in, {accepted} accepted, {rejected} rejected")
        doubtful = findings.loc[findings["action"] == "doubtful", ["sheet", "row"]].drop_duplicates()
        amount = (
            households["recorded_payment"].fillna(0.0) + households["recorded_supplement"] + households["recorded_care"]
        ).to_numpy(dtype=np.float64)
        counts = {
            "data_rows": data_rows, "rows_accepted": accepted, "rows_rejected": rejected, "rows_doubtful": len(doubtful),
            "households_in_file": assembled.in_file, "households": len(households), "members": int(households["family_members"].sum()),
            "insured_members": int(households["insured_members"].sum()), "monthly_amount": _yuan(amount),
        }  # fmt: skip
        by_area = _grouped(households, households["area"].to_numpy(), amount, [code.key for code in AREAS])
        by_tier = _grouped(households, households["recorded_tier"].to_numpy(), amount, [code.key for code in TIERS])
        by_tier.pop("none", None)
        return cls(
            table,
            recognition,
            counts,
            by_area,
            by_tier,
            _with_names(findings, recognition),
            normalised,
            tuple(inferred),
            tuple(notes),
        )

    def message(self, code: str, language: Language) -> tuple[str, str]:
        """Return what a finding's code means and its cure."""
        finding = FINDINGS[code]
        return finding.message(language), finding.cure(language)

    def to_json(self) -> dict[str, Any]:
        """Return the report that the command prints."""
        texts = {code: (finding.message, finding.cure) for code, finding in FINDINGS.items()}
        issues = [
            {"sheet": i["sheet"], "row": int(i["row"]), "column": i["header"] or None, "name": i["column"] or None, "code": i["code"], "action": i["action"],
             "value": i["value"] or None, "message": texts[i["code"]][0].zh, "message_en": texts[i["code"]][0].en, "cure": texts[i["code"]][1].zh,
             "cure_en": texts[i["code"]][1].en}
            for i in self.issues.to_dict("records")
        ]  # fmt: skip
        described = self.recognition.to_json()
        return {
            "file": self.recognition.book.name,
            "encoding": described["encoding"],
            "sheets": described["sheets"],
            "notes": [{"zh": note.zh, "en": note.en} for note in self.notes],
            "counts": self.counts,
            "by_area": self.by_area,
            "by_tier": self.by_tier,
            "inferred_standards": [standard.to_json() for standard in self.inferred],
            "normalised": {name: count for name, count in self.normalised.items() if count},
            "issues": issues,
        }


def _with_names(findings: pd.DataFrame, recognition: Recognition) -> pd.DataFrame:
    names = {i: plan.name for i, plan in enumerate(recognition.sheets)}
    headers = {
        (i, column.name): column.header
        for i, plan in enumerate(recognition.sheets)
        for column in plan.columns
        if column.name
    }
    frame = findings.copy()
    frame["header"] = [headers.get((sheet, column), COLUMN[column].text.zh if column in COLUMN else "")
                       for sheet, column in zip(findings["sheet"], findings["column"], strict=True)]  # fmt: skip
    frame["sheet"] = findings["sheet"].map(names)
    return frame


def _grouped(
    households: pd.DataFrame,
    codes: np.ndarray[tuple[int], np.dtype[np.int8]],
    amount: np.ndarray[tuple[int], np.dtype[np.float64]],
    keys: Sequence[str],
) -> Group:
    groups: Group = {}
    for code, key in enumerate(keys):
        here = codes == code
        groups[key] = {"households": int(here.sum()), "members": int(households["family_members"][here].sum()),
                       "insured_members": int(households["insured_members"][here].sum()), "monthly_amount": _yuan(amount[here])}  # fmt: skip
    return groups


def _yuan(amounts: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Sum amounts exactly and round half up to the fen once; a twelfth of a yearly fen is the smallest part."""
    parts = np.rint(amounts * 120_000.0).astype(np.int64)
    total = Decimal(sum(int(block.sum()) for block in np.array_split(parts, len(parts) // 10_000 + 1))) / 120_000
    return float(total.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def describe_counts() -> dict[str, Text]:
    """Return what each count is called."""
    return {
        "data_rows": Text("数据行", "data rows"), "rows_accepted": Text("计入的行", "rows accepted"), "rows_rejected": Text("剔除的行", "rows rejected"),
        "rows_doubtful": Text("存疑的行", "rows in doubt"), "households_in_file": Text("文件中的户数", "households in the file"),
        "households": Text("清理后户数", "households after cleaning"), "members": Text("清理后人口", "members after cleaning"),
        "insured_members": Text("清理后保障人数", "insured persons after cleaning"), "monthly_amount": Text("月金额（元）", "monthly amount (yuan)"),
    }  # fmt: skip
