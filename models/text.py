"""A text in both languages, written where the thing it names is born."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese and in English.

    Calling it gives the text in one language, with ``{name}`` filled from the values;
    a value that is itself a :class:`Text` is put in the same language.
    """

    zh: str
    en: str

    def __call__(self, language: Language, **values: object) -> str:
        """Return the text in ``language`` with its placeholders filled."""
        pattern = self.zh if language == "zh" else self.en
        if not values:
            return pattern
        return pattern.format(**{k: v(language) if isinstance(v, Text) else v for k, v in values.items()})

    def fill(self, **values: object) -> Text:
        """Return the text with its placeholders filled in both languages."""
        return Text(self("zh", **values), self("en", **values))
