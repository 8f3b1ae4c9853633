"""Builds one household on the page: from the gallery or a file, members in a table, everything else in fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.codes import CODES
from models.column import Column
from models.household import ITEMS, Household, Said, fields_of, from_typical
from models.law import law
from models.problems import Problem, ProblemsError
from models.text import Text
from models.typical import TYPICAL_HOUSEHOLDS
from models.units import unit_text
from ui.language import language, say
from ui.show import show_problems

HEAD = ("area", "recorded_tier")
DERIVED_HERE = ("family_members", "income")
GROUPS: Sequence[tuple[Text, tuple[str, ...]]] = (
    (Text("财产", "Assets"), ("financial_assets", "vehicles", "dwellings")),
    (
        Text("居住与赡养", "Residence and support"),
        ("residence", "hukou_rural", "rent", "floor_area", "no_supporters", "collective_support"),
    ),
)
REST = Text("支出、急难与登记情况", "Spending, emergencies, what is on record")
INCOME_WAYS = {
    "total": Text("一个总数", "One total"),
    "items": Text("逐项", "Item by item"),
    "unknown": Text("不明", "Unknown"),
}
NOT_STATED = Text("未说明", "not stated")
MEMBERS_FIRST = ("age", "sex", "health", "disability_kind", "disability_level", "earnings")


def edit_household(prefix: str, place: str, default: Household) -> Household | None:
    """Show everything that can be said of a household and return it, ``None`` while something is wrong.

    Edits are kept for the session under ``prefix``, also while other pages are looked at.
    """
    base = _base(prefix, default)
    version = st.session_state[f"{prefix}_version"]
    key = f"{prefix}_{version}"
    _gallery(prefix)
    said = _head(key, place, base)
    ways, members = st.container(), _members(key, base)
    incomes = _income(ways, key, base)
    said |= incomes
    said["members"] = members if ITEMS[0] in incomes else _without_earnings(ways, members)
    for title, names in (*GROUPS, (REST, _rest())):
        with st.expander(say(title)):
            said |= _fields(key, names, base)
    try:
        household = Household.model_validate({name: value for name, value in said.items() if value is not None})
    except ProblemsError as error:
        show_problems(error)
        return None
    st.session_state[f"{prefix}_kept"] = household.to_json()
    return household


def _base(prefix: str, default: Household) -> Household:
    """Return what the widgets start from; what was edited before when the page is opened again."""
    kept = st.session_state.get(f"{prefix}_kept")
    if f"{prefix}_base" not in st.session_state:
        start_from(prefix, default)
    elif kept and f"{prefix}_{st.session_state[f'{prefix}_version']}_name" not in st.session_state:
        start_from(prefix, Household.model_validate(kept))
    return Household.model_validate(st.session_state[f"{prefix}_base"])


def start_from(prefix: str, household: Household) -> None:
    """Begin anew from a household."""
    st.session_state[f"{prefix}_base"] = household.to_json()
    st.session_state[f"{prefix}_version"] = st.session_state.get(f"{prefix}_version", 0) + 1


def _gallery(prefix: str) -> None:
    gallery, file = st.columns([3, 2])
    by_key = {one.key: one for one in TYPICAL_HOUSEHOLDS}

    def taken() -> None:
        chosen = by_key[st.session_state[f"{prefix}_gallery"]]
        start_from(prefix, from_typical(chosen, say(chosen.name), income=0.0))

    gallery.selectbox(
        say(Text("从典型家庭开始", "Start from a typical household")),
        list(by_key),
        index=None,
        key=f"{prefix}_gallery",
        format_func=lambda key: f"{say(by_key[key].name)} · {len(by_key[key].members)}",
        on_change=taken,
        placeholder=say(Text("选一户，再修改", "take one, then change it")),
    )
    uploaded = file.file_uploader(
        say(Text("或打开保存的家庭（JSON）", "Or open a saved household (JSON)")),
        type=["json"],
        max_upload_size=1,
        key=f"{prefix}_file",
    )
    if uploaded is not None and st.session_state.get(f"{prefix}_read") != uploaded.file_id:
        st.session_state[f"{prefix}_read"] = uploaded.file_id
        try:
            start_from(prefix, Household.model_validate(json.loads(uploaded.getvalue().decode("utf-8-sig"))))
            st.rerun()
        except ProblemsError as error:
            show_problems(error)
        except (ValueError, RecursionError):
            message = Text("不是 JSON 文件", "this is no JSON file")
            show_problems(ProblemsError([Problem("no_json", uploaded.name, message)]))


def _head(key: str, place: str, base: Household) -> dict[str, Any]:
    name, county, area, tier = st.columns([3, 2, 2, 2])
    fields = fields_of("household")
    said: dict[str, Any] = {
        "name": name.text_input(say(Text("称呼", "Name")), value=base.name, key=f"{key}_name", max_chars=40)
    }
    counties = law().place(place).counties
    if counties:
        names = [one.name.zh for one in counties]
        known = law().place(place).county(base.county) if base.county else None
        said["county"] = county.selectbox(
            say(Text("县（市、区）", "County")),
            names,
            index=names.index(known.name.zh) if known else 0,
            key=f"{key}_county_{place}",
            format_func=lambda zh: say(next(one.name for one in counties if one.name.zh == zh)),
        )
    for where, field in ((area, "area"), (tier, "recorded_tier")):
        said[field] = _field(where, f"{key}_{field}", fields[field], base.said.get(field) or _first(field))
    return said


def _first(field: str) -> str:
    return CODES[field][0].key


def _members(key: str, base: Household) -> list[dict[str, Said]]:
    """Show the members' table and return what it says of each."""
    fields = fields_of("member")
    order = [*MEMBERS_FIRST, *(name for name in fields if name not in MEMBERS_FIRST)]
    rows = pd.DataFrame([{n: m.said.get(n) for n in order} for m in base.members], columns=order)
    for name in order:
        if fields[name].kind in {"count", "money", "number"}:
            rows[name] = pd.to_numeric(rows[name])
        elif fields[name].kind == "flag":
            rows[name] = rows[name].map(bool).astype(bool)
        else:
            rows[name] = rows[name].astype(object)
    st.markdown(
        say(Text("成员（在末行添加，选中行可删除）", "Members (add below the last row; select rows to remove)"))
    )
    edited = st.data_editor(
        rows,
        key=f"{key}_members",
        num_rows="dynamic",
        hide_index=True,
        column_config={name: _column_config(fields[name]) for name in order},
        placeholder="—",
        alt=say(Text("成员表", "Table of members")),
    )
    return [_said_of(row, fields) for row in edited.to_dict("records")]


