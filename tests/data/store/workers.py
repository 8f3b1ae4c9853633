"""Processes that use a store hard: one that is killed at a given step, and eight that write at once.

Run as a program: ``workers.py kill URL FOLDER`` or ``workers.py crowd URL FOLDER``.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event

from data.store import Store
from tests.data.store.caseloads import caseload

STEPS = {"open", "os.rename", "os.remove", "shutil.copyfile"}
STATEMENTS = ("before_cursor_execute", "after_cursor_execute", "commit", "rollback")
WRITERS = 8


def kill_at_every_step(url: str, folder: Path) -> None:
    """Add, and then remove, a dataset again and again, killed one step later each time; check after every kill."""
    for name, act in {"add": add, "remove": remove}.items():
        step = 0
        killed = True
        while killed:
            killed = in_child(lambda act=act, step=step: act_until(act, url, folder, step)) == -signal.SIGKILL
            datasets = check_whole(url, folder)
            sys.stdout.write(f"{name} {step} {'killed' if killed else 'done'}: {datasets} datasets\n")
            step += 1


def add(store: Store) -> None:
    """Add a dataset that is not there yet."""
    store.add_dataset(caseload(len(store.datasets())), {"rows": 3})


def remove(store: Store) -> None:
    """Remove the newest dataset; add one first when there is none."""
    if not store.datasets():
        add(store)
    store.remove_dataset(store.datasets()[0].id)


def act_until(act: Callable[[Store], None], url: str, folder: Path, steps: int) -> None:
    """Act on a freshly opened store, and be killed without warning after so many steps on files and in the database."""
    store = Store(url, folder)
    left = steps

    def count() -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def hear(name: str, arguments: tuple[object, ...]) -> None:
        if name in STEPS and str(arguments[0]).startswith(str(folder)):
            count()

    sys.addaudithook(hear)
    for statement in STATEMENTS:
        event.listen(Engine, statement, lambda *arguments: count())
    act(store)


def check_whole(url: str, folder: Path) -> int:
    """Open the store as the next process would; every dataset must have its file, and no other file may be left.

    Returns how many datasets there are.
    """
    store = Store(url, folder)
    ids = {dataset.id for dataset in store.datasets()}
    files = {path.name for path in (folder / "caseloads").iterdir()} - {".lock"}
    assert files == {f"{identifier}.parquet" for identifier in ids}, (files, ids)
    for identifier in ids:
        assert hashlib.sha256(store.caseload_path(identifier).read_bytes()).hexdigest() == identifier
    added = sum(entry.action == "dataset_added" for entry in store.audit())
    removed = sum(entry.action == "dataset_removed" for entry in store.audit())
    assert added - removed == len(ids)
    store.close()
    return len(ids)


def crowd(url: str, folder: Path) -> None:
    """Let eight processes open the store, write datasets of their own and a common one, runs and notes, all at once."""
    children = [os.fork() or leave(lambda number=number: write(url, folder, number)) for number in range(WRITERS)]
    results = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert results == [0] * WRITERS, results
    check_whole(url, folder)


def write(url: str, folder: Path, number: int) -> None:
    """Be one of the eight."""
    store = Store(url, folder)
    for turn in range(4):
        own = store.add_dataset(caseload(1 + number * 10 + turn))
        common = store.add_dataset(caseload(0))
        store.record_run(common.id, {"writer": number}, {"annual_cost": 1.5}, "test")
        store.note("looked", own.id)
    store.remove_dataset(own.id)


def in_child(act: Callable[[], None]) -> int:
    """Act in a forked process and return its exit code, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(os.fork() or leave(act), 0)[1])


def leave(act: Callable[[], None]) -> int:
    """Act, then end this process at once, as a forked child must."""
    code = 1
    try:
        act()
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    caseload(0)  # imports pandas, which every child else would do anew
    {"kill": kill_at_every_step, "crowd": crowd}[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
