"""What the codes of each column are called: keys for files and names for people, by column and code."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from models.columns import FEMALE, MALE
from models.text import Text
from models.tiers import AGE_BANDS, AREAS, TIERS, Code

_SEXES = {MALE: Code("male", Text("男", "Male")), FEMALE: Code("female", Text("女", "Female"))}


def _codes(*named: tuple[str, str, str]) -> dict[int, Code]:
    return {number: Code(key, Text(zh, en)) for number, (key, zh, en) in enumerate(named)}


def _age_bands() -> dict[int, Code]:
    """Return each band as 0–5, 6–11, …, 80+."""
    shown = [f"{low}–{high - 1}" for low, high in itertools.pairwise(AGE_BANDS)] + [f"{AGE_BANDS[-1]}+"]
    return {number: Code(ages, Text(f"{ages}岁", f"aged {ages}")) for number, ages in enumerate(shown)}


CODES: Mapping[str, Mapping[int, Code]] = {
    "area": dict(enumerate(AREAS)),
    "recorded_tier": dict(enumerate(TIERS)),
    "residence": _codes(
        ("hukou", "本地户籍", "Registered here"),
        ("permit", "持居住证", "Residence permit"),
        ("neither", "均无", "Neither"),
    ),
    "event_kind": _codes(
        ("none", "无", "None"),
        ("illness", "疾病", "Illness"),
        ("accident", "意外事故", "Accident"),
        ("disaster", "火灾等灾害", "Fire or other disaster"),
        ("education", "教育支出", "Cost of education"),
        ("other", "其他困难", "Other hardship"),
    ),
    "person_age_band": _age_bands(),
    "person_sex": _SEXES,
    "person_health": _codes(
        ("healthy", "健康", "Healthy"),
        ("weak", "体弱或慢性病", "Weak or chronically ill"),
        ("severely_ill", "重病", "Severely ill"),
        ("disabled", "残疾", "Disabled"),
    ),
    "person_disability_kind": _codes(
        ("none", "无残疾", "None"),
        ("visual", "视力", "Visual"),
        ("hearing", "听力", "Hearing"),
        ("speech", "言语", "Speech"),
        ("physical", "肢体", "Physical"),
        ("intellectual", "智力", "Intellectual"),
        ("mental", "精神", "Mental"),
        ("multiple", "多重", "Multiple"),
    ),
    "person_able": _codes(
        ("unable", "无劳动能力", "Unable to work"),
        ("partly_able", "部分劳动能力", "Partly able"),
        ("able", "有劳动能力", "Able to work"),
    ),
    "person_study": _codes(
        ("none", "不在读", "Not studying"),
        ("preschool", "学前", "Preschool"),
        ("compulsory", "义务教育", "Compulsory schooling"),
        ("senior_secondary", "高中（中职）", "Senior secondary"),
        ("higher", "高等教育", "Higher education"),
    ),
    "person_care_grade": _codes(
        ("self_care", "全自理", "Cares for oneself"),
        ("half_care", "半护理", "Half care"),
        ("full_care", "全护理", "Full care"),
    ),
}


def code_number(column: str, key: str) -> int | None:
    """Return the code of a column that a key names, ``None`` where none has it."""
    return next((number for number, code in CODES.get(column, {}).items() if code.key == key), None)
