"""What a file does not state is asked, with a proposal, and never guessed."""

from typing import Any

import pytest

from data.ingest.ingest import Cancelled, ingest
from data.ingest.recognise import recognise
from data.ingest.recognition import Answers, SheetAnswers
from models.problems import ProblemsError
from tests.data.ingest.made import grid, household_row, households, member_rows, text, truth, workbook
from tests.data.ingest.test_writing_styles import KEY, MADE, MEMBERS, PLAIN, ROWS, TITLE, TRUTH, without

NO_PERIOD = PLAIN | {"income": "家庭收入(元)", "payment": "保障金(元)"}
YEARS = [household_row(h, 12) for h in MADE]


def file_of(columns: dict[str, Any], rows: list[dict[str, Any]] = ROWS, title: list[list[str]] | None = None) -> bytes:
    return workbook({"表": (title or []) + grid(rows, columns)})


def questions(file: bytes, answers: Answers | None = None) -> dict[str, tuple[str | None, str]]:
    return {q.code: (q.proposal, q.flag) for q in recognise(file, answers).questions}


def counts(file: bytes, answers: Answers) -> dict[str, float]:
    result = ingest(file, answers, key=KEY)
    return {key: result.counts[key] for key in TRUTH}


def test_an_unstated_period_is_asked():
    assert questions(file_of(NO_PERIOD)) == {"period_unknown": ("month", "--period")}
    yearly = file_of(NO_PERIOD, YEARS)
    assert questions(yearly) == {"period_unknown": ("year", "--period")}
    with pytest.raises(ProblemsError) as error:
        ingest(yearly, key=KEY)
    assert {p.code for p in error.value.problems} == {"period_unknown"}
    assert all("--period" in p.cure.zh and "--accept" in p.cure.en for p in error.value.problems)
    for answers in (
        Answers(default=SheetAnswers(period="year")),
        Answers(accept=True),
        Answers(sheets={"表": SheetAnswers(period="year")}),
    ):
        assert counts(yearly, answers) == TRUTH


def test_a_default_answer_does_not_overrule_the_file_but_an_answer_about_the_sheet_does():
    stated = file_of(PLAIN, title=TITLE)
    assert counts(stated, Answers(default=SheetAnswers(period="year", area="rural", tier="dibao"))) == TRUTH
    overruled = ingest(stated, Answers(sheets={"表": SheetAnswers(period="year")}), key=KEY)
    assert overruled.counts["monthly_amount"] == pytest.approx(TRUTH["monthly_amount"] / 12, abs=0.01)


def test_small_figures_without_a_unit_are_asked_about_money():
    rows = [household_row(h, 1, 10000) for h in MADE]
    assert questions(file_of(PLAIN, rows)) == {"money_unit_unknown": ("ten_thousand_yuan", "--money")}
    assert counts(file_of(PLAIN, rows), Answers(accept=True)) == TRUTH


def test_an_unstated_area_is_asked():
    made = households(80, 5, ("农村",))
    file = file_of(without(PLAIN, "area"), [household_row(h) for h in made], TITLE)
    assert questions(file) == {"area_unknown": ("rural", "--area")}
    result = ingest(file, Answers(default=SheetAnswers(area="rural")), key=KEY)
    assert result.by_area["rural"]["households"] == 80
    titled = file_of(without(PLAIN, "area"), [household_row(h) for h in made], [["沙县农村低保花名册（元/月）"]])
    assert questions(titled) == {}


def test_a_few_blank_areas_are_doubtful_not_asked():
    rows = [row | ({"area": ""} if i == 7 else {}) for i, row in enumerate(ROWS)]
    result = ingest(file_of(PLAIN, rows, TITLE), key=KEY)
    assert result.issues[["row", "code"]].to_numpy().tolist() == [[len(TITLE) + 2 + 7, "area_missing"]]


def test_an_unstated_tier_is_asked():
    made = [h for h in MADE if h.tier == "低保"]
    file = file_of(without(PLAIN, "tier"), [household_row(h) for h in made], TITLE[1:])
    assert questions(file) == {"tier_unknown": ("dibao", "--tier")}
    assert ingest(file, Answers(accept=True), key=KEY).by_tier["dibao"]["households"] == len(made)


