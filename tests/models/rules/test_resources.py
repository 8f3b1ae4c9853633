from math import nan

from models.rules.resources import (
    basic_cash,
    care_cash,
    cash_assistance,
    net_resources,
    paid_as_recorded,
    recipients,
    supplement_cash,
)


def test_paid_as_recorded():
    """特困与收入不明按登记金额。 Extreme hardship, and income unknown."""
    assert paid_as_recorded(True, True)
    assert paid_as_recorded(False, False)
    assert not paid_as_recorded(True, False)


def test_basic_cash():
    """按规则 624＋0；按登记 920.40。 By rule 624; as recorded 920.40."""
    assert basic_cash(False, 600.0, 624.0, 0.0) == 624.0
    assert basic_cash(False, 0.0, 0.0, 708.0) == 708.0
    assert basic_cash(True, 920.40, 0.0, 0.0) == 920.40


def test_supplement_cash():
    """按规则 70.80；按登记 88。 By rule 70.80; as recorded 88."""
    assert supplement_cash(False, 88.0, 70.80) == 70.80
    assert supplement_cash(True, 88.0, 70.80) == 88.0


def test_care_cash():
    """照料护理费只有按登记发放的才有：157。 Only where paid as recorded: 157."""
    assert care_cash(True, 157.0) == 157.0
    assert care_cash(False, 157.0) == 0.0


def test_cash_assistance():
    """920.40 ＋ 0 ＋ 157 = 1077.40（G11 分散供养、全自理）。 Extreme hardship at home: 920.40 + 157 = 1077.40."""
    assert cash_assistance(920.40, 0.0, 157.0) == 1077.40


def test_recipients():
    """低保按保障 3 人；按登记与单人保按登记 1 人；不在保 0 人。 Three by dibao, one as recorded or alone, none."""
    assert recipients(False, False, 0, 3) == 3
    assert recipients(True, False, 1, 0) == 1
    assert recipients(False, True, 1, 0) == 1
    assert recipients(False, False, 0, 0) == 0


def test_net_resources():
    """1500 ＋ 624 ＋ 553.50 = 2677.50；收入不明时只有 624 ＋ 553.50 = 1177.50，不当作零收入的总资源。

    Income, cash and aid; without the income where it is not known.
    """
    assert net_resources(True, 1500.0, 624.0, 553.5) == 2677.5
    assert net_resources(False, nan, 624.0, 553.5) == 1177.5
