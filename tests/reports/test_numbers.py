"""Units, rounding and signs as a Chinese yearbook prints them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.numbers import (
    HOUSEHOLDS,
    PER_MONTH,
    count_measure,
    format_count,
    format_day,
    format_percent,
    format_points,
    format_yuan,
    money_measure,
    share_measure,
)
from reports.rounding import add_up


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0元", "0 yuan"),
        (708, "708元", "708 yuan"),
        (706.5, "706.50元", "706.50 yuan"),
        (0.005, "0.01元", "0.01 yuan"),
        (9_999.994, "9,999.99元", "9,999.99 yuan"),
        (9_999.999, "1.00万元", "10,000 yuan"),
        (12_345_678, "1,234.57万元", "12.35 million yuan"),
        (214_000_000, "2.14亿元", "214.00 million yuan"),
        (-1_250_000, "-125.00万元", "-1.25 million yuan"),
        (30_570_000_000, "305.70亿元", "30.57 billion yuan"),
    ],
)
def test_one_amount_in_a_sentence(value, zh, en):
    assert format_yuan(value, "zh") == zh
    assert format_yuan(value, "en") == en


def test_counts_shares_points_days():
    assert format_count(41_410.4, HOUSEHOLDS, "zh") == "41,410户"
    assert format_count(41_410, HOUSEHOLDS, "en") == "41,410 households"
    assert format_percent(0.45096) == "45.1%"
    assert format_points(0.0123, "zh") == "+1.2个百分点"
    assert format_points(-0.0123, "en") == "-1.2 percentage points"
    assert format_points(0.0, "zh") == "0.0个百分点"
    assert format_day(date(2022, 4, 1), "zh") == "2022年4月1日"
    assert format_day(date(2022, 4, 1), "en") == "April 1, 2022"


@pytest.mark.parametrize(
    ("values", "unit", "decimals"),
    [
        ([708, 640], "元/月", 0),
        ([708.5, 640], "元/月", 2),
        ([1_500_000, 700_000, None], "万元/月", 2),
        ([14_641_500, 700_000, 800_000, 612_345], "万元/月", 2),
        ([3.1e8, 2.0e8, 9.0e8], "万元/月", 2),
        ([3.1e9, 2.0e9, 9.0e8], "亿元/月", 2),
        ([], "元/月", 0),
        ([float("nan"), 0.0], "元/月", 0),
    ],
)
def test_a_whole_table_has_one_unit(values, unit, decimals):
    measure = money_measure(values, PER_MONTH)
    assert (measure.unit.zh, measure.decimals) == (unit, decimals)


def test_a_measure_prints_half_up_with_separators_and_no_negative_zero():
    yuan = money_measure([15_000_000.0])
    assert yuan.format(12_345_650_050) == "1,234,565.01"
    assert yuan.format(-0.4) == "0.00"
    assert yuan.difference().format(1_250_000) == "+125.00"
    assert yuan.difference().format(0.0) == "0.00"
    assert share_measure().difference().unit.zh == "个百分点"
    assert share_measure().with_unit(0.5, "en") == "50.0%"
    assert yuan.with_unit(50_000, "en") == "0.0500 million yuan"


amounts = st.lists(
    st.lists(st.floats(-1e8, 1e9, allow_nan=False), min_size=3, max_size=3), min_size=1, max_size=11
)  # fmt: skip


@given(amounts)
def test_what_is_printed_adds_up_both_ways(cells):
    measure = money_measure([v for row in cells for v in row])
    rounded = add_up(cells, measure)
    step = measure.factor * 10**-measure.decimals
    whole = [[round(v / step) for v in row] for row in rounded.cells]
    assert [sum(row) for row in whole] == [round(v / step) for v in rounded.rows]
    assert [sum(column) for column in zip(*whole, strict=True)] == [round(v / step) for v in rounded.columns]
    assert round(rounded.total / step) == round(measure.snapped(sum(map(sum, cells))) / step)
    for row, exact in zip(rounded.cells, cells, strict=True):
        for value, true in zip(row, exact, strict=True):
            assert abs(value - true) < step * 1.001


def test_nothing_stays_nothing_and_an_exact_figure_stays_exact():
    counts = count_measure(HOUSEHOLDS)
    rounded = add_up([[0.0, 12.0], [3.4, 0.0], [2.4, 0.0], [1.4, 7.0]], counts)
    assert rounded.cells[0].tolist() == [0.0, 12.0]
    assert rounded.cells[:, 1].tolist() == [12.0, 0.0, 0.0, 7.0]
    assert rounded.total == 26.0
    assert rounded.cells[:, 0].sum() == 7.0
