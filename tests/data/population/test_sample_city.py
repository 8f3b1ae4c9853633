"""The sample city meets its targets, obeys the rules it is labelled with, and is the same for the same seed."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.population.assumptions import ASSUMPTIONS
from data.population.sample_city import sample_city, sample_city_path
from data.population.sample_fit import fit_report
from models.columns import COLUMNS
from models.scenario import Scenario
from models.text import Text
from models.tiers import (
    DIBAO,
    ELDERLY_BANDS_START,
    EXTREME_HARDSHIP,
    INTELLECTUAL,
    LOW_INCOME_TIER,
    MENTAL,
    MINOR_BANDS_END,
    NO_TIER,
    RURAL,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
    SYNTHETIC_ORIGIN,
    URBAN,
)
from simulations.caseload import Caseload
from simulations.result import Result
from simulations.simulate import simulate

HIGHER_MINIMUM_WAGE = ("三元区", "沙县区", "永安市")


@pytest.fixture(scope="module")
def city() -> pa.Table:
    return sample_city()


@pytest.fixture(scope="module")
def households(city: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = city.drop([c.name for c in COLUMNS if c.stored and c.entity == "member"]).to_pandas()
    frame["line"] = np.where(frame["area"] == URBAN, 708.0, 640.0)
    frame["ratio"] = frame["recorded_income"] / frame["family_members"] / frame["line"]
    frame["persons"] = frame["weight"] * frame["family_members"]
    return frame


@pytest.fixture(scope="module")
def unified(city: pa.Table) -> Result:
    """Present law against the rural standard raised to the urban one."""
    reform = Scenario(place="sanming", day=date(2021, 12, 31), changes={"rural_convergence": 1.0})
    return simulate(Caseload.from_table(city), reform, keep=("tier", "cash_assistance"))


@pytest.fixture(scope="module")
def members(city: pa.Table) -> pd.DataFrame:
    names = [c.name for c in COLUMNS if c.stored and c.entity == "member"]
    frame = pd.DataFrame({n: city.column(n).combine_chunks().values.to_numpy(zero_copy_only=False) for n in names})
    sizes = city.column("family_members").to_numpy()
    frame["household"] = np.repeat(np.arange(city.num_rows), sizes)
    return frame


def test_every_target_is_met(city: pa.Table) -> None:
    report = fit_report(city)
    missed = [(f.name.en, f.target, f.achieved) for f in report if abs(f.deviation) > 0.02]
    assert not missed
    exact = {f.name.en: f.achieved for f in report}
    assert exact["Urban: dibao persons"] == 4717
    assert exact["Rural: dibao persons"] == 39260
    assert exact["Urban: dibao standard (by area in the sample only)"] == 708
    assert exact["Rural: dibao standard (by area in the sample only)"] == 640
    assert all(f.source and f.name.zh for f in report)


def test_means_test_with_full_take_up_finds_the_recipients_again(households: pd.DataFrame) -> None:
    """Income per person < 708 (urban) or 640 (rural), two years' line in assets, no vehicle."""
    within = (households["financial_assets"] <= 24 * households["line"] * households["family_members"]) & (
        households["vehicles"] == 0
    )
    entitled = within & (households["ratio"] < 1) & (households["recorded_tier"] != EXTREME_HARDSHIP)
    persons = households[entitled].groupby("area")["persons"].sum()
    assert persons[URBAN] == pytest.approx(4717, rel=0.01)
    assert persons[RURAL] == pytest.approx(39260, rel=0.01)
    low_income = within & (households["ratio"] >= 1) & (households["ratio"] < 1.5)
    recorded = households["recorded_tier"].isin([LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION])
    assert (low_income & ~recorded).sum() == 0
    assert (recorded & ~low_income).sum() == round(0.015 * 660) + round(0.015 * 5500)


def test_simulating_present_law_gives_what_is_recorded(households: pd.DataFrame, unified: Result) -> None:
    """With the file's own standards the means test finds tiers and cash again, household by household."""
    assert unified.value("cash_cost", "baseline") == unified.value("recorded_cost", "baseline")
    persons = [unified.value(f"{tier}_persons", "baseline") for tier in ("dibao", "single_person_inclusion")]
    assert sum(p for p in persons if p is not None) == 43_977
    recorded = households[["recorded_payment", "recorded_supplement", "recorded_care"]].sum(axis=1)
    assert unified.households["cash_assistance"][0] == pytest.approx(recorded.to_numpy())
    differing = unified.households["tier"][0] != households["recorded_tier"]
    assert set(households["recorded_tier"][differing]) == {LOW_INCOME_TIER}  # below the line, assets too many
    assert (households["ratio"][differing] < 1).all()


