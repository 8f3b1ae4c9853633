"""What surrounds the pages: start-up work, the health and font routes, and the security headers."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import AsyncIterator
from pathlib import Path

import streamlit as st
import zhplot
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.sample import sample_dataset
from data.store import open_store
from models.problems import ProblemsError
from models.scenario import Scenario
from reports.registry import charts, exporters, tables
from simulations.caseload import Caseload
from simulations.simulate import HOUSEHOLD_VALUES, simulate

# Streamlit's own page needs inline and evaluated scripts; nothing may come from, or go to, another host.
HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds ``HEADERS`` to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


async def health(request: Request) -> Response:
    """Answer ``ok`` when pages can be served and the store can be read."""
    await run_in_threadpool(lambda: open_store().datasets())
    return PlainTextResponse("ok")


async def chinese_font(request: Request) -> Response:
    """Answer with the Chinese font that comes with a dependency, for machines that have none."""
    path = Path(zhplot.__file__).parent / "fonts" / "NotoSansSC-Regular.ttf"
    return FileResponse(path, media_type="font/ttf", headers={"Cache-Control": "public, max-age=31536000, immutable"})


@contextlib.asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Bring the store to the present version and compile the rules before the first page is served."""
    await run_in_threadpool(warm_up)
    yield


def warm_up() -> None:
    """Do once what the first visitor would wait for; what is loaded by then is no garbage to look through.

    Streamlit collects garbage after every run of a page: 100 ms with everything loaded, next to nothing once frozen.
    """
    store = open_store()
    sample = sample_dataset(store)
    caseload = Caseload.read(store.caseload_path(sample.id))
    present = Scenario.model_validate({"place": sample.place, "day": sample.day})
    for keep in ((), HOUSEHOLD_VALUES):
        simulate(caseload, present, keep=keep)
    charts(), tables(), exporters()
    gc.collect()
    gc.freeze()


def show_error(error: Exception) -> bool:
    """Show what stopped a page: collected problems as they are, of anything else only that it is in the log."""
    if isinstance(error, ProblemsError):
        st.error(f"{error.describe('zh')}\n\n{error.describe('en')}")
        return True
    st.error(
        "这一页出现意外错误，已记入服务器日志；数据没有改变。可刷新再试。\n\n"
        "This page met an unexpected error, which is in the server's log; no data were changed. Reload to try again."
    )
    return True


ROUTES = [Route("/healthz", health), Route("/app/static/NotoSansSC-Regular.ttf", chinese_font)]
MIDDLEWARE = [Middleware(SecurityHeaders)]
