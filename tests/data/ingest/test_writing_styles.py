"""One truth, many ways to write it down: every way must give the same counts, without a false warning."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.ingest.ingest import ingest
from data.ingest.result import Ingest
from tests.data.ingest.made import (
    Household,
    grid,
    household_row,
    households,
    member_rows,
    text,
    truth,
    workbook,
)

KEY = bytes(range(32))
MADE = households(300)
TRUTH = truth(MADE)
ROWS = [household_row(h) for h in MADE]
TITLE = [["三明市2022年9月低保花名册"], ["单位：元/月"]]
PLAIN: dict[str, Any] = {
    "number": "户编号", "county": "区县", "town": "乡镇", "name": "户主姓名", "identity": "身份证号", "area": "城乡", "tier": "保障类别",
    "size": "家庭人口", "insured": "保障人数", "income": "家庭月收入", "payment": "月保障金", "supplement": "分类施保金", "care": "护理费",
    "total": "合计", "start": "起始时间",
}  # fmt: skip
TRADITIONAL = PLAIN | {
    "number": "家庭編號", "county": "區縣", "town": "鄉鎮", "name": "戶主姓名", "identity": "身份證號碼", "area": "城鄉類別", "tier": "救助類別",
    "size": "家庭人口數", "insured": "保障人口", "income": "家庭月收入(元)", "payment": "月保障金額(元)", "supplement": "分類施保金(元)",
    "care": "照料護理費(元)", "total": "總發放金額(元)", "start": "批准日期",
}  # fmt: skip
OTHER_WORDS = PLAIN | {
    "number": "救助证编号", "county": "旗县区", "town": "苏木乡镇", "name": "申请人姓名", "identity": "公民身份号码", "area": "户籍类型",
    "tier": "认定家庭类型", "size": "共同生活人数", "insured": "享受人数", "income": "家庭总收入（元／月）", "payment": "户月保障金额（元）",
    "supplement": "增发金额（元）", "care": "照料护理费（元）", "total": "实发金额（元）", "start": "首次纳入时间",
}  # fmt: skip
PER_PERSON = {
    "number": "档案号", "county": "县(市、区)", "name": "姓名", "identity": "证件号码", "area": "城乡类别", "tier": "救助类型", "size": "家庭总人数",
    "insured": "保障总人口", "income_each": "月人均收入", "payment_each": "人均补差", "supplement": "分类施保金", "care": "护理费",
}  # fmt: skip
YEARLY = PLAIN | {
    "income": "家庭年收入(元)", "payment": "年保障金(元)", "supplement": "年增发金额(元)", "care": "年护理费(元)", "total": "年合计(元)",
}  # fmt: skip
THREE_LEVELS = {
    "number": ("基本情况", "户编号"), "county": ("基本情况", "行政区", "区县"), "town": ("基本情况", "行政区", "乡镇"),
    "name": ("基本情况", "户主", "姓名"), "identity": ("基本情况", "户主", "身份证号码"), "area": ("基本情况", "户口性质"),
    "tier": ("保障情况", "保障类型"), "size": ("保障情况", "人数", "家庭人口"), "insured": ("保障情况", "人数", "保障人数"),
    "income": ("保障情况", "家庭月收入(元)"), "payment": ("保障情况", "月保障金(元)", "补差"),
    "supplement": ("保障情况", "月保障金(元)", "分类施保"), "care": ("保障情况", "月保障金(元)", "护理费"),
    "total": ("保障情况", "月保障金(元)", "小计"), "start": ("保障情况", "批准时间"),
}  # fmt: skip
FOUR_LEVELS = {
    "number": ("一、家庭情况", "户编号"), "county": ("一、家庭情况", "区县"), "town": ("一、家庭情况", "乡镇"),
    "name": ("一、家庭情况", "户主姓名"), "identity": ("一、家庭情况", "身份证号"), "area": ("一、家庭情况", "城乡"),
    "tier": ("二、救助情况", "救助类别"), "size": ("二、救助情况", "人口数（人）", "家庭总人口"),
    "insured": ("二、救助情况", "人口数（人）", "其中：保障人口"), "income": ("三、收入（元）", "家庭收入", "月收入"),
    "income_each": ("三、收入（元）", "家庭收入", "月人均"), "payment": ("四、发放金额（元/月）", "基本保障金", "差额补助", "金额"),
    "supplement": ("四、发放金额（元/月）", "分类施保", "", "金额"), "care": ("四、发放金额（元/月）", "照料护理补贴", "", "金额"),
    "total": ("四、发放金额（元/月）", "月发放合计"), "start": ("五、享受起始时间",),
}  # fmt: skip
MEMBERS = {
    "number": "家庭编号", "name": "姓名", "relation": "与户主关系", "sex": "性别", "identity": "身份证号码", "birth": "出生日期", "area": "户口性质",
    "tier": "保障类型", "income": "家庭月收入(元)", "payment": "月保障金(元)", "supplement": "分类施保金(元)", "care": "护理费(元)",
    "total": "合计(元)", "start": "批准日期",
}  # fmt: skip
RECORDS = {
    "number": "户编号", "county": "区县", "head": "户主姓名", "head_identity": "户主身份证号", "area": "城乡", "tier": "保障类别", "size": "家庭人口",
    "insured": "保障人数", "income": "家庭月收入", "payment": "月保障金", "supplement": "分类施保金", "care": "护理费", "total": "合计",
    "name": "家庭成员姓名", "relation": "与户主关系", "identity": "成员身份证号", "sex": "性别", "birth": "出生日期",
}  # fmt: skip
ANNEX = {
    "number": "户编号",
    "name": "成员姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "identity": "身份证号",
    "birth": "出生年月",
}


def without(columns: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: header for key, header in columns.items() if key not in names}


def members(amounts: str = "head") -> list[dict[str, Any]]:
    return [row for h in MADE for row in member_rows(h, amounts)]


def head_row_only() -> list[dict[str, Any]]:
    """Household data and number stand on the head's row only."""
    rows = []
    for h in MADE:
        for i, row in enumerate(member_rows(h)):
            rows.append(row | (dict.fromkeys(("number", "area", "county", "town"), "") if i else {}))
    return rows


