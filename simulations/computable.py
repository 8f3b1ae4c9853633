"""What a caseload cannot tell: the rules whose columns it lacks, and the changes that have no effect for that reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.law import law
from models.names import RULE_COLUMN
from models.rule import Rule, rules
from models.scenario import Scenario
from models.text import Text
from simulations.caseload import Caseload


@dataclass(frozen=True, slots=True)
class NotComputable:
    """A rule that a caseload cannot answer, and the columns that it would need."""

    rule: Rule
    columns: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the rule and the columns it would need as plain values."""
        text = {"zh": self.rule.text.zh, "en": self.rule.text.en}
        return {"name": self.rule.name, "text": text, "columns": list(self.columns)}

    def needed(self) -> Text:
        """Return the columns by the names that people use, as 刚性支出、年自付医疗费."""
        texts = [RULE_COLUMN[name].text for name in self.columns]
        return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def not_computable(caseload: Caseload) -> list[NotComputable]:
    """Return every rule whose needed columns the caseload lacks."""
    return without(caseload.absent)


def without(absent: frozenset[str]) -> list[NotComputable]:
    """Return every rule that needs one of the ``absent`` columns."""
    lacking = ((rule, tuple(name for name in rule.needs if name in absent)) for rule in rules().values())
    return [NotComputable(rule, columns) for rule, columns in lacking if columns]


def without_effect(caseload: Caseload, scenario: Scenario) -> Mapping[str, list[NotComputable]]:
    """Return the changed parameters that only rules read which the caseload cannot answer."""
    lacking = {one.rule.name: one for one in not_computable(caseload)}
    found = {}
    for name in scenario.changes:
        key = law().parameter(name)[0].key
        readers = [
            rule.name for rule in rules().values() if any(_reads(argument, key) for argument, _ in rule.arguments)
        ]
        if readers and all(reader in lacking for reader in readers):
            found[name] = [lacking[reader] for reader in readers]
    return found


def _reads(argument: str, key: str) -> bool:
    return argument == key or argument in {f"{key}_urban", f"{key}_rural"}
