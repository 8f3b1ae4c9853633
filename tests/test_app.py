"""The web application's surroundings: health, headers, font, and a page that keeps to this machine."""

from __future__ import annotations

import urllib.request

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from tests.services import Server


def test_health_tells_that_the_store_can_be_read(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/healthz") as answer:
        assert answer.read() == b"ok"
    assert (server.home / "tidu.sqlite").exists()


@pytest.mark.parametrize("path", ["/", "/healthz", "/app/static/NotoSansSC-Regular.ttf", "/_stcore/health"])
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    with urllib.request.urlopen(f"{server.url}{path}") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.browser
def test_the_first_page_opens_and_has_a_chinese_font(server: Server, page: Page) -> None:
    page.goto(server.url)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    loaded = page.evaluate("document.fonts.load('16px \"Noto Sans SC\"', '低保').then(fonts => fonts.length)")
    assert loaded == 1


@pytest.mark.browser
def test_requests_to_other_hosts_are_noticed(server: Server, new_page, watch) -> None:
    page = new_page()
    page.goto(f"{server.url}/healthz")
    page.evaluate("fetch('http://tidu.invalid/x').catch(() => null)")
    page.wait_for_timeout(300)
    assert watch.outside or watch.refused
    watch.outside.clear()
    watch.refused.clear()


def test_an_unexpected_error_is_shown_in_both_languages_without_its_details() -> None:
    def script() -> None:
        from ui.server import show_error

        show_error(RuntimeError("secret 42"))

    shown = AppTest.from_function(script, default_timeout=30).run().error[0].value
    assert "意外错误" in shown
    assert "unexpected error" in shown
    assert "secret" not in shown


def test_collected_problems_are_shown_with_their_cure_in_both_languages() -> None:
    def script() -> None:
        from models.problems import Problem, ProblemsError
        from models.text import Text
        from ui.server import show_error

        show_error(ProblemsError([Problem("x", "A1", Text("太大", "too large"), Text("改小", "make it smaller"))]))

    assert (
        AppTest.from_function(script, default_timeout=30).run().error[0].value
        == "1. A1：太大；改小\n\n1. A1: too large; make it smaller"
    )