def each_persons_own() -> list[dict[str, Any]]:
    """Each insured person's row carries that person's equal share."""
    rows = []
    for h in MADE:
        for row in member_rows(h, "all"):
            paid = h.insured and row["tier"] not in {"低保边缘", "刚性支出困难"}
            rows.append(
                row | {key: row[key] / h.insured if paid else 0 for key in ("payment", "supplement", "care", "total")}
            )
    return rows


def record_and_member_rows(*, head_again: bool) -> list[dict[str, Any]]:
    """A row for the household, naming its head, then rows for its members; the head may have a second one."""
    rows = []
    for h in MADE:
        row = household_row(h)
        rows.append(row | {"head": row["name"], "head_identity": row["identity"], "name": "", "identity": ""})
        people = h.people if head_again else h.people[1:]
        rows += [
            {"name": p.name, "identity": p.identity, "relation": p.relation, "sex": p.sex, "birth": p.birth.isoformat()}
            for p in people
        ]
    return rows


def by_tier_and_flag(*, tier_on_every_row: bool, flag: bool) -> list[dict[str, Any]]:
    """The household's tier on the head's or on every row; a flag may say who is covered."""
    rows = []
    for h in MADE:
        for i, row in enumerate(member_rows(h)):
            covered = "低保边缘" not in row["tier"] and "刚性" not in row["tier"]
            rows.append(row | {"tier": h.tier if tier_on_every_row or not i else "", "flag": "是" if covered else "否"} if flag else
                        row | {"tier": h.tier if tier_on_every_row or not i else ""})  # fmt: skip
    return rows


def each_for_one_person() -> list[dict[str, Any]]:
    """Every amount and the income divided by the persons that it is for."""
    rows = []
    for h in MADE:
        row = household_row(h)
        row |= {key: row[key] / (h.insured or 1) for key in ("payment", "supplement", "care", "total")}
        rows.append(row | {"income": row["income"] / len(h.people)})
    return rows


def sheet_for_each_tier() -> bytes:
    sheets = {}
    for name, tier in (
        ("城乡低保", "低保"),
        ("单人保", "单人保"),
        ("特困人员", "特困(分散)"),
        ("低保边缘家庭", "低保边缘"),
        ("刚性支出困难家庭", "刚性支出困难"),
    ):
        columns = without(PLAIN, "tier")
        if tier.startswith("特困"):
            columns = without(columns, "income", "size", "insured", "supplement") | {
                "payment": "基本生活费",
                "care": "照料护理标准",
            }
        if tier in {"低保边缘", "刚性支出困难"}:
            columns = without(columns, "payment", "supplement", "care", "total", "insured")
        rows = [row for row in ROWS if row["tier"] == tier]
        sheets[name] = [[f"三明市2022年9月{name}花名册"], ["单位：元/月"], *grid(rows, columns)]
    return workbook(sheets)


