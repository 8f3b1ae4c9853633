"""One store: the catalogue in a database, the microdata in a folder beside it."""

from __future__ import annotations

import functools
import json
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from sqlalchemy import Connection, delete, insert, select

from data.store.caseloads import CaseloadFolder
from data.store.migrate import upgrade_engine
from data.store.place import connect, database_url, home
from data.store.tables import AUDIT, DATASET, RUN, AuditEntry, Dataset, Run, dataset_of
from models.problems import Problem, ProblemsError
from models.text import Text


class Store:
    """The datasets, runs and audit at ``url``, with the microdata files in ``folder/caseloads``."""

    def __init__(self, url: str, folder: Path) -> None:
        self._engine = connect(url)
        self._writes = self._engine.execution_options(writes=True)
        upgrade_engine(self._engine)
        self._files = CaseloadFolder(folder / "caseloads")
        self._files.tidy(lambda identifier: self._find(identifier) is not None)

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    def add_dataset(self, source: Path | pa.Table, report: Mapping[str, Any] | None = None) -> Dataset:
        """Keep a caseload file (or table), described by its own metadata; the same content is kept once.

        Args:
            source: A caseload as Parquet file or as table (see ``data.caseload``).
            report: What is to be remembered of the import; JSON, without personal data.

        Raises:
            ProblemsError: When it is no caseload; then nothing is kept.
        """
        values = _describe(source)
        with self._files.entering(source) as identifier, self._writes.begin() as connection:
            known = connection.execute(select(DATASET).where(DATASET.c.id == identifier)).one_or_none()
            if known is not None:
                return dataset_of(known)
            values |= {"id": identifier, "file": self._files.path(identifier).name, "report": dict(report or {})}
            connection.execute(insert(DATASET).values(**values, created_at=datetime.now(UTC)))
            _note(connection, "dataset_added", identifier, {"households": values["households"]})
        return self.dataset(identifier)

    def datasets(self) -> list[Dataset]:
        """Return all datasets, the newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(DATASET).order_by(DATASET.c.created_at.desc(), DATASET.c.id))
            return [dataset_of(row) for row in rows]

    def dataset(self, identifier: str) -> Dataset:
        """Return one dataset.

        Raises:
            ProblemsError: When there is none of that id.
        """
        found = self._find(identifier)
        if found is None:
            raise ProblemsError([_no_dataset(identifier)])
        return found

    def caseload_path(self, identifier: str) -> Path:
        """Return the microdata file of a dataset.

        Raises:
            ProblemsError: When there is no such dataset, or its file is gone.
        """
        path = self._files.path(self.dataset(identifier).id)
        if not path.exists():
            raise ProblemsError([_no_file(path)])
        return path

    def remove_dataset(self, identifier: str) -> None:
        """Remove a dataset with its microdata; runs on it stay, and the audit tells of it."""
        dataset = self.dataset(identifier)
        with self._files.leaving(dataset.id), self._writes.begin() as connection:
            connection.execute(delete(DATASET).where(DATASET.c.id == dataset.id))
            _note(connection, "dataset_removed", dataset.id, {"households": dataset.households})

    def record_run(self, dataset_id: str, scenario: Mapping[str, Any], summary: Mapping[str, Any], version: str) -> Run:
        """Keep one simulation: its scenario and headline figures as JSON, and the version that computed them."""
        self.dataset(dataset_id)
        run = Run(uuid.uuid4().hex, dataset_id, dict(scenario), dict(summary), version, datetime.now(UTC))
        with self._writes.begin() as connection:
            connection.execute(insert(RUN).values({name: getattr(run, name) for name in RUN.columns.keys()}))  # noqa: SIM118
            _note(connection, "run_recorded", dataset_id, {"run": run.id})
        return run

    def runs(self, dataset_id: str | None = None) -> list[Run]:
        """Return the runs, of one dataset or of all, the newest first."""
        query = select(RUN).order_by(RUN.c.created_at.desc(), RUN.c.id)
        if dataset_id is not None:
            query = query.where(RUN.c.dataset_id == dataset_id)
        with self._engine.connect() as connection:
            return [Run(**row._mapping) for row in connection.execute(query)]

    def note(self, action: str, dataset_id: str | None = None, detail: Mapping[str, Any] | None = None) -> None:
        """Add a line to the audit: what was done, as one snake_case word, with details that name no person."""
        with self._writes.begin() as connection:
            _note(connection, action, dataset_id, detail or {})

    def audit(self) -> list[AuditEntry]:
        """Return the whole audit, in the order of happening."""
        with self._engine.connect() as connection:
            return [AuditEntry(**row._mapping) for row in connection.execute(select(AUDIT).order_by(AUDIT.c.id))]

    def _find(self, identifier: str) -> Dataset | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(DATASET).where(DATASET.c.id == identifier)).one_or_none()
        return dataset_of(row) if row is not None else None


def open_store() -> Store:
    """Return the store that the environment names (``DATABASE_URL``, ``TIDU_HOME``), opened once a process."""
    folder = home()
    return _opened(database_url(folder), folder)


@functools.lru_cache(maxsize=8)
def _opened(url: str, folder: Path) -> Store:
    return Store(url, folder)


def _note(connection: Connection, action: str, dataset_id: str | None, detail: Mapping[str, Any]) -> None:
    values = {"at": datetime.now(UTC), "action": action, "dataset_id": dataset_id, "detail": dict(detail)}
    connection.execute(insert(AUDIT).values(values))


def _describe(source: Path | pa.Table) -> dict[str, Any]:
    """Return the catalogue's columns as the caseload tells them of itself."""
    try:
        counted = pq.read_table(source, columns=["weight", "family_members"]) if isinstance(source, Path) else source
        about = json.loads((counted.schema.metadata or {})[b"tidu"])
        weight = counted["weight"]
        return {
            "title_zh": str(about["title"]["zh"]),
            "title_en": str(about["title"]["en"]),
            "mark": str(about["mark"]),
            "place": about.get("place"),
            "day": date.fromisoformat(about["day"]) if about.get("day") else None,
            "households": round(pc.sum(weight).as_py() or 0),
            "persons": round(
                pc.sum(pc.multiply(weight, pc.cast(counted["family_members"], pa.float64()))).as_py() or 0
            ),
        }
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError) as error:
        raise ProblemsError([_no_caseload(source, error)]) from error


def _no_caseload(source: Path | pa.Table, error: Exception) -> Problem:
    return Problem(
        "no_caseload",
        source.name if isinstance(source, Path) else "",
        Text(f"不是梯度的台账文件（{error}）", f"is no caseload file of Tidu ({error})"),
        Text("原始台账请先导入：python3 tidu.py import 文件", "import a register first: python3 tidu.py import FILE"),
    )


def _no_dataset(identifier: str) -> Problem:
    return Problem(
        "no_such_dataset",
        identifier[:12],
        Text("没有这个数据集，可能已被删除", "there is no such dataset; it may have been removed"),
        Text("请另选数据集", "choose another dataset"),
    )


def _no_file(path: Path) -> Problem:
    return Problem(
        "caseload_file_missing",
        path.name,
        Text("数据集的文件不在数据文件夹中", "the dataset's file is not in the data folder"),
        Text(
            "核对 TIDU_HOME，从备份恢复该文件，或删除后重新导入",
            "check TIDU_HOME, restore it from a backup, or import it again",
        ),
    )
