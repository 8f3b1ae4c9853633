"""Every page opens in both languages, and shows what the simulation says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.sample import sample_dataset
from data.store import open_store
from models.scenario import Scenario
from models.text import Language
from reports.headline import headlines
from reports.numbers import format_yuan
from simulations.caseload import Caseload
from simulations.result import Result
from simulations.simulate import simulate
from ui.page import pages

OpenApp = Callable[..., AppTest]
PAGES = {path.stem: page for path, page in pages().items()}
CHINESE = re.compile("[\u4e00-\u9fff]")
SHOWN = ("recipient_households", "recipient_persons", "cash_cost", "annual_cash_cost", "newly_in_persons")


def cards(app: AppTest) -> dict[str, str]:
    """Return the figures on a page's cards by name."""
    return {card.label: card.value for card in app.metric}


def expected(result: Result, language: Language = "zh") -> dict[str, str]:
    """Return what the cards must say of a result."""
    said = {}
    for one in headlines(result, SHOWN):
        money = one.measure.quantity == "money"
        said[one.text(language)] = (
            format_yuan(float(one.reform), language) if money else one.shown(one.reform, language)  # type: ignore[arg-type]
        )
    return said


def simulated(changes: Mapping[str, float], day: str = "2021-12-31") -> Result:
    """Return what the simulation itself says of the sample city."""
    store = open_store()
    caseload = Caseload.read(store.caseload_path(sample_dataset(store).id))
    scenario = Scenario(place="sanming", day=date.fromisoformat(day), changes=changes, standards="register")
    return simulate(caseload, scenario)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_its_question(open_app: OpenApp, page: str, language: Language) -> None:
    app = open_app(page, lang=language)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == PAGES[page].question(language)


@pytest.mark.parametrize("page", PAGES)
def test_no_chinese_is_left_on_an_english_page(open_app: OpenApp, page: str) -> None:
    """Names of counties and titles of documents stay Chinese; what the program says is English."""
    app = open_app(page, lang="en")
    widgets = [*app.slider, *app.toggle, *app.selectbox, *app.date_input, *app.text_input, *app.number_input]
    said = [one.label for one in (*widgets, *app.metric, *app.tabs, *app.expander, *app.button)]
    said += [one.value for one in (*app.info, *app.warning, *app.title, *app.subheader)]
    said += [card.value for card in app.metric] + [card.help for card in app.metric]
    assert [text for text in said if text != "中文" and CHINESE.search(text or "")] == []


@pytest.mark.parametrize(
    ("page", "moves", "changes"),
    [
        ("overview", {}, {}),
        ("unify", {}, {"rural_convergence": 1.0}),
        ("unify", {"rural_convergence": 45}, {"rural_convergence": 0.45}),
        ("minimum_wage_share", {"minimum_wage_share": 53}, {"minimum_wage_share": 0.53}),
        ("low_income_tier", {"low_income_multiple": 1.8}, {"low_income_multiple": 1.8}),
    ],
)
def test_cards_say_what_the_simulation_says(
    open_app: OpenApp, page: str, moves: Mapping[str, float], changes: Mapping[str, float]
) -> None:
    app = open_app(page)
    for lever, position in moves.items():
        app.slider(key=lever).set_value(position)
    app.run()
    shown, wanted = cards(app), expected(simulated(changes))
    assert len(shown) >= 4
    assert {name: shown[name] for name in wanted if name in shown} == {n: wanted[n] for n in wanted if n in shown}
    assert len(wanted.keys() & shown.keys()) >= 3


def test_moving_every_lever_moves_a_figure(open_app: OpenApp) -> None:
    for page, lever, position in (
        ("unify", "rural_convergence", 20),
        ("minimum_wage_share", "minimum_wage_share", 60),
        ("low_income_tier", "low_income_multiple", 2.4),
    ):
        app = open_app(page)
        before = cards(app)
        app.slider(key=lever).set_value(position).run()
        assert cards(app) != before, page


def test_lowering_a_standard_is_refused_until_it_is_allowed(open_app: OpenApp) -> None:
    app = open_app("unify")
    app.button(key="unify_rural").click().run()
    assert app.warning
    assert cards(app)["退出户数"] == "0户"
    app.toggle(key="standard_never_lower").set_value(False).run()
    assert not app.warning
    assert cards(app)["受损户数"] != "0户"


def test_a_link_holds_lever_day_and_language(open_app: OpenApp) -> None:
    app = open_app("minimum_wage_share", lang="en", minimum_wage_share="55", day="2022-04-01")
    assert app.slider(key="minimum_wage_share").value == 55
    assert app.date_input(key="study_day").value == date(2022, 4, 1)
    assert cards(app) | expected(simulated({"minimum_wage_share": 0.55}, "2022-04-01"), "en") == cards(app)


def test_choices_outlive_a_change_of_page_and_stand_in_the_address(open_app: OpenApp) -> None:
    app = open_app("minimum_wage_share")
    app.slider(key="minimum_wage_share").set_value(57)
    app.date_input(key="study_day").set_value(date(2022, 4, 1)).run()
    app.button(key="switch_language").click().run()
    app.switch_page("../pages/cliff.py").run()
    assert app.title[0].value == PAGES["cliff"].question.en
    assert app.query_params["lang"] == "en"
    assert app.query_params["day"] == "2022-04-01"
    app.switch_page("../pages/minimum_wage_share.py").run()
    assert app.slider(key="minimum_wage_share").value == 57
    assert cards(app) | expected(simulated({"minimum_wage_share": 0.57}, "2022-04-01"), "en") == cards(app)


def test_a_link_to_data_that_is_not_here_says_so(open_app: OpenApp) -> None:
    app = open_app("overview", data="0123456789ab")
    assert "链接所指的数据不在本机" in app.warning[0].value
    assert app.metric


def test_a_day_without_law_is_told_and_not_guessed(open_app: OpenApp) -> None:
    app = open_app("overview", day="2015-01-01")
    app.toggle(key="study_standards").set_value(False).run()
    assert not app.exception
    assert not app.metric
    assert "低保标准" in app.error[0].value
