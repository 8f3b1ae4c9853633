import hashlib
import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models.problems import ProblemsError
from models.tiers import DIBAO, RURAL
from simulations.caseload import Caseload
from tests.simulations.caseloads import HOUSEHOLD, MEMBER, arrow_table

METADATA = {
    "version": 1,
    "mark": "synthetic",
    "title": {"zh": "样例", "en": "Sample"},
    "place": "sanming",
    "population": {"三元区": 300, "": 1000},
}


def row(**changed):
    names = {"household_id": "a", "county": "三元区", "town": "", "source_sheet": "表1"}
    people = [MEMBER | {"person_id": "p"} | m for m in changed.pop("members", ())]
    return HOUSEHOLD | names | {"members": people} | changed


ROWS = [
    row(members=[{"person_age_band": 7}, {"person_age_band": 1}], recorded_income=np.nan, family_members=2),
    row(county="将乐县", area=RURAL, recorded_tier=DIBAO, recorded_standard=640.0),
    row(members=[{"person_age_band": 3}], weight=2.5, members_listed=True),
    row(county="永安市", town="燕西街道", members=[{"person_age_band": 0}, {}, {"person_sex": 2}], family_members=3),
]


def save(path, *tables):
    pq.write_table(pa.concat_tables(tables), path, compression="zstd", row_group_size=2)
    return path


def bands(caseload):
    ages = caseload.member_columns["person_age_band"]
    return [ages[a:b].tolist() for a, b in zip(caseload.offsets[:-1], caseload.offsets[1:], strict=True)]


def counties(caseload):
    return [caseload.counties[i] for i in caseload.columns["county"]]


def test_a_file_is_read_as_it_was_written(tmp_path):
    path = save(tmp_path / "a.parquet", arrow_table(ROWS, json.dumps(METADATA).encode()))
    read = Caseload.read(path)
    assert read.households == 4
    assert counties(read) == ["三元区", "将乐县", "三元区", "永安市"]
    assert bands(read) == [[7, 1], [], [3], [0, 4, 4]]
    assert np.isnan(read.columns["recorded_income"]).tolist() == [True, False, False, False]
    assert read.cells.tolist() == [0, 3, 0, 4]
    assert read.columns["weight"].tolist() == [1.0, 1.0, 2.5, 1.0]
    assert (read.mark, read.title.zh, read.title.en) == ("synthetic", "样例", "Sample")
    assert read.population == {"三元区": 300, "": 1000}
    assert read.standards == {("将乐县", "rural"): 640.0}
    assert read.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "person_id" not in read.member_columns


def test_a_household_comes_back_as_plain_values(tmp_path):
    read = Caseload.read(save(tmp_path / "a.parquet", arrow_table(ROWS)))
    household, members = read.household(3)
    assert (household["family_members"], household["weight"], type(household["members_listed"])) == (3, 1.0, bool)
    assert [m["person_sex"] for m in members] == [1, 1, 2]
    assert read.household(1)[1] == []


def test_chunks_with_dictionaries_of_their_own_are_joined(tmp_path):
    parts = [arrow_table(ROWS[:1]), arrow_table(ROWS[1:3]), arrow_table(ROWS[3:]), arrow_table(ROWS[:1])]
    read = Caseload.read(save(tmp_path / "a.parquet", *parts))
    assert counties(read) == ["三元区", "将乐县", "三元区", "永安市", "三元区"]
    assert bands(read) == [[7, 1], [], [3], [0, 4, 4], [7, 1]]
    in_memory = Caseload.from_table(pa.concat_tables(parts))
    assert counties(in_memory) == counties(read)
    assert bands(in_memory) == bands(read)


@pytest.mark.parametrize(("start", "length"), [(0, 4), (1, 3), (2, 1), (1, 1), (3, 1), (4, 0)])
def test_a_slice_holds_only_its_own_members(start, length):
    read = Caseload.from_table(arrow_table(ROWS).slice(start, length))
    stop = start + length
    assert bands(read) == [[7, 1], [], [3], [0, 4, 4]][start:stop]
    assert counties(read) == ["三元区", "将乐县", "三元区", "永安市"][start:stop]
    assert read.offsets[0] == 0
    assert read.offsets[-1] == len(read.member_columns["person_sex"])


