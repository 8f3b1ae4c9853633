"""Writes the one loop over households that a set of rules and indicators needs, and compiles it with numba.

The loop's file is named by a fingerprint of all that it is made from, so that numba's cache beside it can't go stale.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import math
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numba

from models.further_columns import FURTHER
from models.rule import Rule
from simulations.indicator import SIDES, Indicator, indicators
from simulations.wiring import Wiring, wire

# No division can be by zero (a caseload refuses households without members), so none is checked: a third faster.
COMPILED = "nogil=True, error_model='numpy'"
# What only the loop calls needs no entry from Python, and the household part is typed once for both sides: half the
# compile time, and no slower to run.
INNER = "error_model='numpy', no_cpython_wrapper=True, no_cfunc_wrapper=True"
FURTHER_COLUMN = {column.name: column for column in FURTHER}
NO_FURTHER = frozenset(FURTHER_COLUMN)
MODELS = Path(__file__).parent.parent / "models"


@dataclass(frozen=True, slots=True)
class Loop:
    """A compiled loop with the order in which it takes and gives things.

    ``run(start, stop, cells, offsets, weight, columns, members, baseline, reform, levels_before, levels_after,
    changes, kept_before, kept_after)`` adds to the totals (cells, indicators) and fills the kept arrays.
    ``baseline`` and ``reform`` hold the parameters and behind them the ``cell_rules``, shape (cells, both).
    """

    run: Callable[..., None]
    wiring: Wiring
    levels: tuple[str, ...]
    changes: tuple[str, ...]
    keep: tuple[str, ...]
    columns: tuple[str, ...]
    member_columns: tuple[str, ...]
    cell_rules: tuple[str, ...]
    source: str


def base_name(argument: str) -> str:
    """Return a change indicator's argument without its side."""
    for side in SIDES:
        if argument.endswith(side):
            return argument.removesuffix(side)
    return argument


def loop(keep: tuple[str, ...] = (), absent: frozenset[str] = NO_FURTHER) -> Loop:
    """Return the compiled loop that sums every indicator and keeps the named values of each household.

    Columns that are ``absent`` are no arguments but constants. What hangs on them and on parameters alone is the same
    for every household of a cell and is computed once a cell, not in the loop.
    """
    return _loop(keep, absent)


@functools.cache
def _loop(keep: tuple[str, ...], absent: frozenset[str]) -> Loop:
    sums = {key: one for key, one in indicators().items() if not one.ratio}
    asked = [base_name(argument) for one in sums.values() for argument, _ in one.arguments]
    wiring = wire(dict.fromkeys([*asked, *keep]))
    levels = {key: one for key, one in sums.items() if not one.compares}
    changes = {key: one for key, one in sums.items() if one.compares}
    columns = tuple(name for name in wiring.columns if name not in absent)
    members = tuple(name for name in wiring.member_columns if name not in absent)
    by_cell = cell_rules(wiring, absent)
    source = _source(wiring, levels, changes, keep, absent)
    return Loop(_compile(source), wiring, tuple(levels), tuple(changes), keep, columns, members, by_cell, source)


def cell_rules(wiring: Wiring, absent: frozenset[str]) -> tuple[str, ...]:
    """Return the household rules that need nothing but parameters, the area and absent columns, in order."""
    known = {*wiring.parameters, "area", *absent}
    found = []
    for name, rule in ((name, wiring.rules[name]) for name in wiring.order if name in wiring.rules):
        if not rule.of_person and all(argument in known for argument, _ in rule.arguments):
            found.append(name)
            known.add(name)
    return tuple(found)


def _source(
    wiring: Wiring,
    levels: Mapping[str, Indicator],
    changes: Mapping[str, Indicator],
    keep: tuple[str, ...],
    absent: frozenset[str],
) -> str:
    """Return the text of the module that holds the loop."""
    arguments = (a for one in (*levels.values(), *changes.values()) for a, _ in one.arguments)
    results = tuple(dict.fromkeys([*map(base_name, arguments), *keep]))
    lines = ['"""Written by simulations/loop.py; not to be edited."""', "import math", "", "import numba"]
    in_loop = [rule for name, rule in wiring.rules.items() if name not in cell_rules(wiring, absent)]
    lines += _imports(in_loop, "rule_") + _imports([*levels.values(), *changes.values()], "indicator_")
    lines += [
        "",
        f"@numba.njit({INNER})",
        "def household(h, first, last, cell, parameters, columns, members):",
    ]
    lines += [f"    {line}" for line in _household(wiring, results, absent)]
    lines += ["", f"@numba.njit({COMPILED}, cache=True)"]
    lines += ["def run(start, stop, cells, offsets, weight, columns, members, baseline, reform,"]
    lines += [
        "        levels_before, levels_after, changes, kept_before, kept_after):",
        "    for h in range(start, stop):",
    ]
    lines += [f"        {line}" for line in _body(results, levels, changes, keep)]
    return "\n".join(lines) + "\n"


def _imports(functions: Iterable[Rule | Indicator], prefix: str) -> list[str]:
    lines = []
    for one in functions:
        function = one.function
        lines.append(f"from {function.__module__} import {function.__name__} as plain_{prefix}{function.__name__}")
        lines.append(f"{prefix}{function.__name__} = numba.njit({INNER})(plain_{prefix}{function.__name__})")
    return lines


