"""The stored facts read whole, answer by key, and carry the arithmetic of the Sanming survey report (golden G16)."""

from pathlib import Path

import pytest

from data.reference.facts import FOLDER, QUALITIES, coverage, fact, facts, population, read_facts, recipients_by_year
from models.problems import ProblemsError

HEADER = "indicator,region_code,region_name,area,period,value,unit,source,source_ref,quality,note\n"


def _survey(indicator: str) -> float:
    return fact(indicator, "三明市", period=None).amount


def test_every_table_reads_and_every_fact_has_a_source() -> None:
    found = facts()
    assert len(found) > 1500
    assert all(f.source and f.quality in QUALITIES for f in found)


def test_recipients_and_coverage_of_sanming() -> None:
    assert recipients_by_year("三明市") == {
        "2020": {"urban": 4674.0, "rural": 36736.0},
        "2021": {"urban": 4717.0, "rural": 39260.0},
        "2022": {"urban": 4718.0, "rural": 41235.0},
    }
    assert population("三明市", "2020") == 2_486_450
    assert coverage("三明市", "2021", "2020") == pytest.approx(43_977 / 2_486_450)


def test_seed_arithmetic_g16_cash_growth_implies_the_year_before() -> None:
    """2.14亿 / 1.151 = 1.859亿."""
    cash = facts("dibao_cash_spend", "三明市", period="2022-01/2022-09")
    assert {f.amount for f in cash} == {2.14e8}
    growth = fact("dibao_cash_spend_yoy", "三明市").value
    before = cash[0].amount / (1 + growth / 100)
    assert before / 1e8 == pytest.approx(1.859, abs=0.0005)
    assert before == pytest.approx(fact("dibao_cash_spend", "三明市", period="2021-01/2021-09").amount, rel=1e-4)


def test_seed_arithmetic_g16_amounts_per_person() -> None:
    """2929.68万/53828 = 544.27；2906.65万/29687 = 979.10；1.27亿/13.35万 = 951.31."""
    assert _survey("student_support_spend") / _survey("students_supported") == pytest.approx(544.27, abs=0.005)
    children = _survey("left_behind_children_spend") / _survey("left_behind_children_supported")
    assert children == pytest.approx(979.10, abs=0.005)
    persontimes = fact("disaster_aid_persontimes", "三明市")
    assert persontimes.unit == "10k person-times"
    assert _survey("disaster_aid_spend") / persontimes.amount == pytest.approx(951.31, abs=0.005)


def test_seed_arithmetic_g16_shares() -> None:
    """119/2443 = 4.87%；30/2443 = 1.23%；82.7 − 4.9 = 77.8."""
    stock = fact("in_scheme_households", "350404").value
    assert fact("ineligible_found_households", "350404").value / stock == pytest.approx(0.0487, abs=5e-5)
    assert fact("housing_eviction_difficult_households", "350404").value / stock == pytest.approx(0.0123, abs=5e-5)
    share, change = _survey("disabled_tekun_institutional_share"), _survey("disabled_tekun_institutional_share_change")
    assert share - change == pytest.approx(77.8)


def test_an_ambiguous_question_names_what_it_found() -> None:
    with pytest.raises(LookupError, match="3 facts match dibao_persons"):
        fact("dibao_persons", "三明市", "rural")


def test_malformed_rows_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        HEADER + "dibao_persons,350400,三明市,rural,2020,about 400,persons,yearbook,t.1,A,\n"
        "dibao_persons,3504,三明市,village,2020,4,persons,yearbook,t.1,E,\n"
        "dibao_persons,350400,三明市\n",
        encoding="utf-8",
    )
    (tmp_path / "b.csv").write_text(HEADER + ",350400,三明市,rural,2020,nan,,yearbook,t.1,A,\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_facts(tmp_path)
    assert [(p.where, p.code) for p in caught.value.problems] == [
        ("a.csv:2", "fact_value"),
        ("a.csv:3", "fact_region"),
        ("a.csv:3", "fact_area"),
        ("a.csv:3", "fact_quality"),
        ("a.csv:4", "fact_columns"),
        ("b.csv:2", "fact_empty"),
        ("b.csv:2", "fact_empty"),
        ("b.csv:2", "fact_value"),
    ]


def test_no_fact_is_stored_twice() -> None:
    rows = [(f.indicator, f.region_code, f.region_name, f.area, f.period, f.value, f.source, f.note) for f in facts()]
    twice = {row for row in rows if rows.count(row) > 1}
    assert not twice
    assert FOLDER.joinpath("README.md").exists()
