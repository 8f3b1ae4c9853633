"""The language of the session: the browser decides the first visit, the reader every other."""

from __future__ import annotations

from typing import cast

import streamlit as st

from models.text import Language, Text

KEY = "language"
CHOICES: dict[Language, str] = {"zh": "中文", "en": "English"}


def language() -> Language:
    """Return the session's language; a link may name it with ``?lang=en``."""
    if KEY not in st.session_state:
        asked = st.query_params.get("lang", "")
        st.session_state[KEY] = asked if asked in CHOICES else _browser()
    chosen = cast(Language, st.session_state[KEY])
    if st.query_params.get("lang", _browser()) != chosen:
        # Kept in the address, so that a reload or a link shows what was seen.
        st.query_params["lang"] = chosen
    return chosen


def _browser() -> Language:
    return "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"


def say(text: Text, **values: object) -> str:
    """Return a text in the session's language."""
    return text(language(), **values)


def language_switch() -> None:
    """Show the switch between the languages, each named in itself."""
    current = language()
    other: Language = "en" if current == "zh" else "zh"
    st.button(
        CHOICES[other],
        key="switch_language",
        on_click=_choose,
        args=(other,),
        width="stretch",
        help="切换语言 / switch the language",
    )


def _choose(chosen: Language) -> None:
    st.session_state[KEY] = chosen
    st.query_params["lang"] = chosen


def declare_language() -> None:
    """Tell the browser and screen readers the language of the page, which Streamlit does not."""
    tag = "zh-CN" if language() == "zh" else "en"
    script = f"<script>document.documentElement.lang = '{tag}'</script>"
    st.html(script, unsafe_allow_javascript=True)
