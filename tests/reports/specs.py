"""Hand-made chart and table specifications, one for every kind, that the tests draw and export."""

from __future__ import annotations

from datetime import date

from models.text import Text
from reports.chart import Border, ChartSpec, Point, Series, Zone
from reports.numbers import HOUSEHOLDS, PER_MONTH, PERSONS, Measure, count_measure, money_measure
from reports.stamp import Stamp
from reports.table import Column, Gap, TableSpec, not_computable

STAMP = Stamp(
    Text("农村靠拢城市 100%", "Rural convergence 100%"),
    Text("样例市", "Sample city"),
    "synthetic",
    date(2022, 4, 1),
    "0.1.0",
    Text("三明市", "Sanming"),
    ((Text("数据指纹", "Data"), "3f9ac01b"), (Text("规则指纹", "Rules"), "77ab12ef")),
)
SOURCE = Text(
    "福建省民政厅；样例市合成台账", "Fujian Department of Civil Affairs; synthetic register of the sample city"
)
COUNTIES = (
    "三元区",
    "沙县区",
    "永安市",
    "明溪县",
    "清流县",
    "宁化县",
    "大田县",
    "尤溪县",
    "将乐县",
    "泰宁县",
    "建宁县",
)
BEFORE = (
    1_503_200.5,
    1_211_040.0,
    1_702_000.0,
    801_234.0,
    905_610.0,
    2_001_000.0,
    2_340_000.0,
    2_210_000.0,
    700_100.0,
    612_345.6,
    655_000.0,
)
AFTER = tuple(v * 1.11 for v in BEFORE)
BASELINE, REFORM = Text("现行", "Current law"), Text("方案", "Reform")
URBAN, RURAL = Text("城镇", "Urban"), Text("农村", "Rural")
SMALL = Gap(Text("<5", "<5"), Text("少于 5，为保护个人信息不公布", "below 5, withheld to protect persons"))


def names(*texts: str) -> tuple[Text, ...]:
    return tuple(Text(t, t) for t in texts)


def grouped_bar() -> ChartSpec:
    return ChartSpec(
        "cost_by_county",
        "grouped_bar",
        Text("各县（市、区）月支出：现行与方案", "Monthly cost by county: current law and reform"),
        money_measure(BEFORE, PER_MONTH),
        (Series("baseline", BASELINE, BEFORE, "baseline"), Series("reform", REFORM, AFTER, "reform")),
        STAMP,
        Text("月支出由 1,464.15万元增至 1,625.21万元", "Monthly cost rises from 14.64 to 16.25 million yuan"),
        names(*COUNTIES),
        source=SOURCE,
    )


def stacked_bar() -> ChartSpec:
    parts = [
        Series(f"{side}_{area}", text, tuple(v * part for v in values), side, stack=stack)
        for side, stack, values in (("baseline", BASELINE, BEFORE), ("reform", REFORM, AFTER))
        for area, text, part in (("urban", URBAN, 0.3), ("rural", RURAL, 0.7))
    ]
    return ChartSpec(
        "cost_by_area",
        "stacked_bar",
        Text("各县（市、区）城乡月支出", "Monthly cost by county and area"),
        money_measure(BEFORE, PER_MONTH),
        tuple(parts),
        STAMP,
        Text("城乡合计 1,464.15万元", "14.64 million yuan in all"),
        names(*COUNTIES),
        source=SOURCE,
    )


def tiers() -> ChartSpec:
    parts = (
        ("特困", "Extreme hardship", 4_100, 4_100),
        ("低保", "Dibao", 29_300, 33_120),
        ("单人保", "Single-person inclusion", 2_204, 1_977),
        ("低保边缘", "Low-income tier", 5_020, 7_431),
        ("刚性支出困难", "Rigid-expenditure hardship", 801, 760),
    )
    return ChartSpec(
        "tiers",
        "stacked_bar",
        Text("救助类别构成", "Composition of tiers"),
        count_measure(HOUSEHOLDS),
        tuple(Series(en, Text(zh, en), (float(a), float(b))) for zh, en, a, b in parts),
        STAMP,
        Text("低保由 29,300户增至 33,120户", "Dibao rises from 29,300 to 33,120 households"),
        (BASELINE, REFORM),
        source=SOURCE,
    )


def horizontal_bar() -> ChartSpec:
    counties = (
        "积石山保安族东乡族撒拉族自治县",
        "双江拉祜族佤族布朗族傣族自治县",
        "A county that is called <b>$Long$</b> & has a long English name",
        *COUNTIES[:6],
        "空白县",
    )
    change = (
        120.0,
        -35.0,
        8.0,
        0.0,
        44.0,
        SMALL,
        -7.0,
        62.0,
        99.0,
        not_computable(Text("没有该县台账", "no register of this county")),
    )
    return ChartSpec(
        "change",
        "horizontal_bar",
        Text("各县（市、区）保障人数变化", "Change of recipients by county"),
        count_measure(PERSONS).difference(),
        (Series("difference", Text("增减", "Change"), change, "difference"),),
        STAMP,
        Text("净增 291人", "291 persons more"),
        names(*counties),
        source=SOURCE,
    )


def line() -> ChartSpec:
    years = names("2018", "2019", "2020", "2021", "2022")
    return ChartSpec(
        "standard",
        "line",
        Text("低保标准", "Dibao standard"),
        money_measure([550.0], PER_MONTH),
        (
            Series("urban", URBAN, (560.0, 610.0, 708.0, 708.0, 815.0)),
            Series("rural", RURAL, (420.0, 500.0, 640.0, None, 747.0)),
            Series("target", Text("预计", "Projected"), (None, None, None, 760.0, 860.0), dashed=True),
        ),
        STAMP,
        Text("城镇由 560元升至 815元", "Urban from 560 to 815 yuan"),
        years,
        source=SOURCE,
        marks=("projected",),
    )


