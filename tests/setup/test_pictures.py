"""The pictures' own checks see what they are there for."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from scripts.picture_checks import troubles

# Qt's offscreen platform says so for every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def shown(qtbot: QtBot, window: QWidget) -> list[str]:
    with qtbot.waitExposed(window):
        window.show()
    return list(troubles(window))


def test_what_fits_is_no_trouble(qtbot: QtBot, window: QWidget) -> None:
    layout = QVBoxLayout(window)
    layout.addWidget(QLabel("A short line"))
    wrapped = QLabel("A longer line that takes more than one of them. " * 4)
    wrapped.setWordWrap(True)
    layout.addWidget(wrapped)
    layout.addWidget(QPushButton("Press"))
    assert shown(qtbot, window) == []


def test_a_line_and_a_button_that_are_cut_off_are_told(qtbot: QtBot, window: QWidget) -> None:
    label = QLabel("A line that is far too long for its place", window)
    label.setGeometry(0, 0, 60, 20)
    button = QPushButton("A button that is far too long", window)
    button.setGeometry(0, 40, 60, 30)
    told = shown(qtbot, window)
    assert any("cut off: QLabel" in line for line in told)
    assert any("cut off: QPushButton" in line for line in told)


def test_a_paragraph_without_room_for_its_last_line_is_told(qtbot: QtBot, window: QWidget) -> None:
    label = QLabel("A paragraph of several lines. " * 8, window)
    label.setWordWrap(True)
    label.setGeometry(0, 0, 200, label.fontMetrics().height())
    assert any("cut off" in line for line in shown(qtbot, window))


def test_a_control_outside_the_window_is_told(qtbot: QtBot, window: QWidget) -> None:
    button = QPushButton("Lost", window)
    button.move(390, 10)
    assert any("outside" in line for line in shown(qtbot, window))


def test_below_is_fine_where_it_scrolls_and_beside_is_not(qtbot: QtBot, window: QWidget) -> None:
    inside = QWidget()
    inside.setMinimumSize(700, 900)
    below, beside = QPushButton("Below", inside), QPushButton("Beside", inside)
    below.move(0, 800)
    beside.move(600, 0)
    scroll = QScrollArea(window)
    scroll.setWidget(inside)
    scroll.setGeometry(0, 0, 400, 300)
    told = shown(qtbot, window)
    assert len(told) == 1
    assert "Beside" in told[0]
