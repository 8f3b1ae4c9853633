"""From an uploaded file, or published totals, to the three policies; and what a wrong file gets."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from data.ingest.ingest import ingest
from data.population.totals_file import totals_template
from data.store import open_store
from models.text import Text
from reports.numbers import HOUSEHOLDS, PERSONS, format_count, format_yuan
from tests.pages.conftest import ROOT
from ui.work import Work

OpenApp = Callable[..., AppTest]
REGISTERS = ROOT / "tests" / "registers"
RURAL = REGISTERS / "rural_year_gb18030" / "register.csv"


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """Upload a register on the data page."""
    app.file_uploader(key="register_file").set_value((name, content, "application/octet-stream"))
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    """Press the one button of this label."""
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def imported(app: AppTest) -> AppTest:
    """Press import and wait for the end; the page's own clock is the browser's, here we draw it again ourselves."""
    press(app, "导入")
    for _ in range(200):
        if app.success or app.error:
            return app
        time.sleep(0.1)
        app.run()
    pytest.fail("the import did not end")


def cards(app: AppTest) -> dict[str, str]:
    return {card.label: card.value for card in app.metric}


def unstated() -> bytes:
    """Return a register whose amounts say neither month nor year, save the income, and neither urban nor rural."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(["编号", "户主", "家庭人口", "保障人口", "家庭年收入", "保障金", "救助类别"])
    for number in range(200):
        members, income = 1 + number % 4, 100 + number
        payment = max(640 - income, 0) * members
        table.writerow([f"A{number:05}", f"张{number}", members, members, income * members * 12, payment, "低保"])
    return file.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    ("register", "rows", "rejected", "households", "place"),
    [
        ("city_11_counties/register.xlsx", "19,606", "40", "19,566", "sanming"),
        ("members_xlsx/register.xlsx", "5,299", "22", "2,292", None),
        ("rural_year_gb18030/register.csv", "2,604", "18", "2,586", "hohhot"),
    ],
)
def test_a_register_is_recognised_imported_and_accounted_for(
    open_app: OpenApp, register: str, rows: str, rejected: str, households: str, place: str | None
) -> None:
    app = upload(open_app("data"), Path(register).name, (REGISTERS / register).read_bytes())
    assert not app.exception
    imported(app)
    assert cards(app)["数据行"] == rows
    assert cards(app)["剔除的行"] == rejected
    assert cards(app)["清理后户数"] == households
    if place:
        assert app.selectbox(key="study_place").value == place
    assert "下载数据质量报告（逐行）" in [button.label for button in app.get("download_button")]


@pytest.mark.parametrize(
    ("page", "lever", "position", "changes"),
    [
        ("unify", "rural_convergence", 60, "rural_convergence=0.6"),
        ("minimum_wage_share", "minimum_wage_share", 55, "minimum_wage_share=0.55"),
        ("low_income_tier", "low_income_multiple", 2.1, "low_income_multiple=2.1"),
    ],
)
def test_the_pages_say_what_the_command_says(
    open_app: OpenApp, page: str, lever: str, position: float, changes: str
) -> None:
    app = imported(upload(open_app("data"), "register.csv", RURAL.read_bytes()))
    day = app.date_input(key="study_day").value
    app.switch_page(f"../pages/{page}.py").run()
    app.slider(key=lever).set_value(position).run()
    said = _command("--place", "hohhot", "--day", day.isoformat(), "--set", changes)
    shown = cards(app)
    for side, names in (
        ("reform", {"recipient_households": "现金救助户数", "recipient_persons": "现金救助人数"}),
        (
            "difference",
            {"newly_in_persons": "新纳入人数", "gaining_persons": "受益人数", "losing_households": "受损户数"},
        ),
    ):
        for key, label in names.items():
            unit = PERSONS if key.endswith("persons") else HOUSEHOLDS
            # Fewer than five households or persons of a register are told by the command, not by the page.
            count = said[side][key]
            assert shown[label] == ("<5" if 0 < count < 5 else format_count(count, unit, "zh")), key
    for key, label in (("cash_cost", "现金救助月支出"), ("annual_cash_cost", "现金救助年支出")):
        assert shown[label] == format_yuan(said["reform"][key], "zh")


