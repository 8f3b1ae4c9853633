"""The one catalogue of columns: what a register may hold, under which headers, and what a rule may ask for.

An input column is one entry here: its name wires it to rules, its headers let the importer find it,
its privacy class says what may reach the disk.
"""

from __future__ import annotations

from models.column import Column, Entity, Kind, Privacy
from models.further_columns import FURTHER
from models.headers import HEADERS
from models.text import Text

MALE = 1
FEMALE = 2


def _column(
    name: str,
    entity: Entity,
    kind: Kind,
    text: Text,
    unit: str = "",
    privacy: Privacy = "none",
    *,
    stored: bool = False,
    unknown: float | None = None,
) -> Column:
    headers, pattern = HEADERS.get(name, ("", ""))
    return Column(name, entity, kind, text, tuple(headers.split()), unit, privacy, stored, unknown, pattern)


STORED: tuple[Column, ...] = (
    _column(
        "household_id",
        "household",
        "text",
        Text("户编号（散列）", "Household id (hashed)"),
        "",
        "identifier",
        stored=True,
    ),
    _column("source_sheet", "household", "text", Text("来源工作表", "Source sheet"), stored=True),
    _column("source_row", "household", "count", Text("来源行号", "Source row"), stored=True),
    _column("weight", "household", "number", Text("权重", "Weight"), "households", stored=True),
    _column("origin", "household", "code", Text("来源", "Origin"), stored=True),
    _column("county", "household", "text", Text("县（市、区）", "County"), "", "quasi", stored=True),
    _column("town", "household", "text", Text("乡镇（街道）", "Town"), "", "quasi", stored=True),
    _column("area", "household", "code", Text("城乡", "Area"), "", "quasi", stored=True),
    _column(
        "recorded_tier", "household", "code", Text("登记类别", "Recorded tier"), "", "sensitive", stored=True, unknown=6
    ),
    _column("family_members", "household", "count", Text("家庭人口", "Family members"), "persons", stored=True),
    _column("insured_members", "household", "count", Text("保障人数", "Insured members"), "persons", stored=True),
    _column(
        "recorded_income",
        "household",
        "money",
        Text("家庭月收入", "Household income"),
        "yuan/month",
        "sensitive",
        stored=True,
    ),
    _column(
        "financial_assets", "household", "money", Text("金融资产", "Financial assets"), "yuan", "sensitive", stored=True
    ),
    _column("vehicles", "household", "number", Text("机动车", "Vehicles"), "vehicles", "sensitive", stored=True),
    _column("dwellings", "household", "number", Text("住房套数", "Dwellings"), "dwellings", "sensitive", stored=True),
    _column(
        "recorded_standard",
        "household",
        "money",
        Text("登记保障标准", "Recorded standard"),
        "yuan/person/month",
        stored=True,
    ),
    _column("recorded_payment", "household", "money", Text("登记补差", "Recorded payment"), "yuan/month", stored=True),
    _column(
        "recorded_supplement",
        "household",
        "money",
        Text("登记分类施保金", "Recorded supplement"),
        "yuan/month",
        stored=True,
    ),
    _column("recorded_care", "household", "money", Text("登记照料护理费", "Recorded care"), "yuan/month", stored=True),
    _column(
        "recorded_supplement_members",
        "household",
        "count",
        Text("分类施保人数", "Supplement members"),
        "persons",
        stored=True,
        unknown=-1,
    ),
    _column("members_listed", "household", "flag", Text("逐人登记", "Members listed"), stored=True),
    _column("doubtful", "household", "flag", Text("存疑", "Doubtful"), stored=True),
    _column(
        "person_id",
        "member",
        "text",
        Text("身份证号（散列）", "Identity number (hashed)"),
        "",
        "identifier",
        stored=True,
    ),
    _column("person_age_band", "member", "code", Text("年龄段", "Age band"), "", "quasi", stored=True, unknown=-1),
    _column("person_sex", "member", "code", Text("性别", "Sex"), "", "quasi", stored=True, unknown=-1),
    _column("person_health", "member", "code", Text("健康状况", "Health"), "", "sensitive", stored=True, unknown=-1),
    _column(
        "person_disability_kind",
        "member",
        "code",
        Text("残疾类别", "Disability kind"),
        "",
        "sensitive",
        stored=True,
        unknown=-1,
    ),
    _column(
        "person_disability_level",
        "member",
        "count",
        Text("残疾等级", "Disability level"),
        "",
        "sensitive",
        stored=True,
        unknown=-1,
    ),
    _column("person_insured", "member", "flag", Text("享受保障", "Insured"), stored=True),
)

