"""What commands there are, read from the files beside this one without importing them."""

from __future__ import annotations

import ast
from pathlib import Path

from models.problems import did_you_mean
from models.text import Text

ROOT = Path(__file__).resolve().parents[1]


def catalogue() -> dict[str, Text]:
    """Return every command's name with its one-line text, in alphabetical order."""
    files = sorted(path for path in (ROOT / "commands").glob("*.py") if not path.name.startswith("_"))
    return {path.stem.rstrip("_"): _text(path) for path in files}


def module_name(command: str) -> str:
    """Return the module that holds ``command``."""
    return f"commands.{command if (ROOT / 'commands' / f'{command}.py').exists() else command + '_'}"


def unknown_command(name: str) -> str:
    """Return the lines that answer a command that does not exist."""
    hint = did_you_mean(name, list(catalogue()))
    return (
        f"没有命令“{name}”。{hint.zh}全部命令：python3 tidu.py --help\n"
        f"There is no command {name!r}{'; ' + hint.en if hint.en else '.'} All commands: python3 tidu.py --help"
    )


def help_lines() -> str:
    """Return what ``tidu.py --help`` prints."""
    commands = catalogue()
    width = max(map(len, commands)) + 2
    lines = [
        "梯度 Tidu: 社会救助政策模拟 / simulating social assistance",
        "",
        "用法 / usage: python3 tidu.py COMMAND [ARGUMENTS…] [--wheelhouse DIR]",
        "",
    ]
    for name, text in commands.items():
        lines += [f"  {name:{width}}{text.zh}", f"  {'':{width}}{text.en}"]
    lines += [
        "",
        "某命令的参数 / arguments of a command: python3 tidu.py COMMAND --help",
        "  --wheelhouse DIR  离线安装：从文件夹取依赖包 / offline set-up: take the packages from a folder",
        "  TIDU_INDEX_URL    （环境变量）依赖包索引地址 / (variable) address of the package index",
        "  TIDU_HOME         （环境变量）数据文件夹，默认 var/ / (variable) data folder, var/ by default",
        "  DATABASE_URL      （环境变量）PostgreSQL 数据库 / (variable) a PostgreSQL database",
    ]
    return "\n".join(lines)


def _text(path: Path) -> Text:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == "TEXT":
                return Text(*(str(ast.literal_eval(argument)) for argument in node.value.args))
    raise ValueError(f"{path.name} has no TEXT = Text(zh, en)")
