"""Runs the whole test suite: ``python3 tidu.py test [arguments of pytest]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from commands._catalogue import ROOT
from commands._services import install_missing
from models.text import Text

TEXT = Text("运行全部测试（其余参数交给 pytest）", "run all tests (further arguments go to pytest)")
TAKES_FURTHER = True
PROCESSES = "2"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing of its own."""
    parser.epilog = "例 / examples: tidu.py test -k cliff · tidu.py test tests/data -n 0"


def main(arguments: argparse.Namespace) -> int:
    """Have the services that tests need, then run pytest; 1 when a test failed or none ran."""
    missing = install_missing()
    if missing and os.environ.get("TIDU_REQUIRE_ALL"):
        return 1
    further: list[str] = arguments.further
    chosen = any(argument.startswith(("-n", "--numprocesses", "-p")) for argument in further)
    parallel = [] if chosen else ["-n", PROCESSES, "--dist", "loadfile"]
    done = subprocess.run([sys.executable, "-m", "pytest", *parallel, *further], cwd=ROOT, check=False)
    return 0 if done.returncode == 0 else 1
