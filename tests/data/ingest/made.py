"""Made registers whose truth is known: households first, then the many ways bureaus write them down."""

from __future__ import annotations

import datetime as dt
import io
import random
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Any

import xlsxwriter

STANDARDS = {"城镇": Decimal(708), "农村": Decimal(640)}
CHECKS = "10X98765432"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TIER_SHARES = (("低保", 0.7), ("低保边缘", 0.1), ("单人保", 0.08), ("特困(分散)", 0.06), ("刚性支出困难", 0.06))
RELATIONS = ("配偶", "子", "女", "父", "母", "其他")


def identity(region: str, birth: dt.date, order: int) -> str:
    first = f"{region}{birth:%Y%m%d}{order % 1000:03d}"
    return first + CHECKS[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


@dataclass
class Person:
    name: str
    identity: str
    relation: str
    birth: dt.date
    tier: str

    @property
    def sex(self) -> str:
        return "男" if int(self.identity[16]) % 2 else "女"


@dataclass
class Household:
    number: str
    county: str
    town: str
    area: str
    tier: str
    people: list[Person]
    insured: int
    income: Decimal
    payment: Decimal
    supplement: Decimal
    care: Decimal
    start: dt.date
    standard: Decimal = field(default=Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.payment + self.supplement + self.care


def households(count: int, seed: int = 1, areas: tuple[str, ...] = ("城镇", "农村")) -> list[Household]:
    """Consistent households: nothing to reject, nothing to doubt."""
    draw = random.Random(seed)
    made = []
    for i in range(count):
        area = draw.choice(areas)
        standard = STANDARDS[area]
        tier = draw.choices([t for t, _ in TIER_SHARES], [s for _, s in TIER_SHARES])[0]
        size = 1 if tier.startswith("特困") else draw.randint(2 if tier == "单人保" else 1, 5)
        ratio = {"低保": draw.uniform(0.0, 0.98), "单人保": draw.uniform(1.0, 1.45), "低保边缘": draw.uniform(1.0, 1.45),
                 "刚性支出困难": draw.uniform(1.6, 2.4)}.get(tier, 0.0)  # fmt: skip
        income = Decimal(int(standard * size * Decimal(ratio)) + (1 if ratio >= 1 else 0))
        insured = {"单人保": 1, "低保": size}.get(tier, 1 if tier.startswith("特困") else 0)
        payment = {"低保": (standard * size - income).to_integral_value(ROUND_CEILING), "单人保": standard}.get(
            tier, Decimal(921) if tier.startswith("特困") else Decimal(0)
        )
        supplement = standard / 10 * draw.randint(0, insured) if tier in ("低保", "单人保") else Decimal(0)
        care = Decimal(157) if tier.startswith("特困") else Decimal(0)
        region = draw.choice(["350481", "350426"])
        people = []
        for m in range(size):
            birth = dt.date(draw.randint(1940, 2000), draw.randint(1, 12), draw.randint(1, 28))
            covered = tier if tier != "单人保" else ("低保(单人)" if m == 0 else "低保边缘")
            people.append(
                Person(
                    f"测{i:05d}{'甲乙丙丁戊'[m]}",
                    identity(region, birth, i * 7 + m),
                    "户主" if m == 0 else draw.choice(RELATIONS),
                    birth,
                    covered,
                )
            )
        made.append(
            Household(
                f"{region}-{i:05d}",
                {"350481": "永安市", "350426": "尤溪县"}[region],
                f"{draw.choice('甲乙丙丁')}镇",
                area,
                tier,
                people,
                insured,
                income,
                payment,
                supplement,
                care,
                dt.date(draw.randint(2012, 2021), draw.randint(1, 12), draw.randint(1, 28)),
                standard,
            )
        )
    return made


def truth(made: list[Household]) -> dict[str, float]:
    return {
        "households": len(made), "members": sum(len(h.people) for h in made), "insured_members": sum(h.insured for h in made),
        "monthly_amount": float(sum((h.total for h in made), Decimal(0)).quantize(Decimal("0.01"))),
    }  # fmt: skip


def household_row(h: Household, months: int = 1, money: int = 1) -> dict[str, Any]:
    def amount(value: Decimal) -> float:
        return float(value * months / money)

    head = h.people[0]
    return {
        "number": h.number, "county": h.county, "town": h.town, "name": head.name, "identity": head.identity, "area": h.area, "tier": h.tier,
        "size": len(h.people), "insured": h.insured, "income": amount(h.income), "income_each": amount(h.income) / len(h.people),
        "payment": amount(h.payment), "supplement": amount(h.supplement), "care": amount(h.care), "total": amount(h.total),
        "payment_each": amount(h.payment) / h.insured if h.insured else 0, "standard": amount(h.standard), "start": h.start.isoformat(),
    }  # fmt: skip


def member_rows(h: Household, amounts: str = "head", months: int = 1) -> list[dict[str, Any]]:
    """One row a member; ``amounts`` stand on the ``head`` row, on ``all`` rows, or each person has their ``share``."""
    rows = []
    for person in h.people:
        row = household_row(h, months)
        row |= {"name": person.name, "identity": person.identity, "relation": person.relation, "sex": person.sex,
                "birth": person.birth.isoformat(), "tier": person.tier, "head_name": h.people[0].name}  # fmt: skip
        if amounts == "head" and person.relation != "户主":
            row |= dict.fromkeys(("income", "payment", "supplement", "care", "total", "start"), "")
        rows.append(row)
    return rows


def grid(rows: list[dict[str, Any]], columns: dict[str, Any]) -> list[list[Any]]:
    """Rows of cells; ``columns`` gives each key its header, a text or a tuple of levels."""
    levels = max(len(h) if isinstance(h, tuple) else 1 for h in columns.values())
    header = [
        [
            (h[level] if level < len(h) else "") if isinstance(h, tuple) else (h if level == 0 else "")
            for h in columns.values()
        ]
        for level in range(levels)
    ]
    return header + [[row.get(key, "") for key in columns] for row in rows]


def workbook(
    sheets: dict[str, list[list[Any]]], merges: dict[str, list[str]] | None = None, hidden: tuple[str, ...] = ()
) -> bytes:
    """An .xlsx of grids; ``merges`` are ranges such as ``A1:D1``, their text taken from the first cell."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    )
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(cells):
            for c, value in enumerate(row):
                if value not in ("", None):
                    sheet.write(r, c, value)
        for span in (merges or {}).get(name, []):
            first, _, _ = span.partition(":")
            column, line = ord(first[0]) - 65, int(first[1:]) - 1
            sheet.merge_range(span, cells[line][column])
        if name in hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def text(cells: list[list[Any]], separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    lines = [
        separator.join(
            "" if cell is None else f"{cell:g}" if isinstance(cell, float) and cell == int(cell) else str(cell)
            for cell in row
        )
        for row in cells
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
