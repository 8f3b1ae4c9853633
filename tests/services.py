"""Real services for tests: a throw-away PostgreSQL server, the dashboard on its own port, and a browser."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from commands._services import find_chromium, find_postgresql

ROOT = Path(__file__).resolve().parents[1]

# Without the last ones Chromium itself asks for hosts outside at every start.
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
]


def skip_loudly(reason: str) -> NoReturn:
    """Skip the test for lack of a service; fail it where everything is required."""
    if os.environ.get("TIDU_REQUIRE_ALL"):
        pytest.fail(f"TIDU_REQUIRE_ALL: {reason}")
    pytest.skip(reason)


def free_port() -> int:
    """Return a port of the loopback address that was free just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a PostgreSQL server of our own on a Unix socket; give the address of its ``postgres`` database."""
    binaries = find_postgresql()
    if binaries is None:
        skip_loudly("no PostgreSQL server (apt-get install postgresql)")
    # A socket's path may be at most 107 characters long, so not below pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="tidu-pg-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(folder, user, user)
    data = folder / "data"

    def as_user(*command: str | Path) -> None:
        owner = user if os.geteuid() == 0 else None
        subprocess.run(
            list(map(str, command)), user=owner, cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c full_page_writes=off"
    try:
        as_user(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        as_user(binaries / "pg_ctl", "-D", data, "-o", settings, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            as_user(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """Make a database on the server for one test; give its address; drop it afterwards."""
    name = f"tidu_test_{uuid.uuid4().hex[:12]}"
    plain = re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql://", server_url)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(plain)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, its data folder, and what it has printed."""

    url: str
    home: Path
    log: Path


@contextlib.contextmanager
def dashboard(home: Path, seconds: float = 300) -> Iterator[Server]:
    """Serve the dashboard by plain ``streamlit run app.py`` with its own data folder, until the block ends."""
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    log = home / "server.log"
    variables = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "PYTHONWARNINGS"}}
    variables |= {"TIDU_HOME": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + seconds
        while not _answers(f"{url}/healthz"):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the dashboard did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
            time.sleep(0.1)
        yield Server(url, home, log)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextlib.contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Start the browser that is there, headless."""
    path = find_chromium()
    if path is None:
        skip_loudly("no Chromium (apt-get install chromium), or TIDU_BROWSER names none")
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that it must not do: requests to other hosts, and breaches of its security policy."""

    outside: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def look_at(self, page: Page) -> None:
        """Begin to watch a page and everything it opens."""
        page.on("request", self._on_request)
        page.on("console", self._on_console)

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in {"127.0.0.1", "localhost"}:
            self.outside.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)
