"""A lock between processes that is free again when its holder ends, however that happens. Standard library only."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path


@contextlib.contextmanager
def file_lock(path: Path, when_waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock that the file at ``path`` stands for; wait for it, after calling ``when_waiting`` once.

    Threads of one process exclude each other too. The file itself stays empty and stays there.
    """
    with path.open("a+b") as file:
        if not _try(file.fileno()):
            if when_waiting:
                when_waiting()
            while not _try(file.fileno()):
                time.sleep(0.02)
        yield


@contextlib.contextmanager
def file_lock_if_free(path: Path) -> Iterator[bool]:
    """Hold the lock if nobody else does; give whether it is held."""
    with path.open("a+b") as file:
        yield _try(file.fileno())


def _try(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt
            import os

            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
