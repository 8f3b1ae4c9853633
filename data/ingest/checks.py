"""Doubts about accepted households and persons: kept in the totals, listed with reason and cure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.ingest.findings import FindingList
from data.ingest.reading import add_identity_finding
from data.ingest.recognition import SheetRecognition
from data.ingest.standards import ROUNDING, recompute
from data.ingest.values import UNSTATED, Flags, Floats
from models.tiers import DIBAO, SINGLE_PERSON_INCLUSION, UNKNOWN_TIER

_CENT = 0.015
_SYSTEMATIC = 0.3
_ADULT = 18


def check_households(
    households: pd.DataFrame, standard: Floats, plans: Sequence[SheetRecognition], findings: FindingList
) -> None:
    """List what is doubtful about households."""
    sheet, row = households["sheet"].to_numpy(), households["row"].to_numpy()
    tier = households["recorded_tier"].to_numpy()
    income, payment = households["recorded_income"].to_numpy(), households["recorded_payment"].to_numpy()
    family, insured = households["family_members"].to_numpy(), households["insured_members"].to_numpy()

    def doubt(code: str, which: Flags, column: str, values: npt.NDArray[np.float64] | None = None) -> None:
        findings.add(code, sheet[which], row[which], column, None if values is None else np.round(values[which], 2))

    with_income = np.isin(sheet, [i for i, plan in enumerate(plans) if _states_income(plan)])
    doubt("income_missing", with_income & np.isnan(income), "recorded_income")
    doubt("unknown_tier", tier == UNKNOWN_TIER, "recorded_tier")
    doubt("insured_above_family", insured > family, "insured_members", insured.astype(np.float64))
    with_payment = np.isin(sheet, [i for i, plan in enumerate(plans) if _states_payment(plan)])
    doubt("amount_missing", with_payment & ~households["payment_known"].to_numpy(dtype=bool), "recorded_payment")
    dibao = tier == DIBAO
    known = dibao & ~np.isnan(income) & ~np.isnan(payment) & ~np.isnan(standard) & (insured > 0)
    differs = known & (np.abs(recompute(standard, households) - payment) > ROUNDING + _CENT)
    differs = _unless_systematic("amount_differs", differs, known, sheet, findings)
    doubt("amount_differs", differs, "recorded_payment", payment)
    payable = np.isin(tier, (DIBAO, SINGLE_PERSON_INCLUSION)) & ~np.isnan(standard) & (insured > 0)
    above = _unless_systematic(
        "amount_above_standard", payable & (payment > standard * insured + ROUNDING + _CENT), payable, sheet, findings
    )
    doubt("amount_above_standard", above, "recorded_payment", payment)
    over = _unless_systematic(
        "income_above_line", known & (income / family >= standard - _CENT / 2), known, sheet, findings
    )
    doubt("income_above_line", over, "recorded_income", income)
    per_head = households["income_per_person"].to_numpy()
    both = ~np.isnan(per_head) & ~np.isnan(households["stated_income"].to_numpy())
    doubt(
        "per_capita_differs",
        both & (np.abs(per_head * family - households["stated_income"].to_numpy()) > ROUNDING * family),
        "income_per_person",
        per_head,
    )
    total = households["recorded_total"].to_numpy()
    parts = (
        np.nan_to_num(payment) + households["recorded_supplement"].to_numpy() + households["recorded_care"].to_numpy()
    )
    summed = ~np.isnan(total) & ~np.isnan(payment)
    doubt(
        "total_differs",
        _unless_systematic("total_differs", summed & (np.abs(total - parts) > ROUNDING / 2), summed, sheet, findings),
        "recorded_total",
        total,
    )


def _unless_systematic(
    code: str, which: Flags, among: Flags, sheet: npt.NDArray[np.int32], findings: FindingList
) -> Flags:
    """Say a doubt that most of a sheet shares once: then the check does not fit the register, not the rows."""
    result = which.copy()
    for s in np.unique(sheet[which]):
        here = sheet == s
        if which[here].sum() > _SYSTEMATIC * max(among[here].sum(), 1) and among[here].sum() > 20:
            result[here] = False
            findings.say_once(code, int(s), int(which[here].sum()), int(among[here].sum()))
    return result


def _states_income(plan: SheetRecognition) -> bool:
    return any(name and (name.endswith("_income") or name == "income_per_person") for name in plan.names)


def _states_payment(plan: SheetRecognition) -> bool:
    return any(
        name in ("recorded_payment", "recorded_total", "payment_per_person", "person_payment") for name in plan.names
    )


def check_sizes(households: pd.DataFrame, findings: FindingList) -> None:
    """List households of member rows whose stated size is not the number of members listed."""
    sheet, stated, listed = (
        households["sheet"].to_numpy(),
        households["stated_size"].to_numpy(),
        households["listed"].to_numpy(),
    )
    compared = households["member_rows"].to_numpy(dtype=bool) & ~np.isnan(stated)
    # Some registers list only the persons who receive money: then most households list fewer than they are.
    fewer = _unless_systematic("size_differs", compared & (listed < stated), compared, sheet, findings)
    differs = fewer | (compared & (listed > stated))
    findings.add(
        "size_differs", sheet[differs], households["row"].to_numpy()[differs], "family_members", stated[differs]
    )


def fill_area(households: pd.DataFrame, findings: FindingList) -> None:
    """Count a household without an area with the majority of its town, else of its sheet, and list it."""
    area = households["area"].to_numpy().astype(np.int8)
    missing = area == UNSTATED
    if not missing.any():
        return
    findings.add("area_missing", households["sheet"].to_numpy()[missing], households["row"].to_numpy()[missing], "area")
    known = households[~missing]
    by_sheet = known.groupby("sheet")["area"].agg(lambda values: values.mode().iloc[0])
    by_town = (
        known[known["town"] != ""]
        .groupby(["sheet", "county", "town"])["area"]
        .agg(lambda values: values.mode().iloc[0])
    )
    keys = list(
        zip(households["sheet"][missing], households["county"][missing], households["town"][missing], strict=True)
    )
    overall = int(known["area"].mode().iloc[0]) if len(known) else 1
    area[missing] = [by_town.get(key, by_sheet.get(key[0], overall)) for key in keys]
    households["area"] = area


def check_persons(members: pd.DataFrame, households: pd.DataFrame, day: dt.date, findings: FindingList) -> None:
    """List what is doubtful about persons: found twice, sex or age against the identity number, minors alone.

    Args:
        members: Accepted rows, household by household.
        households: Households in the same order.
        day: The day on which ages are counted.
        findings: The list to add to.
    """
    sheet, row = members["sheet"].to_numpy(), members["row"].to_numpy()
    owner = np.repeat(np.arange(len(households)), households["listed"].to_numpy())
    _check_twice(members, households, owner, findings)
    sound = (members["states"] == 0).to_numpy() & (members["birth"] > 0).to_numpy()
    stated_sex, by_id = members["person_sex"].to_numpy(), members["sex_by_id"].to_numpy()
    differs = sound & (stated_sex > 0) & (by_id > 0) & (stated_sex != by_id)
    findings.add("sex_differs", sheet[differs], row[differs], "person_sex")
    birth, stated = members["birth"].to_numpy(), members["stated_birth"].to_numpy()
    exact = np.where(stated % 100 > 0, stated, np.where(stated % 10000 > 0, stated // 100, stated // 10000))
    unit = np.where(stated % 100 > 0, 1, np.where(stated % 10000 > 0, 100, 10000))
    off = sound & (stated > 0) & (birth // unit != exact)
    findings.add("age_differs", sheet[off], row[off], "person_birth")
    _check_age(members, sound & ~off, findings)
    age = ages(np.where(birth > 0, birth, stated), day)
    alone = (households["family_members"].to_numpy() == 1)[owner] & (households["listed"].to_numpy() == 1)[owner]
    minor = alone & (age >= 0) & (age < _ADULT)
    findings.add("minor_alone", sheet[minor], row[minor], "family_members")


def _check_twice(
    members: pd.DataFrame, households: pd.DataFrame, owner: npt.NDArray[np.intp], findings: FindingList
) -> None:
    pid = members["pid"].to_numpy(dtype=object)
    named = np.flatnonzero(pid != "")
    codes, _ = pd.factorize(pid[named])
    pairs = pd.DataFrame(
        {"person": codes, "household": owner[named], "tier": households["recorded_tier"].to_numpy()[owner[named]]}
    )
    several = (
        pairs.groupby("person")[["household", "tier"]].transform("nunique")
        if pairs["person"].duplicated().any()
        else None
    )
    if several is None:
        return
    twice = named[(several["household"] > 1).to_numpy()]
    tiers = several["tier"].to_numpy()[(several["household"] > 1).to_numpy()]
    for code, where in (("same_person_twice", twice[tiers == 1]), ("same_person_two_programmes", twice[tiers > 1])):
        add_identity_finding(code, members, where, findings)


def _check_age(members: pd.DataFrame, sound: Flags, findings: FindingList) -> None:
    """Ages are counted on the register's own day, which the sheet's commonest age difference shows."""
    age, year = members["person_age"].to_numpy(), members["birth"].to_numpy() // 10000
    for s in members["sheet"].unique():
        here = sound & (members["sheet"] == s).to_numpy() & ~np.isnan(age)
        if here.sum() >= 10:
            implied = age[here] + year[here]
            off = np.flatnonzero(here)[np.abs(implied - np.median(implied)) > 1]
            findings.add("age_differs", members["sheet"].to_numpy()[off], members["row"].to_numpy()[off], "person_age")


def ages(births: npt.NDArray[np.int64], day: dt.date) -> npt.NDArray[np.int64]:
    """Return completed years on a day from yyyymmdd, -1 where the birth is not known."""
    today = day.year * 10000 + day.month * 100 + day.day
    return np.where(births > 0, (today - births) // 10000, -1)
