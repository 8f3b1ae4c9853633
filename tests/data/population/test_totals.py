"""Households made from totals add up to them; totals that cannot be true are named with their size."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.population.totals import Total, area_of, totals_from_rows
from data.population.totals_population import population_from_totals, totals_fit
from models.columns import COLUMNS
from models.problems import ProblemsError
from models.tiers import DIBAO, NO_TIER, RURAL, TOTALS_ORIGIN, URBAN

CITY = [
    Total("三元区", URBAN, 418, 632, 708.0, 632 * 531.0, 200_000),
    Total("三元区", RURAL, 2_930, 5_268, 708.0, 5_268 * 478.0, 130_000),
    Total("大田县", URBAN, 387, 585, 640.0, 585 * 512.0, 100_000),
    Total("大田县", RURAL, 2_707, 4_867, 640.0, 4_867 * 461.5, 200_000),
]


def _frame(table: pa.Table) -> pd.DataFrame:
    frame = table.drop([c.name for c in COLUMNS if c.stored and c.entity == "member"]).to_pandas()
    frame["persons"] = frame["weight"] * frame["family_members"]
    frame["ratio"] = frame["recorded_income"] / frame["family_members"] / frame["recorded_standard"]
    return frame


def test_weighted_sums_are_the_totals() -> None:
    fits = totals_fit(population_from_totals(CITY), CITY)
    assert len(fits) == 12
    for fit in fits:
        tolerance = 5e-3 if fit.unit == "yuan/month" else 1e-9
        assert abs(fit.deviation) <= tolerance, fit.name.en


def test_large_totals_are_weighted_and_still_exact() -> None:
    large = [Total("全省", RURAL, 269_202, 483_970, 640.0, 483_970 * 429.6)]
    table = population_from_totals(large, rows=5_000)
    assert table.num_rows < 15_000
    for fit in totals_fit(table, large):
        assert abs(fit.deviation) <= (5e-3 if fit.unit == "yuan/month" else 1e-9), fit.name.en


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 400).flatmap(lambda h: st.tuples(st.just(h), st.integers(h, 6 * h))),
    st.floats(0.05, 0.99),
    st.sampled_from([575.0, 640.0, 708.0, 6900 / 12, 814.5]),
    st.integers(0, 1000),
)
def test_any_possible_total_is_met(counts: tuple[int, int], paid: float, standard: float, seed: int) -> None:
    households, persons = counts
    total = Total("甲县", RURAL, households, persons, standard, paid * standard * persons)
    frame = _frame(population_from_totals([total], seed=seed))
    dibao = frame[frame["recorded_tier"] == DIBAO]
    assert len(dibao) == households
    assert dibao["family_members"].sum() == persons
    assert dibao["recorded_payment"].sum() == pytest.approx(total.monthly_spending, rel=5e-3, abs=1.0)
    assert (dibao["recorded_payment"] >= 1).all()
    assert (dibao["recorded_income"] >= 0).all()
    assert (dibao["ratio"] < 1).all()
    recomputed = standard * dibao["insured_members"] - dibao["recorded_income"]
    assert recomputed.to_numpy() == pytest.approx(dibao["recorded_payment"].to_numpy(), abs=0.0051)


def test_near_line_families_are_an_assumption_one_can_change() -> None:
    frame = _frame(population_from_totals(CITY))
    outside = frame[frame["recorded_tier"] == NO_TIER]
    dibao_persons = sum(t.persons for t in CITY)
    assert outside["ratio"].between(1.0, 2.5).all()
    assert outside["persons"][outside["ratio"] < 1.5].sum() == pytest.approx(0.38 * dibao_persons, rel=0.03)
    assert (outside[["insured_members", "recorded_payment"]] == 0).all(axis=None)
    wider = _frame(population_from_totals(CITY, near_line_ratio=0.6))
    near = wider[(wider["recorded_tier"] == NO_TIER) & (wider["ratio"] < 1.5)]
    assert near["persons"].sum() == pytest.approx(0.6 * dibao_persons, rel=0.03)
    none = _frame(population_from_totals(CITY, near_line_ratio=0.0))
    assert set(none["recorded_tier"]) == {DIBAO}


def test_density_runs_on_across_the_line() -> None:
    large = [Total("全省", RURAL, 50_000, 90_000, 640.0, 90_000 * 460.0)]
    frame = _frame(population_from_totals(large))
    below = frame["persons"][frame["ratio"].between(0.97, 1.0, inclusive="left")].sum()
    above = frame["persons"][frame["ratio"].between(1.0, 1.03, inclusive="left")].sum()
    assert above == pytest.approx(below, rel=0.2)


def test_density_above_the_line_never_falls_away_where_payments_are_small() -> None:
    small = [Total("全省", RURAL, 50_000, 90_000, 640.0, 90_000 * 200.0)]
    frame = _frame(population_from_totals(small))
    outside = frame[frame["recorded_tier"] == NO_TIER]
    counts, _ = np.histogram(outside["ratio"], bins=np.arange(1.0, 2.51, 0.1), weights=outside["persons"])
    assert counts.min() > 0.8 * counts.max()


def test_the_file_says_what_it_is() -> None:
    table = population_from_totals(CITY, place="sanming", day="2021-12-31", source="三明市民政统计月报")
    told = json.loads(table.schema.metadata[b"tidu"])
    assert (told["mark"], told["place"], told["day"]) == ("totals", "sanming", "2021-12-31")
    assert told["sources"] == [{"title": "三明市民政统计月报", "reference": ""}]
    assert told["population"] == {"": 630_000, "三元区": 330_000, "大田县": 300_000}
    assert sum(n["zh"].startswith("假设：") for n in told["notes"]) == 3
    assert table.column_names == [c.name for c in COLUMNS if c.stored]
    assert set(table.column("origin").to_pylist()) == {TOTALS_ORIGIN}
    assert not any(table.column("members_listed").to_pylist())
    assert table.column("person_age_band").combine_chunks().values.to_pylist() == []
    assert np.isnan(table.column("financial_assets").to_numpy()).all()


def test_same_seed_same_households() -> None:
    first, second = population_from_totals(CITY), population_from_totals(CITY)
    pd.testing.assert_frame_equal(_frame(first), _frame(second), check_exact=True)
    assert first.schema.metadata == second.schema.metadata
    other = _frame(population_from_totals(CITY, seed=3))
    assert (other["recorded_income"] != _frame(first)["recorded_income"]).any()


def test_contradictions_are_told_together_with_their_size() -> None:
    wrong = [
        Total("甲县", URBAN, 500, 450, 700.0, 100_000.0),
        Total("甲县", RURAL, 100, 180, 600.0, 135_000.0),
        Total("乙县", RURAL, 100, 180, 600.0, 12.6),
        Total("乙县", URBAN, 10, 18, 600.0, 6_000.0, 17),
        Total("乙县", RURAL, 100, 180, 600.0, 60_000.0, where="第5行"),
    ]
    with pytest.raises(ProblemsError) as caught:
        population_from_totals(wrong)
    told = {p.code: p.describe("zh") + p.describe("en") for p in caught.value.problems}
    assert set(told) == {
        "persons_below_households", "spending_above_standard", "spending_too_small", "population_below_persons",
        "totals_repeated",
    }  # fmt: skip
    assert "差50" in told["persons_below_households"]
    assert "超出25.0%" in told["spending_above_standard"]
    assert "by 25.0%" in told["spending_above_standard"]


def test_rows_of_a_page_become_totals() -> None:
    names = ("county", "area", "households", "persons", "standard", "monthly_spending", "population")
    values = (
        ("甲县", "城镇", 10, "18", 600, "6,000", None),
        ("甲县", RURAL, 5.0, 9.0, 600.0, 2500.0, float("nan")),
        ("乙县", "rural", None, None, None, "", None),
    )
    rows = [dict(zip(names, row, strict=True)) for row in values]
    assert totals_from_rows(rows) == [
        Total("甲县", URBAN, 10, 18, 600.0, 6000.0, None, "第1行 row 1"),
        Total("甲县", RURAL, 5, 9, 600.0, 2500.0, None, "第2行 row 2"),
    ]


@pytest.mark.parametrize(
    ("word", "area"),
    [("城镇", URBAN), ("城市低保", URBAN), ("非农业户口", URBAN), ("Urban", URBAN), ("农村", RURAL), ("农业", RURAL),
     ("乡", RURAL), ("rural", RURAL), ("城乡", None), ("", None), ("合计", None)],
)  # fmt: skip
def test_words_for_areas(word: str, area: int | None) -> None:
    assert area_of(word) == area


def test_wrong_rows_of_a_page_are_told_together() -> None:
    rows = [
        {"county": "", "area": "城镇", "households": 10, "persons": 18, "standard": 600, "monthly_spending": 6000},
        {"county": "甲县", "area": "都市", "households": -1, "persons": 1.5, "standard": 0, "monthly_spending": "六千"},
        {"county": "乙县", "area": "农村", "households": 3, "persons": 5, "standard": 600},
    ]
    with pytest.raises(ProblemsError) as caught:
        totals_from_rows(rows)
    assert [p.code for p in caught.value.problems] == [
        "totals_missing", "area_unknown", "totals_value", "totals_not_whole", "totals_value", "totals_value",
        "totals_missing",
    ]  # fmt: skip
    with pytest.raises(ProblemsError) as caught:
        totals_from_rows([])
    assert caught.value.problems[0].code == "totals_empty"
