"""The registry of rules: each is named, referenced, documented and has its worked example here."""

import ast
import re
from pathlib import Path

import pytest

from models.rule import rule, rules
from models.text import Text
from simulations.indicator import indicators
from simulations.loop import base_name
from simulations.wiring import wire

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def examples():
    """Every test function with the names it uses, and with those that its file's helpers use for it."""
    for path in Path(__file__).parent.glob("test_*.py"):
        functions = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
        used = {node.name: {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} for node in functions}
        for node in functions:
            if node.name.startswith("test_"):
                yield node, used[node.name], set().union(*(used[name] for name in used[node.name] if name in used))


@pytest.mark.parametrize("name", sorted(rules()))
def test_every_rule_has_a_worked_example_in_both_languages(name):
    named = [example for example in examples() if name in example[0].name]
    tests = [node for node, names, _ in named if name in names] or [node for node, _, names in named if name in names]
    found = [ast.get_docstring(node) or "" for node in tests]
    assert found, f"no test_{name} calls {name}"
    assert all(CHINESE.search(text) and re.search(r"[A-Za-z]{3}", text) for text in found)


@pytest.mark.parametrize("one", rules().values(), ids=rules())
def test_every_rule_says_what_it_is(one):
    assert CHINESE.search(one.text.zh)
    assert one.text.en.isascii()
    assert one.reference
    assert one.function.__doc__
    assert one.unit or one.returns is bool or one.name == "tier"


def test_every_rule_matters_to_some_indicator():
    sums = [one for one in indicators().values() if not one.ratio]
    wiring = wire(dict.fromkeys(base_name(argument) for one in sums for argument, _ in one.arguments))
    assert set(rules()) == set(wiring.rules)


def test_a_rule_needs_types_and_a_name_of_its_own():
    with pytest.raises(TypeError, match="annotate dibao_standard, return"):
        rule(Text("无类型", "Untyped"), reference="—")(lambda dibao_standard: dibao_standard)

    def tier(family_members: int) -> int:
        return family_members

    with pytest.raises(TypeError, match="tier is defined twice"):
        rule(Text("重名", "Twice"), reference="—")(tier)
