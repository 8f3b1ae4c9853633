"""What can be wrong with a household that a person states, all of it told at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from models.codes import CODES, code_number
from models.column import Column
from models.problems import Problem, ProblemsError, did_you_mean
from models.text import Text

HEAD = ("name", "county", "members")
HIGHEST: Mapping[str, int] = {"person_age": 120, "person_disability_level": 4}
MOST_MEMBERS = 50
ITEMISED = ("business_income", "property_income", "transfer_income", "support_income")


def household_problems(data: object, household: Mapping[str, Column], member: Mapping[str, Column]) -> None:
    """Refuse a household's JSON when anything is wrong with it.

    ``household`` and ``member`` are the columns that may be stated, by the name that the JSON uses.

    Raises:
        ProblemsError: every problem.
    """
    if not isinstance(data, Mapping):
        message = Text("应为一个 JSON 对象", "a JSON object is wanted")
        raise ProblemsError([Problem("no_object", "", message, Text("见 --example", "see --example"))])
    found = [*_fields(data, household, "", HEAD), *_texts(data)]
    members = data.get("members", ())
    if isinstance(members, (list, tuple)):
        for i, one in enumerate(members):
            said = getattr(one, "said", one)
            if isinstance(said, Mapping):
                found += _fields(said, member, f"members[{i}].")
            else:
                found.append(_wrong(f"members[{i}]", "应为一个 JSON 对象", "a JSON object is wanted"))
        found += _sums(data, [getattr(one, "said", one) for one in members])
    else:
        found.append(_wrong("members", "应为成员列表", "a list of members is wanted"))
    if found:
        raise ProblemsError(found)


def _texts(data: Mapping[str, object]) -> Iterator[Problem]:
    for name in ("name", "county"):
        if data.get(name) is not None and not isinstance(data[name], str):
            yield _wrong(name, "应为文字", "a text is wanted")


def _fields(
    said: Mapping[str, object], known: Mapping[str, Column], where: str, head: tuple[str, ...] = ()
) -> Iterator[Problem]:
    for name, value in said.items():
        if name in head or (value is None and name in known):
            continue
        if name not in known:
            hint = did_you_mean(str(name), [*known, *head])
            message = Text("没有这一项", "there is no such field")
            yield Problem("unknown_field", f"{where}{name}", message, hint)
        else:
            yield from _value(value, known[name], f"{where}{name}")


def _value(value: object, column: Column, where: str) -> Iterator[Problem]:
    if column.kind == "code":
        yield from _code(value, column, where)
    elif column.kind == "flag":
        if not isinstance(value, bool):
            yield _wrong(where, "应为 true 或 false", "true or false is wanted")
    elif isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        yield _wrong(where, f"“{value}”不是数值", f"{value!r} is not a number")
    elif value < 0:
        message = Text(f"{column.text.zh}不能为负：{value:g}", f"{column.text.en} must not be negative: {value:g}")
        yield Problem("negative", where, message)
    elif column.kind == "count" and value != int(value):
        yield _wrong(where, f"应为整数：{value:g}", f"a whole number is wanted: {value:g}")
    elif value > HIGHEST.get(column.name, math.inf):
        highest = HIGHEST[column.name]
        message = Text(f"{column.text.zh}应在 0 至 {highest}", f"{column.text.en} must be from 0 to {highest}")
        yield Problem("out_of_range", where, message)


def _code(value: object, column: Column, where: str) -> Iterator[Problem]:
    codes = CODES.get(column.name, {})
    if isinstance(value, str) and code_number(column.name, value) is not None:
        return
    # A column whose codes have no names yet is stated by number.
    if not codes and isinstance(value, int) and not isinstance(value, bool):
        return
    keys = [code.key for code in codes.values()]
    hint = did_you_mean(str(value), keys)
    cure = hint if hint.zh else Text(f"可选：{'、'.join(keys)}", f"choose one of {', '.join(keys)}")
    message = Text(f"{column.text.zh}没有“{value}”", f"{column.text.en} cannot be {value!r}")
    yield Problem("unknown_code", where, message, cure)


def _sums(data: Mapping[str, object], members: list[object]) -> Iterator[Problem]:
    """Yield what contradicts itself: sizes that differ, more insured than there are, incomes that do not add up."""
    size, stated = len(members), _number(data.get("family_members"))
    if size > MOST_MEMBERS:
        yield _wrong("members", f"成员过多：{size}", f"too many members: {size}")
    if not size and not stated:
        cure = Text("列出 members，或给出 family_members", "list members, or give family_members")
        yield Problem("no_members", "members", Text("没有家庭成员", "there are no members"), cure)
    if size and stated is not None and stated != size:
        message = Text(
            f"家庭人口 {stated:g}，而列出 {size} 名成员", f"{stated:g} family members, but {size} are listed"
        )
        yield Problem("members_differ", "family_members", message)
    family, insured = stated or float(size), _number(data.get("insured_members")) or 0.0
    if insured > family:
        message = Text(
            f"保障人数 {insured:g} 多于家庭人口 {family:g}", f"{insured:g} insured, but only {family:g} family members"
        )
        yield Problem("insured_exceed_family", "insured_members", message)
    items = [_number(data.get(name)) for name in ITEMISED]
    items += [_number(one.get("earnings")) for one in members if isinstance(one, Mapping)]
    kept = [one for one in items if one is not None]
    total = _number(data.get("income"))
    if kept and total is not None and abs(math.fsum(kept) - total) > 0.005:
        message = Text(
            f"总收入 {total:g} 不等于各项之和 {math.fsum(kept):g}",
            f"the total {total:g} is not the sum of its items {math.fsum(kept):g}",
        )
        cure = Text("只写总收入，或只写各项", "give the total or the items, not both")
        yield Problem("incomes_differ", "income", message, cure)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _wrong(where: str, zh: str, en: str) -> Problem:
    return Problem("wrong_type", where, Text(zh, en))