def _household(wiring: Wiring, results: tuple[str, ...], absent: frozenset[str]) -> list[str]:
    """Return the lines that compute one household's values, in order."""
    lines = _reads(wiring.columns, "columns", "h", absent)
    lines += [
        f"{name} = {kind.__name__}(parameters[cell, {i}])" for i, (name, kind) in enumerate(wiring.parameters.items())
    ]
    by_cell = cell_rules(wiring, absent)
    lines += [
        f"{name} = {wiring.rules[name].returns.__name__}(parameters[cell, {i}])"
        for i, name in enumerate(by_cell, len(wiring.parameters))
    ]
    pending = [name for name in wiring.household_order() if name not in by_cell]
    known = {*wiring.columns, *wiring.parameters, *by_cell}
    while pending:
        # Aggregates wait until no rule is left to call, so that one pass over the members serves several.
        ready = [n for n in pending if n in wiring.rules and _needs(wiring, n) <= known][:1]
        if ready:
            lines += _call(wiring.rules[ready[0]])
        else:
            ready = [n for n in pending if _needs(wiring, n) <= known]
            lines += _member_loop(wiring, ready, absent)
        known.update(ready)
        pending = [n for n in pending if n not in known]
    return [*lines, f"return ({', '.join(results)},)"]


def _reads(
    kinds: Mapping[str, type], array: str, index: str, absent: frozenset[str], order: list[str] | None = None
) -> list[str]:
    """Return the lines that read columns at an index; an absent one is the constant that stands for it."""
    places = {name: i for i, name in enumerate(order if order is not None else [n for n in kinds if n not in absent])}
    return [
        f"{name} = {constant(name, kind)}"
        if name in absent
        else f"{name} = {kind.__name__}({array}[{places[name]}][{index}])"
        for name, kind in kinds.items()
    ]


def constant(name: str, kind: type) -> str:
    """Return the literal that a rule reads where a column is absent."""
    value = FURTHER_COLUMN[name].absent
    return "math.nan" if math.isnan(value) else repr(kind(value))


def _needs(wiring: Wiring, name: str) -> set[str]:
    """Return the household values that a rule or an aggregate (through its person rules) needs."""
    if name in wiring.rules:
        return {a for a, _ in wiring.rules[name].arguments}
    people = wiring.person_rules([wiring.aggregates[name].person])
    return {a for p in people for a, _ in wiring.rules[p].arguments if not a.startswith("person_")}


def _call(rule: Rule) -> list[str]:
    return [f"{rule.name} = rule_{rule.name}({', '.join(a for a, _ in rule.arguments)})"]


def _member_loop(wiring: Wiring, names: list[str], absent: frozenset[str]) -> list[str]:
    aggregates = [wiring.aggregates[name] for name in names]
    people = wiring.person_rules([a.person for a in aggregates])
    read = {a for p in people for a, _ in wiring.rules[p].arguments} | {a.person for a in aggregates}
    starts = {"sum": "0", "any": "False", "max": "0"}
    steps = {
        "sum": "{0} += {1}",
        "any": "{0} = {0} or bool({1})",
        "max": "{0} = {1} if m == first else max({0}, {1})",
    }
    lines = [f"{a.name} = {starts[a.operation]}" for a in aggregates] + ["for m in range(first, last):"]
    wanted = {name: kind for name, kind in wiring.member_columns.items() if name in read}
    every = [name for name in wiring.member_columns if name not in absent]
    lines += [f"    {line}" for line in _reads(wanted, "members", "m", absent, every)]
    for person in people:
        lines += [f"    {line}" for line in _call(wiring.rules[person])]
    return lines + [f"    {steps[a.operation].format(a.name, a.person)}" for a in aggregates]


def _body(
    results: tuple[str, ...],
    levels: Mapping[str, Indicator],
    changes: Mapping[str, Indicator],
    keep: tuple[str, ...],
) -> list[str]:
    lines = ["cell = cells[h]", "w = weight[h]"]
    for side, parameters in (("before", "baseline"), ("after", "reform")):
        names = ", ".join(f"{name}_{side}" for name in results)
        lines.append(f"{names}, = household(h, offsets[h], offsets[h + 1], cell, {parameters}, columns, members)")
        for i, (key, one) in enumerate(levels.items()):
            called = ", ".join(f"{a}_{side}" for a, _ in one.arguments)
            lines.append(f"levels_{side}[cell, {i}] += w * indicator_{key}({called})")
        lines += [f"kept_{side}[{i}][h] = {name}_{side}" for i, name in enumerate(keep)]
    for i, (key, one) in enumerate(changes.items()):
        called = ", ".join(a if a.endswith(SIDES) else f"{a}_after" for a, _ in one.arguments)
        lines.append(f"changes[cell, {i}] += w * indicator_{key}({called})")
    return lines


def _compile(source: str) -> Callable[..., None]:
    path = cache_folder() / f"loop_{_fingerprint(source)}.py"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8") as file:
            file.write(source)
        Path(file.name).replace(path)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        message = f"{path} cannot be loaded"
        raise ImportError(message)
    module = importlib.util.module_from_spec(spec)
    # A loop that comes from numba's cache asks for its module by name.
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    run: Callable[..., None] = module.run
    return run


def _fingerprint(source: str) -> str:
    """Return a hash of the loop, of every rule and indicator source, and of the compiler's version."""
    digest = hashlib.sha256(f"{source}{numba.__version__}".encode())
    for path in sorted([*MODELS.rglob("*.py"), *Path(__file__).parent.rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Return the folder of compiled loops: in the project, whose code they are made from, where one may write there."""
    folder = Path(__file__).parent.parent / "var" / "compiled"
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return folder if os.access(existing, os.W_OK) else Path(tempfile.gettempdir()) / "tidu-compiled"
