"""The store when processes are killed, and when many write at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import Store
from tests.services import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and forks processes")


def work(how: str, url: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.data.store.workers", how, url, str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def test_killed_at_any_step_nothing_is_half_stored(url: str, tmp_path: Path) -> None:
    told = work("kill", url, tmp_path)
    assert told.count("killed") >= 20
    assert told.count("done") == 2


def test_eight_processes_write_at_once(url: str, tmp_path: Path) -> None:
    work("crowd", url, tmp_path)
    store = Store(url, tmp_path)
    assert len(store.datasets()) == 8 * 3 + 1
    assert len(store.runs()) == 8 * 4
    actions = [entry.action for entry in store.audit()]
    assert {action: actions.count(action) for action in sorted(set(actions))} == {
        "dataset_added": 8 * 4 + 1,
        "dataset_removed": 8,
        "looked": 8 * 4,
        "run_recorded": 8 * 4,
    }
    store.close()
