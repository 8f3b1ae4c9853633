"""A rule's formula in words, read from the rule itself: what is computed can't differ from what is told."""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.names import code_text, name_text
from models.rule import Rule
from models.text import Language, Text

_ARITHMETIC: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("＋", 1),
    ast.Sub: ("－", 1),
    ast.Mult: ("×", 2),
    ast.Div: ("÷", 2),
    ast.FloorDiv: ("÷", 2),
    ast.Mod: ("%", 2),
    ast.Pow: ("^", 3),
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "＝",
    ast.NotEq: "≠",
    ast.Lt: "＜",
    ast.LtE: "≤",
    ast.Gt: "＞",
    ast.GtE: "≥",
    ast.In: "∈",
    ast.NotIn: "∉",
}
_FUNCTIONS: Mapping[str, Text] = {
    "min": Text("较小值", "the smaller of "),
    "max": Text("较大值", "the larger of "),
    "math.ceil": Text("进位取整", "rounded up "),
    "math.floor": Text("舍去取整", "rounded down "),
    "math.sqrt": Text("√", "√"),
    "math.log": Text("ln", "ln"),
    "math.exp": Text("exp", "exp"),
    "math.erf": Text("erf", "erf"),
    "expected_aid": Text("对数正态自付费用下的期望救助", "expected aid over lognormal self-pay"),
    "abs": Text("绝对值", "the size of "),
    "round": Text("四舍五入", "rounded "),
}
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SAME = {"float", "int", "bool"}
_UNKNOWN = Text("不可计算", "not computable")
_THE_RESULT = Text("结果", "result")
_KEPT = Text("中间值", "value ")
_RESULT = Text("结果 ＝ {value}", "result ＝ {value}")
_IF = Text("若 {test}：", "if {test}:")
_ELSE_IF = Text("否则，若 {test}：", "else, if {test}:")
_ELSE = Text("否则：", "else:")
_NOT_STATED = Text("{value} 未说明", "{value} is not stated")
_NOT = Text("非（{value}）", "not ({value})")
_EITHER = Text("（若 {test} 则 {body}，否则 {other}）", "({body} if {test}, else {other})")


@functools.cache
def formula(rule: Rule) -> Text:
    """Return the formula in both languages, a line a step, what hangs on a condition indented."""
    source = textwrap.dedent(inspect.getsource(rule.function))
    function = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    spaces = vars(inspect.getmodule(rule.function))
    # What a function keeps for itself under a name: told as numbered intermediate values, its result as the result.
    kept = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    told = (_Teller(rule.name, spaces, tuple(dict.fromkeys(kept)), language) for language in LANGUAGES)
    return Text(*("\n".join(one.lines(function.body, 0)) for one in told))


