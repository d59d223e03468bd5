"""Fields of a row: a line that is seen whole, and a choice that ends in dots."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from ui.widgets.choice_field import ChoiceField
from ui.widgets.line_field import LineField

LONG = "Comfortable with being on call one week in six, and with writing down what was learnt from it"


@pytest.fixture
def line(qtbot: QtBot) -> LineField:
    made = LineField()
    qtbot.addWidget(made)
    made.resize(200, made.sizeHint().height())
    made.show()
    return made


def test_a_long_line_is_seen_whole_and_shrinks_again(line: LineField) -> None:
    one = line.height()
    line.setText(LONG)
    assert line.height() > one
    assert line.verticalScrollBar().maximum() == 0
    assert line.text() == LONG
    line.setText("short")
    assert line.height() == one


def test_another_width_breaks_it_elsewhere(line: LineField) -> None:
    line.setText(LONG)
    narrow = line.height()
    line.resize(900, line.height())
    assert line.height() < narrow


def test_a_text_without_end_scrolls_instead_of_filling_the_page(line: LineField) -> None:
    line.setText(LONG * 20)
    assert line.height() < 200
    assert line.verticalScrollBar().maximum() > 0


def test_enter_is_told_and_no_line_end_gets_in(line: LineField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    line.setText("two\nlines")
    assert line.text() == "two lines"


@pytest.mark.parametrize(
    ("pasted", "told", "written"),
    [
        ("- A licence\n- Patience\n", [("A licence", "Patience")], ""),
        ("A licence\n", [], "A licence"),
        (" of Leeds", [], "of Leeds"),
    ],
)
def test_several_lines_are_told_and_one_is_put_in(
    line: LineField, qtbot: QtBot, pasted: str, told: list[tuple[str, ...]], written: str
) -> None:
    heard: list[tuple[str, ...]] = []
    line.lines.connect(heard.append)
    data = QMimeData()
    data.setText(pasted)
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keySequence(line, QKeySequence(QKeySequence.StandardKey.Paste))
    assert heard == told
    assert line.text() == written


def test_a_long_choice_ends_in_dots(qtbot: QtBot) -> None:
    box = ChoiceField()
    qtbot.addWidget(box)
    box.addItems(["Must", LONG])
    box.resize(160, box.sizeHint().height())
    box.setCurrentIndex(1)
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith("\u2026")
    assert LONG.startswith(option.currentText[:5])
    box.setCurrentIndex(0)
    box.initStyleOption(option)
    assert option.currentText == "Must"