def kinds_of_dates() -> bytes:
    day = [dt.date.fromisoformat(row["start"]) for row in ROWS]
    ways = (lambda d: d.isoformat().replace("-", "."), lambda d: f"{d.year}/{d.month}/{d.day}", lambda d: int(d.strftime("%Y%m%d")),
            lambda d: float((d - dt.date(1899, 12, 30)).days), lambda d: f"{d.year}年{d.month}月", lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
            lambda d: d.isoformat() + " 00:00:00")  # fmt: skip
    return workbook(
        {"表": TITLE + grid([row | {"start": ways[i % len(ways)](day[i])} for i, row in enumerate(ROWS)], PLAIN)}
    )


def merged_header() -> bytes:
    cells = [["花名册"], ["基本情况"] + [""] * 5 + ["保障情况"] + [""] * 8,
             ["户编号", "行政区", "", "户主", "", "户口性质", "保障类型", "人数", "", "家庭月收入(元)", "月保障金(元)", "", "", "", "批准时间"],
             ["", "区县", "乡镇", "姓名", "身份证号码", "", "", "家庭人口", "保障人数", "", "补差", "分类施保", "护理费", "小计", ""],
             *grid(ROWS, PLAIN)[1:]]  # fmt: skip
    spans = ["A1:O1", "A2:F2", "G2:O2", "B3:C3", "D3:E3", "H3:I3", "K3:N3", "A3:A4", "F3:F4", "G3:G4", "J3:J4", "O3:O4"]
    return workbook({"表": cells}, {"表": spans})


def interrupted() -> bytes:
    """Index row, repeated titles and headers, subtotals anywhere, blank rows, totals, notes and signatures."""
    head, *body = grid(ROWS, PLAIN)
    cells = [*TITLE, head, [str(i + 1) for i in range(len(head))]]
    for i, row in enumerate(body):
        cells.append(row)
        if i % 40 == 39:
            cells += [
                ["", "小计", "", "", "", "", "", 100, 90, "", 9999.0, 88.0, 0.0, 10087.0],
                ["", " "],
                *TITLE,
                head,
            ]
    cells += [["", "", "", "合  计", "", "", "", 1000, 900, "", 99999.0, 888.0, 0.0, 100887.0],
              ["其中：城镇", "", "", "", "", "", "", 500, 400, "", 1.0, 1.0, 1.0, 3.0], ["备注：以上数据以2022年9月为准"],
              ["单位负责人：张三", "", "", "填表人：李四", "", "", "填表日期：2022年9月30日"]]  # fmt: skip
    return workbook({"表": cells})


def sections() -> bytes:
    """County, area and tier are section titles between the rows."""
    columns = without(PLAIN, "area", "county")
    cells = [["2022年低保花名册 单位：元/月"], list(columns.values())]
    for county in ("永安市", "尤溪县"):
        for number, area in (("一", "城镇"), ("二", "农村")):
            rows = [row for row in ROWS if row["county"] == county and row["area"] == area]
            cells += [[county], [f"{number}、{area}低保"], *grid(rows, columns)[1:]]
    return workbook({"表": cells})


