"""Runs one command inside the environment: ``python -m commands NAME [ARGUMENTS…]``."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from commands._catalogue import catalogue, help_lines, module_name, unknown_command
from models.problems import ProblemsError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in both languages that the arguments are wrong, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"参数有误，详见 --help：{message}\nWrong arguments, see --help: {message}\n")


def main(arguments: Sequence[str]) -> int:
    """Run the command named first and return its exit code: 0 done, 1 a problem was told, 2 wrong usage."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(help_lines())
        return 0 if arguments else 2
    name, rest = arguments[0], list(arguments[1:])
    if name not in catalogue():
        print(unknown_command(name), file=sys.stderr)
        return 2
    try:
        code = _do(name, rest)
        sys.stdout.flush()
        return code
    except ProblemsError as error:
        print(error.describe("zh"), error.describe("en"), sep="\n\n", file=sys.stderr)
    except KeyboardInterrupt:
        print("\n已中断 / interrupted", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has had enough; Python's own last flush must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        _tell_unexpected(error)
    return 1


def _do(name: str, arguments: list[str]) -> int:
    command = importlib.import_module(module_name(name))
    text = command.TEXT
    parser = _Parser(prog=f"tidu.py {name}", description=f"{text.zh} / {text.en}", allow_abbrev=False)
    command.add_arguments(parser)
    parsed, further = parser.parse_known_args(arguments)
    if further and not getattr(command, "TAKES_FURTHER", False):
        parser.error(f"{' '.join(further)}?")
    parsed.further = further
    return int(command.main(parsed))


def _tell_unexpected(error: Exception) -> None:
    if os.environ.get("TIDU_DEBUG"):
        traceback.print_exc()
    what = f"{type(error).__name__}: {error}"
    print(
        f"程序出现意外错误：{what}\n设环境变量 TIDU_DEBUG=1 再运行可见详情，请连同命令一起报告。\n"
        f"Unexpected error: {what}\nRun it again with TIDU_DEBUG=1 for the details and report them with the command.",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
