"""Pages as Streamlit runs them, without a browser, on a store of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def _script() -> None:
    import importlib

    import streamlit

    from ui.study import choose_study

    with streamlit.sidebar:
        choose_study()
    importlib.import_module(f"pages.{streamlit.session_state['page']}").show()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of the pages of one file of tests."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIDU_HOME", str(folder))
        patch.setenv("TIDU_KEY_FILE", str(folder / "key"))
        patch.delenv("DATABASE_URL", raising=False)
        # What an earlier file's pages kept points to that file's store.
        st.cache_resource.clear()
        yield folder
        st.cache_resource.clear()


@pytest.fixture
def open_app(home: Path) -> Callable[..., AppTest]:
    """A function that opens a page as its link does: ``open_app("unify", lang="en")``."""

    def open_page(page: str = "overview", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "ui" / "router.py"), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.switch_page(f"../pages/{page}.py")
        return app.run()

    return open_page


@pytest.fixture
def open_page(home: Path) -> Callable[..., AppTest]:
    """A function that runs a page with some state, as ``open_page("law", "en", law_search="…")``."""

    def run(page: str, language: str = "zh", **state: object) -> AppTest:
        test = AppTest.from_function(_script, default_timeout=180)
        for key, value in {"page": page, "language": language, **state}.items():
            test.session_state[key] = value
        test.run()
        assert not test.exception, [one.message for one in test.exception]
        return test

    return run


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """A function that returns everything that a page says."""

    def told(test: AppTest) -> str:
        every = [*test.title, *test.header, *test.subheader, *test.markdown, *test.caption, *test.info, *test.warning]
        every += [*test.error, *test.metric]
        return "\n".join(f"{one.label if hasattr(one, 'label') else ''} {one.value}" for one in every)

    return told
