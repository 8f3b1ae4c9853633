"""The rules of this project as an analyst would write them in vectorised numpy: the peer of the compiled loop.

Written to be fast as well as plain: standards are computed once a cell (county × area) and then gathered, what both
sides share is computed once, and sums go through ``bincount``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from benchmarks.numpy_aid import AID_PARAMETERS, packages, pupils
from models.scenario import Scenario
from models.tiers import (
    DIBAO,
    ELDERLY_BANDS_START,
    EXTREME_HARDSHIP,
    INTELLECTUAL,
    LOW_INCOME_TIER,
    MENTAL,
    MINOR_BANDS_END,
    NO_TIER,
    RIGID_EXPENDITURE_HARDSHIP,
    SEVERELY_ILL,
    SINGLE_PERSON_INCLUSION,
)
from simulations.caseload import Array, Caseload
from simulations.parameters import parameter_table

CELL_PARAMETERS = (
    "dibao_standard",
    "dibao_standard_urban",
    "dibao_standard_rural",
    "minimum_wage",
    "minimum_wage_share",
    "rural_convergence",
    "urban_convergence",
    "standard_never_lower",
)
SCALAR_PARAMETERS = (
    "payment_rounding",
    "financial_asset_years",
    "vehicle_limit",
    "dwelling_limit",
    "supplement_rate",
    "single_person_share",
    "low_income_multiple",
)

# Sums of what a register without further columns does not hold, or what Sanming does not pay.
NOTHING = (
    "other_aid_cost",
    "disability_subsidy_cost",
    "low_income_cash_cost",
    "price_subsidy_cost",
    "temporary_assistance_cost",
    "temporary_assistance_households",
    "town_decided_households",
    "exit_cost",
)

Values = Mapping[str, Array]


def simulate_with_numpy(
    caseload: Caseload, baseline: Scenario, reform: Scenario
) -> tuple[tuple[dict[str, Array], dict[str, Array], dict[str, Array]], tuple[Array, Array]]:
    """Return the sums by cell (baseline, reform, changes) and the tiers of the households on both sides."""
    shared = _shared(caseload)
    before, after = (_side(caseload, shared, scenario) for scenario in (baseline, reform))
    cells, weight = caseload.cells, caseload.columns["weight"]
    size = len(caseload.counties) * 2

    def total(values: Array) -> Array:
        sums: Array = np.bincount(cells, weights=weight * values, minlength=size)
        return sums

    levels = [{key: total(v) for key, v in _levels(caseload, shared, side).items()} for side in (before, after)]
    changes = {key: total(v) for key, v in _changes(caseload, before, after).items()}
    return (levels[0], levels[1], changes), (before["tier"], after["tier"])


def _shared(caseload: Caseload) -> dict[str, Array]:
    """Return what does not depend on the scenario."""
    columns, members = caseload.columns, caseload.member_columns
    level, kind, band = (members[f"person_{n}"] for n in ("disability_level", "disability_kind", "age_band"))
    mental = (kind == INTELLECTUAL) | (kind == MENTAL)
    severe = (level == 1) | (level == 2) | ((level == 3) & mental)
    minor = (band >= 0) & (band < MINOR_BANDS_END)
    vulnerable = severe | (members["person_health"] == SEVERELY_ILL) | minor | (band >= ELDERLY_BANDS_START)
    income, tier = columns["recorded_income"], columns["recorded_tier"]
    known, extreme = ~np.isnan(income), tier == EXTREME_HARDSHIP
    return {
        "known": known,
        "extreme": extreme,
        "as_recorded": extreme | ~known,
        "income_per_person": income / columns["family_members"],
        "vulnerable_insured": _by_household(caseload, vulnerable & members["person_insured"]),
        "vulnerable": _by_household(caseload, vulnerable),
        **pupils(caseload),
    }


def _by_household(caseload: Caseload, flags: Array) -> Array:
    running = np.concatenate([[0], np.cumsum(flags)])
    counts: Array = running[caseload.offsets[1:]] - running[caseload.offsets[:-1]]
    return counts


def _line(caseload: Caseload, scenario: Scenario) -> Array:
    table = parameter_table(scenario, CELL_PARAMETERS, caseload.counties, caseload.own_values)
    standard, urban, rural, wage, share, up, down, never_lower = table.T
    is_urban = np.arange(len(table)) % 2 == 0
    moved = np.where(is_urban, urban - down * (urban - rural), rural + up * (urban - rural))
    line = np.where(share > 0, share * wage, moved)
    by_cell: Array = np.where(never_lower > 0, np.maximum(line, standard), line)
    return by_cell[caseload.cells]


def _rounded(payment: Array, how: float) -> Array:
    if how == 1:
        return np.floor(payment * 100.0 + 0.5 + 1e-6) / 100.0
    if how == 2:
        return np.ceil(payment - 1e-6)
    return np.ceil(payment / 10.0 - 1e-7) * 10.0 if how == 3 else payment


def _side(caseload: Caseload, shared: Values, scenario: Scenario) -> dict[str, Array]:
    columns = caseload.columns
    p = {name: scenario.value(name) for name in (*SCALAR_PARAMETERS, *AID_PARAMETERS)}
    tier, family, insured = (columns[n] for n in ("recorded_tier", "family_members", "insured_members"))
    line = _line(caseload, scenario)
    above = columns["financial_assets"] > p["financial_asset_years"] * 12.0 * line * family
    above |= (columns["vehicles"] > p["vehicle_limit"]) | (columns["dwellings"] > p["dwelling_limit"])
    assessable = shared["known"] & ~shared["extreme"] & ~above
    dibao = assessable & (shared["income_per_person"] < line)
    low = assessable & ~dibao & (shared["income_per_person"] < line * p["low_income_multiple"])
    single = (tier == SINGLE_PERSON_INCLUSION) & low
    covered = np.where(dibao, np.where((tier == DIBAO) & (insured > 0), insured, family), 0)
    new_tier = np.select(
        [shared["extreme"], ~shared["known"], dibao, single, low, tier == RIGID_EXPENDITURE_HARDSHIP],
        [EXTREME_HARDSHIP, tier, DIBAO, SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER, RIGID_EXPENDITURE_HARDSHIP],
        NO_TIER,
    )
    top_up = _rounded(np.maximum(line * covered - columns["recorded_income"], 0.0), p["payment_rounding"])
    alone = np.where(single, p["single_person_share"] * line * insured, 0.0)
    by_rule = np.where(dibao, top_up, 0.0) + alone
    side = {
        "tier": new_tier,
        "basic": np.where(shared["as_recorded"], columns["recorded_payment"], by_rule),
        "supplement": _supplement(caseload, shared, line * p["supplement_rate"], dibao, single, covered),
        "care": np.where(shared["as_recorded"], columns["recorded_care"], 0.0),
        "recipients": np.where(shared["as_recorded"] | single, insured, covered),
    }
    low_line = line * p["low_income_multiple"]
    poor = shared["known"] & ~above & (shared["income_per_person"] < low_line)
    position = 1.0 - (shared["income_per_person"] - line) / (low_line - line)
    side |= {
        "in_need": poor | np.isin(new_tier, (EXTREME_HARDSHIP, DIBAO, SINGLE_PERSON_INCLUSION, LOW_INCOME_TIER)),
        "position": np.where(shared["known"], np.clip(position, 0.0, 1.0), 0.5),
    }
    side |= packages(caseload, shared, side, p)
    side["aid"] = side["medical"] + side["education"] + side["housing"] + side["energy"]
    side["cash"] = side["basic"] + side["supplement"] + side["care"]
    income = np.where(shared["known"], columns["recorded_income"], 0.0)
    return side | {"net_resources": income + side["cash"] + side["aid"]}


def _supplement(caseload: Caseload, shared: Values, each: Array, dibao: Array, single: Array, covered: Array) -> Array:
    columns = caseload.columns
    whole_family = covered == columns["family_members"]
    listed = np.where(whole_family, shared["vulnerable"], shared["vulnerable_insured"])
    counted = columns["recorded_supplement_members"]
    counted = np.where(counted >= 0, counted, np.where(columns["members_listed"], listed, -1))
    recorded_in = (columns["recorded_tier"] == DIBAO) | single
    unlisted = np.where(recorded_in, columns["recorded_supplement"], 0.0)
    by_rule = np.where(dibao | single, np.where(counted >= 0, each * counted, unlisted), 0.0)
    result: Array = np.where(shared["as_recorded"], columns["recorded_supplement"], by_rule)
    return result


def _levels(caseload: Caseload, shared: Values, side: Values) -> dict[str, Array]:
    columns, tier, recipients = caseload.columns, side["tier"], side["recipients"]
    family = columns["family_members"]
    found = {
        "basic_cash_cost": side["basic"],
        "supplement_cost": side["supplement"],
        "care_cost": side["care"],
        "cash_cost": side["cash"],
        "special_assistance_cost": side["aid"],
        **{f"{name}_cost": side[name] for name in ("medical", "education", "housing", "energy")},
        **{key: np.zeros(caseload.households) for key in NOTHING},
        "recorded_cost": columns["recorded_payment"] + columns["recorded_supplement"] + columns["recorded_care"],
        "recipient_households": recipients > 0,
        "recipient_persons": recipients,
        "income_unknown_households": ~shared["known"] & ~shared["extreme"],
    }
    for name, code, persons in (
        ("dibao", DIBAO, recipients),
        ("extreme_hardship", EXTREME_HARDSHIP, recipients),
        ("single_person_inclusion", SINGLE_PERSON_INCLUSION, recipients),
        ("low_income_tier", LOW_INCOME_TIER, family),
        ("rigid_expenditure_hardship", RIGID_EXPENDITURE_HARDSHIP, family),
    ):
        inside = tier == code
        found[f"{name}_households"] = inside
        found[f"{name}_persons"] = inside * persons
    return found


def _changes(caseload: Caseload, before: Values, after: Values) -> dict[str, Array]:
    family = caseload.columns["family_members"]
    more = after["recipients"] - before["recipients"]
    was_low = (before["tier"] == SINGLE_PERSON_INCLUSION) | (before["tier"] == LOW_INCOME_TIER)
    newly_low = (after["tier"] == LOW_INCOME_TIER) & ~was_low
    gain = after["net_resources"] - before["net_resources"]
    return {
        "newly_in_households": (before["recipients"] == 0) & (after["recipients"] > 0),
        "newly_in_persons": np.maximum(more, 0),
        "newly_out_households": (before["recipients"] > 0) & (after["recipients"] == 0),
        "newly_out_persons": np.maximum(-more, 0),
        "newly_low_income_households": newly_low,
        "newly_low_income_persons": newly_low * family,
        "gaining_households": gain > 1.0,
        "gaining_persons": (gain > 1.0) * family,
        "losing_households": gain < -1.0,
        "losing_persons": (gain < -1.0) * family,
    }
