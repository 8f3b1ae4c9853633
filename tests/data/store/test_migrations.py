from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from data.store.migrate import FOLDER, upgrade
from data.store.place import connect, database_url, home
from data.store.tables import METADATA
from models.problems import ProblemsError


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    upgrade(url)
    upgrade(url)
    engine = connect(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_migrations_can_be_taken_back(url: str) -> None:
    upgrade(url)
    engine = connect(url)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()
    upgrade(url)


def test_a_store_of_a_newer_version_is_left_alone(url: str) -> None:
    upgrade(url)
    engine = connect(url)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ProblemsError) as error:
        upgrade(url)
    assert [problem.code for problem in error.value.problems] == ["store_is_newer"]
    engine.dispose()


@pytest.mark.parametrize("address", ["", "tidu", "mysql://root@localhost/tidu", "sqlite://", "sqlite:///:memory:"])
def test_an_unusable_address_is_refused(address: str) -> None:
    with pytest.raises(ProblemsError) as error:
        connect(address)
    assert [problem.code for problem in error.value.problems] == ["bad_database_address"]


def test_an_unreachable_database_is_told_without_its_password() -> None:
    with pytest.raises(ProblemsError) as error:
        upgrade("postgres://tidu:secret42@127.0.0.1:1/tidu")
    assert [problem.code for problem in error.value.problems] == ["store_unreachable"]
    assert "127.0.0.1" in str(error.value)
    assert "secret42" not in str(error.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_postgresql_address_means_psycopg(scheme: str) -> None:
    engine = connect(f"{scheme}://tidu:p%40ss@db.example:5433/name")
    assert engine.url.drivername == "postgresql+psycopg"
    assert (engine.url.password, engine.url.port) == ("p@ss", 5433)


def test_sqlite_is_set_for_many_users(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'new' / 'tidu.sqlite'}")
    with engine.connect() as connection:
        told = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")}  # fmt: skip
    engine.dispose()
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10000, "synchronous": 1}


def test_the_environment_names_the_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIDU_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert home() == tmp_path
    assert database_url() == f"sqlite:///{tmp_path / 'tidu.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", "postgres://x/y")
    assert database_url() == "postgres://x/y"