@dataclass(frozen=True, slots=True)
class _Teller:
    rule: str
    constants: Mapping[str, object]
    kept: tuple[str, ...]
    language: Language

    def lines(self, body: list[ast.stmt], depth: int) -> Iterator[str]:
        for node in body:
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue
            if isinstance(node, ast.If):
                yield from self.condition(node, depth, _IF)
            elif (several := _one_by_one(node)) is not None:
                yield from self.lines(several, depth)
            elif not (isinstance(node, ast.Return) and isinstance(node.value, ast.Name) and node.value.id == "result"):
                yield "  " * depth + self.statement(node)

    def condition(self, node: ast.If, depth: int, opening: Text) -> Iterator[str]:
        yield "  " * depth + opening(self.language, test=self.value(node.test))
        yield from self.lines(node.body, depth + 1)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            yield from self.condition(node.orelse[0], depth, _ELSE_IF)
        elif node.orelse:
            yield "  " * depth + _ELSE(self.language)
            yield from self.lines(node.orelse, depth + 1)

    def statement(self, node: ast.stmt) -> str:
        if isinstance(node, ast.Return) and node.value is not None:
            return _RESULT(self.language, value=self.result(node.value))
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            return f"{self.name(node.targets[0].id)} ＝ {self.result(node.value)}"
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            target, (sign, _) = self.name(node.target.id), _ARITHMETIC[type(node.op)]
            return f"{target} ＝ {target} {sign} {self.value(node.value)}"
        return ast.unparse(node)

    def result(self, node: ast.expr) -> str:
        """Return a value that may be the rule's own, as a tier is."""
        number = self.number(node)
        named = None if number is None else code_text(self.rule, number)
        return named(self.language) if named is not None else self.value(node)

    def value(self, node: ast.expr, outer: int = 0) -> str:
        told = self._simple(node)
        if told is not None:
            return told
        if isinstance(node, ast.BinOp):
            sign, rank = _ARITHMETIC[type(node.op)]
            text = f"{self.value(node.left, rank)} {sign} {self.value(node.right, rank + 1)}"
            return f"({text})" if rank < outer else text
        if isinstance(node, ast.BoolOp):
            words = Text(" 且 ", " and ") if isinstance(node.op, ast.And) else Text(" 或 ", " or ")
            parts = [f"({self.value(v)})" if isinstance(v, ast.BoolOp) else self.value(v) for v in node.values]
            text = words(self.language).join(parts)
            return f"({text})" if outer else text
        if isinstance(node, ast.Compare):
            text = self.comparison(node)
            return f"({text})" if outer else text
        if isinstance(node, ast.IfExp):
            parts = [self.value(node.test), self.value(node.body), self.value(node.orelse)]
            return _EITHER(self.language, test=parts[0], body=parts[1], other=parts[2])
        return _UNKNOWN(self.language) if ast.unparse(node) == "math.nan" else ast.unparse(node)

    def _simple(self, node: ast.expr) -> str | None:
        if isinstance(node, ast.Name):
            return self.name(node.id)
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bool):
                return (Text("是", "yes") if node.value else Text("否", "no"))(self.language)
            return _plain(node.value) if isinstance(node.value, int | float) else str(node.value)
        if isinstance(node, ast.Call):
            return self.call(node)
        if isinstance(node, ast.UnaryOp):
            if isinstance(node.op, ast.Not):
                return _NOT(self.language, value=self.value(node.operand))
            return f"－{self.value(node.operand, 3)}"
        if isinstance(node, ast.Tuple | ast.Set | ast.List):
            return "{" + ("、" if self.language == "zh" else ", ").join(self.value(one) for one in node.elts) + "}"
        return None

    def comparison(self, node: ast.Compare) -> str:
        sides = [node.left, *node.comparators]
        told = [self.side(side, sides) for side in sides]
        signs = [_COMPARISONS.get(type(op), "?") for op in node.ops]
        return told[0] + "".join(f" {sign} {side}" for sign, side in zip(signs, told[1:], strict=True))

    def side(self, node: ast.expr, sides: list[ast.expr]) -> str:
        """Return one side of a comparison; a code by what it is called for the other side."""
        if isinstance(node, ast.Tuple | ast.Set | ast.List):
            return (
                "{" + ("、" if self.language == "zh" else ", ").join(self.side(one, sides) for one in node.elts) + "}"
            )
        number = self.number(node)
        for other in sides if number is not None else ():
            named = code_text(other.id, number) if isinstance(other, ast.Name) and number is not None else None
            if named is not None and other is not node:
                return named(self.language)
        return self.value(node, 1)

    def number(self, node: ast.expr) -> float | None:
        """Return the number that a constant stands for."""
        found: object = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.Name) and node.id.isupper():
            found = self.constants.get(node.id)
        return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None

    def call(self, node: ast.Call) -> str:
        name = ast.unparse(node.func)
        inner = [self.value(one) for one in node.args]
        if name in _SAME and len(inner) == 1:
            return f"({inner[0]})" if isinstance(node.args[0], ast.BinOp) else inner[0]
        if name == "math.isnan":
            return _NOT_STATED(self.language, value=inner[0])
        return f"{_FUNCTIONS.get(name, Text(name, name))(self.language)}({', '.join(inner)})"

    def name(self, name: str) -> str:
        """Return what a name is called; a constant that is no code by its number."""
        constant = self.constants.get(name) if name.isupper() else None
        if isinstance(constant, int | float):
            return _plain(constant)
        if name == "result" and name in self.kept:
            return _THE_RESULT(self.language)
        if name in self.kept:
            return f"{_KEPT(self.language)}{_NUMBERS[self.kept.index(name) % len(_NUMBERS)]}"
        return name_text(name)(self.language)


def _one_by_one(node: ast.stmt) -> list[ast.stmt] | None:
    """Return ``a, b = x, y`` as the assignments that it is made of, ``None`` for anything else."""
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    if not isinstance(target, ast.Tuple) or not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Tuple):
        return None
    return [ast.Assign([one], value) for one, value in zip(target.elts, node.value.elts, strict=True)]


def _plain(number: float) -> str:
    """Return a number without an exponent: 0.000001."""
    return f"{number:.10f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)