# Read from a register for derivation and checks, then dropped.
READ_ONLY: tuple[Column, ...] = (
    _column("sequence", "household", "text", Text("序号", "Sequence number")),
    _column("head_name", "household", "text", Text("户主姓名", "Head's name"), "", "identifier"),
    _column("person_name", "member", "text", Text("姓名", "Name"), "", "identifier"),
    _column("head_identity", "household", "text", Text("户主身份证号", "Head's identity number"), "", "identifier"),
    _column("person_relation", "member", "code", Text("与户主关系", "Relation to head"), "", "quasi"),
    _column("person_birth", "member", "date", Text("出生日期", "Birth date"), "", "quasi"),
    _column("person_age", "member", "count", Text("年龄", "Age"), "", "quasi"),
    _column("person_income", "member", "money", Text("个人收入", "Person's income"), "yuan/month", "sensitive"),
    _column("person_payment", "member", "money", Text("个人保障金", "Person's payment"), "yuan/month"),
    _column("tier_class", "household", "text", Text("保障档次", "Class")),
    _column(
        "income_per_person", "household", "money", Text("人均收入", "Income per person"), "yuan/month", "sensitive"
    ),
    _column("payment_per_person", "household", "money", Text("人均补差", "Payment per person"), "yuan/month"),
    _column("wage_income", "household", "money", Text("工资性收入", "Wages"), "yuan/month", "sensitive"),
    _column("business_income", "household", "money", Text("经营净收入", "Business income"), "yuan/month", "sensitive"),
    _column("property_income", "household", "money", Text("财产净收入", "Property income"), "yuan/month", "sensitive"),
    _column("transfer_income", "household", "money", Text("转移净收入", "Transfers"), "yuan/month", "sensitive"),
    _column(
        "support_income", "household", "money", Text("赡养费", "Support from relatives"), "yuan/month", "sensitive"
    ),
    _column("other_income", "household", "money", Text("其他收入", "Other income"), "yuan/month", "sensitive"),
    _column("recorded_total", "household", "money", Text("合计金额", "Total payment"), "yuan/month"),
    _column(
        "rigid_expenditure", "household", "money", Text("刚性支出", "Rigid expenditure"), "yuan/month", "sensitive"
    ),
    _column("support_mode", "household", "code", Text("供养方式", "Support mode")),
    _column("care_grade", "household", "code", Text("自理能力", "Care grade"), "", "sensitive"),
    _column("status", "household", "text", Text("在保状态", "Status")),
    _column("start_date", "household", "date", Text("享受开始日期", "Start date")),
    _column("review_date", "household", "date", Text("最近复核日期", "Review date")),
    _column("stop_date", "household", "date", Text("停保日期", "Stop date")),
    _column("stop_reason", "household", "text", Text("停保原因", "Stop reason")),
    _column("region", "household", "text", Text("行政区划", "Region"), "", "quasi"),
    _column("village", "household", "text", Text("村（社区）", "Village"), "", "quasi"),
    _column("address", "household", "text", Text("家庭住址", "Address"), "", "identifier"),
    _column("phone", "household", "text", Text("联系电话", "Phone"), "", "identifier"),
    _column("bank_account", "household", "text", Text("银行账号", "Bank account"), "", "identifier"),
    _column("disability_number", "member", "text", Text("残疾证号", "Disability card number"), "", "identifier"),
    _column("disease", "member", "text", Text("病种", "Disease"), "", "sensitive"),
    _column("labour", "member", "text", Text("劳动能力", "Ability to work"), "", "quasi"),
    _column("background", "member", "text", Text("人口特征", "Background"), "", "sensitive"),
    _column("cause", "household", "text", Text("致贫原因", "Cause"), "", "sensitive"),
    _column("remarks", "household", "text", Text("备注", "Remarks"), "", "identifier"),
    _column("not_used", "household", "text", Text("其他（不读入）", "Other (not read)"), "", "identifier"),
)

COLUMNS: tuple[Column, ...] = STORED
RULE_COLUMNS: tuple[Column, ...] = STORED + FURTHER
REGISTER_COLUMNS: tuple[Column, ...] = STORED + READ_ONLY
COLUMN: dict[str, Column] = {column.name: column for column in REGISTER_COLUMNS}
