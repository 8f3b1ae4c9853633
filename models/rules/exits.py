"""Leaving dibao (渐退): what is still paid in the months after income has risen above the line.

Columns: ``previous_payment``, what was paid before leaving, and ``months_since_exit``, which month after it this is.
"""

import math

from models.rule import rule
from models.text import Text

LAW = "低保渐退规定（各地：最长6—12个月）"
NO_EXIT_PAYMENT, HOLD, STEPS, LINEAR, EARNINGS = 0, 1, 2, 3, 4


@rule(Text("渐退计发基数", "Base of the phase-out"), unit="yuan/month", reference=LAW, needs=("previous_payment",))
def exit_base(
    previous_payment: float,
    low_income_entitled: bool,
    single_person_included: bool,
    income_per_person: float,
    dibao_line: float,
    exit_band_multiple: float,
    insured_members: int,
    family_members: int,
) -> float:
    """Previous payment, at most the standard × the members now insured, for income in [S, band × S).

    Zero outside the low-income tier and where a member is covered alone.
    """
    if not low_income_entitled or single_person_included or income_per_person >= exit_band_multiple * dibao_line:
        return 0.0
    members = insured_members if insured_members > 0 else family_members
    return min(previous_payment, dibao_line * members)


@rule(
    Text("本月渐退金", "Phase-out payment this month"),
    unit="yuan/month",
    reference=LAW,
    needs=("previous_payment", "months_since_exit"),
)
def exit_payment(
    exit_base: float,
    months_since_exit: int,
    exit_mode: int,
    exit_months: float,
    exit_step_first: float,
    exit_step_second: float,
    exit_step_third: float,
    earnings_taper: float,
    countable_income: float,
    dibao_line: float,
    family_members: int,
) -> float:
    """Hold: the base. Steps: a share in each third of the months. Linear: (m − j + 1)/m in month j.

    Earnings: base − τ × (income − standard × members), until zero.
    """
    if exit_mode == NO_EXIT_PAYMENT or months_since_exit < 1 or months_since_exit > exit_months:
        return 0.0
    share = 1.0
    if exit_mode == STEPS:
        if months_since_exit * 3.0 <= exit_months:
            share = exit_step_first
        elif months_since_exit * 3.0 <= 2.0 * exit_months:
            share = exit_step_second
        else:
            share = exit_step_third
    elif exit_mode == LINEAR:
        share = (exit_months - months_since_exit + 1.0) / exit_months
    elif exit_mode == EARNINGS:
        return min(max(exit_base - earnings_taper * (countable_income - dibao_line * family_members), 0.0), exit_base)
    return share * exit_base


@rule(Text("渐退期合计", "Phase-out payments until they end"), unit="yuan", reference=LAW, needs=("previous_payment",))
def exit_total(
    exit_base: float,
    months_since_exit: int,
    exit_mode: int,
    exit_months: float,
    exit_step_first: float,
    exit_step_second: float,
    exit_step_third: float,
    exit_payment: float,
) -> float:
    """Sum over all months of the phase-out of a household in its first month, income unchanged."""
    if exit_mode == NO_EXIT_PAYMENT or months_since_exit != 1:
        return 0.0
    if exit_mode == STEPS:
        first = math.floor(exit_months / 3.0 + 1e-9)
        second = math.floor(2.0 * exit_months / 3.0 + 1e-9) - first
        third = exit_months - first - second
        return (first * exit_step_first + second * exit_step_second + third * exit_step_third) * exit_base
    if exit_mode == LINEAR:
        return (exit_months + 1.0) / 2.0 * exit_base
    return exit_months * exit_payment
