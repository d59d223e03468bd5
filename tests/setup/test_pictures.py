"""The pictures' own checks see what they are there for."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTableWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from scripts.picture_checks import troubles
from scripts.picture_scenes import SCENES
from ui.places import PageName

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


def test_two_buttons_on_each_other_are_told_once(qtbot: QtBot, window: QWidget) -> None:
    below, above = QPushButton("Below", window), QPushButton("Above", window)
    below.setGeometry(10, 10, 120, 40)
    above.setGeometry(100, 30, 120, 40)
    assert [line.split(" at ")[0] for line in shown(qtbot, window)] == [
        "on each other: QPushButton “Below” and QPushButton “Above”"
    ]


def test_a_border_that_touches_and_a_field_inside_another_are_fine(qtbot: QtBot, window: QWidget) -> None:
    left, right = QPushButton("Left", window), QPushButton("Right", window)
    left.setGeometry(10, 10, 100, 40)
    right.setGeometry(109, 10, 100, 40)
    text = QTextEdit("What was said", window)
    text.setGeometry(10, 100, 300, 120)
    field = QLineEdit("said", text.viewport())
    field.setGeometry(40, 10, 80, 30)
    assert shown(qtbot, window) == []


def test_what_scrolled_out_of_sight_lies_on_nothing(qtbot: QtBot, window: QWidget) -> None:
    inside = QWidget()
    inside.setMinimumSize(300, 900)
    low = QPushButton("Far down", inside)
    low.move(0, 250)
    scroll = QScrollArea(window)
    scroll.setWidget(inside)
    scroll.setGeometry(0, 0, 400, 200)
    foot = QPushButton("Foot", window)
    foot.move(0, 250)
    assert shown(qtbot, window) == []


def test_a_label_without_words_there_lies_on_nothing(qtbot: QtBot, window: QWidget) -> None:
    line = QLabel("On the left", window)
    line.setGeometry(0, 0, 380, 30)
    button = QPushButton("On the right", window)
    button.setGeometry(250, 0, 140, 30)
    assert shown(qtbot, window) == []


def test_a_hint_a_choice_and_a_number_without_room_are_told(qtbot: QtBot, window: QWidget) -> None:
    field = QLineEdit(window)
    field.setPlaceholderText("Search everything that you have said so far")
    field.setGeometry(0, 0, 90, 30)
    choice = QComboBox(window)
    choice.addItem("The microphone of the headset on the desk")
    choice.setGeometry(0, 40, 90, 30)
    number = QSpinBox(window)
    number.setSuffix(" seconds at the very most")
    number.setGeometry(0, 80, 40, 30)
    told = shown(qtbot, window)
    assert [line.split()[2] for line in told] == ["QLineEdit", "QComboBox", "QSpinBox"]
    field.setText("rounding")
    field.setFixedWidth(91)
    assert len(list(troubles(window))) == 2, "what is typed scrolls"


def test_a_word_that_no_line_can_break_is_told(qtbot: QtBot, window: QWidget) -> None:
    label = QLabel("Donaudampfschifffahrtsgesellschaft", window)
    label.setWordWrap(True)
    label.setGeometry(0, 0, 60, 100)
    assert any("cut off" in line for line in shown(qtbot, window))


def test_a_column_and_a_line_of_a_list_that_are_cut_off_are_told(qtbot: QtBot, window: QWidget) -> None:
    table = QTableWidget(1, 2, window)
    table.setHorizontalHeaderLabels(["Question", "A heading that is far too long"])
    table.setGeometry(0, 0, 300, 100)
    lines = QListWidget(window)
    lines.addItem("A line that is far too long for the little room that there is")
    lines.setGeometry(0, 120, 120, 60)
    told = shown(qtbot, window)
    assert any("cut off: QHeaderView" in line for line in told)
    assert any("cut off: QListWidget" in line for line in told)


def test_every_page_and_every_number_of_sessions_has_its_scene() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
    for page in PageName:
        assert any(name == page or name.startswith(f"{page}_") for name in names), page
    for page in ("practice", "sessions", "progress"):
        counts = {scene.sessions for scene in SCENES if scene.name.split("_")[0] == page}
        assert counts >= {0, 1, 5, 300}, page


def test_the_readme_shows_what_is_drawn_for_it_and_nothing_else_is_kept(repo: Path) -> None:
    shown = set(re.findall(r"\(docs/pictures/(\w+)\.png\)", (repo / "README.md").read_text(encoding="utf-8")))
    assert shown
    assert {scene.readme for scene in SCENES if scene.readme} == shown
    assert {path.stem for path in (repo / "docs" / "pictures").iterdir()} == shown
