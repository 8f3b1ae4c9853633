"""The quality workbook and the template, read back."""

import io

import pytest
from python_calamine import CalamineWorkbook

from data.ingest.header_rows import claims_of
from data.ingest.ingest import ingest
from data.quality import harmless, quality_workbook, template_columns, template_header, template_workbook
from tests.data.ingest.made import grid, household_row, households, truth, workbook
from tests.data.ingest.test_dirt import KEY, TODAY, dirty_register


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_a_row_and_nobody_is_named(language):
    cells, _ = dirty_register()
    cells[10][2] = "=1+1"
    result = ingest(workbook({"=表": cells}), key=KEY, today=TODAY)
    book = CalamineWorkbook.from_filelike(io.BytesIO(quality_workbook(result, language)))
    summary, rows, recognised = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert len(rows) == len(result.issues) + 1
    assert {(row[1]) for row in rows[1:]} == set(result.issues["row"])
    assert {row[0] for row in rows[1:]} == {"'=表"}
    told = str(rows)
    for row in cells[3:]:
        assert str(row[4]) not in told or len(str(row[4])) < 6
        assert str(row[3]) not in told or not row[3]
    assert any(row[1] == result.counts["rows_rejected"] for row in summary)
    assert len(recognised) > len(result.recognition.sheets[0].columns)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_has_every_column_and_is_recognised_by_the_importer(language):
    book = CalamineWorkbook.from_filelike(io.BytesIO(template_workbook(language)))
    headers = book.get_sheet_by_index(0).to_python()[0]
    assert headers == [template_header(column) for column in template_columns()]
    for column in template_columns():
        claims = claims_of((template_header(column),))
        assert max(claims, key=lambda name: claims[name]) == column.name
    assert len(book.get_sheet_by_index(1).to_python()) == len(headers) + 1


def test_a_filled_template_imports_without_a_question():
    made = households(50)
    fields = {"household_id": "number", "county": "county", "town": "town", "area": "area", "recorded_tier": "tier", "head_name": "name",
              "head_identity": "identity", "family_members": "size", "insured_members": "insured", "recorded_income": "income",
              "recorded_payment": "payment", "recorded_supplement": "supplement", "recorded_care": "care", "start_date": "start"}  # fmt: skip
    columns = {fields.get(column.name, column.name): template_header(column) for column in template_columns()}
    result = ingest(workbook({"台账": grid([household_row(h) for h in made], columns)}), key=KEY)
    assert {key: result.counts[key] for key in truth(made)} == truth(made)
    assert result.counts["rows_doubtful"] == 0


def test_texts_that_look_like_formulas_are_made_harmless():
    assert [harmless(text) for text in ("=1", "+x", "-x", "@x", "＝1", "-5", "低保")] == [
        "'=1",
        "'+x",
        "'-x",
        "'@x",
        "'＝1",
        "-5",
        "低保",
    ]