def _command(*arguments: str) -> Mapping[str, Mapping[str, float]]:
    """Return the totals of ``simulate FILE … --json`` by side and indicator."""
    command = [sys.executable, "-m", "commands", "simulate", str(RURAL), *arguments, "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env=os.environ | {"PYTHONUTF8": "1"})
    return dict(json.loads(done.stdout))


def test_an_answer_counts_for_the_columns_that_were_asked_about(open_app: OpenApp) -> None:
    app = upload(open_app("data"), "unstated.csv", unstated())
    asked = _asked(app)
    assert any("保障金" in box.label for box in asked)
    assert not any("家庭年收入" in box.label for box in asked)
    assert next(button for button in app.button if button.label == "导入").disabled
    for _ in asked:
        box = _asked(app)[0]
        box.set_value("month" if "period_unknown" in str(box.key) else "rural")
        app.run()
    assert not _asked(app)
    assert "元/年" in " ".join(caption.value for caption in app.caption), "the income keeps the unit of its header"
    imported(app)
    dataset = next(d for d in open_store().datasets() if d.title.zh == "unstated.csv")
    assert dataset.households == 200
    amounts = _amounts(unstated())
    assert f"{amounts:,.2f} 元" in " ".join(caption.value for caption in app.caption)


def _asked(app: AppTest) -> list[Selectbox]:
    return [box for box in app.selectbox if str(box.key).startswith("ask_")]


def _amounts(content: bytes) -> float:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return float(sum(float(row["保障金"]) for row in rows))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40, "照片"),
        ("empty.csv", b"", "空"),
        ("password.xlsx", ROOT / "tests" / "data" / "ingest" / "files" / "password.xlsx", "密码"),
        ("letter.csv", "各位同事：\n明天开会。\n".encode(), ""),
    ],
)
def test_a_wrong_file_gets_a_clear_message_and_nothing_is_kept(
    open_app: OpenApp, name: str, content: bytes | Path, said: str
) -> None:
    before = len(open_store().datasets())
    app = upload(open_app("data"), name, content if isinstance(content, bytes) else content.read_bytes())
    assert not app.exception
    assert said in app.error[0].value
    assert not any(button.label == "导入" for button in app.button)
    assert len(open_store().datasets()) == before


def test_an_import_that_is_called_off_keeps_nothing(home: Path) -> None:
    before = len(open_store().datasets())
    entered = threading.Event()

    def work(progress: Callable[[Text, float], None], called_off: Callable[[], bool]) -> object:
        def tell(text: Text, share: float) -> None:
            progress(text, share)
            entered.set()
            time.sleep(0.02)

        found = ingest(RURAL.read_bytes(), key=b"k" * 32, progress=tell, cancelled=called_off)
        return open_store().add_dataset(found.table)

    running = Work(work)
    assert entered.wait(30)
    running.cancel()
    assert running.wait(30)
    assert running.outcome is None
    assert running.problems is None
    assert len(open_store().datasets()) == before


def test_published_totals_lead_to_the_three_policies(open_app: OpenApp) -> None:
    book = load_workbook(io.BytesIO(totals_template("zh")))
    book.worksheets[0].append(["三元区", "城镇", 900, 1500, 708, 600000, None])
    book.worksheets[0].append(["三元区", "农村", 1000, 1900, 640, 560000, None])
    file = io.BytesIO()
    book.save(file)
    app = open_app("data")
    app.file_uploader(key="totals_file").set_value(("totals.xlsx", file.getvalue(), "application/octet-stream"))
    app.text_input(key="totals_title").set_value("两县总数")
    app.run()
    assert not app.error, app.error[0].value
    press(app, "生成推算人口")
    assert not app.exception
    assert any("吻合" in one.value for one in app.success)
    for page in ("unify", "minimum_wage_share", "low_income_tier"):
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception
        assert "按公布总数推算" in " ".join(text.value for text in app.markdown)
        persons = int(cards(app)["现金救助人数"][:-1].replace(",", ""))
        assert persons >= 0.98 * 3400


def test_data_can_be_removed_but_not_the_sample_city(open_app: OpenApp) -> None:
    app = imported(upload(open_app("data"), "register.csv", RURAL.read_bytes()))
    kept = {dataset.id for dataset in open_store().datasets()}
    removable = [str(button.key) for button in app.button if str(button.key).startswith("confirm_")]
    assert len(removable) == len(kept) - 1
    chosen = app.selectbox(key="study_dataset").value
    app.button(key=f"confirm_{chosen}").click().run()
    assert not app.exception
    assert chosen not in {dataset.id for dataset in open_store().datasets()}
    assert app.selectbox(key="study_dataset").value != chosen
