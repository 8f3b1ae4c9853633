"""What must stand for a parameter of the packages, of temporary assistance or of the price linkage to matter."""

RISING = {"cpi": 0.05, "scpi": 0.05}
WORK = {"employment_aid_value": 300}

AID_CONTEXT = {
    # Fixed amounts stand in for the expected value, and the package's own share for the tier's amounts, on demand.
    "medical_aid_dibao": {"medical_aid_basis": 1},
    "medical_aid_low_income": {"medical_aid_basis": 1},
    **{f"{package}_package_share": {f"{package}_mode": 1} for package in ("medical", "education", "housing", "energy")},
    # The low-income tier's own half of the rental subsidy is the same as a graded half.
    "housing_mode": {"housing_share_low_income": 0.3},
    "employment_package_share": WORK | {"employment_mode": 1},
    "employment_mode": WORK,
    "employment_aid_probability": WORK,
    "housing_renovation_years": {"housing_renovation_grant": 20_000},
    "temporary_months": {"temporary_basis": 2},
    # No case reaches the highest cap unless its amount goes by person.
    "temporary_cap_per_case": {"temporary_basis": 1},
    "cpi": {"scpi": 0.05},
    "food_cpi": {"scpi": 0.05},
    "scpi": {"cpi": 0.05},
    "price_trigger_cpi": RISING,
    "price_trigger_food": {"food_cpi": 0.1, "scpi": 0.05},
    "price_subsidy_minimum": {"cpi": 0.05},
    "price_subsidy_low_income": RISING,
}
