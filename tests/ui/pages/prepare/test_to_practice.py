"""What is practised for a company carries the company, so that research and focus are scored."""

import pytest
from pytestqt.qtbot import QtBot

from coach.model.company import Company, Fact
from ui.context import Context
from ui.pages.practice import PracticePage
from ui.places import PageName, Place

GLOBEX = Company(
    name="Globex", facts=(Fact("From factories to hospitals"),), requirements=("Python and C++",)
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PracticePage:
    made = PracticePage(context)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("plan", ["prepared", "pitch-30", "your-turn"])
def test_the_company_goes_along(page: PracticePage, plan: str) -> None:
    page.on_shown(Place(page=PageName.PRACTICE, plan=plan, company=GLOBEX))
    assert page.view is page.ready
    assert page.choose.setup_for(plan=plan).company == GLOBEX


def test_other_plans_know_of_no_company(page: PracticePage) -> None:
    page.on_shown(Place(page=PageName.PRACTICE, plan="prepared", company=GLOBEX))
    assert page.choose.setup_for(plan="first-interview").company is None


def test_the_prepared_interview_asks_for_what_the_job_asks_for(page: PracticePage) -> None:
    page.on_shown(Place(page=PageName.PRACTICE, plan="prepared", company=GLOBEX))
    asked = page.choose.setup_for(plan="prepared").request.wanted.prepared
    assert ["Python and C++" in question.text for question in asked] == [True]
