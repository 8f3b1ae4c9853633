"""Serves the dashboard: finds a free port, starts Streamlit, says where it is, ends with it."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from commands._catalogue import ROOT

SECONDS_TO_START = 90
PORTS_TO_TRY = 100


def serve(host: str = "127.0.0.1", port: int = 8501) -> int:
    """Serve on the first free port from ``port`` until Ctrl-C or SIGTERM; return 0, or 1 when it did not start."""
    free = next_free_port(host, port)
    if free is None:
        last = port + PORTS_TO_TRY - 1
        print(
            f"{host} 的端口 {port}–{last} 都不可用，请用 --port 另选。\n"
            f"No port from {port} to {last} can be used on {host}; choose another by --port.",
            file=sys.stderr,
        )
        return 1
    if free != port:
        print(f"端口 {port} 已被占用，改用 {free} / port {port} is taken, using {free}", flush=True)
    signal.signal(signal.SIGTERM, _as_interrupt)
    process = _start(host, free)
    try:
        if not _wait_until_healthy(process, host, free):
            print("网页服务未能启动，原因见上。/ The dashboard did not start; see above.", file=sys.stderr)
            return 1
        print(
            f"梯度已就绪：http://{_shown(host)}:{free}（按 Ctrl-C 结束）\n"
            f"Tidu is ready: http://{_shown(host)}:{free} (Ctrl-C ends it)",
            flush=True,
        )
        return 1 if process.wait() else 0
    except KeyboardInterrupt:
        return 0
    finally:
        _end(process)


def next_free_port(host: str, first: int) -> int | None:
    """Return the first port from ``first`` on which a server can listen, ``None`` when there is none near."""
    for port in range(first, min(first + PORTS_TO_TRY, 65536)):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listener, contextlib.suppress(OSError):
            if sys.platform != "win32":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            return port
    return None


def _start(host: str, port: int) -> subprocess.Popen[bytes]:
    options = ["--server.address", host, "--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _wait_until_healthy(process: subprocess.Popen[bytes], host: str, port: int) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"http://{_shown(host)}:{port}/healthz", timeout=5) as answer,
        ):
            return bool(answer.status == 200)
        time.sleep(0.1)
    return False


def _shown(host: str) -> str:
    """Return the host as a browser on this machine writes it."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(KeyboardInterrupt):
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _as_interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
