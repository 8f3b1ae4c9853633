"""The three example registers, against the tables in their own READMEs."""

import re
from pathlib import Path

import pytest

from data.ingest.ingest import ingest

REGISTERS = Path(__file__).parents[2] / "registers"
KEY = bytes(range(32))
COUNTS = {
    "data rows": "data_rows",
    "households in the file": "households_in_file",
    "households after cleaning": "households",
    "members after cleaning": "members",
    "insured persons after cleaning": "insured_members",
    "rows to reject": "rows_rejected",
    "rows to warn about": "rows_doubtful",
    "monthly amount after cleaning, yuan": "monthly_amount",
}


def expected(folder: Path) -> dict[str, float]:
    rows = re.findall(r"^\| ([^|]+) \| ([\d.]+) \|$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    return {COUNTS[name]: float(value) for name, value in rows}


@pytest.mark.parametrize("name", ["city_11_counties", "members_xlsx", "rural_year_gb18030"])
def test_counts_are_those_of_the_readme(name):
    folder = REGISTERS / name
    result = ingest(next(folder.glob("register.*")), key=KEY)
    wanted = expected(folder)
    assert len(wanted) == len(COUNTS)
    assert {key: float(result.counts[key]) for key in wanted} == wanted
    for groups in (result.by_area, result.by_tier):
        for key in ("households", "members", "insured_members"):
            assert sum(group[key] for group in groups.values()) == result.counts[key]
        assert sum(group["monthly_amount"] for group in groups.values()) == pytest.approx(
            wanted["monthly_amount"], abs=0.005
        )


@pytest.mark.parametrize(
    ("name", "standards"),
    [("city_11_counties", {814.5, 747.0}), ("members_xlsx", {708.0, 640.0}), ("rural_year_gb18030", {575.0})],
)
def test_the_standard_is_inferred_from_the_rows(name, standards):
    result = ingest(next((REGISTERS / name).glob("register.*")), key=KEY)
    assert {standard.value for standard in result.inferred} == standards
    assert min(standard.share for standard in result.inferred) > 0.95
