"""Charts and tables of a real simulation: all draw, add up, say their figures, and keep small counts back."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from models.scenario import Scenario
from models.text import Text
from models.tiers import AREAS, DIBAO, LOW_INCOME_TIER, NO_TIER
from models.typical import TYPICAL_HOUSEHOLDS
from reports import layout
from reports.cliff_view import CliffView, corners
from reports.figures import Figures
from reports.fonts import missing_characters
from reports.headline import headline_lines, headlines
from reports.matplotlib_backend import to_matplotlib
from reports.plotly_backend import to_plotly
from reports.registry import charts, exporters, tables
from reports.suppression import HIDDEN, SMALL
from reports.table import Amount, Gap
from simulations.caseload import Caseload
from simulations.cliffs import Setting, default_profile
from simulations.result import Result
from simulations.simulate import simulate

COUNTIES = ("三元区", "沙县区", "永安市", "明溪县")
CHANGES = {"minimum_wage_share": 0.5, "low_income_multiple": 2.0}


def caseload(sizes: tuple[int, ...], mark: str) -> Caseload:
    """Return households in four counties, some just under and some over the line, each of two persons."""
    dice = np.random.default_rng(7)
    county = np.repeat(np.arange(len(COUNTIES)), sizes).astype(np.int32)
    count = len(county)
    income = dice.uniform(0, 3_600, count).round(2)
    tier = np.where(income < 1_400, DIBAO, np.where(income < 2_100, LOW_INCOME_TIER, NO_TIER)).astype(np.int8)
    insured = np.where(tier == DIBAO, 2, 0).astype(np.int32)
    unknown = np.full(count, np.nan)
    columns = {
        "weight": np.ones(count),
        "county": county,
        "area": (np.arange(count) % 3 > 0).astype(np.int8),
        "recorded_tier": tier,
        "family_members": np.full(count, 2, np.int32),
        "insured_members": insured,
        "recorded_income": income,
        "financial_assets": unknown,
        "vehicles": unknown,
        "dwellings": unknown,
        "recorded_standard": unknown,
        "recorded_payment": np.where(insured > 0, 1_416 - income, 0.0).clip(0),
        "recorded_supplement": np.zeros(count),
        "recorded_care": np.zeros(count),
        "recorded_supplement_members": np.full(count, -1, np.int32),
        "members_listed": np.ones(count, np.bool_),
    }
    member = TYPICAL_HOUSEHOLDS[0].members[0].columns()
    members = {name: np.full(2 * count, value) for name, value in member.items()}
    metadata = {"mark": mark, "title": {"zh": "测试台账", "en": "Test register"}, "sources": [{"title": "某县民政局"}]}
    return Caseload(columns, members, np.arange(count + 1) * 2, COUNTIES, metadata=metadata, fingerprint="ab" * 32)


def result_of(sizes: tuple[int, ...], mark: str, changes: dict[str, float]) -> Result:
    return simulate(caseload(sizes, mark), Scenario(place="sanming", day=date(2022, 4, 1), changes=changes))


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of((400, 300, 200, 100), "synthetic", CHANGES)


@pytest.fixture(scope="module")
def small() -> Result:
    """A register in which one county has but six households."""
    return result_of((400, 300, 200, 6), "register", CHANGES)


@pytest.fixture(scope="module")
def view(result: Result) -> CliffView:
    return CliffView.of(result, TYPICAL_HOUSEHOLDS[4], "三元区", 1)


def drawn(key: str, result: Result, view: CliffView):
    one = charts(None)[key]
    return one.draw(view if one.of == "cliff" else result)


def test_charts_and_tables_are_found_by_file():
    assert len(charts("result")) >= 8
    assert set(charts("cliff")) >= {"cliff", "notch_parts", "notch_waterfall"}
    assert set(tables("result")) >= {"headlines", "by_county", "parameters"}
    assert set(tables("cliff")) >= {"notches"}
    for one in [*charts(None).values(), *tables(None).values()]:
        assert one.text.zh
        assert one.text.en
        assert one.function.__doc__


@pytest.mark.parametrize("key", charts(None))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_chart_draws_and_tells_its_figures(key, language, result, view):
    spec = drawn(key, result, view)
    assert spec.key == key
    assert not spec.empty
    assert re.search(r"\d", spec.alt(language)), "the alternative text has no figure"
    assert spec.stamp.place.zh == "三明市"
    assert spec.stamp.scenario.zh == "低保标准占最低工资比例 50%，低保边缘线（低保标准倍数） 2"
    assert {text for _, text in spec.stamp.fingerprints} > {"abababab"}
    assert "某县民政局" in spec.source.zh
    to_plotly(spec, language, dark=True)
    figure = to_matplotlib(spec, language)
    figure.draw_without_rendering()
    texts = [t.get_text() for t in [*figure.texts, *figure.axes[0].texts]]
    assert not missing_characters("".join(texts))
    for text in figure.texts:
        box = text.get_window_extent()
        assert 0 <= box.x0 <= box.x1 <= figure.bbox.x1, text.get_text()


@pytest.mark.parametrize("key", charts(None))
def test_every_chart_has_its_data_as_a_file(key, result, view):
    spec = drawn(key, result, view)
    data = exporters()["csv"].export(spec, "zh").decode("utf-8-sig")
    assert spec.title.zh in data
    shown = {spec.measure.printed(v) for s in spec.series for v in s.numbers() if v is not None}
    assert all(f"{v:.{spec.measure.decimals}f}" in data for v in shown)


def test_county_table_chart_and_headline_show_the_same_figures_and_add_up(result):
    spec = tables()["by_county"].draw(result)
    *counties, total = spec.rows
    for j in range(1, len(spec.columns)):
        column = [spec.columns[j].measure.printed(row[j]) for row in counties]
        assert sum(column) == pytest.approx(spec.columns[j].measure.printed(total[j]), abs=1e-9)
    for row in spec.rows:
        for first in (1, 4, 7):
            measure = spec.columns[first].measure
            assert measure.printed(row[first]) + measure.printed(row[first + 2]) == pytest.approx(
                measure.printed(row[first + 1])
            )
    by_key = {one.key: one for one in headlines(result)}
    chart = charts(None)["recipient_persons_by_county"].draw(result)
    for key, first in (("recipient_households", 1), ("recipient_persons", 4)):
        assert total[first] == by_key[key].baseline == result.value(key, "baseline")
        assert total[first + 1] == by_key[key].reform == result.value(key, "reform")
        assert total[first + 2] == by_key[key].difference
    sums = [layout.stack_totals(chart, members) for _, members in layout.stacks(chart)]
    assert sums == [[row[4] for row in counties], [row[5] for row in counties]]


def test_a_reform_that_changes_nothing_changes_nothing_in_print():
    result = result_of((40, 30, 20, 10), "synthetic", {})
    spec = tables()["by_county"].draw(result)
    assert {row[j] for row in spec.rows for j in (3, 6, 9)} == {0.0}
    assert "无变化" in charts(None)["cost_change_by_county"].draw(result).alt.zh
    assert spec.stamp.scenario.zh == "现行规定"


def test_headlines_have_units_and_signs(result):
    lines = headline_lines(result)
    assert any(re.fullmatch(r"现金救助人数 [\d,]+人 → [\d,]+人 \(\+[\d,]+人\) \| .*", line) for line in lines)
    assert any(line.startswith("覆盖率 不可计算") for line in lines)
    table = tables()["headlines"].draw(result)
    row = next(row for row in table.rows if row[0] == Text("现金救助月支出", "Cash assistance a month"))
    assert isinstance(row[2], Amount)
    assert row[4].value == pytest.approx(row[3].value - row[2].value)
    assert any("数据没有人口数" in line for line in table.footers("zh"))


def test_small_counts_of_a_register_are_withheld_everywhere(small):
    assert 0 < small.value("recipient_households", "baseline", "明溪县") < 5
    spec = tables()["by_county"].draw(small)
    row = next(row for row in spec.rows if row[0] == "明溪县")
    assert row[1] == SMALL
    withheld = [row for row in spec.rows if isinstance(row[1], Gap)]
    assert len(withheld) >= 2, "one withheld county follows from the total"
    assert row[7] == HIDDEN, "the cash of fewer than five households is withheld too"
    for key, one in charts("result").items():
        chart = one.draw(small)
        told = chart.alt.zh + exporters()["csv"].export(chart, "zh").decode("utf-8-sig")
        for series in chart.series:
            assert all(isinstance(v, Gap) or v == 0 or v >= 5 or series.role == "difference" for v in series.values), (
                key
            )
            if chart.measure.quantity == "count" and "明溪县" in told and "baseline" in series.key:
                place = [c.zh for c in chart.categories].index("明溪县")
                assert isinstance(series.values[place], Gap) or series.values[place] == 0, key
    to_plotly(charts(None)["recipient_households_by_county"].draw(small), "zh")


def test_small_counts_of_made_up_data_are_shown():
    result = result_of((400, 300, 200, 6), "synthetic", {})
    value = Figures(result).figure("recipient_households", "baseline", "明溪县")
    assert value == result.value("recipient_households", "baseline", "明溪县")
    assert 0 < value < 5


def test_no_small_cell_of_a_register_follows_from_its_published_neighbours(small):
    figures = Figures(small)
    areas = [*(a.key for a in AREAS), None]
    for side in ("baseline", "reform"):
        for area in areas:
            column = [figures.figure("recipient_households", side, c, area) for c in (*COUNTIES, None)]
            gaps = [v for v in column if isinstance(v, Gap)]
            assert len(gaps) != 1, (side, area)
        for county in (*COUNTIES, None):
            row = [figures.figure("recipient_households", side, county, a) for a in areas]
            assert sum(isinstance(v, Gap) for v in row) != 1, (side, county)


def test_the_cliff_has_its_borders_its_zones_and_fewer_points_for_the_same_line(view):
    spec = charts(None)["cliff"].draw(view)
    assert [s.role for s in spec.series] == ["baseline", "reform"]
    assert len(spec.borders) == sum(len(side.notches) for side in view.sides) == len(spec.zones)
    for side in view.sides:
        for notch in side.notches:
            border = next(b for b in spec.borders if abs(b.x - notch.income_per_person) < 1e-9)
            assert side.text.zh in border.text.zh
    setting = Setting("三元区", 1, None)
    found = default_profile(TYPICAL_HOUSEHOLDS[4], view.sides[0].profile.scenario, setting)
    x, y = corners(found.income, found.net_resources)
    assert len(x) < 30
    assert np.allclose(np.interp(found.income, x, y), found.net_resources, atol=1e-4)


def test_the_parts_of_a_notch_add_up_in_chart_and_table(view):
    table = tables("cliff")["notches"].draw(view)
    keys = [c.key for c in table.columns]
    parts = [i for i, c in enumerate(table.columns) if c.group]
    for row in table.rows:
        assert sum(row[i] for i in parts) == pytest.approx(row[keys.index("drop")], abs=0.01)
    waterfall = charts(None)["notch_waterfall"].draw(view)
    *steps, whole = waterfall.series[0].values
    assert sum(steps) == pytest.approx(whole, abs=0.01)
    stacked = charts(None)["notch_parts"].draw(view)
    [(_, members)] = layout.stacks(stacked)
    assert layout.stack_totals(stacked, members) == pytest.approx(
        [row[keys.index("drop")] for row in table.rows], abs=0.01
    )


def test_a_reform_that_leaves_the_household_alone_says_so():
    result = result_of((40, 30, 20, 10), "synthetic", {})
    view = CliffView.of(result, TYPICAL_HOUSEHOLDS[1], "三元区", 0)
    spec = charts(None)["cliff"].draw(view)
    assert len(spec.series) == 1
    assert any("不改变" in note.zh for note in spec.notes)


def test_the_parameter_table_puts_what_changed_first_with_its_reference(result):
    table = tables()["parameters"].draw(result)
    assert [row[0].zh for row in table.rows[:2]] == ["低保标准占最低工资比例", "低保边缘线（低保标准倍数）"]
    assert table.rows[1][2:4] == (Text("1.5", "1.5"), Text("2", "2"))
    assert all(row[4].zh for row in table.rows)
    assert all("方案设定" in row[4].zh for row in table.rows[:2])
    assert any("假定" in row[4].zh for row in table.rows)


def test_present_law_alone_is_drawn_alone():
    data = caseload((40, 40, 40, 40), "synthetic")
    same = simulate(data, Scenario(place="sanming", day=date(2021, 12, 31)))
    spec = charts("result")["cost_by_county"].draw(same)
    assert {series.role for series in spec.series} == {"baseline"}
    assert "方案" not in spec.title.zh
