"""Further columns that rules may ask for and that a caseload may lack: itemised incomes, needs, residence, events.

A caseload file holds any of them or none. Where it lacks one, rules read ``absent``, and a rule that ``needs`` the
column is told to be not computable on that data.
"""

from __future__ import annotations

from models.column import Column
from models.text import Text

FURTHER: tuple[Column, ...] = (
    Column("income_itemised", "household", "flag", Text("收入逐项登记", "Incomes itemised"), absent=0),
    Column("business_income", "household", "money", Text("经营净收入", "Business income"), unit="yuan/month", absent=0),
    Column("property_income", "household", "money", Text("财产净收入", "Property income"), unit="yuan/month", absent=0),
    Column("transfer_income", "household", "money", Text("转移净收入", "Transfers"), unit="yuan/month", absent=0),
    Column(
        "support_income", "household", "money", Text("赡抚养费", "Support from relatives"), unit="yuan/month", absent=0
    ),
    Column(
        "supporter_income",
        "household",
        "money",
        Text("赡抚养人家庭人均收入", "Supporters' income per person"),
        unit="yuan/person/month",
        absent=0,
    ),
    Column(
        "exempt_income", "household", "money", Text("不计入的收入", "Income not counted"), unit="yuan/month", absent=0
    ),
    Column("rigid_expenditure", "household", "money", Text("刚性支出", "Rigid expenditure"), unit="yuan/month"),
    Column(
        "medical_expenditure", "household", "money", Text("自负医疗费用", "Medical expenses borne"), unit="yuan/month"
    ),
    Column("rent", "household", "money", Text("房租", "Rent"), unit="yuan/month", absent=0),
    Column("floor_area", "household", "number", Text("住房面积", "Floor area"), unit="m²"),
    Column("residence", "household", "code", Text("户籍与居住证", "Registration or permit"), absent=0),
    Column("hukou_rural", "household", "flag", Text("农村户籍", "Rural registration"), absent=0),
    Column("no_supporters", "household", "flag", Text("无法定义务人或其无能力", "No one able to support"), absent=0),
    Column("collective_support", "household", "flag", Text("集中供养", "Supported in an institution"), absent=0),
    Column(
        "previous_payment",
        "household",
        "money",
        Text("退出前月补差", "Payment before leaving"),
        unit="yuan/month",
        absent=0,
    ),
    Column("months_since_exit", "household", "count", Text("退出后第几个月", "Months since leaving"), absent=0),
    Column("event_kind", "household", "code", Text("急难事由", "Emergency"), absent=0),
    Column(
        "event_self_pay",
        "household",
        "money",
        Text("急难自付费用", "Cost of the emergency borne"),
        unit="yuan",
        absent=0,
    ),
    Column("events_this_year", "household", "count", Text("本年已救助次数", "Times aided this year"), absent=0),
    Column("person_age", "member", "count", Text("年龄", "Age"), absent=-1),
    Column("person_earnings", "member", "money", Text("工资性收入", "Earnings"), unit="yuan/month", absent=0),
    Column("person_newly_employed", "member", "flag", Text("新就业", "Newly employed"), absent=0),
    Column("person_employed", "member", "flag", Text("就业", "Employed"), absent=0),
    Column("person_able", "member", "code", Text("劳动能力", "Ability to work"), absent=-1),
    Column("person_study", "member", "code", Text("在读学段", "Stage of study"), absent=-1),
    Column("person_boarding", "member", "flag", Text("寄宿", "Boarding"), absent=0),
    Column("person_care_grade", "member", "code", Text("自理能力", "Care grade"), absent=-1),
    Column(
        "person_medical_self_pay",
        "member",
        "money",
        Text("年自付医疗费", "Medical self-pay in a year"),
        unit="yuan/year",
    ),
)
