from math import nan

import pytest

from models.rules.resources import (
    basic_cash,
    care_cash,
    cash_assistance,
    cash_beyond_dibao,
    hold_harmless_payment,
    net_resources,
    paid_as_recorded,
    recipients,
    supplement_cash,
)
from models.tiers import DIBAO, NO_TIER, SINGLE_PERSON_INCLUSION


def test_paid_as_recorded():
    """登记的特困与收入不明按登记金额。 Extreme hardship that is recorded, and income unknown."""
    assert paid_as_recorded(True, True)
    assert paid_as_recorded(False, False)
    assert not paid_as_recorded(True, False)


def test_basic_cash():
    """按规则 624＋0；按登记 920.40。 By rule 624; as recorded 920.40."""
    assert basic_cash(False, 600.0, 624.0, 0.0, 0.0, 0.0, 0.0, 0.0) == 624.0
    assert basic_cash(False, 0.0, 0.0, 708.0, 0.0, 0.0, 0.0, 0.0) == 708.0
    assert basic_cash(True, 920.40, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0) == 920.40


def test_basic_cash_of_every_kind():
    """特困 920.40、支出型 656.67、渐退 374.40、保不降补 84 元，各自计入。 Each kind is part of it; 84 on top of 624."""
    assert basic_cash(False, 0.0, 0.0, 0.0, 920.40, 0.0, 0.0, 0.0) == 920.40
    assert basic_cash(False, 0.0, 0.0, 0.0, 0.0, 656.67, 0.0, 0.0) == 656.67
    assert basic_cash(False, 0.0, 0.0, 0.0, 0.0, 0.0, 374.40, 0.0) == 374.40
    assert basic_cash(False, 708.0, 624.0, 0.0, 0.0, 0.0, 0.0, 84.0) == 708.0


def test_hold_harmless_payment():
    """登记 708 ＋ 70.80 = 778.80，按规则 30 ＋ 73：打开“保不降”补 675.80；关闭、未登记的不补；更高的不扣。

    The reverse notch of single-person inclusion (708 falls to 30): 675.80 holds it at 778.80; nothing while off.
    """
    recorded, by_rule = (708.0, 70.8, 0.0), (30.0, 0.0, 0.0, 0.0, 0.0, 73.0)
    assert hold_harmless_payment(True, SINGLE_PERSON_INCLUSION, *recorded, *by_rule) == pytest.approx(675.80, abs=1e-9)
    assert hold_harmless_payment(False, SINGLE_PERSON_INCLUSION, *recorded, *by_rule) == 0.0
    assert hold_harmless_payment(True, NO_TIER, *recorded, *by_rule) == 0.0
    assert hold_harmless_payment(True, DIBAO, *recorded, 900.0, 0.0, 0.0, 0.0, 0.0, 0.0) == 0.0


def test_supplement_cash():
    """按规则 70.80；按登记 88。 By rule 70.80; as recorded 88."""
    assert supplement_cash(False, 88.0, 70.80) == 70.80
    assert supplement_cash(True, 88.0, 70.80) == 88.0


def test_care_cash():
    """按登记 157；按规则的特困 392.50；其他没有。 As recorded 157; by rule 392.50; else none."""
    assert care_cash(True, 157.0, 0.0) == 157.0
    assert care_cash(False, 157.0, 392.5) == 392.5
    assert care_cash(False, 157.0, 0.0) == 0.0


def test_cash_assistance():
    """920.40 ＋ 0 ＋ 157 = 1077.40（G11 分散供养、全自理）。 Extreme hardship at home: 920.40 + 157 = 1077.40."""
    assert cash_assistance(920.40, 0.0, 157.0, 0.0, 0.0) == 1077.40
    assert cash_assistance(624.0, 70.8, 0.0, 90.0, 0.0) == pytest.approx(784.80, abs=1e-9)
    assert cash_assistance(0.0, 0.0, 0.0, 0.0, 258.0) == 258.0


def test_recipients():
    """低保按保障 3 人；按登记与单人保按登记 1 人；不在保 0 人。 Three by dibao, one as recorded or alone, none."""
    none = (0, False, False, 4)
    assert recipients(False, False, 0, 3, *none) == 3
    assert recipients(True, False, 1, 0, *none) == 1
    assert recipients(False, True, 1, 0, 1, False, False, 4) == 1
    assert recipients(False, False, 0, 0, *none) == 0


def test_recipients_of_other_cash():
    """按规则的特困 1 人户 1 人；渐退、支出型按家庭 4 人；保不降的按原保障 2 人。

    One in extreme hardship by rule; the family of four otherwise; the two insured before where they are held harmless.
    """
    assert recipients(False, False, 0, 0, 0, True, False, 1) == 1
    assert recipients(False, False, 0, 0, 0, False, True, 4) == 4
    assert recipients(False, False, 2, 0, 0, False, True, 4) == 2


def test_cash_beyond_dibao():
    """支出型、渐退、保不降任一大于零即是。 Any of the three."""
    assert not cash_beyond_dibao(0.0, 0.0, 0.0)
    assert all(cash_beyond_dibao(*one) for one in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)))


def test_net_resources():
    """1500 ＋ 624 ＋ 553.50 = 2677.50；收入不明时只有 624 ＋ 553.50 = 1177.50，不当作零收入的总资源。

    Income, cash and aid; without the income where it is not known.
    """
    assert net_resources(True, 1500.0, 624.0, 553.5) == 2677.5
    assert net_resources(False, nan, 624.0, 553.5) == 1177.5