def spellings() -> bytes:
    """Chinese numerals, full-width digits, thousands separators, units in cells, apostrophes and blanks in identifiers."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    rows = [row | {"size": "零一二三四五"[row["size"]], "insured": str(row["insured"]).translate(wide), "income": f"{row['income']:,.2f}元",
                   "identity": f"'{row['identity'][:6]} {row['identity'][6:].lower().translate(wide)}"} for row in ROWS]  # fmt: skip
    return workbook({"表": TITLE + grid(rows, PLAIN)})


def numbered_by_sheet() -> bytes:
    """A sheet for each county, each numbering its households from 1."""
    sheets = {}
    for county in ("永安市", "尤溪县"):
        own = [row for row in ROWS if row["county"] == county]
        sheets[county] = TITLE + grid([row | {"number": i} for i, row in enumerate(own, 1)], without(PLAIN, "county"))
    return workbook(sheets)


STYLES: dict[str, Callable[[], bytes]] = {
    "plain": lambda: workbook({"表": TITLE + grid(ROWS, PLAIN)}),
    "no unit line but months in headers": lambda: workbook({"表": grid(ROWS, PLAIN)}),
    "moved to the right and down": lambda: workbook({"表": [[]] * 5 + [["", "", "", *row] for row in TITLE + grid(ROWS, PLAIN)]}),
    "traditional script": lambda: workbook({"表": grid(ROWS, TRADITIONAL)}),
    "other words": lambda: workbook({"表": grid(ROWS, OTHER_WORDS)}),
    "per person only": lambda: workbook({"表": TITLE + grid(ROWS, PER_PERSON)}),
    "total only": lambda: workbook({"表": TITLE + grid(ROWS, without(PLAIN, "payment", "supplement", "care"))}),
    "a year": lambda: workbook({"表": grid([household_row(h, 12) for h in MADE], YEARLY)}),
    "income a year, amounts a month": lambda: workbook({"表": grid([r | {"income": r["income"] * 12} for r in ROWS],
                                                                  PLAIN | {"income": "家庭年收入（元）", "payment": "月保障金（元）"})}),
    "ten thousand yuan a year": lambda: workbook({"表": [["单位：万元/年"], *grid([household_row(h, 12, 10000) for h in MADE],
                                                                             PLAIN | {"income": "家庭收入", "payment": "保障金"})]}),
    "a quarter": lambda: workbook({"表": [["三季度发放表 单位：元/季"], *grid([household_row(h, 3) for h in MADE],
                                                                   PLAIN | {"income": "家庭收入", "payment": "保障金"})]}),
    "with its standard": lambda: workbook({"表": grid([household_row(h, 12) for h in MADE], YEARLY | {"standard": "保障标准(元/年)"})}),
    "three levels": lambda: workbook({"表": [["花名册"], *grid(ROWS, THREE_LEVELS)]}),
    "three levels, merged": merged_header,
    "four levels": lambda: workbook({"表": [["低保台账"], *grid(ROWS, FOUR_LEVELS)]}),
    "interrupted": interrupted,
    "sections": sections,
    "spellings": spellings,
    "numbered by sheet": numbered_by_sheet,
    "sequence only": lambda: workbook({"表": TITLE + grid([r | {"number": i} for i, r in enumerate(ROWS, 1)], PLAIN | {"number": "序号"})}),
    "members, amounts on the head's row": lambda: workbook({"表": grid(members(), MEMBERS)}),
    "members, amounts repeated": lambda: workbook({"表": grid(members("all"), MEMBERS)}),
    "members, each person's own amount": lambda: workbook({"表": grid(each_persons_own(), MEMBERS)}),
    "members, number on the head's row": lambda: workbook({"表": grid(head_row_only(), MEMBERS | {"county": "区县"})}),
    "members without a number": lambda: workbook({"表": grid(head_row_only(), without(MEMBERS, "number"))}),
    "a household's row, then its members": lambda: workbook({"表": grid(record_and_member_rows(head_again=False), RECORDS)}),
    "a household's row, then all its members": lambda: workbook({"表": grid(record_and_member_rows(head_again=True), RECORDS)}),
    "members, head repeated in its own columns": lambda: workbook({"表": grid(
        [r | {"head": h.people[0].name, "head_identity": h.people[0].identity} for h in MADE for r in member_rows(h, "all")], without(RECORDS, "number"))}),
    "members, tier on the head's row": lambda: workbook({"表": grid(by_tier_and_flag(tier_on_every_row=False, flag=False), MEMBERS)}),
    "members, tier on every row": lambda: workbook({"表": grid(by_tier_and_flag(tier_on_every_row=True, flag=False), MEMBERS)}),
    "members, covered or not": lambda: workbook({"表": grid(by_tier_and_flag(tier_on_every_row=False, flag=True), MEMBERS | {"flag": "是否保障对象"})}),
    "per person, every amount": lambda: workbook({"表": grid(each_for_one_person(), PLAIN | {"income": "人均月收入(元)", "payment": "人均补差(元/月)",
        "supplement": "人均分类施保金(元/月)", "care": "人均护理费(元/月)", "total": "人均合计(元/月)"})}),
    "per person by the unit": lambda: workbook({"表": grid(each_for_one_person(), PLAIN | {"income": "收入(元/人·月)", "payment": "补差(元/人·月)",
        "supplement": "分类施保(元/人·月)", "care": "护理费(元/人·月)", "total": "合计(元/人·月)"})}),
    "a sheet for each tier": sheet_for_each_tier,
    "unit in a note below": lambda: workbook({"表": [*grid(ROWS, PLAIN | {"income": "家庭收入", "payment": "保障金"}), [], ["注：本表金额单位为元/月。"]]}),
    "unit row under the header": lambda: workbook({"表": [list((PLAIN | {"income": "家庭收入", "payment": "保障金"}).values()),
        [""] * 7 + ["人", "人"] + ["元/月"] * 5, *grid(ROWS, PLAIN)[1:]]}),
    "kinds of dates": kinds_of_dates,
    "region in one column": lambda: workbook({"表": TITLE + grid([r | {"region": f"福建省三明市{r['county']}{r['town']}"} for r in ROWS],
                                                            without(PLAIN, "county", "town") | {"region": "行政区划"})}),
    "no identity numbers": lambda: workbook({"表": TITLE + grid(ROWS, without(PLAIN, "identity", "number"))}),
    "class besides tier": lambda: workbook({"表": TITLE + grid([r | {"class": "ABC"[i % 3]} for i, r in enumerate(ROWS)],
                                                          {"class": "类别"} | PLAIN | {"tier": "保障类型"})}),
    "household sheet and member sheet": lambda: workbook({"家庭": TITLE + grid(ROWS, PLAIN), "成员": grid(members(), ANNEX)}),
    "comma, UTF-8 with mark": lambda: text(grid(ROWS, PLAIN)),
    "semicolon, UTF-8": lambda: text(grid(ROWS, PLAIN), ";", "utf-8"),
    "tab, GB18030": lambda: text(grid(members("all"), MEMBERS), "\t", "gb18030"),
    "tab, UTF-16": lambda: text(grid(ROWS, PLAIN), "\t", "utf-16"),
    "bar, GBK, three levels": lambda: text([["花名册"], *grid(ROWS, THREE_LEVELS)], "|", "gbk"),
    "the rival is the total": lambda: workbook({"表": TITLE + grid([r | {"other": r["total"]} for r in ROWS],
                                                                without(PLAIN, "total") | {"payment": "补差金额", "other": "救助金额"})}),
    "the rival says the same": lambda: workbook({"表": TITLE + grid([r | {"other": r["income"] * 12} for r in ROWS], PLAIN | {"other": "家庭年收入"})}),
}  # fmt: skip


def assert_true(result: Ingest, wanted: dict[str, float]) -> None:
    assert {key: result.counts[key] for key in wanted} == wanted
    assert result.issues[["row", "column", "code"]].to_numpy().tolist() == []
    assert result.notes == ()


@pytest.mark.parametrize("style", STYLES)
def test_every_way_to_write_gives_the_same_counts(style):
    assert_true(ingest(STYLES[style](), key=KEY), TRUTH)


def test_sheets_of_different_units_and_areas():
    urban, rural = households(150, 2, ("城镇",)), households(150, 33, ("农村",))
    columns = without(PLAIN, "area") | {"income": "家庭收入", "payment": "保障金"}

    def cells(made: list[Household], months: int, title: str) -> list[list[Any]]:
        return [[title], *grid([household_row(h, months) for h in made], columns)]

    file = workbook(
        {
            "城市": cells(urban, 1, "城市低保（单位：元/月）"),
            "农村": cells(rural, 12, "农村低保（单位：元/年）"),
            "填表说明": [["填表说明"], ["一、本表由民政局填写"]],
            "旧数据": cells(urban, 1, "城市低保（单位：元/月）"),
        },
        hidden=("旧数据",),
    )
    result = ingest(file, key=KEY)
    assert {key: result.counts[key] for key in TRUTH} == truth(urban + rural)
    assert result.counts["rows_doubtful"] == 0
    assert result.by_area["urban"]["households"] == result.by_area["rural"]["households"] == 150
    assert result.by_area["rural"]["monthly_amount"] == truth(rural)["monthly_amount"]
    used = {sheet["name"]: sheet["used"] for sheet in result.to_json()["sheets"]}
    assert used == {"城市": True, "农村": True, "填表说明": False, "旧数据": False}
    assert "旧数据" in result.notes[0].zh


def test_sections_and_prefixes_give_county_and_area():
    result = ingest(sections(), key=KEY)
    assert set(result.table["county"].to_pylist()) == {"永安市", "尤溪县"}
    assert result.by_area["urban"]["households"] == sum(h.area == "城镇" for h in MADE)
    by_number = ingest(workbook({"表": grid(members(), MEMBERS)}), key=KEY)
    assert set(by_number.table["county"].to_pylist()) == {"永安市", "尤溪县"}


def test_an_old_xls_workbook():
    result = ingest(Path(__file__).parent / "files" / "register.xls", key=KEY)
    assert_true(result, truth(households(60, seed=9)))


def test_members_reach_the_caseload():
    result = ingest(workbook({"家庭": TITLE + grid(ROWS, PLAIN), "成员": grid(members(), ANNEX)}), key=KEY)
    listed = dict(zip(result.table["source_row"].to_pylist(), result.table["person_id"].to_pylist(), strict=True))
    assert [len(listed[i + 4]) for i in range(len(MADE))] == [len(h.people) for h in MADE]
    assert all(result.table["members_listed"].to_pylist())
    head_only = ingest(STYLES["plain"](), key=KEY).table
    assert [len(ids) for ids in head_only["person_id"].to_pylist()] == [1] * len(MADE)
    assert head_only["members_listed"].to_pylist() == [len(h.people) == 1 for h in MADE]
