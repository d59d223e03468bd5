"""The quiet row names what goes on behind the window, says how much is left, and stops it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.model.message import Message, message
from coach.words import Words
from ui.i18n import Say
from ui.places import PageName
from ui.theme import Theme
from ui.ticket import Work
from ui.widgets import quiet_row
from ui.widgets.rail import Rail

LOADING = message("ui.work.warm")


def writing(n: int) -> Message:
    return message("ui.work.writing", n=n)


@pytest.fixture
def rail(words: Words, theme: Theme, qtbot: QtBot) -> Iterator[Rail]:
    made = Rail(Say(words), theme)
    made.show_page(PageName.PRACTICE)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.hide()


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say, without interrupting."""
    said: list[str] = []

    def announce(_widget: QWidget, text: str, *, urgent: bool = False) -> None:
        assert not urgent
        said.append(text)

    monkeypatch.setattr(quiet_row, "announce", announce)
    return said


def test_nothing_shows_when_nothing_runs(rail: Rail) -> None:
    assert not rail.quiet.isVisible()
    rail.show_running((Work(number=1, note=LOADING),))
    assert rail.quiet.isVisible()
    rail.show_running(())
    assert not rail.quiet.isVisible()
    assert rail.running_text == ""


def test_work_of_which_no_more_is_known_is_named_and_no_figure_is_made_up(rail: Rail) -> None:
    rail.show_running((Work(number=1, note=LOADING),))
    assert rail.quiet.what.text() == "Loading the speech model…"
    for part in (rail.quiet.left, rail.quiet.bar, rail.quiet.cancel):
        assert not part.isVisible()


@pytest.mark.parametrize(
    ("left_s", "text"),
    [
        (0.2, "about 5 seconds left"),
        (31.0, "about 35 seconds left"),
        (59.0, "about 1 minute left"),
        (72.0, "about 1 minute left"),
        (100.0, "about 2 minutes left"),
        (600.0, "about 10 minutes left"),
    ],
)
def test_it_says_about_how_long(rail: Rail, left_s: float, text: str) -> None:
    rail.show_running((Work(number=1, note=writing(2), share=0.25, left_s=left_s),))
    assert rail.quiet.left.text() == text
    assert rail.quiet.bar.value() == 25


def test_without_a_time_it_says_the_share(rail: Rail) -> None:
    rail.show_running((Work(number=1, note=writing(2), share=0.426),))
    assert rail.quiet.left.text() == "42 % done"


def test_of_several_it_names_the_first_and_counts_the_others(rail: Rail) -> None:
    works = tuple(Work(number=n, note=note) for n, note in enumerate((writing(2), LOADING, LOADING)))
    rail.show_running(works)
    assert rail.running_text == "Writing down 2 answers, and 2 more…"


def test_cancel_asks_to_stop_the_one_that_is_named(rail: Rail, qtbot: QtBot) -> None:
    asked: list[int] = []
    rail.stop_asked.connect(asked.append)
    rail.show_running((Work(number=7, note=writing(2), can_stop=True), Work(number=8, note=LOADING)))
    qtbot.mouseClick(rail.quiet.cancel, Qt.MouseButton.LeftButton)
    assert asked == [7]


def test_what_is_stopping_says_so_and_gives_the_keyboard_back_to_the_page_button(
    rail: Rail, qtbot: QtBot
) -> None:
    rail.show_running((Work(number=7, note=writing(2), share=0.5, left_s=20.0, can_stop=True),))
    rail.quiet.cancel.setFocus()
    qtbot.waitUntil(rail.quiet.cancel.hasFocus)
    rail.show_running((Work(number=7, note=writing(2), share=0.5, can_stop=True, stopping=True),))
    assert rail.quiet.left.text() == "Stopping…"
    assert not rail.quiet.cancel.isVisible()
    assert rail.focusWidget().objectName() == "rail_practice"


def test_it_is_reached_by_tab_and_told_with_name_and_value(rail: Rail, qtbot: QtBot) -> None:
    rail.show_running((Work(number=1, note=writing(2), share=0.5, left_s=20.0, can_stop=True),))
    rail.focus_page(PageName.PRACTICE)
    qtbot.keyClick(rail.focusWidget(), Qt.Key.Key_Tab)
    assert rail.focusWidget() is rail.quiet.cancel
    button = QAccessible.queryAccessibleInterface(rail.quiet.cancel)
    assert button.text(QAccessible.Text.Name) == "Cancel: Writing down 2 answers"
    assert button.text(QAccessible.Text.Description) == "about 20 seconds left"
    bar = QAccessible.queryAccessibleInterface(rail.quiet.bar)
    assert bar.text(QAccessible.Text.Name) == "Writing down 2 answers…"
    assert bar.valueInterface().currentValue() == 50


def test_it_is_announced_once_and_not_with_every_step(rail: Rail, announced: list[str]) -> None:
    for share in (0.0, 0.1, 0.2):
        rail.show_running((Work(number=1, note=writing(2), share=share, can_stop=True),))
    assert announced == ["Writing down 2 answers…"]
    rail.show_running((Work(number=1, note=writing(2), share=0.2, can_stop=True, stopping=True),))
    assert announced[1:] == ["Stopping…"]
    rail.show_running(())
    rail.show_running((Work(number=2, note=LOADING),))
    assert announced[2:] == ["Loading the speech model…"]
