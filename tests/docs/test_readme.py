"""What README and guides name exists: commands and their flags, files and folders, parameters, pictures, pages."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
from pathlib import Path

import pytest

from commands._catalogue import catalogue, module_name
from models.law import law
from models.scenario import read_changes
from ui.page import pages

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "zh" / "guide.md", ROOT / "docs" / "en" / "guide.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MADE_AT_RUN_TIME = {"var/", "result.json", "households.parquet", "tidu/identifier.key"}


def commands() -> list[str]:
    """Return every call of ``tidu.py`` in a block of code, continued lines joined, comments dropped."""
    blocks = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    inline = re.findall(r"`(python3 tidu\.py [^`]+)`", README)
    return sorted({line.partition("#")[0].strip() for line in [*lines, *inline] if "tidu.py" in line})


@pytest.mark.parametrize("line", commands())
def test_commands_can_be_given_as_written(line: str) -> None:
    words = shlex.split(line)
    assert words[:2] == ["python3", "tidu.py"]
    assert words[2] in catalogue()
    module = importlib.import_module(module_name(words[2]))
    parser = argparse.ArgumentParser(exit_on_error=False)
    module.add_arguments(parser)
    rest = words[3:]
    if "--wheelhouse" in rest:  # taken by tidu.py itself
        at = rest.index("--wheelhouse")
        del rest[at : at + 2]
    parsed, further = parser.parse_known_args(rest)
    assert further == []
    if getattr(parsed, "changes", None):
        assert read_changes(parsed.changes).keys() <= law().parameters.keys()
    if getattr(parsed, "place", None):
        assert parsed.place in law().places
    if getattr(parsed, "file", None) and str(parsed.file) != "sample":
        assert (ROOT / parsed.file).is_file()


def test_the_main_commands_are_told() -> None:
    assert len(commands()) >= 6
    assert "pip install -r requirements.txt && streamlit run app.py" in README


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_files_and_folders_that_are_named_exist() -> None:
    named = set(re.findall(r"`([\w./]+(?:/|\.(?:py|toml|txt|json|parquet|key)))`", README)) - MADE_AT_RUN_TIME
    assert len(named) > 8
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize(("document", "language"), [(DOCUMENTS[1], "zh"), (DOCUMENTS[2], "en")])
def test_the_guide_has_a_part_for_every_page(document: Path, language: str) -> None:
    parts = re.findall(r"^## (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    assert parts == [page.title(language) for page in pages().values()]


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").glob("*.png")), ids=lambda path: path.name)
def test_pictures_are_small_and_used(picture: Path) -> None:
    assert picture.stat().st_size < 300_000
    assert any(picture.name in document.read_text(encoding="utf-8") for document in DOCUMENTS)
