"""Pages in a real browser: cold links, both languages, narrow screens, aids, upload, downloads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Browser, ConsoleMessage, Download, Page, expect

from models.text import Language
from tests.pages.conftest import ROOT
from tests.reports.test_glyphs import boxes
from tests.services import Server, Watch
from ui.page import pages

pytestmark = pytest.mark.browser

PAGES = {path.stem: page for path, page in pages().items()}
RURAL = ROOT / "tests" / "registers" / "rural_year_gb18030" / "register.csv"
LOCALES: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}
SETTLED = """() => document.querySelector('h1')
    && !document.querySelector('[data-testid=stSkeleton]')
    && !document.querySelector('[data-testid=stStatusWidget]')
    && !document.querySelector('[data-stale=true]')"""
# Streamlit looks for its own server below the page's address first.
OWN_SEARCH = re.compile(r"/_stcore/(health|host-config)$")
# What Streamlit draws and we cannot change, by rule and by what the element must contain.
STREAMLITS_OWN = (
    ("list", 'data-testid="stSidebarNavItems"'),  # headings of groups stand between the entries of the menu
    ("listitem", 'class="st-emotion-cache'),  # the entries of the same menu
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),  # named and without a role at once
    ("scrollable-region-focusable", 'class="st-emotion-cache'),  # around st.table; Chromium lets keys reach it
)
WIDER_THAN_SCREEN = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const cut = [...document.querySelectorAll('[data-testid=stMetric] p, h1, [data-testid=stCheckbox] p')]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText);
    return main.scrollWidth > main.clientWidth ? ['the page', ...cut] : cut;
}"""


def settle(page: Page) -> Page:
    """Wait until Streamlit has drawn everything."""
    page.wait_for_function(SETTLED)
    page.wait_for_timeout(150)
    page.wait_for_function(SETTLED)
    return page


@dataclass
class Visitor:
    """A reader's open page, and what it did that it must not do."""

    page: Page
    watch: Watch = field(default_factory=Watch)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(30_000)
        self.watch.look_at(self.page)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._on_console)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not OWN_SEARCH.search(message.location.get("url", "")):
            self.complaints.append(message.text)


@pytest.fixture(scope="module")
def visitors(browser: Browser) -> dict[Language, Visitor]:
    """A reader for each language."""
    return {language: Visitor(browser.new_context(locale=locale).new_page()) for language, locale in LOCALES.items()}


@pytest.fixture
def visit(visitors: dict[Language, Visitor], server: Server) -> Iterator[Callable[..., Page]]:
    """A function that opens a page by its address, as a new session; nothing may be asked of another host."""

    def open_page(name: str = "overview", language: Language = "zh", query: str = "") -> Page:
        page = visitors[language].page
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{server.url}/{'' if name == 'overview' else name}{query}")
        return settle(page)

    yield open_page
    for visitor in visitors.values():
        assert visitor.watch.outside == []
        assert visitor.watch.refused == []
        assert visitor.complaints == []


def violations(page: Page) -> list[str]:
    """Return what axe finds that is not Streamlit's own."""
    # While the page is being drawn, Streamlit fades its own Stop button in and out.
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        for node in one["nodes"]
        if not any(one["id"] == rule and part in node["html"] for rule, part in STREAMLITS_OWN)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [*(name for name in PAGES if name != "overview"), "overview"])
def test_a_cold_link_opens_a_page_in_its_frame(visit: Callable[..., Page], name: str, language: Language) -> None:
    page = visit(name, language)
    expect(page.locator("h1").first).to_have_text(PAGES[name].question(language))
    expect(page.get_by_test_id("stSidebarNav")).to_contain_text(PAGES["unify"].title(language))
    expect(page.get_by_role("button", name={"zh": "English", "en": "中文"}[language], exact=True)).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    assert page.evaluate(WIDER_THAN_SCREEN) == []