def test_standards_go_by_area_and_minimum_wages_by_county(households: pd.DataFrame) -> None:
    dibao = households[households["recorded_tier"] == DIBAO]
    stated = dibao.groupby(["county", "area"])["recorded_standard"].agg(["min", "max"])
    assert len(stated) == 22
    for area, standard in ((URBAN, 708.0), (RURAL, 640.0)):
        assert set(stated.xs(area, level="area").to_numpy().ravel()) == {standard}
    hardship = households[households["recorded_tier"] == EXTREME_HARDSHIP]
    higher = hardship["county"].isin(HIGHER_MINIMUM_WAGE)
    assert set(hardship["recorded_care"][higher]) == {157.0, 392.5, 628.0}
    assert set(hardship["recorded_care"][~higher]) == {142.0, 355.0, 568.0}
    assert set(hardship["recorded_payment"][hardship["area"] == URBAN]) == {921.0}
    assert set(hardship["recorded_payment"][hardship["area"] == RURAL]) == {832.0}


def test_unifying_town_and_country_finds_rural_families_between_the_two_standards(
    households: pd.DataFrame, unified: Result
) -> None:
    before, after = unified.households["tier"]
    entering = households[(after == DIBAO) & (before != DIBAO)]
    assert (entering["area"] == RURAL).all()
    assert set(entering["recorded_tier"]) == {LOW_INCOME_TIER, SINGLE_PERSON_INCLUSION}
    income = entering["recorded_income"] / entering["family_members"]
    assert income.between(640.0, 708.0, inclusive="left").all()
    newly = entering[entering["recorded_tier"] == LOW_INCOME_TIER]
    assert unified.value("newly_in_households") == len(newly)
    assert 400 < len(newly) < 900  # 10 % more of the line finds 2 to 4 % more households
    assert entering["county"].nunique() == 11
    assert unified.value("newly_out_households") == 0
    urban = unified.value("cash_cost", "difference", area="urban")
    rural, cost = (unified.value("cash_cost", side, area="rural") for side in ("difference", "baseline"))
    assert urban == 0
    assert rural is not None
    assert cost is not None
    assert 0.08 < rural / cost < 0.16


