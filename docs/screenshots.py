"""Renews the pictures of README and guides: ``python docs/screenshots.py``; needs Chromium and requirements-dev.txt."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, expect  # noqa: E402

from tests.services import chromium_browser, dashboard  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
REGISTER = ROOT / "tests" / "registers" / "rural_year_gb18030" / "register.csv"
LOCALES = {"zh": "zh-CN", "en": "en-US"}
SETTLED = """() => document.querySelector('h1') && document.fonts.status === 'loaded'
    && !document.querySelector('[data-testid=stSkeleton], [data-testid=stStatusWidget], [data-stale=true]')"""


def upload(page: Page) -> None:
    """Upload a register, so that the picture shows what was recognised."""
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(REGISTER)
    expect(page.get_by_role("button", name="导入", exact=True)).to_be_enabled()


def reform(page: Page) -> None:
    """Wait for the chart of a reform."""
    page.locator(".js-plotly-plot").first.wait_for()


# Name, language, address, height, and what is done before the picture is taken.
SHOTS: tuple[tuple[str, str, str, int, Callable[[Page], None]], ...] = (
    ("overview", "zh", "", 1120, reform),
    ("unify", "zh", "unify", 1440, reform),
    ("cliff", "zh", "cliff?minimum_wage_share_on=true&minimum_wage_share=55", 1420, reform),
    ("data", "zh", "data", 1180, upload),
    ("overview", "en", "", 1120, reform),
)


def main() -> None:
    """Serve the dashboard on an empty data folder and take every picture, 1280 pixels wide."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, dashboard(Path(home)) as server, chromium_browser() as browser:
        for name, language, address, height, prepare in SHOTS:
            page = browser.new_page(locale=LOCALES[language], viewport={"width": 1280, "height": height})
            page.goto(f"{server.url}/{address}")
            for step in (lambda _: None, prepare):
                page.wait_for_function(SETTLED)
                step(page)
            page.wait_for_function(SETTLED)
            page.wait_for_timeout(1500)
            path = PICTURES / f"{name}_{language}.png"
            path.write_bytes(page.screenshot())
            sys.stdout.write(f"{path.relative_to(ROOT)} {path.stat().st_size / 1000:.0f} kB\n")
            page.close()


if __name__ == "__main__":
    main()
