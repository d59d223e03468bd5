"""A row that becomes a column where its things would not fit beside each other."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.folding import FoldingRow


def test_a_row_folds_where_its_things_have_no_room_and_unfolds_again(qtbot: QtBot) -> None:
    row = FoldingRow(8)
    for name in ("First interview", "Quick practice", "Screening call"):
        row.add(QLabel(name))
    qtbot.addWidget(row)
    widest = row.minimumSizeHint().width()
    row.resize(6 * widest, 200)
    row.show()
    assert not row.folded
    row.resize(2 * widest, 200)
    qtbot.waitUntil(lambda: row.folded)
    row.resize(6 * widest, 200)
    qtbot.waitUntil(lambda: not row.folded)


def test_what_is_hidden_needs_no_room(qtbot: QtBot) -> None:
    row = FoldingRow(0)
    long, short = QLabel("Something that is quite long"), QLabel("Short")
    row.add(long)
    row.add(short)
    qtbot.addWidget(row)
    with_both = row.minimumSizeHint().width()
    long.hide()
    assert row.minimumSizeHint().width() < with_both


def test_a_thing_that_grows_folds_the_row(qtbot: QtBot) -> None:
    row = FoldingRow(8)
    first, second = QLabel("Short"), QLabel("Short")
    row.add(first)
    row.add(second)
    qtbot.addWidget(row)
    row.resize(4 * row.minimumSizeHint().width(), 200)
    row.show()
    assert not row.folded
    first.setText("Much longer than it was " * 4)
    qtbot.waitUntil(lambda: row.folded)
    first.setText("Short")
    qtbot.waitUntil(lambda: not row.folded)
