"""Problems are collected and told all at once: what, where, why and the cure, in both languages."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.text import Language, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, where it is, what and why, and how to mend it."""

    code: str
    where: str
    message: Text
    cure: Text = Text("", "")

    def describe(self, language: Language) -> str:
        """Return one line for a person: where, what, cure."""
        separator = "；" if language == "zh" else "; "
        parts = [self.message(language)] + ([self.cure(language)] if self.cure.zh else [])
        colon = "：" if language == "zh" else ": "
        return (self.where + colon if self.where else "") + separator.join(parts)


class ProblemsError(Exception):
    """Raised with every problem that was found, never only with the first.

    Not a ``ValueError``, so that it passes through pydantic as it is.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(p.describe("zh") + " | " + p.describe("en") for p in self.problems))

    def describe(self, language: Language) -> str:
        """Return all problems, numbered, one a line."""
        return "\n".join(f"{i}. {p.describe(language)}" for i, p in enumerate(self.problems, 1))


def did_you_mean(name: str, known: Sequence[str]) -> Text:
    """Return a hint that names the closest known names, empty when nothing is close."""
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    if not close:
        return Text("", "")
    return Text(f"是不是 {'、'.join(close)}？", f"did you mean {', '.join(close)}?")