def test_amounts_follow_the_rule(households: pd.DataFrame) -> None:
    dibao = households[households["recorded_tier"] == DIBAO]
    gap_fen = ((dibao["line"] * dibao["insured_members"] - dibao["recorded_income"]) * 100).round().astype(int)
    assert (dibao["recorded_payment"] == -(-gap_fen // 100)).all()
    assert dibao["recorded_payment"].min() >= 1
    assert (dibao["insured_members"] == dibao["family_members"]).all()
    single = households[households["recorded_tier"] == SINGLE_PERSON_INCLUSION]
    assert (single["insured_members"] == 1).all()
    assert (single["recorded_payment"] == single["line"]).all()
    rest = households[households["recorded_tier"].isin([LOW_INCOME_TIER, NO_TIER])]
    assert (rest[["insured_members", "recorded_payment", "recorded_supplement", "recorded_care"]] == 0).all(axis=None)


def test_supplements_follow_the_members(households: pd.DataFrame, members: pd.DataFrame) -> None:
    level, kind = members["person_disability_level"], members["person_disability_kind"]
    severe = level.isin([1, 2]) | ((level == 3) & kind.isin([INTELLECTUAL, MENTAL]))
    band = members["person_age_band"]
    qualified = members["person_insured"].astype(bool) & (
        severe | (members["person_health"] == SEVERELY_ILL) | (band < MINOR_BANDS_END) | (band >= ELDERLY_BANDS_START)
    )
    counted = qualified.groupby(members["household"]).sum()
    drawing = households["recorded_tier"].isin([DIBAO, SINGLE_PERSON_INCLUSION])
    assert (households["recorded_supplement_members"][drawing] == counted[drawing]).all()
    assert households["recorded_supplement"][drawing].to_numpy() == pytest.approx(
        (0.1 * households["line"] * counted)[drawing].to_numpy()
    )
    insured = members["person_insured"].groupby(members["household"]).sum()
    assert (insured == households["insured_members"]).all()


def test_households_are_plausible(households: pd.DataFrame, members: pd.DataFrame) -> None:
    grown_up = (members["person_age_band"] >= MINOR_BANDS_END).groupby(members["household"]).any()
    assert grown_up.all()
    assert households["recorded_income"].min() >= 0
    assert households["ratio"].max() < 2.5
    assert households["recorded_income"].notna().all()
    positive = households["recorded_income"][households["recorded_income"] > 0]
    assert positive.value_counts().max() < 20  # no heaps
    assert (households["weight"][households["recorded_tier"] != NO_TIER] == 1).all()
    assert households["weight"].between(1, 12).all()
    low_income = households["household_id"][households["recorded_tier"] == LOW_INCOME_TIER].index
    severe = members["person_disability_level"].isin([1, 2]) | (members["person_health"] == SEVERELY_ILL)
    assert not severe[members["household"].isin(low_income)].any()


@pytest.mark.parametrize(("area", "tolerance"), [(RURAL, 0.1), (URBAN, 0.3)])  # 600 and 40 persons in a band
def test_density_runs_on_across_the_line(households: pd.DataFrame, area: int, tolerance: float) -> None:
    """Households that pass the checks: as many just above the line as just below, so that no cliff is built in."""
    passing = households[
        (households["area"] == area)
        & (households["recorded_tier"] != EXTREME_HARDSHIP)
        & (households["vehicles"] == 0)
        & (households["financial_assets"] <= 24 * households["line"] * households["family_members"])
    ]
    below, above = (
        passing["persons"][passing["ratio"].between(start, start + 0.05, inclusive="left")].sum()
        for start in (0.95, 1.0)
    )
    assert above == pytest.approx(below, rel=tolerance)


def test_the_file_says_what_it_is(city: pa.Table) -> None:
    told = json.loads(city.schema.metadata[b"tidu"])
    assert (told["mark"], told["place"], told["day"], told["version"]) == ("synthetic", "sanming", "2021-12-31", 1)
    assert set(city.column("origin").to_pylist()) == {SYNTHETIC_ORIGIN}
    assert told["title"]["zh"].startswith("示例城市（合成数据，")
    assert len(told["population"]) == 12
    assert told["population"][""] == 2_486_450 == sum(v for k, v in told["population"].items() if k)
    assert told["population"]["永安市"] + told["population"]["尤溪县"] + told["population"]["大田县"] == 985_944
    assumptions = [n for n in told["notes"] if n["zh"].startswith("假设：")]
    assert len(assumptions) == len(ASSUMPTIONS) + 3
    stylised = (
        "样例市按城乡分设标准 708/640，便于演示城乡统筹；三明市实际自2018年城乡统一，按县（市、区）类别分设 708/640"
    )
    assert stylised in [n["zh"] for n in told["notes"]]
    assert all("{" not in n["zh"] + n["en"] for n in told["notes"])
    assert any("Statistical Yearbook" in s["title"] for s in told["sources"])


def test_columns_are_the_catalogues(city: pa.Table) -> None:
    assert city.column_names == [c.name for c in COLUMNS if c.stored]
    assert city.num_rows == 60_000
    assert city.column("source_row").to_pylist() == list(range(1, 60_001))
    assert len(set(city.column("household_id").to_pylist())) == 60_000
    assert set(city.column("county").to_pylist()) == set(json.loads(city.schema.metadata[b"tidu"])["population"]) - {""}


def test_same_seed_same_city_other_seed_other_city(city: pa.Table) -> None:
    told: list[tuple[float, Text]] = []
    assert sample_city(progress=lambda share, what: told.append((share, what))).equals(city, check_metadata=True)
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1][0] == 1.0
    other = sample_city(seed=7)
    assert not other.equals(city)
    assert all(abs(f.deviation) < 0.03 for f in fit_report(other))


def test_file_is_made_once(tmp_path: Path, city: pa.Table) -> None:
    path = sample_city_path(tmp_path)
    made = path.stat().st_mtime_ns
    assert sample_city_path(tmp_path) == path
    assert path.stat().st_mtime_ns == made
    assert pq.read_table(path).equals(city)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