def curve() -> ChartSpec:
    yuan = Measure("money", Text("元", "yuan"), 1.0, 0)
    return ChartSpec(
        "cliff",
        "curve",
        Text(
            "收入与净资源：三口之家（乙类重病一人），现行与方案",
            "Income and net resources: a family of three with one severely ill member",
        ),
        money_measure([3000.0], PER_MONTH),
        (
            Series(
                "baseline",
                BASELINE,
                (2950.0, 2950.0, 2380.0, 3440.0, 3186.0, 4200.0),
                "baseline",
                (0.0, 708.0, 708.0, 1062.0, 1062.0, 1400.0),
            ),
            Series(
                "reform",
                REFORM,
                (3050.0, 3050.0, 2800.0, 3530.0, 3400.0, 4200.0),
                "reform",
                (0.0, 747.0, 747.0, 1120.0, 1120.0, 1400.0),
            ),
        ),
        STAMP,
        Text(
            "跨过低保线每月少 570元，方案下少 250元",
            "Crossing the dibao line costs 570 yuan a month, 250 under the reform",
        ),
        x_axis=Text("人均月收入（元）", "Income per person (yuan/month)"),
        y_axis=Text("家庭月净资源", "Net resources of the household"),
        x_measure=yuan,
        borders=(
            Border(708, Text("低保线 708（现行）", "Dibao line 708 (current)"), "baseline"),
            Border(747, Text("低保线 747（方案）", "Dibao line 747 (reform)"), "reform"),
            Border(1062, Text("边缘线 1,062（现行）", "Low-income line 1,062 (current)"), "baseline"),
            Border(1120, Text("边缘线 1,120（方案）", "Low-income line 1,120 (reform)"), "reform"),
        ),
        zones=(
            Zone(708, 898, Text("现行得不偿失区", "Dominated zone (current law)"), "baseline"),
            Zone(747, 830, Text("方案得不偿失区", "Dominated zone (reform)"), "reform"),
        ),
        points=(Point(708, 2380, Text("每月少 570元", "570 yuan a month less"), "baseline"),),
        source=SOURCE,
        marks=("assumed",),
    )


def histogram() -> ChartSpec:
    return ChartSpec(
        "income",
        "histogram",
        Text("人均月收入分布", "Income per person"),
        count_measure(HOUSEHOLDS),
        (
            Series(
                "households",
                HOUSEHOLDS,
                (310.0, 820.0, 1500.0, 2200.0, 1790.0, 404.0, 120.0),
                x=(0, 100, 200, 300, 400, 500, 600, 708),
            ),
        ),
        STAMP,
        Text("众数在 300–400元，2,200户", "The mode is 300 to 400 yuan with 2,200 households"),
        x_axis=Text("人均月收入（元）", "Income per person (yuan/month)"),
        y_axis=Text("户数", "Households"),
        x_measure=Measure("money", Text("元", "yuan")),
        source=SOURCE,
        borders=(Border(640, Text("农村低保线 640", "Rural dibao line 640")),),
    )


def waterfall() -> ChartSpec:
    return ChartSpec(
        "notch",
        "waterfall",
        Text("低保线上的落差由谁承担", "Who carries the notch at the dibao line"),
        money_measure([700.0], PER_MONTH),
        (
            Series(
                "notch",
                Text("净资源", "Net resources"),
                (2950.0, -1.0, -80.0, -230.0, -160.0, 0.0, -12.5, None, 2466.5),
            ),
        ),
        STAMP,
        Text("每月少 483.50元，其中医疗 230元", "483.50 yuan a month less, of which medical 230"),
        (
            Text("低保户", "Dibao"),
            Text("低保金", "Cash"),
            Text("分类施保", "Categorical supplement"),
            Text("医疗救助", "Medical"),
            Text("教育救助", "Education"),
            Text("住房救助", "Housing"),
            Text("电价优惠", "Energy"),
            Text("其他", "Other"),
            Text("刚过线的家庭", "Just over the line"),
        ),
        levels=(0, 8),
        source=SOURCE,
    )


def empty() -> ChartSpec:
    return ChartSpec(
        "empty",
        "grouped_bar",
        Text("没有数据的图", "A chart without data"),
        count_measure(PERSONS),
        (),
        STAMP,
        Text("无数据", "no data"),
    )


def table() -> TableSpec:
    cost = money_measure(BEFORE, PER_MONTH)
    return TableSpec(
        "by_county",
        Text("各县（市、区）结果", "Results by county"),
        (
            Column("county", Text("县（市、区）", "County")),
            Column("persons", Text("人数", "Persons"), count_measure(PERSONS), BASELINE),
            Column("cost", Text("月支出", "Monthly cost"), cost, BASELINE),
        ),
        (
            ("三元区", 4321.0, 1_503_200.0),
            ("=cmd|' /C calc'!A0", SMALL, None),
            (Text("合计", "Total"), 9876.0, 14_641_500.0),
        ),
        STAMP,
        SOURCE,
        (Text("户籍口径", "By household registration"),),
        totals=frozenset({2}),
    )


CHARTS = (grouped_bar, stacked_bar, tiers, horizontal_bar, line, curve, histogram, waterfall, empty)
