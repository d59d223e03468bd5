"""Chips: one is chosen, Tab stops there alone, and the arrows choose another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.chips import Chips


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    chips = Chips({"one": "One", "two": "Two", "three": "Three"}, "Parts")
    for each in (QPushButton("before"), chips, QPushButton("behind")):
        column.addWidget(each)
    qtbot.addWidget(made)
    made.show()
    return made


def focused(room: QWidget) -> str:
    return next(each.text() for each in room.findChildren(QPushButton) if each.hasFocus())


def test_tab_stops_at_the_chosen_chip_from_both_sides(room: QWidget, qtbot: QtBot) -> None:
    chips = room.findChildren(Chips)[0]
    chips.show_chosen("two")
    before, behind = (each for each in room.findChildren(QPushButton) if each.text() in {"before", "behind"})
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert focused(room) == "Two"
    qtbot.keyClick(chips.buttons["two"], Qt.Key.Key_Tab)
    assert focused(room) == "behind"
    qtbot.keyClick(behind, Qt.Key.Key_Backtab)
    assert focused(room) == "Two"


def test_an_arrow_chooses_the_next_one(room: QWidget, qtbot: QtBot) -> None:
    chips = room.findChildren(Chips)[0]
    heard: list[str] = []
    chips.chosen.connect(heard.append)
    chips.buttons["one"].setFocus()
    qtbot.keyClick(chips.buttons["one"], Qt.Key.Key_Right)
    assert heard == ["two"]
    assert focused(room) == "Two"
    assert chips.buttons["two"].isChecked()
