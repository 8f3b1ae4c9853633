"""Brings a database to the present version of the tables."""

from __future__ import annotations

import functools
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from data.store.place import connect
from models.problems import Problem, ProblemsError
from models.text import Text

FOLDER = Path(__file__).parent / "migrations"
ADVISORY_LOCK = 7_1348_2026


def upgrade(url: str) -> None:
    """Bring the database at ``url`` to the present version, making it when it is empty."""
    engine = connect(url)
    try:
        upgrade_engine(engine)
    finally:
        engine.dispose()


def upgrade_engine(engine: Engine) -> None:
    """Bring the database to the present version; do nothing when it is there already. Safe from many processes.

    Raises:
        ProblemsError: When the database cannot be reached, or was made by a newer version of Tidu.
    """
    known = _versions()
    try:
        with engine.execution_options(writes=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            present = MigrationContext.configure(connection).get_current_revision()
            if present == known[0]:
                return
            if present is not None and present not in known:
                raise ProblemsError([_newer()])
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except OperationalError as error:
        raise ProblemsError([_unreachable(engine, error)]) from error


@functools.cache
def _versions() -> list[str]:
    """Return the names of all versions of the tables, the present one first."""
    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def _newer() -> Problem:
    return Problem(
        "store_is_newer",
        "",
        Text(
            "数据库由更新版本的梯度建立，本版本不能读写",
            "The database was made by a newer version of Tidu than this one",
        ),
        Text(
            "请更新梯度，或用 TIDU_HOME / DATABASE_URL 另指一处",
            "update Tidu, or name another place by TIDU_HOME or DATABASE_URL",
        ),
    )


def _unreachable(engine: Engine, error: OperationalError) -> Problem:
    where = engine.url.render_as_string(hide_password=True)
    reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    return Problem(
        "store_unreachable",
        where,
        Text(f"数据库无法打开（{reason}）", f"the database cannot be opened ({reason})"),
        Text(
            "检查地址、权限、磁盘空间与数据库服务", "check the address, permissions, disk space and the database server"
        ),
    )
