"""A move of a slider in a real browser: a scenario page on the sample city against a bare page that redraws the same chart.

Both are served by Streamlit on this machine; from the key press to the last change that it makes on the page.
Run: PYTHONPATH=. python -m benchmarks.slider
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from benchmarks.machine import describe, spread
from tests.services import chromium_browser, dashboard, free_port

MOVES = 12
QUIET = 2_000
PAGES = ("minimum_wage_share", "unify")
BARE = """
import plotly.graph_objects
import plotly.io
import streamlit as st

@st.cache_resource
def figure():
    return plotly.io.from_json({figure!r})

share = st.slider("Share", 30, 60, 50, format="%d%%")
st.metric("Share", share)
moved = plotly.graph_objects.Figure(figure())
for trace in moved.data:
    trace.y = [value * share / 50 for value in trace.y]
st.plotly_chart(moved, theme=None)
"""
# The time from the next key press to the last change of the page's body, known once nothing has moved for a while.
WATCH = """
() => {
  window.moved = new Promise(resolve => {
    let start = 0, last = 0;
    addEventListener('keydown', () => { start = last = performance.now(); }, { once: true, capture: true });
    const observer = new MutationObserver(() => { last = performance.now(); });
    const body = document.querySelector('[data-testid="stMain"]');
    observer.observe(body, { childList: true, characterData: true, subtree: true });
    const timer = setInterval(() => {
      if (start && performance.now() - last > QUIET) {
        clearInterval(timer); observer.disconnect(); resolve(last - start);
      }
    }, 50);
  });
}
""".replace("QUIET", str(QUIET))


def moves(browser: Browser, url: str) -> list[float]:
    """Return the milliseconds of ``MOVES`` moves of the first slider of the page's body, after two to warm up."""
    page = browser.new_page(locale="en-US")
    page.set_default_timeout(120_000)
    page.goto(url)
    slider = page.locator('[data-testid="stMain"] input[type="range"]:not([disabled])').first
    slider.wait_for(state="attached")
    page.wait_for_timeout(QUIET)
    found = []
    for move in range(MOVES + 2):
        page.evaluate(WATCH)
        slider.focus()
        page.keyboard.press("ArrowLeft" if move % 2 else "ArrowRight")
        found.append(float(page.evaluate("() => window.moved")))
    page.close()
    return found[2:]


def chart_as_json() -> str:
    """Return the first chart of the scenario pages, drawn from the sample city."""
    from data.sample import sample_dataset
    from data.store import open_store
    from models.scenario import Scenario
    from reports.plotly_backend import to_plotly
    from reports.registry import charts
    from simulations.caseload import Caseload
    from simulations.simulate import simulate

    store = open_store()
    caseload = Caseload.read(store.caseload_path(sample_dataset(store).id))
    reform = Scenario(place="sanming", day=date(2022, 6, 30), changes={"minimum_wage_share": 0.5})
    return str(to_plotly(charts("result")["cost_by_county"].draw(simulate(caseload, reform)), "en", False).to_json())


@contextlib.contextmanager
def bare_page(folder: Path) -> Iterator[str]:
    """Serve a page that has a slider, a figure and the chart, and nothing to compute."""
    os.environ["TIDU_HOME"] = str(folder / "sample")
    script, port = folder / "bare.py", free_port()
    script.write_text(BARE.format(figure=chart_as_json()), "utf-8")
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
                break
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Print the time of a move on each page and its ratio to the bare one."""
    with tempfile.TemporaryDirectory() as name, chromium_browser() as browser:
        folder = Path(name)
        with dashboard(folder / "home", seconds=180) as server, bare_page(folder) as bare_url:
            bare = moves(browser, bare_url)
            ours = {page: moves(browser, f"{server.url}/{page}") for page in PAGES}
            bare += moves(browser, bare_url)
    print(describe("streamlit", "plotly", "playwright"))
    print(f"bare page            {spread(bare, ' ms')}")
    for page, found in ours.items():
        print(f"{page:20} {spread(found, ' ms')}  ratio {median(found) / median(bare):.2f}")


if __name__ == "__main__":
    main()
