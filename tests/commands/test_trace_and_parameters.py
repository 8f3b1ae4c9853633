"""The commands that tell the law, as real processes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import ROOT

LAW = ("--place", "sanming", "--day", "2021-12-31")


def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "commands", *arguments],
        cwd=ROOT, input=given, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def household(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("household") / "户.json"
    done = run("trace", "--example")
    assert done.returncode == 0
    path.write_text(done.stdout, encoding="utf-8")
    return path


def test_a_household_is_traced(household: Path) -> None:
    """四人 1,680 元：补差 708 × 4 − 1,680 = 1,152."""
    given = json.dumps({"county": "三元区", "income": 1680, "members": [{"age": 44}] * 4})
    done = run("trace", "-", *LAW, "--json", given=given)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["summary"]["tier"] == "dibao"
    steps = {step["name"]: step for step in told["steps"]}
    assert steps["dibao_payment"]["value"] == 1152.0
    assert steps["dibao_payment"]["arguments"]["payment_rounding"]["start"] == "2020-06-01"
    assert run("trace", str(household), *LAW, "--json").returncode == 0


def test_every_step_is_printed_in_both_languages_with_its_clause(household: Path) -> None:
    done = run("trace", str(household), *LAW, "--county", "将乐县", "--set", "supplement_rate=20%")
    assert done.returncode == 0, done.stderr
    assert "低保金（补差） Dibao payment = " in done.stdout
    assert "依据 Reference：社会救助暂行办法 第十二条" in done.stdout
    assert "方案设定" in done.stdout
    assert "将乐县" in done.stdout.splitlines()[0]
    assert "元/月 yuan/month" in done.stdout


@pytest.mark.parametrize(
    ("given", "further", "told"),
    [
        ('{"members": [}', LAW, ("不是 JSON", "is no JSON")),
        ('{"membres": [{}]}', LAW, ("是不是 members", "did you mean members")),
        ('{"members": [{"age": 200}]}', LAW, ("年龄应在 0 至 120", "Age must be from 0 to 120")),
        ('{"members": [{}]}', ("--place", "sanming", "--day", "1999-01-01"), ("没有", "has no value")),
        ('{"members": [{}]}', (*LAW, "--county", "无此县"), ("没有县", "there is no county")),
        ('{"members": [{}]}', (*LAW, "--set", "low_income_multple=2"), ("没有这个参数", "low_income_multiple")),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(given: str, further: tuple[str, ...], told: tuple[str, str]) -> None:
    done = run("trace", "-", *further, given=given)
    assert done.returncode == 1
    assert all(part in done.stderr for part in told), done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_told() -> None:
    for arguments in (("trace", "nowhere.json", *LAW), ("trace", *LAW)):
        done = run(*arguments)
        assert done.returncode == 1
        assert "--example" in done.stderr or "nowhere.json" in done.stderr


def test_only_what_differs_between_two_days_is_listed() -> None:
    """On 2022-04-01 Fujian raised its minimum wages, which the standard follows at 45 %."""
    told = json.loads(run("parameters", *LAW, "--compare", "2022-04-01", "--json").stdout)
    differences = {one["name"]: one for one in told["differences"]}
    assert {"minimum_wage", "dibao_standard"} <= set(differences)
    assert "payment_rounding" not in differences
    wages = [sorted(v["value"] for v in differences["minimum_wage"][side]) for side in ("first", "second")]
    assert wages == [[1420, 1570], [1660, 1810]]
    assert told["second"] == {"place": "sanming", "day": "2022-04-01"}


def test_two_places_are_compared_and_nothing_differs_from_itself() -> None:
    other = run("parameters", *LAW, "--compare", "hohhot@2022-01-01")
    assert other.returncode == 0
    assert "minimum_wage" in other.stdout
    assert "B 呼和浩特" in other.stdout
    assert json.loads(run("parameters", *LAW, "--compare", "sanming", "--json").stdout)["differences"] == []


@pytest.mark.parametrize("other", ["hohot", "2022-13-01", "hohhot@soon"])
def test_what_can_not_be_compared_with_is_told(other: str) -> None:
    done = run("parameters", *LAW, "--compare", other)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert other.rsplit("@", maxsplit=1)[-1] in done.stderr
