"""What must stand for a parameter of dibao, extreme hardship, rigid expenditure or an exit to matter."""

BANDED = {"payment_mode": 1}
STEPS = {"exit_mode": 2}
PATH = {"unification_years": 20, "unification_year": 10}
NET = {"rigid_expenditure_rule": 2}

CASH_CONTEXT = {
    # Below the published standard a computed one shows only where standards may fall.
    "consumption_per_person": {"consumption_share": 0.2, "standard_never_lower": 0},
    "consumption_share": {"standard_never_lower": 0},
    "disposable_income_per_person": {"rigid_expenditure_rule": 1},
    "income_share": {"standard_never_lower": 0},
    # 790 × 1.002 = 791.58 in town and 575 × 1.002 = 576.15 in the country: every rounding gives another pair.
    "standard_rounding": {"standard_growth": 0.002, "standard_never_lower": 0},
    "unification_years": {"unification_year": 1},
    "unification_year": {"unification_years": 20},
    "earnings_disregard_needs_minimum_wage": {"earnings_disregard": 300},
    "support_threshold": {"support_imputed_share": 1},
    **dict.fromkeys(("band_a_from", "band_b_from", "band_a_share", "band_b_share", "band_c_share"), BANDED),
    "single_person_fixed": {"single_person_mode": 2},
    "low_income_capped": {"low_income_multiple": 2.5, "minimum_wage": 1500},
    "rigid_expenditure_ratio": {"rigid_expenditure_rule": 1},
    "rigid_expenditure_ratio_upper": {"rigid_expenditure_rule": 3, "rigid_expenditure_ratio": 0.1},
    "medical_expenditure_ratio": NET,
    "rigid_expenditure_pays": NET,
    "exit_months": {"exit_mode": 1},
    **dict.fromkeys(("exit_step_first", "exit_step_second", "exit_step_third"), STEPS),
    "exit_band_multiple": {"exit_mode": 1, "low_income_multiple": 2.5},
    "earnings_taper": {"exit_mode": 4},
    "extreme_hardship_multiple": {"extreme_hardship_standard": 0},
    **{f"care_share_{grade}": {f"care_amount_{grade}": 0} for grade in ("self", "half", "full")},
}
