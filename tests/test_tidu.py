"""The one command: told on any Python, set up for real in a copy, and ended cleanly."""

from __future__ import annotations

import ast
import base64
import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services import ROOT, free_port

PING = """
import tiny
from models.text import Text
TEXT = Text("试", "try")
def add_arguments(parser): pass
def main(arguments):
    print("tiny", tiny.ANSWER)
    return 0
"""


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [getattr(sys, "_base_executable", sys.executable), "tidu.py", *arguments]
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "TIDU_INDEX_URL"}} | variables
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def wheel(folder: Path, answer: int) -> str:
    """Write a package ``tiny`` into a folder and return the line that locks it."""
    folder.mkdir(exist_ok=True)
    path = folder / "tiny-1.0-py3-none-any.whl"
    files = {
        "tiny.py": f"ANSWER = {answer}\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text.encode())}\n"
        for name, text in files.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (files | {"tiny-1.0.dist-info/RECORD": record + "tiny-1.0.dist-info/RECORD,,\n"}).items():
            archive.writestr(name, text)
    return f"tiny==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the set-up needs, whose locked set is one tiny package in ``wheels``, and a command using it."""
    folder = tmp_path / "梯度 copy"
    (folder / "data").mkdir(parents=True)
    for name in ("commands", "models"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "rules", "law"))
    for name in ("tidu.py", "data/__init__.py", "data/file_lock.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "commands" / "ping.py").write_text(PING, encoding="utf-8")
    lock = wheel(folder / "wheels", 42)
    (folder / "requirements.txt").write_text(lock)
    (folder / "requirements-dev.txt").write_text(lock)
    return folder


def test_it_is_written_for_old_pythons() -> None:
    source = (ROOT / "tidu.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]
    assert "annotations" not in source


def test_an_old_python_is_told_what_it_needs() -> None:
    pretend = "import sys; sys.version_info = (3, 9, 1); exec(compile(open('tidu.py').read(), 'tidu.py', 'exec'))"
    commands = [[sys.executable, "-X", "utf8", "-c", pretend]]
    for name in ("python2.7", "python3.6", "python3.8", "python3.10"):
        found = shutil.which(name)
        if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
            commands.append([found, "tidu.py", "run"])
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        told = done.stderr.decode("utf-8")
        assert done.returncode == 1
        assert "需要 Python 3.11" in told
        assert "needs Python 3.11" in told
        assert "Traceback" not in told


def test_a_python_without_venv_is_told_the_package(copy: Path) -> None:
    without = (
        "import sys; sys.modules['ensurepip'] = None; sys.path.insert(0, '.'); "
        "from commands._entry import main; sys.exit(main(['ping']))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", without], cwd=copy, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"apt-get install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_lists_every_command_without_any_set_up(copy: Path) -> None:
    done = run(copy, "--help")
    assert done.returncode == 0
    files = [path.stem for path in (copy / "commands").glob("*.py") if not path.name.startswith("_")]
    assert {"run", "test", "ping"} <= set(files)
    for name in files:
        assert re.search(rf"^  {name.rstrip('_')} +\S", done.stdout, re.MULTILINE), name
    assert not (copy / ".venv").exists()


def test_an_unknown_command_gets_a_hint_without_any_set_up(copy: Path) -> None:
    done = run(copy, "pnig")
    assert done.returncode == 2
    assert "是不是 ping？" in done.stderr
    assert "did you mean ping?" in done.stderr
    assert not (copy / ".venv").exists()
    assert run(copy).returncode == 2


def test_a_set_up_without_network_is_done_once_and_redone_when_the_lock_changes(copy: Path) -> None:
    first = run(copy, "ping", "--wheelhouse", "wheels")
    assert (first.returncode, first.stdout) == (0, "tiny 42\n"), first.stderr
    assert "[1/3]" in first.stderr
    assert "installing and verifying 1 packages" in first.stderr
    second = run(copy, "ping")
    assert (second.returncode, second.stdout, second.stderr) == (0, "tiny 42\n", "")

    (copy / "requirements.txt").write_text("# changed\n" + (copy / "requirements.txt").read_text())
    changed = run(copy, "ping", "--wheelhouse=wheels")
    assert (changed.returncode, changed.stdout) == (0, "tiny 42\n"), changed.stderr
    assert "[1/3]" not in changed.stderr
    assert "[2/3]" in changed.stderr


def test_a_package_that_is_not_the_locked_one_is_refused_until_it_is_mended(copy: Path) -> None:
    wheel(copy / "wheels", 666)
    refused = run(copy, "ping", "--wheelhouse", "wheels")
    assert refused.returncode == 1
    assert "依赖包不全或不符" in refused.stderr
    assert "pip download" in refused.stderr
    assert "Traceback" not in refused.stderr
    (copy / "requirements.txt").write_text(wheel(copy / "wheels", 42))
    mended = run(copy, "ping", "--wheelhouse", "wheels")
    assert (mended.returncode, mended.stdout) == (0, "tiny 42\n"), mended.stderr
    assert "[1/3]" in mended.stderr


def test_a_wheelhouse_that_is_not_there_is_wrong_usage(copy: Path) -> None:
    for arguments in (["--wheelhouse", "nowhere"], ["--wheelhouse"]):
        done = run(copy, "ping", *arguments)
        assert done.returncode == 2
        assert "--wheelhouse" in done.stderr


def test_a_killed_set_up_is_redone_and_two_at_once_do_not_disturb_each_other(copy: Path) -> None:
    command = [getattr(sys, "_base_executable", sys.executable), "tidu.py", "ping", "--wheelhouse", "wheels"]
    with subprocess.Popen(command, cwd=copy, stderr=subprocess.DEVNULL, start_new_session=True) as killed:
        while not (copy / ".venv" / "pyvenv.cfg").exists():
            assert killed.poll() is None
            time.sleep(0.02)
        os.killpg(killed.pid, signal.SIGKILL)
    pair = [
        subprocess.Popen(command, cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120) for process in pair]
    assert [process.returncode for process in pair] == [0, 0], told
    assert [output for output, _ in told] == ["tiny 42\n"] * 2
    assert sum("[1/3]" in errors for _, errors in told) == 1
    assert sum("another process is setting up" in errors for _, errors in told) == 1


def test_an_environment_of_another_python_is_not_deleted(copy: Path) -> None:
    (copy / ".venv").mkdir()
    (copy / ".venv" / "pyvenv.cfg").write_text("version = 3.8.1\n")
    done = run(copy, "ping", "--wheelhouse", "wheels")
    assert done.returncode == 1
    assert "Move or delete it first" in done.stderr
    assert (copy / ".venv" / "pyvenv.cfg").exists()


def inside(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "commands", *arguments], cwd=ROOT, env=os.environ | {"PYTHONUTF8": "1"} | variables,
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_wrong_arguments_are_told_in_both_languages() -> None:
    done = inside("run", "--sevre")
    assert done.returncode == 2
    assert "参数有误" in done.stderr
    assert "Wrong arguments" in done.stderr


def test_a_problem_is_told_in_both_languages_without_a_traceback(tmp_path: Path) -> None:
    done = inside("run", "--once", DATABASE_URL="mysql://root@localhost/x", TIDU_HOME=str(tmp_path))
    assert done.returncode == 1
    assert "不是可用的数据库地址" in done.stderr
    assert "is not the address of a usable database" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_had_enough_is_no_error() -> None:
    pipe = f"'{sys.executable}' -m commands parameters | head -n 1"
    done = subprocess.run(
        ["sh", "-c", pipe],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


@pytest.fixture
def taken_port() -> Iterator[int]:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        yield port


def test_the_dashboard_takes_the_next_port_when_its_own_is_taken_and_ends_on_interrupt(
    taken_port: int, tmp_path: Path
) -> None:
    serve = f"import sys; from commands._serve import serve; sys.exit(serve('127.0.0.1', {taken_port}))"
    variables = os.environ | {"TIDU_HOME": str(tmp_path), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, "-u", "-c", serve], cwd=ROOT, env=variables, stdout=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        told = "".join(process.stdout.readline() for _ in range(3))
        address = re.search(r"ready: (http://127\.0\.0\.1:(\d+))", told)
        assert address, told
        assert f"port {taken_port} is taken" in told
        assert int(address.group(2)) > taken_port
        with urllib.request.urlopen(f"{address.group(1)}/healthz") as answer:
            assert answer.read() == b"ok"
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=20) == 0
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{address.group(1)}/healthz")


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^(\S+==\S+[^\\\n]*?) *\\\n((?:    --hash=sha256:[0-9a-f]{64} ?\\?\n)+)", text, re.MULTILINE)
    return dict(found)


def test_the_locks_agree_are_hashed_and_name_no_host() -> None:
    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert len(runtime) > 50
    assert runtime.items() <= development.items()
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert len(pins(name)) == len(re.findall(r"^\S+==", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in"])
def test_every_dependency_has_its_reason(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith(("#", "-"))]
    assert named
    assert [line for line in named if not re.search(r"  # \w+", line)] == []
