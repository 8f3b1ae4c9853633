from datetime import date

import numpy as np
import pytest

from models.scenario import Scenario
from models.tiers import DIBAO, LOW_INCOME_TIER, NO_TIER, RURAL, URBAN
from models.typical import TYPICAL_HOUSEHOLDS
from simulations.cliffs import EXACT, Setting, default_profile, notches, profile

FAMILY = next(one for one in TYPICAL_HOUSEHOLDS if one.key == "couple_student")
SANYUAN = Setting("三元区", URBAN)
# The student would draw the categorical supplement, which G7 leaves out.
G7 = {
    "supplement_rate": 0,
    "medical_premium_dibao": 350,
    "medical_aid_basis": 1,
    "medical_aid_dibao": 600,
    "education_senior_dibao": 2000,
    "education_senior_tuition": 1700,
    "electricity_free_kwh": 15,
    "electricity_price": 0.5,
    "housing_aid_dibao": 0,
    "medical_premium_low_income": 150,
    "medical_aid_low_income": 300,
    "education_senior_low_income": 2000,
    "housing_aid_low_income": 0,
}


def sanming(**changes):
    return Scenario(place="sanming", day=date(2021, 12, 31), changes=changes)


def found(household, scenario, setting=SANYUAN):
    return notches(default_profile(household, scenario, setting), setting)


def test_notch_at_the_dibao_line_g7():
    """G7：标准 708，三口之家一名学生。

    低保套餐 1050 + 1800 + 3700 + 90 = 6640 元/年，边缘 450 + 900 + 2000 = 3350 元/年。

    落差 6640 − 3350 = 3290 元/年 = 91.39 元/人·月 = 标准的 12.908%；线下总资源 708 × 36 + 6640 = 32128 元/年；
    恢复点（32128 − 3350）÷ 36 = 799.39 元/人·月，被支配区间 [708, 799.39)。
    The drop at the line is 3,290 a year, 12.908 % of the standard; resources recover at 799.39 a person and month.
    """
    line, low_income_line = found(FAMILY, sanming(**G7))
    assert line.income == 2124.0
    assert line.income_per_person == line.dibao_line == 708.0
    assert line.drop * 12 == pytest.approx(3290.0, abs=1e-4)
    assert line.drop / 3 == pytest.approx(91.39, abs=0.005)
    assert line.drop_share == pytest.approx(0.12908, abs=5e-6)
    assert line.recovery / 3 == pytest.approx(799.39, abs=0.005)
    assert (line.tier_below, line.tier_above) == (DIBAO, LOW_INCOME_TIER)
    assert {key: round(value * 12, 2) for key, value in line.parts.items()} == {
        "cash": 0.0,
        "categorical": 0.0,
        "medical": 1500.0,
        "education": 1700.0,
        "housing": 0.0,
        "energy": 90.0,
        "other": 0.0,
    }
    assert low_income_line.income_per_person == 1062.0
    assert low_income_line.drop * 12 == pytest.approx(3350.0, abs=1e-4)
    assert (low_income_line.tier_below, low_income_line.tier_above) == (LOW_INCOME_TIER, NO_TIER)


def test_resources_around_the_line_g7():
    """线下总资源 32128 元/年，恰在线上 708 × 36 + 3350 = 28838 元/年。 32,128 a year below, 28,838 at the line."""
    below, at = profile(FAMILY, sanming(**G7), SANYUAN, np.array([2123.0, 2124.0])).net_resources * 12
    assert (below, at) == pytest.approx((32_128.0, 28_838.0), abs=1e-6)


def test_notch_without_a_low_income_package_g7():
    """G7 无边缘套餐：（32128 − 0）÷ 36 = 892.44 元/人·月，落差 6640 ÷ 36 ÷ 708 = 26.05%。

    Without anything for the low-income tier the drop is 26.05 % of the standard, recovered at 892.44.
    """
    (line,) = found(FAMILY, sanming(**G7, low_income_package_share=0))
    assert line.drop * 12 == pytest.approx(6640.0, abs=1e-4)
    assert line.drop_share == pytest.approx(0.2605, abs=5e-5)
    assert line.recovery / 3 == pytest.approx(892.44, abs=0.005)


def test_a_bundle_of_need_moves_the_whole_notch_to_the_next_line():
    """边缘户同享全套时低保线无落差，6640 元/年全在 1062。 Graded at 100 %, the drop is at 1,062."""
    (only,) = found(FAMILY, sanming(**G7, low_income_package_share=1))
    assert only.income_per_person == 1062.0
    assert only.drop * 12 == pytest.approx(6640.0, abs=1e-4)


@pytest.mark.parametrize("household", TYPICAL_HOUSEHOLDS, ids=lambda one: one.key)
def test_parts_add_up_and_recovery_is_where_resources_are_level_again(household):
    scenario = sanming()
    drawn = default_profile(household, scenario, SANYUAN)
    for notch in notches(drawn, SANYUAN):
        assert sum(notch.parts.values()) == pytest.approx(notch.drop)
        at = np.array([notch.income - 2 * EXACT, notch.income, notch.recovery - 0.01, notch.recovery])
        below, above, before, after = profile(household, scenario, SANYUAN, at).net_resources
        assert below - above == pytest.approx(notch.drop, abs=1e-5)
        assert before < below
        assert after == pytest.approx(below, abs=1e-4)
    assert [n.tier_above for n in notches(drawn, SANYUAN)] == [LOW_INCOME_TIER, NO_TIER]


def test_roundings_are_no_cliffs():
    """Top-ups go up to the yuan in Sanming; the saw-tooth of a yuan is not shown as a notch."""
    drawn = default_profile(FAMILY, sanming(), SANYUAN)
    assert sanming().value("payment_rounding") == 2.0
    below = drawn.income < 2123.0
    assert np.ptp(drawn.net_resources[below]) == pytest.approx(0.0, abs=1e-6)


def test_the_setting_decides_the_line():
    assert found(FAMILY, sanming(), Setting("将乐县", RURAL))[0].dibao_line == 640.0
    hohhot = Scenario(place="hohhot", day=date(2021, 6, 1))
    assert found(FAMILY, hohhot, Setting("玉泉区", RURAL))[0].dibao_line == 575.0


def test_the_registers_own_standard_decides_the_line():
    own = Setting("三元区", URBAN, {"dibao_standard": {("三元区", "urban"): 650.0, ("三元区", "rural"): 600.0}})
    assert found(FAMILY, sanming(), own)[0].income == 1950.0
    assert found(FAMILY, sanming(dibao_standard=700), own)[0].income == 2100.0
    rural = Setting("三元区", RURAL, own.own)
    assert found(FAMILY, sanming(rural_convergence=0.5), rural)[0].income_per_person == 625.0
