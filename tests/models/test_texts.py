import pytest

from models.columns import COLUMN, REGISTER_COLUMNS
from models.problems import Problem, ProblemsError, did_you_mean
from models.text import Text
from models.tiers import AGE_BANDS, AREAS, TIERS, age_band
from models.typical import TYPICAL_HOUSEHOLDS


def test_a_text_speaks_both_languages_and_fills_in_the_same_one():
    text = Text("{county}有 {count} 户", "{count} households in {county}")
    filled = text.fill(county=Text("三元区", "Sanyuan"), count=3)
    assert filled == Text("三元区有 3 户", "3 households in Sanyuan")
    assert text("zh") == "{county}有 {count} 户"


def test_problems_say_where_what_and_the_cure():
    problem = Problem("empty", "第3行", Text("收入空缺", "income is empty"), Text("请补填", "fill it in"))
    assert problem.describe("zh") == "第3行：收入空缺；请补填"
    assert problem.describe("en") == "第3行: income is empty; fill it in"
    error = ProblemsError([problem, Problem("other", "", Text("另一处", "another"))])
    assert error.describe("zh").splitlines() == ["1. 第3行：收入空缺；请补填", "2. 另一处"]
    assert len(error.problems) == 2


def test_a_hint_is_given_only_when_something_is_close():
    assert did_you_mean("dibao_standart", ["dibao_standard", "tier"]).en == "did you mean dibao_standard?"
    assert did_you_mean("xyz", ["dibao_standard", "tier"]) == Text("", "")


@pytest.mark.parametrize(
    ("age", "band"), [(0, 0), (5, 0), (6, 1), (17, 3), (18, 4), (59, 5), (60, 6), (80, 8), (104, 8)]
)
def test_age_bands(age, band):
    assert age_band(age) == band
    assert AGE_BANDS[band] <= age


def test_codes_and_columns_have_keys_of_their_own():
    assert len({code.key for code in TIERS}) == len(TIERS) == 7
    assert [code.key for code in AREAS] == ["urban", "rural"]
    assert len(COLUMN) == len(REGISTER_COLUMNS)


def test_typical_households_have_members_that_the_catalogue_knows():
    assert len({one.key for one in TYPICAL_HOUSEHOLDS}) == len(TYPICAL_HOUSEHOLDS)
    stored = {c.name for c in REGISTER_COLUMNS if c.stored and c.entity == "member" and c.kind != "text"}
    for household in TYPICAL_HOUSEHOLDS:
        assert household.members
        assert all(set(member.columns()) == stored for member in household.members)
