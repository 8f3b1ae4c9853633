"""The folder of microdata files: content-addressed, immutable, whole or absent.

While a file enters or leaves, a marker ``<id>.pending`` stands beside it; a marker that outlives its process tells
the next one what to tidy: a file without a row goes, a row without its marker's end stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.file_lock import file_lock, file_lock_if_free

BLOCK = 1 << 20
IDENTIFIER = re.compile(r"[0-9a-f]{64}")


class CaseloadFolder:
    """The files of one store; every change happens under one lock between processes."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._lock = folder / ".lock"

    def path(self, identifier: str) -> Path:
        """Return where the file of that content is, or would be."""
        if not IDENTIFIER.fullmatch(identifier):
            raise ValueError("a dataset's id is 64 hexadecimal digits")
        return self.folder / f"{identifier}.parquet"

    @contextlib.contextmanager
    def entering(self, source: Path | pa.Table) -> Iterator[str]:
        """Put a file in and give its id; it stays when the block ends well, and else is taken out again."""
        with file_lock(self._lock):
            partial = self.folder / f"{uuid.uuid4().hex}.partial"
            try:
                identifier = _write(source, partial)
                final, marker = self.path(identifier), self._marker(identifier)
                if final.exists():
                    partial.unlink()
                    yield identifier
                    return
                marker.touch()
                partial.replace(final)
                _sync_folder(self.folder)
                try:
                    yield identifier
                except BaseException:
                    final.unlink(missing_ok=True)
                    raise
                finally:
                    marker.unlink(missing_ok=True)
            finally:
                partial.unlink(missing_ok=True)

    @contextlib.contextmanager
    def leaving(self, identifier: str) -> Iterator[None]:
        """Take a file out when the block, which forgets its row, ends well."""
        with file_lock(self._lock):
            marker = self._marker(identifier)
            marker.touch()
            try:
                yield
                self.path(identifier).unlink(missing_ok=True)
            finally:
                marker.unlink(missing_ok=True)

    def tidy(self, is_known: Callable[[str], bool]) -> None:
        """Remove what a killed process left half-way, unless somebody is at work just now."""
        with file_lock_if_free(self._lock) as free:
            if not free:
                return
            for partial in self.folder.glob("*.partial"):
                partial.unlink()
            for marker in self.folder.glob("*.pending"):
                if not is_known(marker.stem):
                    self.path(marker.stem).unlink(missing_ok=True)
                marker.unlink()

    def _marker(self, identifier: str) -> Path:
        return self.path(identifier).with_suffix(".pending")


def _write(source: Path | pa.Table, target: Path) -> str:
    """Write a table, or copy a file, so that it is safely on disk; return the SHA-256 of the file."""
    if isinstance(source, Path):
        shutil.copyfile(source, target)
    else:
        pq.write_table(source, target, compression="zstd")
    digest = hashlib.sha256()
    with target.open("r+b") as file:
        while block := file.read(BLOCK):
            digest.update(block)
        os.fsync(file.fileno())
    return digest.hexdigest()


def _sync_folder(folder: Path) -> None:
    """Have the folder's entries on disk too, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
