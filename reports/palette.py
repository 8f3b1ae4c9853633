"""Colours, hatches, markers and dashes that stay apart in grey print and for colour-blind eyes."""

from __future__ import annotations

from dataclasses import dataclass

from reports.chart import ChartSpec, Role, Series


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn; ``hatch``, ``marker`` and ``dash`` are indices into each back-end's own names."""

    fill: str
    edge: str
    hatch_colour: str
    hatch: int
    marker: int
    dash: int


@dataclass(frozen=True, slots=True)
class Surface:
    """The colours of everything that is not data."""

    paper: str
    ink: str
    quiet: str
    grid: str
    zone: str


LIGHT = Surface("#ffffff", "#1a1a1a", "#595959", "#d9d9d9", "#d55e00")
DARK = Surface("#0e1117", "#fafafa", "#b3b8c2", "#3a3f4b", "#ff9a5c")

# Okabe and Ito's palette, the light ones with a darker edge so that the shape stands out on white.
_CATEGORIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7f7f7f")
_EDGES = ("#004a75", "#8a5f00", "#005c43", "#7d3c60", "#1f6f9c", "#803800", "#857d00", "#404040")
_BASELINE = ("#8c8c8c", "#c4c4c4", "#dedede")
_REFORM = ("#0072b2", "#7cc4ec", "#bfe3f7")
_DIFFERENCE_UP = "#d55e00"
_DIFFERENCE_DOWN = "#0072b2"
_DARK_BASELINE = ("#a6a6a6", "#737373", "#595959")
_DARK_REFORM = ("#4fb3ef", "#1f78ad", "#155580")


def look(spec: ChartSpec, series: Series, dark: bool = False) -> Look:
    """Return how ``series`` is drawn: baseline grey, reform blue, categories by their order.

    Several series of one role (urban and rural of the baseline) get shades of its colour and different hatches.
    """
    same_role = [s for s in spec.series if s.role == series.role]
    place = next(i for i, s in enumerate(same_role) if s.key == series.key)
    dash = 1 if series.dashed else 0
    if series.role == "baseline":
        fills, edge, hatch = (_DARK_BASELINE if dark else _BASELINE), "#4d4d4d", 0
    elif series.role == "reform":
        fills, edge, hatch = (_DARK_REFORM if dark else _REFORM), "#004a75", 1
    elif series.role == "difference":
        fills, edge, hatch = (_DIFFERENCE_UP,) * 3, "#803800", 0
    else:
        i = _part(spec, series) % len(_CATEGORIES)
        return Look(
            _CATEGORIES[i], "#ffffff" if dark else _EDGES[i], "#ffffff" if i == 0 else _EDGES[i], i, i, dash or i
        )
    hatches = (hatch, hatch + 2, hatch + 4)
    fill = fills[place % len(fills)]
    return Look(
        fill, edge, edge if place else "#ffffff", hatches[place % 3], hatch, dash or int(series.role == "baseline")
    )


def text_on(fill: str) -> str:
    """Return black or white, whichever stands out more on ``fill`` (relative luminance as WCAG defines it)."""
    channels = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"


def change_fill(value: float | None) -> str:
    """Return the colour of a change: more is orange, less is blue."""
    return _DIFFERENCE_UP if (value or 0.0) >= 0 else _DIFFERENCE_DOWN


def role_colour(role: Role, surface: Surface, dark: bool = False) -> str:
    """Return the line colour of a border, zone or point of a role."""
    if role == "baseline":
        return "#a6a6a6" if dark else "#6e6e6e"
    if role == "reform":
        return "#4fb3ef" if dark else "#005a8c"
    return surface.zone if role == "difference" else surface.quiet


def _part(spec: ChartSpec, series: Series) -> int:
    """Return the place of a category's name, so that one part looks the same in every stack."""
    names = list(dict.fromkeys(s.text for s in spec.series))
    return names.index(series.text)
