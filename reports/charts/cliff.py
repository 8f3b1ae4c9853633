"""The cliff of a typical household: its curve, and who carries each notch."""

from __future__ import annotations

from models.text import Text
from reports.chart import Border, ChartSpec, Point, Series, Zone
from reports.cliff_view import CliffSide, CliffView, border_income, border_name, corners
from reports.numbers import PER_MONTH, Measure, format_yuan
from reports.registry import chart
from simulations.cliffs import Notch

CURVE = Text("收入与净资源曲线", "Net resources against income")
PARTS_TITLE = Text("各处落差由谁承担", "Who carries each notch")
WATERFALL = Text("最大落差的构成", "What the largest notch is made of")
DOMINATED = Text("得不偿失区", "Dominated zone")
NO_NOTCH = Text("没有落差", "no notch")
PARTS: dict[str, Text] = {
    "cash": Text("基本现金", "Basic cash"),
    "categorical": Text("分类施保", "Categorical supplement"),
    "medical": Text("医疗", "Medical"),
    "education": Text("教育", "Education"),
    "housing": Text("住房", "Housing"),
    "energy": Text("用电与取暖", "Electricity and heating"),
    "other": Text("其他", "Other"),
}
YUAN = Measure("money", Text("元", "yuan"), 1.0, 0)
YUAN_A_MONTH = Measure("money", Text("元" + PER_MONTH.zh, "yuan" + PER_MONTH.en), 1.0, 2)


@chart("cliff", CURVE, of="cliff")
def cliff(view: CliffView) -> ChartSpec:
    """Return net resources along income per person, borders labelled, dominated zones shaded."""
    series = []
    for side in view.sides:
        shown = side.profile.income_per_person <= view.shown_until
        places, values = corners(side.profile.income_per_person[shown], side.profile.net_resources[shown])
        series.append(Series(side.role, side.text, tuple(values), side.role, tuple(places)))
    several = len(view.sides) > 1
    return ChartSpec(
        key="cliff",
        kind="curve",
        title=Text(f"{CURVE.zh}：{view.where.zh}", f"{CURVE.en}: {view.where.en}"),
        measure=YUAN_A_MONTH,
        series=tuple(series),
        stamp=view.stamp,
        alt=_told(view, CURVE),
        x_axis=Text("人均月收入（元）", "Income per person (yuan/month)"),
        y_axis=Text("家庭月净资源", "Household's net resources"),
        x_measure=YUAN,
        borders=tuple(_border(side, notch, several) for side in view.sides for notch in side.notches),
        zones=tuple(_zone(view, side, notch, several) for side in view.sides for notch in side.notches),
        points=tuple(_point(side, side.largest) for side in view.sides if side.largest),
        source=view.source,
        notes=view.notes,
        marks=view.marks,
    )


@chart("notch_parts", PARTS_TITLE, of="cliff")
def notch_parts(view: CliffView) -> ChartSpec:
    """Return every notch as a bar split into what carries it."""
    found = [(side, notch) for side in view.sides for notch in side.notches]
    several = len(view.sides) > 1
    kept = [key for key in PARTS if any(notch_part(notch, key) for _, notch in found)]
    return ChartSpec(
        key="notch_parts",
        kind="stacked_bar",
        title=Text(f"{PARTS_TITLE.zh}：{view.where.zh}", f"{PARTS_TITLE.en}: {view.where.en}"),
        measure=YUAN_A_MONTH,
        series=tuple(Series(key, PARTS[key], tuple(notch_part(notch, key) for _, notch in found)) for key in kept),
        stamp=view.stamp,
        alt=_told(view, PARTS_TITLE),
        categories=tuple(_label(side, notch, several) for side, notch in found),
        source=view.source,
        notes=view.notes,
        marks=view.marks,
    )


@chart("notch_waterfall", WATERFALL, of="cliff")
def notch_waterfall(view: CliffView) -> ChartSpec:
    """Return the parts of the largest notch under the last side shown, adding up to the whole."""
    side = view.sides[-1]
    notch = side.largest
    kept = [key for key in PARTS if notch and notch_part(notch, key)]
    names = [*(PARTS[key] for key in kept), Text("合计", "In all")] if notch else []
    values = [*(notch_part(notch, key) for key in kept), notch.drop] if notch else []
    place = _label(side, notch, len(view.sides) > 1) if notch else NO_NOTCH
    return ChartSpec(
        key="notch_waterfall",
        kind="waterfall",
        title=Text(f"{WATERFALL.zh}：{view.where.zh}，{place.zh}", f"{WATERFALL.en}: {view.where.en}, {place.en}"),
        measure=YUAN_A_MONTH,
        series=(Series("notch", Text("每月减少", "Lost a month"), tuple(values)),),
        stamp=view.stamp,
        alt=_told(view, WATERFALL),
        categories=tuple(names),
        levels=(len(kept),) if notch else (),
        source=view.source,
        notes=view.notes,
        marks=view.marks,
    )


def notch_part(notch: Notch, key: str) -> float:
    """Return what one part carries of a notch, yuan a month; ``other`` is what the named parts leave."""
    if key == "other" and "other" not in notch.parts:
        return round(notch.drop - sum(notch.parts.values()), 2) + 0.0
    return notch.parts.get(key, 0.0)


def _label(side: CliffSide, notch: Notch, several: bool) -> Text:
    name, border = border_name(notch), border_income(notch)
    end = Text(f"（{side.text.zh}）", f" ({side.text.en.lower()})") if several else Text("", "")
    return Text(f"{name.zh} {border}{end.zh}", f"{name.en} {border}{end.en}")


def _border(side: CliffSide, notch: Notch, several: bool) -> Border:
    return Border(notch.income_per_person, _label(side, notch, several), side.role)


def _zone(view: CliffView, side: CliffSide, notch: Notch, several: bool) -> Zone:
    last = view.shown_until
    end = last if notch.recovery is None else min(notch.recovery / notch.members, last)
    name = Text(f"{side.text.zh}{DOMINATED.zh}", f"{DOMINATED.en} ({side.text.en.lower()})") if several else DOMINATED
    return Zone(notch.income_per_person, end, name, side.role)


def _point(side: CliffSide, notch: Notch) -> Point:
    found = side.profile
    at = int((found.income >= notch.income - 1e-6).argmax())
    lost = (format_yuan(round(notch.drop, 2), "zh"), format_yuan(round(notch.drop, 2), "en"))
    text = Text(f"每月少 {lost[0]}", f"{lost[1]} a month less")
    return Point(float(found.income_per_person[at]), float(found.net_resources[at]), text, side.role)


def _told(view: CliffView, title: Text) -> Text:
    """Return one sentence: each side's notches with border and size."""
    sides = []
    for side in view.sides:
        zh = "、".join(
            f"{border_name(n).zh}{border_income(n)}元处每月少{format_yuan(n.drop, 'zh')}" for n in side.notches
        )
        en = ", ".join(
            f"{format_yuan(n.drop, 'en')} a month less at {border_income(n)} yuan ({border_name(n).en})"
            for n in side.notches
        )
        sides.append(Text(f"{side.text.zh}：{zh or NO_NOTCH.zh}", f"{side.text.en}: {en or NO_NOTCH.en}"))
    told = Text("；".join(s.zh for s in sides), "; ".join(s.en for s in sides))
    return Text(f"{title.zh}，{view.where.zh}。{told.zh}。", f"{title.en}, {view.where.en}. {told.en}.")
