"""Where the store lives: the data folder, the database's address, and the connection to it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from models.problems import Problem, ProblemsError
from models.text import Text

ROOT = Path(__file__).resolve().parents[2]
POSTGRESQL = "postgresql+psycopg"
SQLITE_SETTINGS = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL")


def home() -> Path:
    """Return the folder that holds data: ``TIDU_HOME``, or ``var`` in the project."""
    named = os.environ.get("TIDU_HOME")
    return Path(named).expanduser().resolve() if named else ROOT / "var"


def database_url(folder: Path | None = None) -> str:
    """Return the database's address: ``DATABASE_URL``, or an SQLite file in ``folder`` (by default :func:`home`)."""
    named = os.environ.get("DATABASE_URL")
    return named or f"sqlite:///{(folder or home()) / 'tidu.sqlite'}"


def connect(url: str) -> Engine:
    """Return an engine for an SQLite or PostgreSQL address (``postgres://`` and ``postgresql://`` mean psycopg).

    Raises:
        ProblemsError: When the address is none, or of another kind of database.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise ProblemsError([_bad_address()]) from error
    backend = address.drivername.partition("+")[0]
    if backend in {"postgres", "postgresql"}:
        return create_engine(address.set(drivername=POSTGRESQL), pool_pre_ping=True)
    if backend != "sqlite" or not address.database or address.database == ":memory:":
        raise ProblemsError([_bad_address()])
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    """Set the connection's settings and leave the beginning of transactions to :func:`_begin_sqlite`."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in SQLITE_SETTINGS:
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once where a transaction will write: waiting for it later can fail without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bad_address() -> Problem:
    return Problem(
        "bad_database_address",
        "DATABASE_URL",
        Text("不是可用的数据库地址", "is not the address of a usable database"),
        Text(
            "用 postgresql://用户:口令@主机/库名 或 sqlite:///路径；不设则用默认的 SQLite 文件",
            "use postgresql://user:password@host/name or sqlite:///path; leave it unset for the usual SQLite file",
        ),
    )