def test_dark_pages_read_as_well(visit: Callable[..., Page], visitors: dict[Language, Visitor]) -> None:
    visitors["en"].page.emulate_media(color_scheme="dark")
    page = visit("minimum_wage_share", "en")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(17, 24, 31)"
    assert violations(page) == []
    page.emulate_media(color_scheme="light")


def test_a_link_survives_language_page_and_reload(visit: Callable[..., Page]) -> None:
    page = visit("minimum_wage_share", query="?minimum_wage_share=55&day=2022-04-01")
    slider = page.get_by_role("slider").first
    expect(slider).to_have_attribute("aria-valuetext", "55%")
    page.get_by_role("button", name="English", exact=True).click()
    expect(page.locator("h1").first).to_have_text(PAGES["minimum_wage_share"].question.en)
    expect(page.get_by_role("combobox", name="Law of")).to_have_value("Sanming")
    page.get_by_role("link", name=PAGES["cliff"].title.en, exact=True).click()
    expect(page.locator("h1").first).to_have_text(PAGES["cliff"].question.en)
    page.get_by_role("link", name=PAGES["minimum_wage_share"].title.en, exact=True).click()
    expect(slider).to_have_attribute("aria-valuetext", "55%")
    settle(page)
    assert "lang=en" in page.url
    assert "day=2022-04-01" in page.url
    page.reload()
    settle(page)
    expect(page.locator("h1").first).to_have_text(PAGES["minimum_wage_share"].question.en)
    expect(slider).to_have_attribute("aria-valuetext", "55%")


def test_a_lever_moves_by_keys_and_shows_that_it_has_the_focus(visit: Callable[..., Page]) -> None:
    page = visit("minimum_wage_share")
    slider = page.get_by_role("slider").first
    before = page.get_by_test_id("stMetricValue").all_inner_texts()
    slider.focus()
    outline = "e => { const s = getComputedStyle(e); return s.boxShadow + s.outline }"
    focused = slider.evaluate(outline)
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "51%")
    page.keyboard.press("Tab")
    assert slider.evaluate(outline) != focused
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before[0])


def download(page: Page, kind: str) -> Download:
    """Download the first chart on a page as one of the offered kinds."""
    page.get_by_role("button", name="下载", exact=True).first.click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind, exact=True).click()
    page.keyboard.press("Escape")
    settle(page)
    return waiting.value


def test_from_an_upload_to_charts_that_can_be_taken_home(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("data")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(RURAL)
    page.get_by_role("button", name="导入", exact=True).click()
    expect(page.get_by_text("已导入并选为当前数据")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载数据质量报告（逐行）").click()
    quality = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert sum(sheet.max_row for sheet in quality.worksheets) > 18 + 53
    settle(page)
    page.get_by_role("link", name=PAGES["unify"].title.zh, exact=True).click()
    expect(page.locator("h1").first).to_have_text(PAGES["unify"].question.zh)
    settle(page)
    expect(page.get_by_test_id("stMain")).to_contain_text("呼和浩特市")
    picture = Path(download(page, "图片 PNG").path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert boxes(picture) == 0
    table = download(page, "数据 Excel")
    assert table.suggested_filename.endswith(".xlsx")
    cells = [
        cell.value for row in load_workbook(io.BytesIO(Path(table.path()).read_bytes())).worksheets[0] for cell in row
    ]
    assert "武川县" in cells
    assert any("register.csv" in str(cell) for cell in cells)


def test_a_wrong_file_gets_one_clear_message(visit: Callable[..., Page], server: Server, tmp_path: Path) -> None:
    photo = tmp_path / "照片.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    page = visit("data")
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(photo)
    expect(page.get_by_text("照片", exact=False).nth(1)).to_be_visible()
    text = page.locator("body").inner_text()
    assert "Traceback" not in text
    assert page.get_by_test_id("stException").count() == 0
    assert "Traceback" not in server.log.read_text(encoding="utf-8", errors="replace")
