"""The compiled loop is cached between processes, and the cache cannot go stale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
USE = """
from datetime import date
from models.scenario import Scenario
from models.typical import TYPICAL_HOUSEHOLDS
from simulations.cliffs import Setting, profile
from simulations.loop import loop
from simulations.simulate import HOUSEHOLD_VALUES
import numpy as np
scenario = Scenario(place="sanming", day=date(2021, 12, 31))
profile(TYPICAL_HOUSEHOLDS[0], scenario, Setting("三元区", 0), np.linspace(0.0, 3000.0, 5))
stats = loop(HOUSEHOLD_VALUES).run.stats
print(sum(stats.cache_hits.values()), sum(stats.cache_misses.values()))
"""
NAME = "from simulations.loop import loop; print(loop().run.py_func.__code__.co_filename)"


@pytest.fixture
def project(tmp_path):
    """A copy of what the loop is made from, whose sources nobody else changes."""
    for name in ("models", "simulations"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def python(code, project):
    settings = {**os.environ, "TIDU_HOME": str(project / "var"), "PYTHONPATH": str(project)}
    command = [sys.executable, "-B", "-c", code]
    return subprocess.run(command, env=settings, cwd=project, capture_output=True, text=True, check=True).stdout.strip()


def test_a_second_process_starts_from_the_cache(project):
    assert python(USE, project) == "0 1"
    assert python(USE, project) == "1 0"
    compiled = project / "var" / "compiled"
    assert len(list(compiled.glob("loop_*.py"))) == 1
    assert list(compiled.glob("*.tmp")) == []


def test_the_file_is_named_by_the_sources_of_the_rules(project):
    first = python(NAME, project)
    assert python(NAME, project) == first
    for changed in ("models/rules/dibao.py", "simulations/indicators/cost.py"):
        source = project / changed
        source.write_text(source.read_text("utf-8") + "\n# Another word.\n", "utf-8")
        after = python(NAME, project)
        assert Path(after).is_file()
        assert after != first, changed
        first = after
