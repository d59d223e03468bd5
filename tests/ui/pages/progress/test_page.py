"""Progress: empty, one session, many; told to a screen reader, gone through by keyboard, and leading on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.folders import Folders
from coach.model.progress import Point, Progress, Reuse, Trend, Verdict
from coach.testing.kept import keep_sessions, some_sessions
from coach.words import Words
from ui.context import Context
from ui.pages.progress import ProgressPage
from ui.pages.progress.values import shown
from ui.places import PageName, Place

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HERE = Place(page=PageName.PROGRESS)


@pytest.fixture
def make_page(qtbot: QtBot, context: Context, folders: Folders) -> Callable[[int], ProgressPage]:
    def make(sessions: int) -> ProgressPage:
        if sessions:
            keep_sessions(folders.data, some_sessions(sessions), sounds=False)
        page = ProgressPage(context, now=lambda: NOW)
        qtbot.addWidget(page)
        page.resize(1085, 800)
        page.show()
        page.on_shown(HERE)
        return page

    return make


def test_without_sessions_it_says_what_will_be_there(
    make_page: Callable[[int], ProgressPage], watched: object
) -> None:
    page = make_page(0)
    assert page.begin.isVisible()
    page.begin.click()
    assert watched.places == [Place(page=PageName.PRACTICE)]  # type: ignore[attr-defined]


def test_one_session_shows_levels_and_promises_nothing(make_page: Callable[[int], ProgressPage]) -> None:
    page = make_page(1)
    assert [card.number.text() for card in page.cards[:2]] == ["3", "4"]
    assert {card.verdict.text() for card in page.cards} == {""}
    assert page.rule.text().startswith("From ten sessions on"), "said once, and not on every card"
    assert all("ten sessions tell" in card.line.accessibleName() for card in page.cards)
    assert page.questions.rowCount() == 6


def test_many_sessions(make_page: Callable[[int], ProgressPage]) -> None:
    page = make_page(16)
    said = {card.line.accessibleName().split(":")[0]: card for card in page.cards}
    listening = said["Listening"]
    assert listening.verdict.text() == "as usual"
    assert "13 sessions" in listening.line.accessibleName(), "of 16, those that asked for it"
    assert "your usual is" in said["Pace, words a minute"].verdict.text()
    assert page.next_title.text() == "What is your greatest strength? Give an example."
    page.range.setCurrentIndex(0)
    fewer = next(card for card in page.cards if card.line.accessibleName().startswith("Listening"))
    assert len(fewer.line._values) < 11


def test_the_line_is_gone_through_by_keyboard(
    make_page: Callable[[int], ProgressPage], qtbot: QtBot, watched: object
) -> None:
    page = make_page(3)
    line = page.cards[0].line
    line.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(line, key)
    last = line.chosen
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (place,) = watched.places  # type: ignore[attr-defined]
    assert place.page is PageName.SESSIONS
    assert place.session_id
    assert last >= 0


def test_a_question_opens_its_newest_answer_and_practise_now_its_plan(
    make_page: Callable[[int], ProgressPage], qtbot: QtBot, watched: object
) -> None:
    page = make_page(3)
    page.questions.setCurrentCell(0, 0)
    qtbot.keyClick(page.questions, Qt.Key.Key_Return)
    page.practise.click()
    opened, practised = watched.places  # type: ignore[attr-defined]
    assert opened.answer_id.startswith(opened.session_id)
    assert practised == Place(page=PageName.PRACTICE, plan="weakest")


def test_the_narrowest_window_holds_it(make_page: Callable[[int], ProgressPage], qtbot: QtBot) -> None:
    page = make_page(3)
    page.resize(765, 640)
    qtbot.wait(1)
    content = page.full.widget()
    assert content.minimumSizeHint().width() <= page.full.viewport().width()


def trend(verdict: Verdict, *values: float, name: str = "star") -> Trend:
    points = tuple(
        Point(session_id=str(place), at=NOW + timedelta(days=place), value=value)
        for place, value in enumerate(values)
    )
    return Trend(name=name, points=points, low=2.5, high=3.5, verdict=verdict)


def test_a_half_level_is_never_flattered(words: Words) -> None:
    found = Progress(sessions=1, dimensions=(trend(Verdict.ABOVE, 3.0, 3.5),))
    (card,) = shown(found, words, NOW).dimensions
    assert (card.number, card.verdict, card.changed) == ("3", "above your usual", True)


def test_stories_are_told_with_how_often_and_when(words: Words) -> None:
    reuse = Reuse(
        answer_ids=("a", "b", "c"), told_at=(NOW, NOW, NOW), words=("warehouse", "conveyor"), questions=2
    )
    before = replace(reuse, told_at=(NOW - timedelta(days=90), NOW, NOW))
    told = shown(Progress(sessions=3, stories=(reuse, before)), words, NOW).stories
    assert told[0] == "The story with warehouse and conveyor: 3 times this month, to 2 questions."
    assert told[1] == "The story with warehouse and conveyor: 3 times, to 2 questions."
