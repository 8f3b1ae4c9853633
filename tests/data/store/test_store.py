from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.store import Store
from models.problems import ProblemsError
from models.text import Text
from tests.data.store.caseloads import caseload


def codes(error: pytest.ExceptionInfo[ProblemsError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_an_added_caseload_is_described_by_itself(store: Store) -> None:
    dataset = store.add_dataset(caseload(1, rows=3), {"rows_rejected": 2})
    assert dataset.title == Text("样本1", "Sample 1")
    assert (dataset.mark, dataset.place, dataset.day) == ("synthetic", "sanming", date(2020, 7, 1))
    assert (dataset.households, dataset.persons) == (6, 18)  # 3 rows of weight 2, with 3 persons each
    assert dataset.report == {"rows_rejected": 2}
    assert datetime.now(UTC) - dataset.created_at < timedelta(minutes=1)
    assert store.datasets() == [dataset]
    assert store.dataset(dataset.id) == dataset


def test_the_file_is_named_by_its_content_and_reads_back(store: Store) -> None:
    table = caseload(1)
    path = store.caseload_path(store.add_dataset(table).id)
    assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()
    assert pq.read_table(path).equals(table, check_metadata=True)


def test_a_file_is_kept_as_it_is(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "caseload.parquet"
    pq.write_table(caseload(1), source, compression="zstd")
    dataset = store.add_dataset(source)
    assert store.caseload_path(dataset.id).read_bytes() == source.read_bytes()
    assert source.exists()


def test_the_same_content_is_kept_once(store: Store) -> None:
    first = store.add_dataset(caseload(1))
    again = store.add_dataset(caseload(1), {"another": "report"})
    assert again == first
    assert len(store.datasets()) == 1
    assert [entry.action for entry in store.audit()] == ["dataset_added"]


def test_the_newest_dataset_comes_first(store: Store) -> None:
    added = [store.add_dataset(caseload(number)) for number in range(3)]
    assert store.datasets() == added[::-1]


def test_a_removed_dataset_is_gone_with_its_file_and_its_runs_stay(store: Store) -> None:
    dataset = store.add_dataset(caseload(1))
    path = store.caseload_path(dataset.id)
    run = store.record_run(dataset.id, {"changes": {"dibao_standard": 750.0}}, {"annual_cost": 1.25e8}, "1.0")
    store.remove_dataset(dataset.id)
    assert not path.exists()
    assert store.datasets() == []
    assert store.runs(dataset.id) == [run]
    assert [entry.action for entry in store.audit()] == ["dataset_added", "run_recorded", "dataset_removed"]
    with pytest.raises(ProblemsError) as error:
        store.caseload_path(dataset.id)
    assert codes(error) == ["no_such_dataset"]
    assert store.add_dataset(caseload(1)).id == dataset.id


def test_a_run_on_an_unknown_dataset_is_refused(store: Store) -> None:
    with pytest.raises(ProblemsError) as error:
        store.record_run("0" * 64, {}, {}, "1.0")
    assert codes(error) == ["no_such_dataset"]
    assert store.runs() == []


@pytest.mark.parametrize("content", [b"", b"no parquet", pytest.param(None, id="parquet without metadata")])
def test_what_is_no_caseload_leaves_nothing_behind(store: Store, tmp_path: Path, content: bytes | None) -> None:
    source = tmp_path / "x.parquet"
    if content is None:
        pq.write_table(pa.table({"weight": [1.0], "family_members": [1]}), source)
    else:
        source.write_bytes(content)
    with pytest.raises(ProblemsError) as error:
        store.add_dataset(source)
    assert codes(error) == ["no_caseload"]
    assert store.datasets() == []
    assert store.audit() == []
    assert {path.name for path in (tmp_path / "caseloads").iterdir()} <= {".lock"}


def test_a_report_that_is_no_json_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="JSON serializable"):
        store.add_dataset(caseload(1), {"path": Path("x")})
    assert store.datasets() == []
    assert [path.name for path in (tmp_path / "caseloads").iterdir()] == [".lock"]


def test_a_missing_file_is_told(store: Store) -> None:
    dataset = store.add_dataset(caseload(1))
    store.caseload_path(dataset.id).unlink()
    with pytest.raises(ProblemsError) as error:
        store.caseload_path(dataset.id)
    assert codes(error) == ["caseload_file_missing"]


def test_a_store_that_loses_its_database_keeps_its_files(store: Store, tmp_path: Path) -> None:
    path = store.caseload_path(store.add_dataset(caseload(1)).id)
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path)
    assert other.datasets() == []
    other.close()
    assert path.exists()


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_audit(store: Store, statement: str) -> None:
    store.note("looked", None, {"rows": 1})
    with pytest.raises(DBAPIError, match="the audit only grows"), store._engine.begin() as connection:
        connection.execute(text(statement))
    assert [(entry.action, entry.detail) for entry in store.audit()] == [("looked", {"rows": 1})]
