"""What keeps the house livable: small files and functions, documented, named for what they are, in both languages."""

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FLOORS = ("models", "simulations", "data", "reports", "ui", "pages", "commands")
FILES = sorted(
    path.relative_to(PROJECT)
    for floor in FLOORS
    for path in (PROJECT / floor).rglob("*.py")
    if "migrations" not in path.parts
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LONGEST_FILE = 350
LONGEST_FUNCTION = 50
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "core", "common", "misc", "tools", "lib"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def tree(path):
    return ast.parse((PROJECT / path).read_text("utf-8"))


def public_functions(node, prefix=""):
    """Functions and methods that may be called from elsewhere; what stands inside a function may not."""
    for child in node.body:
        if isinstance(child, FUNCTIONS) and not child.name.startswith("_"):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from public_functions(child, f"{prefix}{child.name}.")


def lines_of(function):
    """Lines of a function without those of its docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.end_lineno - function.lineno + 1 - (first.end_lineno - first.lineno + 1 if documented else 0)


def is_overridden(child):
    return any(isinstance(d, ast.Name) and d.id in {"override", "overload"} for d in child.decorator_list)


@pytest.mark.parametrize("floor", FLOORS)
def test_every_floor_is_there(floor):
    assert any(path.parts[0] == floor for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_outgrows_one_idea(path):
    assert len((PROJECT / path).read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_function_outgrows_one_screen(path):
    long = {
        node.name: lines_of(node)
        for node in ast.walk(tree(path))
        if isinstance(node, FUNCTIONS) and lines_of(node) > LONGEST_FUNCTION
    }
    assert long == {}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_public_function_and_class_has_a_docstring(path):
    module = tree(path)
    silent = [name for name, f in public_functions(module) if not ast.get_docstring(f) and not is_overridden(f)]
    silent += [
        node.name
        for node in module.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=str)
def test_files_are_named_for_what_they_hold(path):
    parts = {*path.parts[:-1], path.stem}
    assert not parts & FORBIDDEN
    assert all(re.fullmatch(r"_{0,2}[a-z0-9]+(_[a-z0-9]+)*_{0,2}", part) for part in parts)


def written_out(node):
    """The text of a constant or f-string; what is filled in stands as nothing."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
    return None


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_text_is_in_both_languages(path):
    """Chinese holds Chinese unless it is figures and symbols; English is mostly English, whatever it quotes."""
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"):
            continue
        if len(node.args) != 2 or node.keywords:
            continue
        chinese, english = (written_out(a) for a in node.args)
        if chinese is None or english is None:
            continue
        filled = isinstance(node.args[0], ast.JoinedStr)
        where = f"{path}:{node.lineno}"
        assert bool(chinese) == bool(english) or filled, where
        words = re.sub(r"\{[^}]*\}", "", chinese)
        assert filled or CHINESE.search(words) or not re.search(r"[A-Za-z]{4}", words) or words == english, where
        letters = [c for c in re.sub(r"[“\"'‘][^”\"'’]*[”\"'’]", "", english) if CHINESE.match(c)]
        assert len(letters) * 2 <= len(english), where


def test_only_the_top_floors_know_streamlit():
    for path in FILES:
        if path.parts[0] in {"ui", "pages"}:
            continue
        for node in ast.walk(tree(path)):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "streamlit" for name in names), path


def test_the_entry_stays_thin():
    assert len((PROJECT / "app.py").read_text("utf-8").splitlines()) <= 30


def test_no_source_names_a_machine_path():
    for path in FILES:
        text = (PROJECT / path).read_text("utf-8")
        assert not re.search(r"[\"'](/work|/tmp|/home|/root)\b", text), path
