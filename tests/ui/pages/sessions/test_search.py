"""Searching on the Sessions page, and what a person adds to a session."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.library import Library
from coach.model.session import Keep
from ui.context import Context
from ui.pages.base import Command
from ui.pages.sessions import SessionsPage
from ui.pages.sessions.hit_list import LINE

OpenPage = Callable[..., SessionsPage]


def look_for(qtbot: QtBot, page: SessionsPage, text: str) -> None:
    page.on_command(Command.SEARCH)
    asked: list[str] = []
    page.search.bar.wanted.connect(lambda wanted: asked.append(wanted.text))
    page.search.told.clear()
    qtbot.keyClicks(page.search.bar.field, text)
    qtbot.waitUntil(lambda: asked[-1:] == [text] and bool(page.search.told.text()))


def snippets(page: SessionsPage) -> list[str]:
    model = page.search.hits.hits
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_words_that_were_said_are_found_while_they_are_typed(qtbot: QtBot, page: SessionsPage) -> None:
    look_for(qtbot, page, "rounding prob")
    assert snippets(page)
    assert all("rounding problem" in one for one in snippets(page))
    assert "Found in" in page.search.told.text()
    assert page.search.results.isVisible()
    assert not page.browse.list.isVisible()
    qtbot.keyClick(page.search.bar.field, Qt.Key.Key_Escape)
    assert page.browse.list.isVisible()
    assert page.search.bar.field.text() == ""


def test_a_hit_opens_its_answer_and_plays_from_its_second(
    qtbot: QtBot, page: SessionsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[float] = []
    monkeypatch.setattr(page.answer, "play_from", played.append)
    look_for(qtbot, page, "rounding problem")
    qtbot.keyClick(page.search.bar.field, Qt.Key.Key_Return)
    hit = page.search.hits.hits.index(0).data(LINE).hit
    qtbot.keyClick(page.search.hits, Qt.Key.Key_Return)
    qtbot.waitUntil(page.answer.isVisible)
    shown = page.presenter.shown
    assert shown is not None
    assert shown.session.id == hit.session_id
    assert shown.session.answers[page.answer.index].id == hit.answer_id
    assert played == [hit.start_s]


def test_what_is_nowhere_is_said_and_nothing_breaks(qtbot: QtBot, page: SessionsPage) -> None:
    for text in ('"(', "NOT AND ^", "zyzzyva"):
        page.search.bar.clear()
        look_for(qtbot, page, text)
        qtbot.waitUntil(lambda: "Nothing was found" in page.search.told.text())
        assert snippets(page) == []


def test_filters_alone_find_answers_and_unfold_below_the_field(qtbot: QtBot, page: SessionsPage) -> None:
    assert not page.search.bar.filters.isVisible()
    qtbot.mouseClick(page.search.bar.toggle, Qt.MouseButton.LeftButton)
    assert page.search.bar.filters.isVisible()
    page.search.bar.dimension.setCurrentIndex(5)
    page.search.bar.level.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.search.active and page.search.hits.hits.rowCount() > 0)
    few = page.search.hits.hits.rowCount()
    page.search.bar.level.setCurrentIndex(0)
    qtbot.waitUntil(lambda: page.search.hits.hits.rowCount() >= few)
    page.search.bar.starred.setChecked(True)
    qtbot.waitUntil(lambda: page.search.hits.hits.rowCount() == 0)


def test_more_hits_come_when_the_end_is_reached(
    qtbot: QtBot, context: Context, session_ids: tuple[str, ...], open_page: OpenPage
) -> None:
    library: Library = context.library
    asked = library.session(session_ids[0]).answers[0].question
    for number in range(120):
        library.add_answer(session_ids[0], asked, position=90, attempt=number + 1, typed=f"wombat {number}")
    page = open_page(context)
    look_for(qtbot, page, "wombat")
    qtbot.waitUntil(lambda: page.search.hits.hits.rowCount() >= 50)
    for _ in range(4):
        page.search.hits.scrollToBottom()
    qtbot.waitUntil(lambda: page.search.hits.hits.rowCount() == 120)


def test_a_star_a_note_and_what_counts_are_kept(qtbot: QtBot, page: SessionsPage, context: Context) -> None:
    shown = page.presenter.shown
    assert shown is not None
    view, session_id = page.browse.session, shown.session.id
    qtbot.mouseClick(view.star, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.tools.count, Qt.MouseButton.LeftButton)
    view.tools.note.setFocus()
    qtbot.keyClicks(view.tools.note, "Ask Priya")
    qtbot.keyClick(view.tools.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = context.library.session(session_id)
    assert (session.starred, session.in_trends, session.note) == (True, False, "Ask Priya")
    qtbot.waitUntil(lambda: "Starred" in view.star.text())
    assert page.browse.list.lines.line(0).starred


def test_an_answer_has_a_star_and_a_note_too(qtbot: QtBot, page: SessionsPage, context: Context) -> None:
    page.browse.session.table.chosen.emit(2)
    qtbot.waitUntil(page.answer.isVisible)
    qtbot.mouseClick(page.answer.star, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.answer.note_toggle, Qt.MouseButton.LeftButton)
    page.answer.note.setFocus()
    qtbot.keyClicks(page.answer.note, "shorter")
    page.answer.step(1)
    shown = page.presenter.shown
    assert shown is not None
    answer = context.library.session(shown.session.id).answers[2]
    assert (answer.starred, answer.note) == (True, "shorter")


@pytest.mark.parametrize("keep", [Keep.TEXT, Keep.SCORES])
def test_less_is_kept_only_after_it_was_said_what_goes(
    page: SessionsPage, context: Context, watched: object, keep: Keep
) -> None:
    shown = page.presenter.shown
    assert shown is not None
    session_id = shown.session.id
    for answer in shown.session.answers:
        if answer.status.value in ("queued", "running", "recording"):
            context.library.remove_answer(answer.id)
    tools = page.browse.session.tools
    tools.keep.activated.emit(tools.keep.findData(keep))
    assert context.library.session(session_id).kept is Keep.SOUND
    notice = watched.notices[-1]  # type: ignore[attr-defined]
    assert notice.text.id == f"ui.sessions.keep.question_{keep}"
    notice.on_action()
    assert context.library.session(session_id).kept is keep
    assert tools.keep.count() == (2 if keep is Keep.TEXT else 1)


def test_every_control_has_a_name(page: SessionsPage) -> None:
    bar = page.search.bar
    named: list[QWidget] = [bar.field, *bar.controls()[:-1], page.search.hits, page.answer.note]
    assert all(one.accessibleName() for one in named)
