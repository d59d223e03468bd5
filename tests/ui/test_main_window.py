"""The window shows pages, passes on what is asked of it, and remembers how it was left."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from coach.errors import NoMicrophoneError
from coach.model.message import message
from ui.context import Context
from ui.errors import NoticeKind
from ui.main_window import MainWindow
from ui.menus import Menus
from ui.page_list import PAGES
from ui.pages.base import Command, Key, Page
from ui.places import PageName, Place
from ui.tasks import Task
from ui.widgets.keys_dialog import KeysDialog
from ui.widgets.report_dialog import ReportDialog
from ui.window_state import FILE, WindowState, load, save


class Noted(Page):
    """A page that notes what the window asks of it."""

    name: ClassVar[PageName] = PageName.PRACTICE
    stays: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.asked: list[object] = []
        layout = QVBoxLayout(self)
        layout.addWidget(QPushButton("Something to focus"))

    def on_shown(self, place: Place) -> None:
        self.asked.append(place)

    def on_hidden(self) -> None:
        self.asked.append("hidden")

    def on_command(self, command: Command) -> bool:
        self.asked.append(command)
        return command is Command.NEW_INTERVIEW

    def keys(self) -> tuple[Key, ...]:
        return (Key("Ctrl+R", message("ui.rail.practice")),)

    def on_closing(self) -> bool | None:
        self.asked.append("closing")
        return False if self.stays else None


class NotedSessions(Noted):
    name: ClassVar[PageName] = PageName.SESSIONS


class Staying(Noted):
    stays: ClassVar[bool] = True


MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(context: Context, qtbot: QtBot) -> Iterator[MakeWindow]:
    made: list[MainWindow] = []

    def build(state: WindowState | None = None, practice: type[Page] = Noted) -> MainWindow:
        pages = dict(PAGES) | {PageName.PRACTICE: practice, PageName.SESSIONS: NotedSessions}
        window = MainWindow(context.say, context.theme, context.messages, state or WindowState())
        window.fill(context, pages)
        Menus(window, context)
        made.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield build
    for window in made:
        window.hide()
        window.deleteLater()


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


def noted(window: MainWindow) -> list[object]:
    page = window.page
    assert isinstance(page, Noted)
    return page.asked


def action(window: MainWindow, name: str) -> QAction:
    found = window.findChild(QAction, f"menu_{name}")
    assert found is not None, name
    return found


def test_it_opens_on_practice_and_says_so(window: MainWindow) -> None:
    assert noted(window) == [Place(page=PageName.PRACTICE)]
    assert window.windowTitle() == "Practice – Second Round"


def test_a_click_on_the_rail_shows_a_page_and_lets_the_other_know(window: MainWindow, qtbot: QtBot) -> None:
    practice = noted(window)
    qtbot.mouseClick(window.findChild(QPushButton, "rail_sessions"), Qt.MouseButton.LeftButton)
    assert practice == [Place(page=PageName.PRACTICE), "hidden"]
    assert noted(window) == [Place(page=PageName.SESSIONS)]
    assert window.windowTitle() == "Sessions – Second Round"


def test_a_page_can_send_the_person_to_one_session(window: MainWindow) -> None:
    place = Place(page=PageName.SESSIONS, session_id="s1", at_s=3.5)
    window.go(place)
    assert noted(window) == [place]
    assert window.findChild(QPushButton, "rail_sessions").isChecked()


@pytest.mark.parametrize(
    ("keys", "page", "command"),
    [
        ("new_interview", PageName.PRACTICE, Command.NEW_INTERVIEW),
        ("search", PageName.SESSIONS, Command.SEARCH),
    ],
)
def test_a_command_shows_its_page_and_asks_it(
    window: MainWindow, keys: str, page: PageName, command: Command
) -> None:
    window.go(Place(page=PageName.SETTINGS))
    action(window, keys).trigger()
    assert window.page.name is page
    assert noted(window)[-1] is command


def test_what_a_page_cannot_do_now_is_said(window: MainWindow) -> None:
    action(window, "export").trigger()
    assert window.messages.texts == ("Open a session under Sessions first; then it can be exported.",)


STANDARD = {
    "new_interview": "Ctrl+N",
    "export": "Ctrl+E",
    "search": "Ctrl+F",
    "settings": "Ctrl+,",
    "keys": "F1",
}


@pytest.mark.parametrize("name", STANDARD)
def test_the_standard_shortcuts_are_there(window: MainWindow, name: str) -> None:
    assert action(window, name).shortcut() == QKeySequence(STANDARD[name])


def test_the_keys_of_the_page_stand_before_those_of_the_window(window: MainWindow) -> None:
    action(window, "keys").trigger()
    dialog = window.findChild(KeysDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert texts[:3] == ["Practice", "Ctrl+R", "Practice"]
    assert "New interview" in texts
    assert not any("&" in text for text in texts)
    dialog.close()


def test_text_grows_with_the_keys_and_stops_at_its_limit(window: MainWindow, context: Context) -> None:
    for _ in range(12):
        action(window, "text_larger").trigger()
    assert dict(context.settings.settings.chosen) == {"appearance.text_scale": 200}
    assert "must be" in window.messages.texts[0]
    action(window, "text_usual").trigger()
    assert context.settings.settings.chosen == ()


def test_every_page_can_be_shown_and_says_its_name(window: MainWindow) -> None:
    for name in PageName:
        window.go(Place(page=name))
        assert window.page.name is name
        assert window.page.accessibleName() in window.windowTitle()


def test_a_problem_stays_and_news_goes_with_the_page(window: MainWindow, context: Context) -> None:
    context.messages.problem(NoMicrophoneError("error.audio.no_microphone"))
    context.messages.say(message("ui.work.finished", n=2))
    assert len(window.messages.texts) == 2
    window.go(Place(page=PageName.SETTINGS))
    assert len(window.messages.texts) == 1
    assert "microphone" in window.messages.texts[0]


def test_the_same_problem_is_not_stacked_and_the_oldest_gives_way(
    window: MainWindow, context: Context
) -> None:
    for _ in range(3):
        context.messages.problem(message("ui.error.bug"))
    assert len(window.messages.texts) == 1
    for n in range(2, 6):
        context.messages.problem(message("ui.work.unfinished", n=n))
    assert [text[0] for text in window.messages.texts] == ["3", "4", "5"]


def test_a_notice_can_be_acted_on_and_put_away(window: MainWindow, context: Context, qtbot: QtBot) -> None:
    undone: list[bool] = []
    context.messages.say(
        message("ui.work.finished", n=1),
        action=message("ui.common.cancel"),
        on_action=lambda: undone.append(True),
    )
    undo, dismiss = window.messages.findChildren(QPushButton)
    assert (undo.text(), dismiss.accessibleName()) == ("Cancel", "Dismiss this message")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert window.messages.isHidden()


def test_a_bug_is_told_once_with_a_report_to_read(
    window: MainWindow, context: Context, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        context.tasks.run(Task(op=lambda: {}["what was never there"]))  # type: ignore[index]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()
    assert len(window.messages.texts) == 1
    assert "Traceback" not in window.messages.texts[0]
    show = window.messages.findChildren(QPushButton)[0]
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    dialog = window.findChild(ReportDialog)
    assert "KeyError" in dialog._text.toPlainText()
    assert str(Path.home()) not in dialog._text.toPlainText()
    dialog.close()


def test_bugs_are_kinds_of_notice_with_a_report(context: Context, watched: object) -> None:
    context.messages.say(message("ui.work.finished", n=1))
    notices = watched.notices  # type: ignore[attr-defined]
    assert [(notice.kind, notice.report) for notice in notices] == [(NoticeKind.INFO, "")]


def test_the_quiet_line_says_what_is_done_and_goes_away(
    make_context: Callable[..., Context], by_hand: object, qtbot: QtBot
) -> None:
    context = make_context(executor=by_hand)
    window = MainWindow(context.say, context.theme, context.messages, WindowState())
    window.fill(context, PAGES | {PageName.PRACTICE: Noted})
    qtbot.addWidget(window)
    context.tasks.run(Task(op=int, note=message("ui.work.warm")))
    assert window.rail.running_text == "Loading the speech model…"
    context.tasks.run(Task(op=int, note=message("ui.work.backlog")))
    assert window.rail.running_text == "Loading the speech model, and 1 more…"
    by_hand.work()  # type: ignore[attr-defined]
    assert window.rail.running_text == ""


def test_cancel_in_the_quiet_row_stops_the_work_that_it_names(
    make_context: Callable[..., Context], by_hand: object, qtbot: QtBot
) -> None:
    context = make_context(executor=by_hand)
    window = MainWindow(context.say, context.theme, context.messages, WindowState())
    window.fill(context, PAGES | {PageName.PRACTICE: Noted})
    qtbot.addWidget(window)
    stopped: list[str] = []
    for name in ("first", "second"):
        note = message("ui.work.fetch")
        context.tasks.run(Task(op=int, note=note, on_stop=partial(stopped.append, name)))
    window.rail.quiet.cancel.click()
    assert stopped == ["first"]
    by_hand.work()  # type: ignore[attr-defined]
    assert window.rail.running_text == ""


# Closing.


def test_closing_asks_every_page_that_was_shown(window: MainWindow, qtbot: QtBot) -> None:
    practice = noted(window)
    window.go(Place(page=PageName.SESSIONS))
    with qtbot.waitSignal(window.closing):
        assert window.close()
    assert practice[-1] == "closing"
    assert noted(window)[-1] == "closing"


def test_a_page_can_keep_the_window_open(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(practice=Staying)
    with qtbot.assertNotEmitted(window.closing):
        assert not window.close()
    assert window.isVisible()


# State.


def test_size_and_page_are_remembered(make_window: MakeWindow, tmp_path: Path) -> None:
    window = make_window(WindowState(page=PageName.SETTINGS))
    window.resize(1000, 700)
    save(window.state(), tmp_path)
    assert load(tmp_path) == WindowState(width=1000, height=700, page=PageName.SETTINGS)
    assert window.page.name is PageName.SETTINGS


def test_the_file_is_for_the_person_alone(tmp_path: Path) -> None:
    save(WindowState(), tmp_path)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"width": "x"}',
        '{"width": 1e999, "height": 1, "maximised": 1, "page": "practice"}',
        "[" * 99_999,
    ],
)
def test_a_damaged_state_is_the_usual_one(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert load(tmp_path) == WindowState()


def test_a_state_from_another_screen_still_fits(tmp_path: Path) -> None:
    written = {"width": 1, "height": 10**9, "maximised": False, "page": "sessions"}
    (tmp_path / FILE).write_text(json.dumps(written), encoding="utf-8")
    state = load(tmp_path)
    assert (state.width, state.height, state.page) == (960, 16_384, PageName.SESSIONS)


def test_a_folder_that_cannot_be_written_costs_only_the_state(tmp_path: Path) -> None:
    save(WindowState(), tmp_path / "not there")


def test_tab_reaches_the_button_of_the_page_that_is_shown_and_no_other(window: MainWindow) -> None:
    for page in (PageName.SESSIONS, PageName.PRACTICE):
        window.page.findChildren(QPushButton)[
            0
        ].setFocus()  # the rail has not the keyboard, as with a shortcut
        window.go(Place(page=page))
        buttons = [each for each in window.rail.findChildren(QPushButton) if each.isVisible()]
        reached = [each.objectName() for each in buttons if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert reached == [f"rail_{page}"]
