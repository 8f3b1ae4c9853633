"""The first half of every command: understand what is asked, have the environment ready, go on inside it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from commands._catalogue import ROOT, catalogue, help_lines, unknown_command
from commands._environment import Environment, SetUpError


def main(arguments: Sequence[str]) -> int:
    """Set up what the command needs and hand over to ``python -m commands`` inside the environment."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        wheelhouse, rest = _take_wheelhouse(arguments)
        if not rest or rest[0] in {"-h", "--help", "help"}:
            print(help_lines())
            return 0 if rest else 2
        if rest[0] not in catalogue():
            print(unknown_command(rest[0]), file=sys.stderr)
            return 2
        environment = Environment(ROOT / ".venv", wheelhouse)
        environment.set_up(development=rest[0] == "test")
        return _go_on(environment.python, rest)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(
            "\n已中断；下次运行时会重新安装未完成的部分。/ Interrupted; what is unfinished is redone next time.",
            file=sys.stderr,
        )
        return 1


def _take_wheelhouse(arguments: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Return the folder named by ``--wheelhouse``, if any, and the other arguments."""
    rest: list[str] = []
    folder: str | None = None
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--wheelhouse":
            folder = next(remaining, "")
        elif argument.startswith("--wheelhouse="):
            folder = argument.partition("=")[2]
        else:
            rest.append(argument)
    if folder is None:
        return None, rest
    path = Path(folder).expanduser().resolve()
    if not folder or not path.is_dir():
        raise SetUpError(
            f"--wheelhouse 须指向存放依赖包的文件夹，而没有“{folder}”。",
            f"--wheelhouse must name a folder of packages, and there is no {folder!r}.",
            exit_code=2,
        )
    return path, rest


def _go_on(python: Path, arguments: Sequence[str]) -> int:
    """Run the command inside the environment, as this very process where the system can do that."""
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    variables = os.environ | {"PYTHONPATH": search, "PYTHONUTF8": "1"}
    # The environment is ours, and compiled files kept there make every later start twice as fast.
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [str(python), "-m", "commands", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, variables)  # noqa: S606
    process = subprocess.Popen(command, env=variables)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
