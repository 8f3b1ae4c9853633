"""The project's own environment in ``.venv/``: made, filled from the hash-locked sets, remembered by a stamp.

Only the standard library is at hand here: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

from data.file_lock import file_lock

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {False: ROOT / "requirements.txt", True: ROOT / "requirements-dev.txt"}
KEPT_WHEN_CLEARED = {"tidu.lock", "tidu.log", "tidu.json"}


class SetUpError(Exception):
    """What kept the environment from being ready, in both languages."""

    def __init__(self, zh: str, en: str, exit_code: int = 1) -> None:
        self.exit_code = exit_code
        super().__init__(f"{zh}\n{en}")


class Environment:
    """The virtual environment in ``folder``; ``wheelhouse`` is a folder of packages for a set-up without a network."""

    def __init__(self, folder: Path, wheelhouse: Path | None = None) -> None:
        self.folder = folder
        self.wheelhouse = wheelhouse
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._stamp = folder / "tidu.json"
        self._log = folder / "tidu.log"

    def set_up(self, development: bool) -> None:
        """Make the environment ready for running, or also for development; at once when it is already.

        Raises:
            SetUpError: When it cannot be made ready; the next call then starts anew.
        """
        if self._ready(development):
            return
        _check_venv_is_there()
        started = time.monotonic()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with file_lock(self.folder / "tidu.lock", _tell_waiting):
                if not self._ready(development):
                    self._log.write_text("", encoding="utf-8")
                    self._create()
                    self._install(LOCKS[development])
                    self._remember(development)
        except OSError as error:
            raise SetUpError(
                f"无法写入 {self.folder}：{error}。请检查权限与磁盘空间。",
                f"Cannot write {self.folder}: {error}. Check permissions and disk space.",
            ) from error
        _tell(
            "3/3", f"就绪，用时 {time.monotonic() - started:.0f} 秒", f"ready after {time.monotonic() - started:.0f} s"
        )

    def _ready(self, development: bool) -> bool:
        stamp = self._read_stamp()
        wanted = ["development"] if development else ["runtime", "development"]
        current = {"runtime": _digest(LOCKS[False]), "development": _digest(LOCKS[True])}
        same = stamp.get("python") == _python_identity() and any(stamp.get(name) == current[name] for name in wanted)
        return same and self.python.exists()

    def _create(self) -> None:
        """Make the bare environment, unless a whole one of this Python is there."""
        stamp = self._read_stamp()
        made_by_hand = not stamp and (self.folder / "pyvenv.cfg").exists()
        if made_by_hand and not self._fits():
            raise SetUpError(
                f"{self.folder} 是另一版本 Python 的环境，不会擅自删除。请先移走或删除它。",
                f"{self.folder} is an environment of another Python and is kept. Move or delete it first.",
            )
        keep = made_by_hand or (stamp.get("python") == _python_identity() and self.python.exists())
        self._stamp.write_text(json.dumps({"unfinished": True}), encoding="utf-8")
        if keep:
            self._logged([str(self.python), "-m", "ensurepip"])
            return
        _tell("1/3", "建立运行环境 .venv", "creating the environment .venv")
        for path in self.folder.iterdir():
            if path.name not in KEPT_WHEN_CLEARED:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        venv.EnvBuilder(symlinks=os.name != "nt", with_pip=True).create(self.folder)

    def _fits(self) -> bool:
        """Tell whether an environment that somebody made by hand is of this Python's version."""
        settings = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
        version = ".".join(map(str, sys.version_info[:2]))
        found = re.search(rf"^version(?:_info)?\s*=\s*{re.escape(version)}\.", settings, re.MULTILINE)
        return found is not None and self.python.exists()

    def _install(self, lock: Path) -> None:
        """Install a locked set by uv, or by pip where uv is not to be had or does not manage."""
        count = len(re.findall(r"^[\w.\[\]-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
        source = f"（来自 {self.wheelhouse}）" if self.wheelhouse else ""
        _tell("2/3", f"安装 {count} 个依赖包并校验{source}", f"installing and verifying {count} packages")
        pip = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2"]
        if self._install_uv(pip):
            uv = [str(self.python), "-m", "uv", "pip", "install", "--python", str(self.python)]
            if self._logged(
                [*uv, "--require-hashes", "-r", str(lock), *self._uv_sources()], _uv_variables(self.python)
            ):
                return
            _tell("2/3", "uv 未能完成，改用 pip（较慢）", "uv did not manage; using pip, which is slower")
        if not self._logged([*pip, "--require-hashes", "-r", str(lock), *self._pip_sources()]):
            self._refuse()

    def _install_uv(self, pip: Sequence[str]) -> bool:
        """Install the uv that the development lock pins, verified by its hashes; tell whether that went well."""
        pinned = re.search(r"^uv==.*(?:\n    .*)*", LOCKS[True].read_text(encoding="utf-8"), re.MULTILINE)
        if pinned is None:
            return False
        with tempfile.TemporaryDirectory() as folder:
            lock = Path(folder) / "uv.txt"
            lock.write_text(pinned.group() + "\n", encoding="utf-8")
            return self._logged([*pip, "--no-deps", "--require-hashes", "-r", str(lock), *self._pip_sources()])

    def _pip_sources(self) -> list[str]:
        if self.wheelhouse:
            return ["--no-index", "--find-links", str(self.wheelhouse)]
        index = os.environ.get("TIDU_INDEX_URL")
        return ["--index-url", index] if index else []

    def _uv_sources(self) -> list[str]:
        if self.wheelhouse:
            return ["--offline", *self._pip_sources()]
        index = os.environ.get("TIDU_INDEX_URL") or _pip_setting(self.python, "index-url")
        return ["--default-index", index] if index else []

    def _logged(self, command: Sequence[str], variables: dict[str, str] | None = None) -> bool:
        """Run a command with its output in the log; tell whether it went well."""
        with self._log.open("ab") as log:
            environment = os.environ | (variables or {})
            done = subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
            )
        return done.returncode == 0

    def _refuse(self) -> None:
        said = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        lines = [line for line in said if not line.startswith(("Ignoring ", "WARNING: Retrying"))]
        tail = "\n".join(f"  | {line}" for line in lines[-8:])
        if self.wheelhouse:
            raise SetUpError(
                f"文件夹 {self.wheelhouse} 中的依赖包不全或不符。在能联网的同类机器上备齐：\n"
                "  python3 -m pip download -r requirements-dev.txt -d DIR",
                f"The folder {self.wheelhouse} lacks packages or holds others. Fill it where a network is:\n"
                f"  python3 -m pip download -r requirements-dev.txt -d DIR\n{tail}\n  ({self._log})",
            )
        raise SetUpError(
            "依赖包安装失败。不能上网时用 --wheelhouse DIR；有内网镜像时设环境变量 TIDU_INDEX_URL。",
            "The packages could not be installed. Without a network use --wheelhouse DIR; for a mirror set the "
            f"variable TIDU_INDEX_URL.\n{tail}\n  ({self._log})",
        )

    def _remember(self, development: bool) -> None:
        """Write the stamp, last of all: an environment without it is made anew."""
        stamp = {"python": _python_identity(), "development" if development else "runtime": _digest(LOCKS[development])}
        new = self._stamp.with_suffix(".new")
        new.write_text(json.dumps(stamp), encoding="utf-8")
        new.replace(self._stamp)

    def _read_stamp(self) -> dict[str, object]:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            return {"unfinished": True}
        return stamp if isinstance(stamp, dict) else {"unfinished": True}


def _check_venv_is_there() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise SetUpError(
            f"这个 Python 缺少 venv 的部件（ensurepip）。在 Debian 或 Ubuntu 上：apt-get install python{version}-venv",
            f"This Python lacks a part of venv (ensurepip). On Debian or Ubuntu: apt-get install python{version}-venv",
        )


def _python_identity() -> str:
    return f"{sys.implementation.cache_tag} {sys.version.split()[0]} {sys.base_prefix}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pip_setting(python: Path, name: str) -> str | None:
    """Return a setting of pip's own configuration, which uv does not read."""
    command = [str(python), "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = re.search(rf"^(?:\S*\.)?{name}='(.*)'$", listed, re.MULTILINE)
    return found.group(1) if found else None


def _uv_variables(python: Path) -> dict[str, str]:
    """Return variables that keep uv from taking another Python and have it trust the certificates that pip trusts."""
    variables = {"UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    certificate = _pip_setting(python, "cert")
    if certificate and "SSL_CERT_FILE" not in os.environ:
        variables["SSL_CERT_FILE"] = certificate
    return variables


def _tell_waiting() -> None:
    _tell("…", "另一个进程正在安装，等待它完成", "another process is setting up; waiting for it")


def _tell(step: str, zh: str, en: str) -> None:
    print(f"[{step}] {zh} / {en}", file=sys.stderr, flush=True)
