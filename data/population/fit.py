"""What a made population was fitted to, and what was assumed where no source says anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.reference.facts import Fact
from models.text import Text


@dataclass(frozen=True, slots=True)
class Assumption:
    """A figure that no source states, with what it stands for; ``{value}`` in the text is filled."""

    key: str
    value: float
    text: Text

    def note(self) -> Text:
        """Return the text with its figure, marked as an assumption."""
        return Text("假设：" + self.text("zh", value=self.value), "Assumption: " + self.text("en", value=self.value))


@dataclass(frozen=True, slots=True)
class Fit:
    """One line of a fit report: the target, where it comes from, what the population reaches."""

    name: Text
    target: float
    achieved: float
    unit: str
    source: str
    assumed: bool = False

    @property
    def deviation(self) -> float:
        """Return the relative deviation from the target (0.01 is one per cent)."""
        return self.achieved / self.target - 1 if self.target else self.achieved


def source_of(found: Fact) -> str:
    """Return where a fact comes from, its address and its quality."""
    return f"{found.source} ({found.source_ref}) [{found.quality}]"


def sources(found: Iterable[Fact]) -> list[dict[str, str]]:
    """Return the different sources of facts as title and reference, for a file's metadata."""
    different = {(f.source, f.source_ref): f for f in found}
    return [{"title": title, "reference": f"{reference} [{f.quality}]"} for (title, reference), f in different.items()]


def metadata(
    mark: str,
    title: Text,
    *,
    place: str | None,
    day: str | None,
    sources: list[dict[str, str]],
    notes: Iterable[Text],
    population: dict[str, int],
) -> dict[str, object]:
    """Return the caseload file's own description of itself."""
    return {
        "mark": mark,
        "title": {"zh": title.zh, "en": title.en},
        "place": place,
        "day": day,
        "sources": sources,
        "notes": [{"zh": n.zh, "en": n.en} for n in notes],
        "population": population,
    }