def _said_of(row: Mapping[Any, Any], fields: Mapping[str, Column]) -> dict[str, Said]:
    """Return what a row of the table states: an empty cell nothing, an unticked box no.

    Nobody ticked as insured states nothing: who is insured then follows from the household's tier.
    """
    said: dict[str, Said] = {}
    for name, value in row.items():
        if (
            value is None
            or value is pd.NA
            or (value is False and name == "insured")
            or (isinstance(value, float) and pd.isna(value))
        ):
            continue
        whole = fields[name].kind == "count" and isinstance(value, float) and value.is_integer()
        said[str(name)] = int(value) if whole else value
    return said


def _column_config(column: Column) -> Any:
    label = _label(column)
    if column.kind == "code":
        codes = {code.key: code for code in CODES[column.name].values()}
        return st.column_config.SelectboxColumn(
            label, options=list(codes), format_func=lambda key: say(codes[key].text) if key in codes else str(key)
        )
    if column.kind == "flag":
        return st.column_config.CheckboxColumn(label)
    return st.column_config.NumberColumn(label, min_value=0, step=1 if column.kind == "count" else None)


def _income(place: DeltaGenerator, key: str, base: Household) -> dict[str, Any]:
    """Show the ways to state incomes and return what is said of them."""
    start = "items" if base.itemised else "total" if base.said.get("income") is not None else "unknown"
    fields = fields_of("household")
    with place:
        way = st.segmented_control(
            say(Text("家庭收入（元/月）", "Incomes (yuan a month)")),
            list(INCOME_WAYS),
            default=start,
            required=True,
            key=f"{key}_income_way",
            format_func=lambda one: say(INCOME_WAYS[one]),
        )
        if way == "total":
            column, _ = st.columns([1, 2])
            stated = base.said.get("income")
            start_value = float(stated) if stated is not None else base.total()
            return {"income": _number(column, f"{key}_income", fields["income"], start_value)}
        if way == "items":
            st.caption(say(Text("工资在成员表中填写", "Earnings stand in the table of members")))
            names = (*ITEMS, "exempt_income")
            said = _fields(key, tuple(name for name in names if name in fields), base)
            return said if any(said[name] is not None for name in ITEMS) else said | {ITEMS[0]: 0.0}
    return {}


def _without_earnings(place: DeltaGenerator, members: list[dict[str, Said]]) -> list[dict[str, Said]]:
    """Return the members without the earnings that a total already holds."""
    if any("earnings" in member for member in members):
        place.caption(say(Text("成员表中的工资未计，已含在总数内", "Earnings in the table are part of the total")))
    return [{name: value for name, value in member.items() if name != "earnings"} for member in members]


def _rest() -> tuple[str, ...]:
    shown = {*HEAD, *DERIVED_HERE, *ITEMS, "exempt_income", *(name for _, names in GROUPS for name in names)}
    return tuple(name for name in fields_of("household") if name not in shown)


def _fields(key: str, names: Sequence[str], base: Household) -> dict[str, Any]:
    fields = fields_of("household")
    known = [name for name in names if name in fields]
    columns = st.columns(3)
    return {
        name: _field(columns[i % 3], f"{key}_{name}", fields[name], base.said.get(name)) for i, name in enumerate(known)
    }


def _field(place: DeltaGenerator, key: str, column: Column, value: Said) -> Said:
    if column.kind == "code":
        codes = {code.key: code for code in CODES.get(column.name, {}).values()}
        chosen: str | None = place.selectbox(
            _label(column),
            list(codes),
            index=list(codes).index(str(value)) if value in codes else None,
            key=key,
            format_func=lambda one: say(codes[one].text),
            placeholder=say(NOT_STATED),
        )
        return chosen
    if column.kind == "flag":
        return bool(place.checkbox(_label(column), value=bool(value), key=key))
    return _number(place, key, column, None if value is None else float(value))


def _number(place: DeltaGenerator, key: str, column: Column, value: float | None) -> Said:
    if column.kind == "count":
        whole: int | None = place.number_input(
            _label(column), 0, None, None if value is None else int(value), 1, key=key, placeholder=say(NOT_STATED)
        )
        return whole
    found: float | None = place.number_input(
        _label(column), 0.0, None, value, 50.0, "%.10g", key=key, placeholder=say(NOT_STATED)
    )
    return found


def _label(column: Column) -> str:
    unit = say(unit_text(column.unit))
    if not unit:
        return say(column.text)
    return f"{say(column.text)}（{unit}）" if language() == "zh" else f"{say(column.text)} ({unit})"
