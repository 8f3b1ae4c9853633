"""What every export says about itself: scenario, data, day of the law, version and fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.text import Language, Text
from reports.numbers import format_day

Mark = Literal["register", "neighbours", "synthetic", "totals", "assumed", "projected", "simulated"]

MARKS: dict[Mark, Text] = {
    "register": Text("台账数据", "Register"),
    "neighbours": Text("台账加合成邻近户", "Register with synthetic neighbours"),
    "synthetic": Text("合成数据", "Synthetic data"),
    "totals": Text("按公布总数推算", "Scaled to published totals"),
    "assumed": Text("含假定参数", "Assumed parameters"),
    "projected": Text("预计", "Projected"),
    "simulated": Text("测算", "Simulated"),
}
ADVICE = Text("测算结果仅供决策参考", "Simulated results, for decision support only")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a chart or a table comes from.

    ``fingerprints`` are pairs of what was fingerprinted and the short fingerprint.
    """

    scenario: Text
    data: Text
    mark: Mark
    day: date
    version: str
    place: Text = Text("", "")
    fingerprints: tuple[tuple[Text, str], ...] = ()

    def parts(self, language: Language) -> list[tuple[str, str]]:
        """Return pairs of a label and its text, in the order in which they are printed."""
        mark = MARKS[self.mark](language)
        data = self.data(language)
        if mark.split()[0].lower() not in data.lower():
            data += f"（{mark}）" if language == "zh" else f" ({mark.lower()})"
        entries = [
            (Text("情景", "Scenario"), self.scenario(language)),
            (Text("地区", "Place"), self.place(language)),
            (Text("数据", "Data"), data),
            (Text("法规日期", "Law of"), format_day(self.day, language)),
            (Text("版本", "Version"), self.version),
            *((what, fingerprint) for what, fingerprint in self.fingerprints),
        ]
        return [(label(language), text) for label, text in entries if text]

    def line(self, language: Language) -> str:
        """Return one line for the foot of a chart or a page."""
        colon, separator = ("：", "；") if language == "zh" else (": ", "; ")
        return separator.join(label + colon + text for label, text in self.parts(language))
