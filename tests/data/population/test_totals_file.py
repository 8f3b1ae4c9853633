"""Tables of totals as bureaus publish them, and as they get them wrong."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from data.population.totals import Total
from data.population.totals_file import read_totals, totals_template
from models.problems import ProblemsError
from models.tiers import RURAL, URBAN


def _book(rows: Sequence[Sequence[Any]], title: str = "Sheet1", merges: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


MONTHLY_FORM = [
    ["2021年7月城市低保对象综合统计表"] + [None] * 11,
    ["地区", "非农人口总数(人)", "低保对象占非农人口比例(%)", "低保户数(户)", "当月低保对象人数", "累计低保对象人数",
     "低保对象类别", None, None, "当月资金支出数(万元)", "累计资金支出数(元)", "低保标准(元)"],
    [None, None, None, None, None, None, "老年人", "成年人", "未成年人", None, None, None],
    ["合计", 300_000, 0.5, 805, 1217, 8519, 300, 700, 217, 64.12, 4_488_400, None],
    ["三元区", 200_000, 0.3, 418, 632, 4424, 150, 380, 102, 33.56, 2_349_200, 708],
    ["大田县", 100_000, 0.6, 387, 585, 4095, 150, 320, 115, 30.56, 2_139_200, 640],
    ["填表人：", None, None, None, None, None, None, None, None, None, None, None],
]  # fmt: skip


def test_monthly_form_of_the_statistics() -> None:
    assert read_totals(_book(MONTHLY_FORM)) == [
        Total("三元区", URBAN, 418, 632, 708.0, 335_600.0, 200_000, "Sheet1!5"),
        Total("大田县", URBAN, 387, 585, 640.0, 305_600.0, 100_000, "Sheet1!6"),
    ]


def test_cumulative_spending_is_divided_by_the_months_of_the_title() -> None:
    only_cumulative = [row[:9] + row[10:] for row in MONTHLY_FORM]
    assert [t.monthly_spending for t in read_totals(_book(only_cumulative))] == [335_600.0, 305_600.0]
    untitled = [["城市低保对象综合统计表"] + [None] * 10, *only_cumulative[1:]]
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book(untitled))
    assert [p.code for p in caught.value.problems] == ["months_unknown"]
    assert [t.monthly_spending for t in read_totals(_book(untitled), months=7)] == [335_600.0, 305_600.0]


def test_urban_and_rural_side_by_side_with_yearly_rural_standard() -> None:
    rows = [
        ["县区", "城市低保", None, None, None, "农村低保", None, None, None],
        [None, "户数", "人数", "标准(元/月)", "月支出(元)", "户数", "人数", "标准(元/年)", "月支出(元)"],
        ["玉泉区", 900, 1400, 790, 840_000, 1600, 2500, 6900, 900_000],
    ]
    assert read_totals(_book(rows, merges=["B1:E1", "F1:I1", "A1:A2"])) == [
        Total("玉泉区", URBAN, 900, 1400, 790.0, 840_000.0, None, "Sheet1!3"),
        Total("玉泉区", RURAL, 1600, 2500, 575.0, 900_000.0, None, "Sheet1!3"),
    ]


def test_area_in_a_column_in_gb18030_with_subtotals() -> None:
    text = (
        "县（市、区）,城乡,低保户数,低保人数,低保标准(元/月),人均补助水平(元)\r\n"
        "三 元 区,城市低保,10,18,708,500\r\n,农村低保,20,38,708,450\r\n三元区,小计,30,56,,\r\n全市,合计,30,56,,\r\n"
    )
    assert read_totals(text.encode("gb18030")) == [
        Total("三元区", URBAN, 10, 18, 708.0, 9000.0, None, "CSV!2"),
        Total("三元区", RURAL, 20, 38, 708.0, 17100.0, None, "CSV!3"),
    ]


def test_template_comes_back_in_both_languages() -> None:
    for language, county, area in (("zh", "甲县", "城镇"), ("en", "County A", "Urban")):
        book = openpyxl.load_workbook(io.BytesIO(totals_template(language)))
        book.active.append([county, area, 10, 18, 600, 6000, 5000])
        stream = io.BytesIO()
        book.save(stream)
        (total,) = read_totals(stream.getvalue())
        assert total.county == county
        assert (total.area, total.households, total.persons, total.population) == (URBAN, 10, 18, 5000)
        assert (total.standard, total.monthly_spending) == (600.0, 6000.0)


def test_what_the_table_does_not_say_is_asked_for() -> None:
    rows = [["地区", "户数", "人数", "低保标准", "支出"], ["甲县", 10, 18, 6900, 0.6], ["乙县", 10, 18, 7200, 0.7]]
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book(rows))
    assert [p.code for p in caught.value.problems] == [
        "unit_unknown",
        "standard_period_unknown",
        "standard_period_unknown",
    ]
    assert "spending_unit" in caught.value.problems[0].cure.zh
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book(rows), spending_unit="10k_yuan", standard_period="year")
    assert [p.code for p in caught.value.problems] == ["area_unknown", "area_unknown"]
    first, second = read_totals(_book(rows), spending_unit="10k_yuan", standard_period="year", area=RURAL)
    assert (first.standard, first.monthly_spending, first.area) == (575.0, 6000.0, RURAL)
    assert second.monthly_spending == 7000.0


def test_missing_columns_and_no_table_at_all() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book([["地区", "户数", "人数"], ["甲县", 1, 2]]))
    assert [p.code for p in caught.value.problems] == ["totals_column_missing", "totals_column_missing"]
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book([["姓名", "电话"], ["张", 1]]), name="花名册.xlsx")
    assert (caught.value.problems[0].code, caught.value.problems[0].where) == ("totals_no_header", "花名册.xlsx")


def test_a_photo_renamed_is_no_table() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_totals(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert caught.value.problems[0].code == "not_a_register_file"


def test_a_sum_row_that_does_not_sum_is_told_with_its_difference() -> None:
    rows = [[*MONTHLY_FORM[3]], *MONTHLY_FORM[4:]]
    rows[0][4] = 1300
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book([*MONTHLY_FORM[:3], *rows]))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where) == ("total_row_differs", "Sheet1!4")
    assert "+83" in problem.message.zh


def test_contradictions_and_unreadable_cells_name_their_row() -> None:
    rows = [
        ["地区", "城乡", "户数(户)", "人数(人)", "低保标准(元/月)", "月支出(元)"],
        ["甲县", "城镇", 20, 18, 600, 6000],
        ["甲县", "农村", 10, 18, 600, 20_000],
        ["乙县", "农村", "约10", 18, 600, -5],
        ["丙县", "农村", 1.5, None, 600, 500],
    ]
    with pytest.raises(ProblemsError) as caught:
        read_totals(_book(rows, title="月报"))
    assert sorted((p.where, p.code) for p in caught.value.problems) == [
        ("月报!2", "persons_below_households"),
        ("月报!3", "spending_above_standard"),
        ("月报!4", "totals_value"),
        ("月报!4", "totals_value"),
        ("月报!5", "totals_missing"),
        ("月报!5", "totals_not_whole"),
    ]
