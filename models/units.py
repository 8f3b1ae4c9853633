"""What units are called in both languages, put together from their words: ``yuan/person/month`` is 元/人·月."""

from __future__ import annotations

from models.text import Text

_WHOLE = {
    "": Text("", ""),
    "share": Text("", ""),
    "flag": Text("", ""),
    "choice": Text("", ""),
    "tier code": Text("", ""),
    "area": Text("", ""),
    "code": Text("", ""),
    "ratio": Text("", ""),
    "multiple of the standard": Text("倍标准", "times the standard"),
    "share of disposable income": Text("（占可支配收入）", "share of disposable income"),
    "share of disposable income per person": Text("（占人均可支配收入）", "share of disposable income per person"),
    "multiple": Text("倍", "times"),
    "years of the standard": Text("倍年标准", "years of the standard"),
}
_WORDS = {
    "yuan": "元",
    "person": "人",
    "persons": "人",
    "household": "户",
    "households": "户",
    "student": "生",
    "month": "月",
    "months": "个月",
    "year": "年",
    "years": "年",
    "season": "季",
    "day": "日",
    "days": "日",
    "event": "次",
    "events": "次",
    "times": "次",
    "case": "件",
    "earner": "就业人",
    "kWh": "千瓦时",
    "m²": "平方米",
    "vehicles": "辆",
    "dwellings": "套",
    "grade": "级",
    "units": "份",
    "percent": "%",
}


def unit_text(unit: str) -> Text:
    """Return the unit in both languages; words that are not known stay as they are."""
    if unit in _WHOLE:
        return _WHOLE[unit]
    first, *rest = (_WORDS.get(word, word) for word in unit.split("/"))
    return Text(first + ("/" + "·".join(rest) if rest else ""), unit)
