"""Fixtures that every test may ask for; each worker process has its own services, started when first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from commands._services import find_chromium
from tests.services import (
    Server,
    Watch,
    chromium_browser,
    dashboard,
    fresh_database,
    postgresql_server,
    skip_loudly,
)

# What is held is what comes out, never how long it takes on a busy machine.
settings.register_profile("tidu", deadline=None)
settings.load_profile("tidu")

# Pages compile rules and draw on two shared cores.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a PostgreSQL server's maintenance database: ``TEST_DATABASE_URL``, or a server of our own."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield named
    else:
        with postgresql_server() as url:
            yield url


@pytest.fixture
def postgresql_database(postgresql_url: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of this test alone."""
    with fresh_database(postgresql_url) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a browser of the Chromium family."""
    path = find_chromium()
    if path is None:
        skip_loudly("no Chromium (apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard, really served, with a data folder of its own that the tests of one worker share."""
    with dashboard(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with chromium_browser() as running:
        yield running


@pytest.fixture
def watch() -> Watch:
    """What the pages of this test did that they must not do."""
    return Watch()


@pytest.fixture
def new_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A function that opens a page, as ``new_page(locale="en-US")``; no page may ask another host for anything."""
    contexts: list[BrowserContext] = []

    def open_page(locale: str = "zh-CN", **options: object) -> Page:
        context = browser.new_context(locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        watch.look_at(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.outside == []
    assert watch.refused == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a reader whose browser speaks Chinese."""
    return new_page()
