"""The compiled loop is cached between processes, and the cache cannot go stale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

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


def python(code, home, folder=PROJECT):
    settings = {**os.environ, "TIDU_HOME": str(home), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=settings, cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_second_process_starts_from_the_cache(tmp_path):
    assert python(USE, tmp_path) == "0 1"
    assert python(USE, tmp_path) == "1 0"
    assert len(list((tmp_path / "compiled").glob("loop_*.py"))) == 1
    assert list((tmp_path / "compiled").glob("*.tmp")) == []


def test_the_file_is_named_by_the_sources_of_the_rules(tmp_path):
    project = tmp_path / "project"
    for name in ("models", "simulations"):
        shutil.copytree(PROJECT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    first = python(NAME, tmp_path, project)
    assert python(NAME, tmp_path, project) == first
    for changed in ("models/rules/dibao.py", "simulations/indicators/cost.py"):
        source = project / changed
        source.write_text(source.read_text("utf-8") + "\n# Another word.\n", "utf-8")
        after = python(NAME, tmp_path, project)
        assert Path(after).is_file()
        assert after != first, changed
        first = after