def test_an_empty_file_has_no_households(tmp_path):
    read = Caseload.read(save(tmp_path / "a.parquet", arrow_table(ROWS).slice(0, 0)))
    assert read.households == 0
    assert read.cells.tolist() == []


def test_a_missing_member_list_is_an_empty_one():
    read = Caseload.from_table(arrow_table([row(members=[{"person_age_band": 3}]), row() | {"members": None}, ROWS[3]]))
    assert bands(read) == [[3], [], [0, 4, 4]]


def test_empty_cells_become_what_the_catalogue_calls_unknown():
    told = row(recorded_income=None, recorded_tier=None, recorded_supplement_members=None, town=None, vehicles=None)
    read = Caseload.from_table(
        arrow_table([told | {"members": [MEMBER | {"person_id": "p", "person_age_band": None}]}, ROWS[0]])
    )
    assert np.isnan(read.columns["recorded_income"]).tolist() == [True, True]
    assert np.isnan(read.columns["vehicles"][0])
    assert read.columns["recorded_tier"].tolist() == [6, 0]
    assert read.columns["recorded_supplement_members"].tolist() == [-1, -1]
    assert [read.towns[i] for i in read.columns["town"]] == ["", ""]
    assert bands(read) == [[-1], [7, 1]]


def test_cells_that_may_not_be_empty_are_told_all_at_once():
    bad = [row(family_members=None), row(area=None, members_listed=None), row(family_members=0)]
    with pytest.raises(ProblemsError) as caught:
        Caseload.from_table(arrow_table(bad))
    assert [(p.code, p.where) for p in caught.value.problems] == [
        ("empty_cells", "area"),
        ("empty_cells", "family_members"),
        ("empty_cells", "members_listed"),
        ("no_family_members", "family_members"),
    ]


def test_member_columns_that_do_not_match_are_refused():
    table = arrow_table(ROWS)
    short = pa.array([[0], [], [0], [0, 0, 0]], pa.list_(pa.int8()))
    with pytest.raises(ProblemsError) as caught:
        Caseload.from_table(table.set_column(table.column_names.index("person_sex"), "person_sex", short))
    assert [(p.code, p.where) for p in caught.value.problems] == [("members_differ", "person_sex")]


def test_arrays_are_shared_read_only_in_the_types_of_the_catalogue():
    read = Caseload.from_table(arrow_table(ROWS))
    with pytest.raises(ValueError, match="read-only"):
        read.columns["weight"][0] = 2.0
    assert read.columns["family_members"].dtype == np.int32
    assert read.columns["recorded_tier"].dtype == read.member_columns["person_sex"].dtype == np.int8
    assert read.columns["members_listed"].dtype == read.member_columns["person_insured"].dtype == np.bool_
    assert read.offsets.dtype == np.int64


def test_the_standard_of_most_dibao_households_is_the_registers_own():
    def dibao(standard):
        return row(recorded_tier=DIBAO, recorded_standard=standard)

    rows = [dibao(708.0), dibao(708.0), dibao(700.0), dibao(np.nan), row(recorded_standard=1.0), row(recorded_tier=1)]
    assert Caseload.from_table(arrow_table(rows)).standards == {("三元区", "urban"): 708.0}


def test_the_supplements_rate_is_the_registers_own_where_enough_households_agree():
    """708 × 12% × 2 人 = 169.92 元。 Eight of nine rows imply 12 %; one that says nothing of the amount is passed over."""

    def dibao(supplement, **more):
        own = {"recorded_tier": DIBAO, "recorded_standard": 708.0, "recorded_supplement_members": 2}
        return row(**own, recorded_supplement=supplement, **more)

    agreeing = [dibao(169.92)] * 8
    assert Caseload.from_table(arrow_table([*agreeing, dibao(150.0)])).supplement_rates == {("三元区", "urban"): 0.12}
    assert Caseload.from_table(arrow_table(agreeing[1:])).supplement_rates == {}
    assert (
        Caseload.from_table(arrow_table([*agreeing, *[dibao(float(x)) for x in range(100, 104)]])).supplement_rates
        == {}
    )
    assert Caseload.from_table(arrow_table([*agreeing, *[dibao(np.nan)] * 30])).supplement_rates == {
        ("三元区", "urban"): 0.12
    }
