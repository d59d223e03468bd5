"""The Sessions page as a person uses it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import NotFoundError
from coach.folders import Folders
from coach.library import Library
from coach.model.session import AnswerStatus
from coach.testing.kept import keep_sessions, some_sessions
from ui.context import Context
from ui.pages.base import Command
from ui.pages.sessions import SessionsPage
from ui.pages.sessions.presenter import AT_ONCE
from ui.places import PageName, Place

OpenPage = Callable[..., SessionsPage]
NOW = datetime(2026, 11, 21, 16, 0, tzinfo=timezone(timedelta(hours=1)))


def read(widget: QWidget) -> str:
    """All labels and buttons that can be seen."""
    return "\n".join(
        child.text()
        for child in widget.findChildren(QWidget)
        if isinstance(child, QLabel | QPushButton) and child.isVisible()
    )


def titles(page: SessionsPage) -> list[str]:
    lines = page.browse.list.lines
    return [lines.line(row).title for row in range(lines.rowCount())]


def press(qtbot: QtBot, page: SessionsPage, key: Qt.Key) -> None:
    """A key, where the focus is."""
    page.window().activateWindow()
    focused = QApplication.focusWidget() or page
    qtbot.keyClick(focused, key)


# The list.


def test_sessions_are_listed_newest_first_and_the_newest_is_open(page: SessionsPage) -> None:
    assert titles(page) == [
        "Globex Robotics",
        "Standard first interview",
        "Behavioural drill",
        "Globex Robotics",
        "Your turn to ask",
    ]
    lines = page.browse.list.lines
    assert [lines.line(row).about for row in (0, 1, 4)] == [
        "7 answers · today 14:20",
        "4 answers · yesterday",
        "1 answer · 15 Nov",
    ]
    assert "Globex Robotics · today 14:20" in read(page)
    assert "What would help most now" in read(page)


def test_without_a_session_the_page_says_what_to_do(
    qtbot: QtBot, context: Context, open_page: OpenPage, watched: Any
) -> None:
    page = open_page(context)
    assert "No sessions yet" in read(page)
    qtbot.mouseClick(page.practise, Qt.MouseButton.LeftButton)
    assert watched.places == [Place(page=PageName.PRACTICE)]
    assert not page.on_command(Command.EXPORT)


def test_nothing_is_claimed_before_the_library_was_read(
    make_context: Callable[..., Context], by_hand: Any, open_page: OpenPage
) -> None:
    page = open_page(make_context(executor=by_hand))
    assert read(page) == ""
    by_hand.work()
    assert "No sessions yet" in read(page)


def test_moving_in_the_list_opens_sessions_and_a_late_one_is_not_shown(
    qtbot: QtBot,
    session_ids: tuple[str, ...],
    make_context: Callable[..., Context],
    by_hand: Any,
    open_page: OpenPage,
) -> None:
    page = open_page(make_context(executor=by_hand))
    for _ in range(3):
        by_hand.work()
    page.browse.list.setFocus()
    qtbot.keyClick(page.browse.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.browse.list, Qt.Key.Key_Down)
    opened: list[str] = []
    page.presenter.opened.connect(lambda found: opened.append(found.session.id))
    by_hand.work()
    assert opened == [session_ids[2]]
    assert "Behavioural drill · 18 Nov" in read(page)


def test_a_session_that_is_saved_meanwhile_is_listed_when_the_page_is_shown_again(
    page: SessionsPage, folders: Folders
) -> None:
    page.on_hidden()
    newest = some_sessions(1, NOW.replace(hour=15))
    keep_sessions(folders.data, [replace(newest[0], title="Just now")])
    page.on_shown(Place(page=PageName.SESSIONS))
    assert titles(page)[0] == "Just now"
    assert "today 14:20" in read(page), "the session that was open stays open"


def test_three_hundred_sessions_are_drawn_as_fast_as_a_few(
    qtbot: QtBot, context: Context, folders: Folders, open_page: OpenPage
) -> None:
    few = some_sessions(5, NOW)
    keep_sessions(folders.data, [replace(few[0], title=f"Session {n}") for n in range(300)], sounds=False)
    page = open_page(context)
    assert page.browse.list.lines.rowCount() == AT_ONCE < 300
    assert len(page.browse.list.findChildren(QWidget)) < 20, "a line is drawn, it is no widget"
    qtbot.keyClick(page.browse.list, Qt.Key.Key_End)
    assert "Session" in read(page)
    qtbot.waitUntil(lambda: page.browse.list.lines.rowCount() == 300)
    assert not page.browse.list.lines.canFetchMore(QModelIndex())


# One session.


def table_texts(page: SessionsPage) -> list[list[str]]:
    model = page.browse.session.table.model()
    return [
        [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_has_a_level_a_dash_or_what_became_of_the_answer(page: SessionsPage) -> None:
    model = page.browse.session.table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["Question", "STAR", "Story", "Research", "Listening", "Focus", "Delivery"]
    rows = table_texts(page)
    assert rows[2] == ["Tell me about a time you disagreed with a colleague.", "4", "5", "–", "4", "–", "4"]
    assert rows[5][1] == "could not be written down"
    assert rows[6][1] == "skipped"
    assert len(rows) == 8, "one row an answer and never a total"


def test_a_self_focused_question_is_flagged_and_a_click_plays_it(qtbot: QtBot, page: SessionsPage) -> None:
    (note,) = page.browse.session.flags
    assert "how many days can I work from home?" in note.quote.text()
    played: list[float] = []
    page.answer.panel.play_from = played.append
    qtbot.mouseClick(note.quote, Qt.MouseButton.LeftButton)
    assert page.answer.question.text() == "What questions do you have for us?"
    assert len(played) == 1


def test_a_session_is_renamed_in_place(qtbot: QtBot, page: SessionsPage, library: Library) -> None:
    press(qtbot, page, Qt.Key.Key_F2)
    field = page.browse.session.title.field
    assert field.isVisible()
    assert field.selectedText() == "Globex Robotics"
    qtbot.keyClicks(field, "Second try")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert titles(page)[0] == "Second try"
    assert "Second try · today 14:20" in read(page)
    assert library.sessions()[0].title == "Second try"


@pytest.mark.parametrize("written", ["", "   "])
def test_an_empty_title_or_escape_keeps_the_old_one(
    qtbot: QtBot, page: SessionsPage, library: Library, written: str
) -> None:
    page.browse.session.rename.click()
    field = page.browse.session.title.field
    field.clear()
    qtbot.keyClicks(field, written)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page.browse.session.rename.click()
    qtbot.keyClicks(field, "Other")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert library.sessions()[0].title == "Globex Robotics"


def test_deleting_asks_once_in_the_message_bar_and_then_really_deletes(
    qtbot: QtBot, page: SessionsPage, library: Library, session_ids: tuple[str, ...], watched: Any
) -> None:
    sounds = list((library.folder).rglob(f"*{session_ids[-1]}*"))
    assert sounds
    press(qtbot, page, Qt.Key.Key_Delete)
    (notice,) = watched.notices
    assert notice.action is not None
    assert len(library.sessions()) == 5, "asked, not done"
    notice.on_action()
    assert len(library.sessions()) == 4
    assert not list((library.folder).rglob(f"*{session_ids[-1]}*"))
    assert titles(page)[0] == "Standard first interview"
    assert "Standard first interview · yesterday" in read(page), "the next one is open"
    with pytest.raises(NotFoundError):
        library.session(session_ids[-1])


def test_deleting_the_last_session_leaves_the_page_that_says_what_to_do(
    context: Context, folders: Folders, open_page: OpenPage, watched: Any
) -> None:
    keep_sessions(folders.data, some_sessions(1, NOW))
    page = open_page(context)
    page.browse.session.delete.click()
    watched.notices[0].on_action()
    assert "No sessions yet" in read(page)


def test_a_session_that_is_gone_is_said_and_leaves_the_list(
    page: SessionsPage, library: Library, session_ids: tuple[str, ...], watched: Any
) -> None:
    library.delete_session(session_ids[-1])
    page.presenter.open(session_ids[-1])
    assert len(titles(page)) == 4
    assert [notice.kind for notice in watched.notices] == ["problem"]


# One answer.


def open_answer(page: SessionsPage, index: int) -> None:
    page.browse.session.table.mark(index)
    page.browse.session.table.setFocus()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.browse.session.table, key)


def test_enter_goes_into_the_session_and_the_answer_and_escape_back(qtbot: QtBot, page: SessionsPage) -> None:
    page.browse.list.setFocus()
    qtbot.keyClick(page.browse.list, Qt.Key.Key_Return)
    open_answer(page, 2)
    assert "Tell me about a time you disagreed with a colleague." in page.answer.question.text()
    assert page.answer.isVisible()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.browse.isVisible()
    assert page.browse.session.table.currentIndex().row() == 2


def test_alt_and_the_arrows_go_to_the_neighbours(qtbot: QtBot, page: SessionsPage) -> None:
    open_answer(page, 2)
    qtbot.keyClick(page.answer, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.answer.question.text() == "Why do you want to work here?"
    for _ in range(9):
        qtbot.keyClick(page.answer, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.answer.question.text() == "Tell me about yourself."
    assert not page.answer.previous.isEnabled()
    assert page.answer.next.isEnabled()


def test_an_answer_that_was_not_written_down_says_so(page: SessionsPage) -> None:
    open_answer(page, 5)
    assert "could not be turned into text" in read(page)


def test_a_place_opens_the_answer_and_plays_from_there(
    page: SessionsPage, library: Library, session_ids: tuple[str, ...]
) -> None:
    played: list[float] = []
    page.answer.panel.play_from = played.append
    answer = library.session(session_ids[1]).answers[1]
    page.on_shown(Place(page=PageName.SESSIONS, session_id=session_ids[1], answer_id=answer.id, at_s=1.5))
    assert page.answer.isVisible()
    assert answer.question.text.startswith(page.answer.question.text()[:20])
    assert played == [pytest.approx(1.3)], "a little before, so that the first word is heard"


def test_an_unfinished_answer_is_looked_at_again_until_it_is_done(
    *,
    qtbot: QtBot,
    context: Context,
    folders: Folders,
    library: Library,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.pages.sessions.page.LOOK_AGAIN_MS", 20)
    whole = some_sessions(1, NOW)[0]
    done = whole.answers[2]
    waiting = replace(
        done, position=0, status=AnswerStatus.QUEUED, score=None, transcript=None, feedback=None
    )
    (kept,) = keep_sessions(folders.data, [replace(whole, answers=(waiting,))])
    page = open_page(context)
    assert table_texts(page)[0][1] == "waiting to be written down"
    open_answer(page, 0)
    assert "still being worked on" in read(page)
    (answer,) = library.session(kept).answers
    assert done.transcript is not None
    assert done.score is not None
    library.save_transcript(answer.id, done.transcript)
    library.save_score(answer.id, done.score, done.feedback)
    qtbot.waitUntil(lambda: "still being worked on" not in read(page))
    page.on_hidden()
    assert table_texts(page)[0][1:3] == ["4", "5"]


# For everyone.


def test_every_control_has_a_name_and_the_tab_key_reaches_it(qtbot: QtBot, page: SessionsPage) -> None:
    controls = [page.browse.export, page.browse.list, page.browse.session.rename]
    controls += [page.browse.session.delete, page.browse.session.table]
    controls += [note.quote for note in page.browse.session.flags]
    for control in controls:
        spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert spoken, type(control).__name__
    page.browse.export.setFocus()
    reached = set()
    for _ in range(30):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached >= set(controls)


def test_a_line_is_read_out_whole(page: SessionsPage) -> None:
    index = page.browse.list.lines.index(1)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Standard first interview, 4 answers · yesterday. STAR structure 3")


def test_in_a_narrow_window_list_and_session_take_turns(
    qtbot: QtBot, session_ids: tuple[str, ...], context: Context, open_page: OpenPage
) -> None:
    assert session_ids
    page = open_page(context, width=764)
    assert page.browse.list.isVisible()
    assert not page.browse.session.isVisible()
    qtbot.keyClick(page.browse.list, Qt.Key.Key_Return)
    assert page.browse.session.isVisible()
    assert not page.browse.list.isVisible()
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.browse.list.isVisible()


def test_with_large_text_the_buttons_have_their_words(
    qtbot: QtBot, session_ids: tuple[str, ...], context: Context, open_page: OpenPage
) -> None:
    assert session_ids
    page = open_page(context, width=764)
    assert page.browse.title.isVisible()
    page.setFixedWidth(400)  # as the window does, which is no wider than the screen
    qtbot.waitUntil(lambda: not page.browse.title.isVisible())


def test_a_click_on_a_line_opens_it(qtbot: QtBot, page: SessionsPage) -> None:
    view = page.browse.list
    at: QPoint = view.visualRect(view.lines.index(4)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "Your turn to ask · 15 Nov" in read(page)
