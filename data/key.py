"""The secret of this installation that identifiers are hashed with, kept outside the project and the data folder."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

LENGTH = 32


def local_key() -> bytes:
    """Return the key of 32 bytes, made at the first call and readable by its owner only.

    It lies in ``TIDU_KEY_FILE``, by default in the user's settings folder. Whoever loses it can no longer match
    members of a new register with those of an old one; nothing else depends on it.

    Raises:
        ValueError: the file holds something else.
    """
    path = _path()
    if not path.exists():
        _make(path)
    key = path.read_bytes()
    if len(key) != LENGTH:
        message = f"{path} does not hold a key of {LENGTH} bytes / 不是有效的密钥文件"
        raise ValueError(message)
    return key


def _path() -> Path:
    named = os.environ.get("TIDU_KEY_FILE")
    if named:
        return Path(named)
    settings = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(settings) if settings else Path.home() / ".config") / "tidu" / "identifier.key"


def _make(path: Path) -> None:
    """Write a new key completely or not at all; of two processes at once the first wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(unfinished, path)
    unfinished.unlink()
