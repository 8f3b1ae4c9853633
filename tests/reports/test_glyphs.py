"""No empty box anywhere: every character that we can print is in the font, and the drawn pixels hold no box."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from scipy.signal import fftconvolve

from models.text import Text
from reports.exporters.png import DOTS_PER_INCH, png
from reports.exporters.svg import svg
from reports.fonts import font_path, missing_characters
from reports.matplotlib_backend import FOOT_PT, TEXT_PT, TITLE_PT, font
from tests.reports import specs

ROOT = Path(__file__).parents[2]
# Texts of these reach files; a browser draws the others.
SOURCES = ("models", "simulations", "reports", "data")


def test_the_font_comes_with_a_package():
    assert font_path().name == "NotoSansSC-Regular.ttf"


def test_every_character_that_the_program_may_print_is_in_the_font():
    files = [f for name in SOURCES for f in (ROOT / name).rglob("*") if f.suffix in {".py", ".toml", ".csv", ".json"}]
    assert len(files) > 20
    missing = {f.relative_to(ROOT).as_posix(): m for f in files if (m := missing_characters(f.read_text("utf-8")))}
    assert not missing


def test_rare_names_of_places_and_persons_are_in_the_font():
    assert missing_characters("亳衢鄄睢儋崆嵊漯淅邗枞岢泸巫溆浦鄱砀㮾") in {"", "㮾"}
    assert missing_characters("\ue000") == "\ue000"


def box_pattern(points: float) -> np.ndarray:
    """Return how the font draws a character that it does not have: ink is 1."""
    figure = Figure(figsize=(1, 1))
    figure.text(0.5, 0.5, "\ue000", fontproperties=font(points), color="black")
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure.savefig(file, format="png", dpi=DOTS_PER_INCH)
    ink = 1 - imread(io.BytesIO(file.getvalue()))[..., :3].mean(axis=2)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def boxes(image: bytes) -> int:
    """Count the places of an image that look like the font's empty box, in the sizes that charts use."""
    ink = 1 - imread(io.BytesIO(image))[..., :3].mean(axis=2)
    found = 0
    for points in (TITLE_PT, TEXT_PT, TEXT_PT - 1, FOOT_PT):
        pattern = box_pattern(points)
        zero_mean = pattern - pattern.mean()
        product = fftconvolve(ink, zero_mean[::-1, ::-1], mode="valid")
        ones = np.ones_like(pattern)
        total, squares = fftconvolve(ink, ones, mode="valid"), fftconvolve(ink**2, ones, mode="valid")
        spread = np.sqrt(np.maximum(squares - total**2 / pattern.size, 1e-6) * (zero_mean**2).sum())
        found += int((product / spread > 0.85).sum())
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pictures_hold_no_empty_box(language):
    for make in (specs.curve, specs.horizontal_bar):
        assert boxes(png(make(), language)) == 0


def test_an_empty_box_would_be_seen():
    spec = replace(specs.grouped_bar(), source=Text("测\ue000试", "te\ue000st"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert boxes(png(spec, "zh")) > 0


@pytest.mark.parametrize("make", specs.CHARTS, ids=lambda f: f.__name__)
def test_drawn_glyphs_are_all_the_fonts_own(make):
    drawn = svg(make(), "zh").decode()
    glyphs = set(re.findall(r'<path id="([^"]*)-([0-9a-f]+)"', drawn)) | set(
        re.findall(r'href="#([^"]*)-([0-9a-f]+)"', drawn)
    )
    fonts = {name for name, _ in glyphs if "Sans" in name or "DejaVu" in name}
    assert fonts == {"NotoSansSC-Regular"}
    assert all(int(glyph, 16) for name, glyph in glyphs if name == "NotoSansSC-Regular")
