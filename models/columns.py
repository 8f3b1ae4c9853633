"""The one catalogue of columns: what a register may hold, under which headers, and what a rule may ask for.

An input column is one entry here: its name wires it to rules, its headers let the importer find it,
its privacy class says what may reach the disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.text import Text

Entity = Literal["household", "member"]
Kind = Literal["text", "count", "money", "flag", "code", "date", "number"]
Privacy = Literal["none", "quasi", "sensitive", "identifier"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register, of the stored caseload, or of both.

    ``name`` is what rules ask for (members' columns begin with ``person_``). ``headers`` are the Chinese
    headers under which registers carry it. ``stored`` columns reach the caseload file; the others are read,
    used for derivation and checks, and dropped. Money is yuan, converted at import to a month.
    ``unknown`` is the stored value that means "the register does not say" (``None``: NaN or an empty list).
    """

    name: str
    entity: Entity
    kind: Kind
    text: Text
    headers: tuple[str, ...] = ()
    unit: str = ""
    privacy: Privacy = "none"
    stored: bool = False
    unknown: float | None = None


# Replaced by the importer's fuller catalogue of accepted headers; the stored columns below are the contract.
COLUMNS: tuple[Column, ...] = (
    Column(
        "household_id",
        "household",
        "text",
        Text("户编号（散列）", "Household id (hashed)"),
        ("家庭编号", "户编号", "户号", "档案号", "申请编号", "低保证号", "救助证编号"),
        privacy="identifier",
        stored=True,
    ),
    Column("source_sheet", "household", "text", Text("来源工作表", "Source sheet"), stored=True),
    Column("source_row", "household", "count", Text("来源行号", "Source row"), stored=True),
    Column("weight", "household", "number", Text("权重", "Weight"), unit="households", stored=True),
    Column("origin", "household", "code", Text("来源", "Origin"), stored=True),
    Column(
        "county", "household", "text", Text("县（市、区）", "County"), ("区县", "旗县"), privacy="quasi", stored=True
    ),
    Column("town", "household", "text", Text("乡镇（街道）", "Town"), ("乡镇(街道)",), privacy="quasi", stored=True),
    Column("area", "household", "code", Text("城乡", "Area"), ("城乡", "户口性质"), privacy="quasi", stored=True),
    Column(
        "recorded_tier",
        "household",
        "code",
        Text("登记类别", "Recorded tier"),
        ("保障类别",),
        privacy="sensitive",
        stored=True,
        unknown=6,
    ),
    Column(
        "family_members",
        "household",
        "count",
        Text("家庭人口", "Family members"),
        ("家庭人口",),
        "persons",
        stored=True,
    ),
    Column(
        "insured_members",
        "household",
        "count",
        Text("保障人数", "Insured members"),
        ("保障人数",),
        "persons",
        stored=True,
    ),
    Column(
        "recorded_income",
        "household",
        "money",
        Text("家庭月收入", "Household income"),
        ("家庭月收入",),
        "yuan/month",
        "sensitive",
        stored=True,
    ),
    Column(
        "financial_assets",
        "household",
        "money",
        Text("金融资产", "Financial assets"),
        ("存款",),
        "yuan",
        "sensitive",
        stored=True,
    ),
    Column(
        "vehicles", "household", "number", Text("机动车", "Vehicles"), ("车辆",), "vehicles", "sensitive", stored=True
    ),
    Column(
        "dwellings",
        "household",
        "number",
        Text("住房套数", "Dwellings"),
        ("住房套数",),
        "dwellings",
        "sensitive",
        stored=True,
    ),
    Column(
        "recorded_standard",
        "household",
        "money",
        Text("登记保障标准", "Recorded standard"),
        ("保障标准",),
        "yuan/person/month",
        stored=True,
    ),
    Column(
        "recorded_payment",
        "household",
        "money",
        Text("登记补差", "Recorded payment"),
        ("月保障金",),
        "yuan/month",
        stored=True,
    ),
    Column(
        "recorded_supplement",
        "household",
        "money",
        Text("登记分类施保金", "Recorded supplement"),
        ("分类施保金",),
        "yuan/month",
        stored=True,
    ),
    Column(
        "recorded_care",
        "household",
        "money",
        Text("登记照料护理费", "Recorded care"),
        ("照料护理费",),
        "yuan/month",
        stored=True,
    ),
    Column(
        "recorded_supplement_members",
        "household",
        "count",
        Text("分类施保人数", "Supplement members"),
        ("分类施保人数",),
        "persons",
        stored=True,
        unknown=-1,
    ),
    Column("members_listed", "household", "flag", Text("逐人登记", "Members listed"), stored=True),
    Column("doubtful", "household", "flag", Text("存疑", "Doubtful"), stored=True),
    Column(
        "person_id",
        "member",
        "text",
        Text("人员标识（散列）", "Person id (hashed)"),
        ("身份证号",),
        privacy="identifier",
        stored=True,
    ),
    Column("person_age_band", "member", "code", Text("年龄段", "Age band"), privacy="quasi", stored=True, unknown=-1),
    Column("person_sex", "member", "code", Text("性别", "Sex"), ("性别",), privacy="quasi", stored=True, unknown=-1),
    Column(
        "person_health",
        "member",
        "code",
        Text("健康状况", "Health"),
        ("健康状况",),
        privacy="sensitive",
        stored=True,
        unknown=-1,
    ),
    Column(
        "person_disability_kind",
        "member",
        "code",
        Text("残疾类别", "Disability kind"),
        ("残疾类别",),
        privacy="sensitive",
        stored=True,
    ),
    Column(
        "person_disability_level",
        "member",
        "count",
        Text("残疾等级", "Disability level"),
        ("残疾等级",),
        privacy="sensitive",
        stored=True,
    ),
    Column("person_insured", "member", "flag", Text("享受保障", "Insured"), stored=True),
)