def test_two_columns_for_one_thing_are_asked_and_answered_by_header():
    rows = [row | {"other": row["payment"] * 1.5 + 3} for row in ROWS]
    file = file_of(PLAIN | {"payment": "补差金额", "other": "救助金额"}, rows, TITLE)
    assert questions(file) == {"column_ambiguous": ("补差金额=recorded_payment", "--column")}
    assert counts(file, Answers(default=SheetAnswers(mapping={"补差金额": "recorded_payment"}))) == TRUTH
    swapped = ingest(
        file, Answers(default=SheetAnswers(mapping={"救助金额": "recorded_payment", "补差金额": ""})), key=KEY
    )
    assert swapped.counts["monthly_amount"] > TRUTH["monthly_amount"]


def test_a_column_under_an_unheard_of_header_is_mapped_by_a_person():
    file = file_of(PLAIN | {"size": "几口人吃饭", "income": "钱"}, ROWS, TITLE)
    columns = {c.header: c.name for c in recognise(file).sheets[0].columns}
    assert columns["几口人吃饭"] is None
    mapping = {"几口人吃饭": "family_members", 9: "recorded_income"}
    answers = Answers(sheets={"表": SheetAnswers(mapping=mapping, units={9: ("yuan", "month")})})
    assert counts(file, answers) == TRUTH


def test_identity_numbers_are_found_by_what_they_are():
    file = file_of(PLAIN | {"identity": "卡片编码"}, ROWS, TITLE)
    assert {c.header: c.name for c in recognise(file).sheets[0].columns}["卡片编码"] == "person_id"


def test_header_row_sheet_and_layout_can_be_said():
    cells = [["甲", "乙"], ["说明", "无"], *grid(ROWS, PLAIN)]
    file = workbook({"表": cells, "另一份": TITLE + grid(ROWS, PLAIN)})
    answers = Answers(
        sheets={"表": SheetAnswers(header_row=3, layout="household-rows"), "另一份": SheetAnswers(skip=True)}
    )
    assert counts(file, answers) == TRUTH
    hidden = workbook({"表": TITLE + grid(ROWS[:50], PLAIN), "藏": TITLE + grid(ROWS[50:], PLAIN)}, hidden=("藏",))
    assert counts(hidden, Answers(sheets={"藏": SheetAnswers(skip=False)})) == TRUTH


def test_big5_is_asked():
    taiwan = str.maketrans("户类别农单测险边缘刚难困线乡镇区县东", "戶類別農單測險邊緣剛難困線鄉鎮區縣東")
    words = PLAIN | {
        "number": "家庭編號",
        "tier": "救助類別",
        "payment": "月救助金額",
        "supplement": "分類施保金",
        "care": "照護費",
    }
    words |= {"start": "批准日期", "insured": "享受人數", "identity": "身份證號碼", "total": "總額"}
    columns = {key: header.translate(taiwan) for key, header in words.items()}
    rows = [
        {key: value.translate(taiwan) if isinstance(value, str) else value for key, value in row.items()}
        for row in ROWS
    ]
    file = text(grid(rows, columns), encoding="big5hkscs")
    assert questions(file) == {"encoding_unknown": ("big5hkscs", "--encoding")}
    assert questions(file, Answers(encoding="big5hkscs")) == {}
    assert counts(file, Answers(encoding="big5hkscs")) == TRUTH


def test_progress_is_told_and_the_import_can_be_called_off():
    told: list[float] = []
    ingest(file_of(PLAIN), key=KEY, progress=lambda step, share: told.append(share) or step.zh)
    assert told == sorted(told)
    assert told[0] == 0.0
    assert told[-1] == 1.0
    with pytest.raises(Cancelled):
        ingest(file_of(PLAIN), key=KEY, cancelled=lambda: True)


def test_a_recognition_is_imported_without_opening_the_file_again():
    recognition = recognise(file_of(MEMBERS, [row for h in MADE for row in member_rows(h)]), name="台账.xlsx")
    result = ingest(recognition, key=KEY)
    assert {key: result.counts[key] for key in TRUTH} == truth(MADE)
    assert result.to_json()["file"] == "台账.xlsx"
