import math
import re

import pytest

from models.columns import RULE_COLUMNS
from models.formula import formula
from models.law import law
from models.names import code_text, name_text
from models.rule import Rule, rules, signature
from models.text import Text
from models.tiers import DIBAO
from models.units import unit_text


def told(function):
    return formula(Rule(function.__name__, function, Text("甲", "a"), "", "—", *signature(function)))


def test_a_formula_is_told_in_the_words_of_the_catalogue():
    def wanted(dibao_line: float, family_members: int, recorded_tier: int, payment_rounding: int) -> float:
        """Not told."""
        full = max(dibao_line * (family_members - 1), 0.0)
        if recorded_tier == DIBAO and not family_members > 3:
            return full
        if payment_rounding == 2:  # noqa: SIM108
            result = math.ceil(full - 1e-6)
        else:
            result = full / 12
        return result

    line, members, tier = "执行低保标准", "家庭人口", "登记类别"
    assert told(wanted).zh.splitlines() == [
        f"中间值① ＝ 较大值({line} × ({members} － 1), 0)",
        f"若 {tier} ＝ 低保 且 非（{members} ＞ 3）：",
        "  结果 ＝ 中间值①",
        "若 补差取整方式 ＝ 进到元：",
        "  结果 ＝ 进位取整(中间值① － 0.000001)",
        "否则：",
        "  结果 ＝ 中间值① ÷ 12",
    ]
    assert "if Recorded tier ＝ Dibao and not (Family members ＞ 3):" in told(wanted).en


@pytest.mark.parametrize("name", rules())
def test_every_rule_is_told_without_the_names_of_the_program(name):
    for text in (formula(rules()[name]).zh, formula(rules()[name]).en):
        assert text
        assert "_" not in text, text
    assert not [word for word in ("elif", "return", "lambda", "math.") if word in formula(rules()[name]).en]


def test_codes_and_choices_are_told_by_name():
    assert code_text("tier", 2) == Text("低保", "Dibao")
    assert code_text("payment_rounding", 2) == Text("进到元", "up to the yuan")
    assert code_text("family_members", 2) is None
    assert name_text("sum_person_insured").zh == "享受保障（合计）"
    assert name_text("dibao_standard_rural").en.endswith("(rural)")


def test_every_unit_is_told_in_both_languages():
    """A unit that nobody translated would stand in English on the Chinese page."""
    units = {one.unit for one in [*law().parameters.values(), *rules().values(), *RULE_COLUMNS]}
    for unit in units:
        assert not re.search("[A-Za-z]", unit_text(unit).zh.replace("m²", "")), unit
        assert bool(unit_text(unit).zh) == bool(unit_text(unit).en)
    assert unit_text("yuan/person/month") == Text("元/人·月", "yuan/person/month")
