"""The one Chinese font of every file we draw, where it lies, what it covers and how wide it sets a text."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from functools import cache
from pathlib import Path

FONT_NAME = "Noto Sans SC"
_FONT_FILE = Path("fonts", "NotoSansSC-Regular.ttf")
_UNBROKEN = re.compile(r"（[^（）]{1,5}）|.", re.DOTALL)
_SLIM = frozenset("iIjlftr.,:;'|!()[]{}·- /")
_BROAD = frozenset("mwMW%@&—")
_SLIM_EM, _LETTER_EM, _CAPITAL_EM, _BROAD_EM = 0.33, 0.56, 0.66, 0.9
_NO_LINE_START = "，。、；：！？）】》」』％%,.;:!?)]}”’"


@cache
def font_path() -> Path:
    """Return the font file that comes with the ``zhplot`` package, without importing the package.

    Raises:
        FileNotFoundError: if the package or its font is not installed.
    """
    found = importlib.util.find_spec("zhplot")
    for folder in found.submodule_search_locations or () if found else ():
        path = Path(folder) / _FONT_FILE
        if path.is_file():
            return path
    raise FileNotFoundError(f"zhplot/{_FONT_FILE.as_posix()}: 缺少中文字体，请安装 zhplot | install the package zhplot")


@cache
def covered_characters() -> frozenset[int]:
    """Return the code points for which the font has a glyph."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(font_path())).get_charmap())


def missing_characters(text: str) -> str:
    """Return the printable characters of ``text`` that the font would draw as an empty box."""
    covered = covered_characters()
    return "".join(sorted({c for c in text if ord(c) not in covered and c not in "\n\r\t"}))


def width_em(text: str) -> float:
    """Return about how wide ``text`` is set, in multiples of the font size (a Chinese character is one)."""
    return sum(map(_character_em, text))


def _character_em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA" and character not in _SLIM:
        return 1.0
    if character in _SLIM:
        return _SLIM_EM
    if character in _BROAD:
        return _BROAD_EM
    return _CAPITAL_EM if character.isupper() else _LETTER_EM


def wrap(text: str, width: float) -> str:
    """Return ``text`` broken into lines of at most ``width`` em: Chinese anywhere, Latin between words.

    A closing punctuation mark never opens a line; a single word longer than the line is broken.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        hangs = piece in _NO_LINE_START
        if line and not hangs and width_em(line) + width_em(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        *full, rest = _cut(piece, width)
        lines += full
        line += rest if line else rest.lstrip()
    return "\n".join([*lines, line.rstrip()]) if line or not lines else "\n".join(lines)


def _cut(piece: str, width: float) -> list[str]:
    """Cut a single word that is longer than a line."""
    if width_em(piece) <= width:
        return [piece]
    size = max(1, int(width / _LETTER_EM))
    return [piece[i : i + size] for i in range(0, len(piece), size)]


def _pieces(text: str) -> list[str]:
    """Split into what may not be broken: a wide character, a short bracket, a Latin word with its following blank."""
    pieces: list[str] = []
    word = ""
    for c in _UNBROKEN.findall(text):
        if len(c) > 1 or unicodedata.east_asian_width(c) in "WF":
            pieces += [word, c] if word else [c]
            word = ""
        elif c == " ":
            pieces.append(word + c)
            word = ""
        else:
            word += c
    return [*pieces, word] if word else pieces
