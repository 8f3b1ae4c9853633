import pytest

from models.rules.standard import dibao_line
from models.tiers import RURAL, URBAN

HOHHOT = {"dibao_standard_urban": 790.0, "dibao_standard_rural": 575.0, "minimum_wage": 1760.0}
SWITCHES = {"minimum_wage_share": 0.0, "rural_convergence": 0.0, "urban_convergence": 0.0, "standard_never_lower": True}


def line(area, **changed):
    own = HOHHOT["dibao_standard_urban" if area == URBAN else "dibao_standard_rural"]
    return dibao_line(area=area, dibao_standard=own, **HOHHOT | SWITCHES | changed)


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
    assert line(URBAN, urban_convergence=0.4, standard_never_lower=False) == pytest.approx(704.0, abs=1e-9)
    assert line(URBAN, urban_convergence=0.4) == 790.0


def test_dibao_line_as_a_share_of_the_minimum_wage():
    """1760 × 45% = 792，城乡一致；30% 为 528，低于公布标准，“标准不降”打开时城镇仍为 790。

    1760 × 45 % = 792 in both areas; 30 % would be 528, below the published one, so town stays at 790.
    """
    assert line(URBAN, minimum_wage_share=0.45) == line(RURAL, minimum_wage_share=0.45) == 792.0
    assert line(URBAN, minimum_wage_share=0.30) == 790.0
    assert line(URBAN, minimum_wage_share=0.30, standard_never_lower=False) == 528.0
