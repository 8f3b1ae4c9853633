"""The frame around every page: language, what is being looked at, navigation. Streamlit runs this file."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from models.text import Text  # noqa: E402
from ui.language import declare_language, language_switch, say  # noqa: E402
from ui.page import GROUPS, pages  # noqa: E402
from ui.study import choose_study  # noqa: E402

NAME = Text("梯度 Tidu", "Tidu 梯度")
TAGLINE = Text("社会救助政策模拟", "Simulating social assistance")


def main() -> None:
    """Draw the frame and run the chosen page."""
    st.set_page_config(page_title=say(NAME), page_icon=str(ROOT / "ui" / "icon.png"), layout="wide")
    menu: dict[str, list[st.Page]] = {say(title): [] for title in GROUPS.values()}
    for path, page in pages().items():
        first = path.stem == "overview"
        menu[say(GROUPS[page.group])].append(
            st.Page(path, title=say(page.title), url_path="" if first else path.stem, default=first)
        )
    chosen = st.navigation(menu)
    with st.sidebar:
        language_switch()
        choose_study()
        st.caption(f"{say(NAME)} · {say(TAGLINE)}")
    declare_language()
    st.html(ROOT / "ui" / "style.css")
    chosen.run()


main()
