"""The Practice page offers the prepared interview that comes next, by itself."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.library import Library
from coach.model.company import Company
from coach.model.preparation import InterviewDay, Preparation, Requirement
from ui.context import Context
from ui.pages.practice.choose import ChooseView
from ui.pages.practice.next_interview import NextInterview
from ui.places import PageName

NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)


def prepared(days: int) -> Preparation:
    return Preparation(
        id=f"p{days}",
        company=Company(name="Globex"),
        requirements=(Requirement(text="Python"),),
        day=InterviewDay(starts_at=NOW + timedelta(days=days)),
    )


@pytest.fixture
def line(context: Context, qtbot: QtBot) -> NextInterview:
    made = NextInterview(context, now=lambda: NOW)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "Practise for Globex, today"),
        (1, "Practise for Globex, tomorrow"),
        (3, "Practise for Globex, 29 Nov"),
    ],
)
def test_it_names_the_company_and_the_day(
    line: NextInterview, library: Library, days: int, text: str
) -> None:
    library.papers.save(prepared(days))
    line.refresh()
    assert not line.isHidden()
    assert line.practise.text() == text


def test_it_is_quiet_while_nothing_is_near(line: NextInterview, library: Library) -> None:
    library.papers.save(prepared(15))
    line.refresh()
    assert line.isHidden()


def test_it_goes_when_the_preparation_is_gone(line: NextInterview, library: Library) -> None:
    library.papers.save(prepared(3))
    line.refresh()
    library.papers.delete("p3")
    line.refresh()
    assert line.isHidden()


def test_it_leads_to_practising_for_this_employer(
    line: NextInterview, library: Library, watched: Any, qtbot: QtBot
) -> None:
    library.papers.save(prepared(3))
    line.refresh()
    line.show()
    qtbot.keyClick(line.practise, Qt.Key.Key_Space)
    (place,) = watched.places
    assert (place.page, place.plan) == (PageName.PRACTICE, "prepared")
    assert place.company.requirements == ("Python",)


def test_the_page_looks_when_it_is_shown(context: Context, library: Library, qtbot: QtBot) -> None:
    choose = ChooseView(context)
    qtbot.addWidget(choose)
    starts = datetime.now().astimezone() + timedelta(days=2)
    library.papers.save(
        Preparation(id="p", requirements=(Requirement(text="Python"),), day=InterviewDay(starts_at=starts))
    )
    choose.refresh()
    assert not choose.next_interview.isHidden()
