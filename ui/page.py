"""What a page says of itself, and the listing of all pages."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from models.text import Text

Group = Literal["overview", "policy", "cliff", "evidence"]

GROUPS: dict[Group, Text] = {
    "overview": Text("总览", "Overview"),
    "policy": Text("政策情景", "Policy scenarios"),
    "cliff": Text("悬崖与家庭", "Cliffs and households"),
    "evidence": Text("证据", "Evidence"),
}
FOLDER = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its group and place in it, its title, and the question it answers."""

    group: Group
    order: int
    title: Text
    question: Text


def pages() -> dict[Path, Page]:
    """Return every page of ``pages/`` by file, in the order of the menu."""
    files = (path for path in FOLDER.glob("*.py") if path.stem != "__init__")
    found: dict[Path, Page] = {path: importlib.import_module(f"pages.{path.stem}").PAGE for path in files}
    groups = list(GROUPS)
    return dict(sorted(found.items(), key=lambda item: (groups.index(item[1].group), item[1].order)))
