"""What the tests use besides Python: Chromium and a PostgreSQL server, found or, on Debian as root, installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.text import Text

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")


def find_chromium() -> Path | None:
    """Return a browser of the Chromium family: ``TIDU_BROWSER``, or the first on the search path."""
    named = os.environ.get("TIDU_BROWSER")
    if named:
        return Path(named) if Path(named).exists() else None
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def find_postgresql() -> Path | None:
    """Return the folder with ``initdb`` and ``postgres``, of the newest version that is installed."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if folders:
        return max(folders, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0))
    found = shutil.which("initdb")
    return Path(found).parent if found and shutil.which("postgres", path=str(Path(found).parent)) else None


@dataclass(frozen=True, slots=True)
class Service:
    """A program that the tests use, how it is found and which Debian packages bring it."""

    text: Text
    find: Callable[[], Path | None]
    packages: tuple[str, ...]


SERVICES = (
    Service(Text("Chromium 浏览器", "the browser Chromium"), find_chromium, ("chromium",)),
    Service(Text("PostgreSQL 服务器", "a PostgreSQL server"), find_postgresql, ("postgresql",)),
)


def install_missing() -> list[Service]:
    """Install the services that are missing, where that is possible without asking; return those still missing."""
    missing = [service for service in SERVICES if service.find() is None]
    if missing and _is_debian_as_root():
        _apt_get("update")
        for service in missing:
            names = ", ".join(service.packages)
            print(f"[apt-get] 安装{service.text.zh} / installing {names}", file=sys.stderr, flush=True)
            _apt_get("install", "--yes", "--no-install-recommends", *service.packages)
        missing = [service for service in SERVICES if service.find() is None]
    for service in missing:
        packages_text = " ".join(service.packages)
        print(
            f"缺少{service.text.zh}，有关测试将跳过。安装它，如 apt-get install {packages_text}\n"
            f"There is no {service.text.en.split(maxsplit=1)[1]}, so its tests are skipped. "
            f"Install it, as by apt-get install {packages_text}",
            file=sys.stderr,
            flush=True,
        )
    return missing


def _is_debian_as_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_get(*arguments: str) -> None:
    """Run apt-get without questions; its output is shown only when it fails."""
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-q", *arguments]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        print(done.stdout[-2000:], done.stderr[-2000:], sep="\n", file=sys.stderr, flush=True)
