"""What anything that a rule may ask for is called: a rule, a member's value carried up, a column, a parameter."""

from __future__ import annotations

from collections.abc import Mapping

from models.codes import CODES
from models.columns import RULE_COLUMNS
from models.law import Parameter, law
from models.law.parameter import Area
from models.rule import AGGREGATIONS, rules
from models.text import Text
from models.tiers import AREAS, TIERS, Code

RULE_COLUMN = {column.name: column for column in RULE_COLUMNS}
_CARRIED_UP = {
    "sum_": Text("{name}（合计）", "{name} (sum)"),
    "any_": Text("{name}（有成员符合）", "{name} (any member)"),
    "max_": Text("{name}（最大）", "{name} (largest)"),
}


def name_text(name: str) -> Text:
    """Return what a name means; of an unknown one the name itself."""
    if name in rules():
        return rules()[name].text
    for prefix in AGGREGATIONS:
        if name.startswith(f"{prefix}person_"):
            return _CARRIED_UP[prefix].fill(name=name_text(name.removeprefix(prefix)))
    if name in RULE_COLUMN:
        return RULE_COLUMN[name].text
    if name in set(law().names()):
        return parameter_text(*law().parameter(name))
    return Text(name, name)


def parameter_text(parameter: Parameter, area: Area | None) -> Text:
    """Return a parameter's name, with the area where it is asked for one."""
    if area is None:
        return parameter.name
    where = next(one.text for one in AREAS if one.key == area)
    return Text(f"{parameter.name.zh}（{where.zh}）", f"{parameter.name.en} ({where.en.lower()})")


def codes_of(name: str) -> Mapping[int, Code] | None:
    """Return the codes that a column or a rule takes; a rule of codes takes those of the first coded column it reads."""
    rule = rules().get(name)
    if rule is None:
        return CODES.get(name)
    if rule.name == "tier" or rule.unit == "tier code":
        return dict(enumerate(TIERS))
    if rule.unit not in {"code", "area"}:
        return None
    read = [argument for argument, _ in rule.arguments if argument in CODES]
    return CODES["area"] if rule.unit == "area" else CODES[read[0]] if read else None


def code_text(name: str, value: float) -> Text | None:
    """Return what a value of a tier, a coded column or a choice is called, ``None`` where it has no name."""
    named = codes_of(name)
    if named is not None:
        return named[int(value)].text if value in named else None
    if name in set(law().names()):
        choices = law().parameter(name)[0].choices
        return choices[int(value)].name if choices and 0 <= value < len(choices) else None
    return None
