import pytest

from models.rules.residence import standard_area
from models.rules.standard import dibao_line, published_standard, set_standard
from models.tiers import RURAL, URBAN

HOHHOT = {"dibao_standard_urban": 790.0, "dibao_standard_rural": 575.0, "minimum_wage": 1760.0}
YEAR = {"consumption_per_person": 36_375.0, "disposable_income_per_person": 48_000.0}
OFF = {
    "minimum_wage_share": 0.0,
    "consumption_share": 0.0,
    "income_share": 0.0,
    "standard_growth_urban": 0.0,
    "standard_growth_rural": 0.0,
    "rural_convergence": 0.0,
    "urban_convergence": 0.0,
    "unification_years": 0.0,
    "unification_year": 0.0,
}
NONE, NEAREST_1, NEAREST_5, NEAREST_10, UP_1, UP_5, UP_10 = range(7)


def line(area, rounding=NONE, *, never_lower=True, **changed):
    own = HOHHOT["dibao_standard_urban" if area == URBAN else "dibao_standard_rural"]
    computed = set_standard(area, own, **HOHHOT | YEAR | OFF | changed)
    return dibao_line(own, computed, rounding, never_lower)


def test_published_standard():
    """城镇户适用城镇标准 790；住在城镇而适用农村标准的为 575。 Town 790; in town by the rural standard, 575."""
    standards = (790.0, 575.0)
    assert published_standard(URBAN, URBAN, 790.0, *standards) == 790.0
    assert published_standard(URBAN, RURAL, 790.0, *standards) == 575.0
    assert published_standard(RURAL, URBAN, 575.0, *standards) == 790.0


def test_standard_area():
    """城市常住农村户籍：未放开时适用农村标准，放开后按城镇。 Rural registration in town: rural until it counts as urban."""
    assert standard_area(URBAN, True, False) == RURAL
    assert standard_area(URBAN, True, True) == URBAN
    assert standard_area(URBAN, False, False) == URBAN
    assert standard_area(RURAL, False, True) == RURAL


def test_dibao_line_as_published():
    """无改革时即公布标准：城镇 790，农村 575。 Without reform the published standards."""
    assert (line(URBAN), line(RURAL)) == (790.0, 575.0)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 682.5), (1.0, 790.0)])
def test_dibao_line_of_the_countryside_moves_toward_town(share, expected):
    """农村 575 ＋ 0.5 ×（790 − 575）= 682.50；全部靠拢为 790。 575 + half of the gap of 215; all of it gives 790."""
    assert line(RURAL, rural_convergence=share) == expected
    assert line(URBAN, rural_convergence=share) == 790.0


def test_dibao_line_of_the_town_falls_only_where_it_may():
    """城镇 790 − 0.4 × 215 = 704；“标准不降”打开时仍为 790。 790 − 0.4 × 215 = 704, held at 790 while none falls."""
    assert line(URBAN, urban_convergence=0.4, never_lower=False) == pytest.approx(704.0, abs=1e-9)
    assert line(URBAN, urban_convergence=0.4) == 790.0


def test_dibao_line_as_a_share_of_the_minimum_wage():
    """1760 × 45% = 792，城乡一致；30% 为 528，低于公布标准，“标准不降”打开时城镇仍为 790。

    1760 × 45 % = 792 in both areas; 30 % would be 528, below the published one, so town stays at 790.
    """
    assert line(URBAN, minimum_wage_share=0.45) == line(RURAL, minimum_wage_share=0.45) == 792.0
    assert line(URBAN, minimum_wage_share=0.30) == 790.0
    assert line(URBAN, minimum_wage_share=0.30, never_lower=False) == 528.0


def test_set_standard_as_a_share_of_consumption_or_income():
    """福州式：36375 × 32% ÷ 12 = 970；可支配收入 48000 × 25% ÷ 12 = 1000。 A year's amount, a twelfth a month."""
    assert line(URBAN, consumption_share=0.32) == pytest.approx(970.0, abs=1e-9)
    assert line(RURAL, income_share=0.25) == 1000.0


def test_set_standard_g2_is_not_rounded():
    """G2：45% × 1570 = 706.50、45% × 1810 = 814.50；取整方式为“不取整”时保持小数。 Unrounded unless a rounding is chosen."""
    shares = {"minimum_wage_share": 0.45}
    found = [line(RURAL, minimum_wage=wage, **shares) for wage in (1570.0, 1810.0, 1420.0, 1660.0)]
    assert found == pytest.approx([706.50, 814.50, 639.00, 747.00], abs=1e-9)


def test_set_standard_by_growth():
    """青海 2021：城镇 640 × 1.05 = 672；农村 400 × 1.08 = 432。 Town + 5 %, country + 8 %."""
    qinghai = HOHHOT | YEAR | OFF | {"dibao_standard_urban": 640.0, "dibao_standard_rural": 400.0}
    grown = qinghai | {"standard_growth_urban": 0.05, "standard_growth_rural": 0.08}
    assert set_standard(URBAN, 640.0, **grown) == pytest.approx(672.0, abs=1e-9)
    assert set_standard(RURAL, 400.0, **grown) == pytest.approx(432.0, abs=1e-9)


@pytest.mark.parametrize(("year", "expected"), [(0, 575.0), (1, 618.0), (3, 704.0), (5, 790.0), (9, 790.0)])
def test_set_standard_on_a_stepwise_path(year, expected):
    """五年统一：575 起每年加 215 ÷ 5 = 43：第 1 年 618，第 3 年 704，第 5 年 790，此后不超过城镇。

    Over five years a fifth of the gap of 215 a year: 618, …, 790, and never above town.
    """
    assert line(RURAL, unification_years=5.0, unification_year=float(year)) == pytest.approx(expected, abs=1e-9)
    assert line(URBAN, unification_years=5.0, unification_year=float(year)) == 790.0


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (NONE, 814.5),
        (NEAREST_1, 815.0),
        (NEAREST_5, 815.0),
        (NEAREST_10, 810.0),
        (UP_1, 815.0),
        (UP_5, 815.0),
        (UP_10, 820.0),
    ],
)
def test_dibao_line_rounding_of_a_computed_standard(rounding, expected):
    """45% × 1810 = 814.50：到元 815，到 5 元 815，到 10 元 810，进到 10 元 820；整数 815 不再进。

    To the nearest 1, 5, 10 yuan and up; a whole number stays as it is.
    """
    assert line(URBAN, rounding, minimum_wage=1810.0, minimum_wage_share=0.45) == expected
    assert line(URBAN, UP_5, minimum_wage=1630.0, minimum_wage_share=0.5) == 815.0


def test_dibao_line_never_rounds_a_published_standard():
    """公布标准 1595 × 1.3 之类不重算；公布的 814.5 也原样执行。 A published standard is a fact: 814.5 stays 814.5."""
    assert dibao_line(814.5, 814.5, UP_10, True) == 814.5
