"""Dirt put into a clean register: every dirty row is listed with its reason, and no other row."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ingest.findings import FINDINGS
from data.ingest.ingest import ingest
from data.ingest.result import Ingest
from tests.data.ingest.made import grid, household_row, households, identity, member_rows, text, workbook
from tests.data.ingest.test_writing_styles import MEMBERS, PLAIN, TITLE, truth

KEY = bytes(range(32))
TODAY = dt.date(2026, 11, 21)
MADE = households(400)
PAID = [i for i, h in enumerate(MADE) if h.tier == "低保" and h.payment > 60 and len(h.people) > 1]
HARDSHIP = next(i for i, h in enumerate(MADE) if h.tier.startswith("特困"))
ALONE = next(i for i, h in enumerate(MADE) if h.tier == "低保" and len(h.people) == 1)
FIRST_ROW = len(TITLE) + 2


def codes(result: Ingest) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for row, code in result.issues[["row", "code"]].itertuples(index=False):
        found.setdefault(row, set()).add(code)
    return found


def dirty_register() -> tuple[list[list[object]], dict[int, set[str]]]:
    rows = [household_row(h) for h in MADE]
    wanted: dict[int, set[str]] = {}
    free = iter(PAID)

    def dirt(*reasons: str, at: int | None = None, **cells: object) -> int:
        i = next(free) if at is None else at
        rows[i] |= cells
        wanted[FIRST_ROW + i] = set(reasons)
        return i

    dirt("negative_amount", payment=-100.0, total=-100.0)
    dirt("negative_amount", income=-5.0)
    dirt("no_size", size="")
    dirt("no_size", size=0)
    dirt("no_size", size="", insured="")
    dirt("stopped", tier="已停保")
    dirt("stopped", tier="退出低保")
    i = next(free)
    right = rows[i]["identity"]
    dirt("check_digit_wrong", at=i, identity=right[:17] + ("1" if right[17] != "1" else "2"))
    dirt("identifier_lost", identity=3.50481199001012e17)
    dirt("identifier_lost", identity="3.50403E+17")
    dirt("identifier_lost", identity="350481********1234")
    dirt("identifier_missing", identity="")
    dirt("identifier_missing", identity="—")
    dirt("identifier_unfamiliar", identity="E12345678")
    dirt("income_missing", income="")
    dirt("income_missing", income="/")
    i = next(j for j in PAID if MADE[j].income > 200 and FIRST_ROW + j not in wanted)
    free = iter([j for j in PAID if FIRST_ROW + j not in wanted and j != i])
    dirt("amount_differs", at=i, payment=rows[i]["payment"] + 50, total=rows[i]["total"] + 50)
    i = next(free)
    dirt("total_differs", at=i, total=rows[i]["total"] + 50)
    i = next(free)
    dirt("insured_above_family", "amount_differs", at=i, insured=rows[i]["size"] + 2)
    i = next(free)
    line = rows[i]["standard"] * rows[i]["size"]
    dirt("income_above_line", at=i, income=line + 10, payment=0.0, total=rows[i]["supplement"])
    i = next(free)
    line = rows[i]["standard"] * rows[i]["size"]
    dirt(
        "amount_above_standard",
        "amount_differs",
        at=i,
        payment=line + 100,
        total=line + 100 + rows[i]["supplement"],
        income=0.0,
    )
    dirt("impossible_date", start="2021-13-05")
    dirt("impossible_date", start="2022年2月30日")
    dirt("future_date", start="2099-01-01")
    dirt("unknown_tier", tier="ABC")
    i, j = next(free), next(free)
    dirt("same_person_twice", at=i, identity=rows[j]["identity"])
    dirt("same_person_twice", at=j)
    dirt("same_person_two_programmes", at=next(free), identity=rows[HARDSHIP]["identity"])
    dirt("same_person_two_programmes", at=HARDSHIP)
    dirt("minor_alone", at=ALONE, identity=identity("350481", dt.date(2012, 5, 5), 77))
    dirt("value_unreadable", payment="约500")
    i, j = next(free), next(free)
    dirt("household_number_repeated", at=i, number=rows[j]["number"])
    dirt("household_number_repeated", at=j)
    cells = TITLE + grid(rows, PLAIN)
    again = rows[next(free)] | {"start": "2019/3/1"}
    cells.append([again.get(key, "") for key in PLAIN])
    wanted[len(cells)] = {"duplicate_household"}
    cells.append([""] * 10 + [100.0, 20.0, 0.0, 120.0, "2020-01-01"])
    wanted[len(cells)] = {"no_household"}
    cells.append(["350481-99999", "永安市", "甲镇", "测试", "3504811990"])
    wanted[len(cells)] = {"row_cut_off"}
    return cells, wanted


@pytest.mark.parametrize(
    "write", [lambda cells: workbook({"表": cells}), lambda cells: text(cells, encoding="gb18030")], ids=["xlsx", "csv"]
)
def test_every_dirty_row_is_listed_with_its_reason(write):
    cells, wanted = dirty_register()
    result = ingest(write(cells), key=KEY, today=TODAY)
    assert codes(result) == wanted
    rejected = sum(any(FINDINGS[code].action == "rejected" for code in reasons) for reasons in wanted.values())
    assert result.counts["rows_rejected"] == rejected
    assert result.counts["rows_doubtful"] == len(wanted) - rejected
    assert result.counts["data_rows"] == len(MADE) + 3
    assert {code for reasons in wanted.values() for code in reasons} <= set(FINDINGS)


def test_a_rejected_household_takes_its_member_rows_with_it():
    rows = [row for h in MADE for row in member_rows(h)]
    victim = MADE[PAID[0]]
    for row in rows:
        if row["number"] == victim.number and row["relation"] == "户主":
            row["payment"] = -300.0
    result = ingest(workbook({"表": grid(rows, MEMBERS)}), key=KEY, today=TODAY)
    assert result.counts["rows_rejected"] == len(victim.people)
    assert set(result.issues["code"]) == {"negative_amount", "household_rejected"}
    assert result.counts["households"] == len(MADE) - 1
    assert result.counts["members"] == truth(MADE)["members"] - len(victim.people)


def test_sex_and_birth_are_held_against_the_identity_number():
    rows = [row for h in MADE[:60] for row in member_rows(h)]
    rows[3]["sex"] = "女" if rows[3]["sex"] == "男" else "男"
    rows[5]["birth"] = "1950-02-03" if rows[5]["birth"] != "1950-02-03" else "1951-02-03"
    result = ingest(workbook({"表": grid(rows, MEMBERS)}), key=KEY, today=TODAY)
    assert codes(result) == {5: {"sex_differs"}, 7: {"age_differs"}}


def test_a_member_listed_twice_counts_once():
    rows = [row for h in MADE[:60] for row in member_rows(h)]
    result = ingest(workbook({"表": grid([*rows, rows[1]], MEMBERS)}), key=KEY, today=TODAY)
    assert codes(result) == {len(rows) + 2: {"duplicate_member"}}
    assert result.counts["members"] == len(rows)


def test_a_doubt_shared_by_most_rows_is_said_once():
    rows = [household_row(h) for h in MADE]
    for row in rows:
        row["total"] = row["total"] * 2 + 1
    result = ingest(workbook({"表": TITLE + grid(rows, PLAIN)}), key=KEY, today=TODAY)
    assert result.counts["rows_doubtful"] == 0
    assert "合计与各项之和不符" in result.notes[0].zh


def test_nothing_that_names_a_person_is_told_or_stored():
    cells, _ = dirty_register()
    result = ingest(workbook({"表": cells}), key=KEY, today=TODAY)
    told = str(result.to_json()["issues"]) + str(result.table.to_pydict()) + str(result.table.schema.metadata)
    for household in MADE:
        for person in household.people:
            assert person.identity not in told
            assert person.name not in told


def test_hashes_depend_on_the_key_and_join_across_files():
    file = workbook({"表": TITLE + grid([household_row(h) for h in MADE[:30]], PLAIN)})
    one, again, other = (
        ingest(file, key=key, today=TODAY).table["person_id"].to_pylist() for key in (KEY, KEY, bytes(32))
    )
    assert one == again
    assert not {i for ids in one for i in ids} & {i for ids in other for i in ids}


MORE = {
    "size": "家庭人口",
    "insured": "保障人数",
    "standard": "保障标准(元/月)",
    "wages": "工资性收入(元/月)",
    "each": "人均收入(元/月)",
    "age": "年龄",
}
CELLS = st.one_of(
    st.sampled_from(["", " ", "—", "无", "/", "三", "１２", "-5", "(20)", "=1+1", "#REF!", "2022-02-30", "小计", "合计", "户编号", "低保", "已停保"]),
    st.integers(-10, 10**6), st.floats(allow_nan=False, allow_infinity=False, width=32), st.text(max_size=6), st.booleans(),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.integers(0, 39), st.sampled_from([*PLAIN, *MORE, "relation", "sex", "birth"]), CELLS), max_size=40
    ),
    st.booleans(),
)
def test_rows_in_are_rows_accepted_and_rejected(changes, as_members):
    columns = (MEMBERS if as_members else PLAIN) | MORE
    rows = [row for h in MADE[:40] for row in (member_rows(h) if as_members else [household_row(h)])]
    for at, key, value in changes:
        if key in columns:
            rows[at % len(rows)][key] = value
    result = ingest(workbook({"表": TITLE + grid(rows, columns)}), key=KEY, today=TODAY)
    told = result.issues.loc[result.issues["action"] == "rejected", "row"].nunique()
    other = sum(
        result.to_json()["sheets"][0]["rows"][kind] for kind in ("blank", "subtotal", "section", "note", "header")
    )
    assert result.counts["data_rows"] == result.counts["rows_accepted"] + result.counts["rows_rejected"]
    assert result.counts["rows_rejected"] == told
    assert result.counts["data_rows"] + other - 1 == len(rows)
    assert result.counts["households"] == result.table.num_rows


def test_every_finding_has_words_in_both_languages():
    for code, finding in FINDINGS.items():
        assert all((finding.message.zh, finding.message.en, finding.cure.zh, finding.cure.en)), code
