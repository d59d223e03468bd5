"""The list of keys under F1; the work behind it goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QWidget

from ui.i18n import Say
from ui.theme import Space
from ui.widgets.dialog_layout import dialog_layout
from ui.widgets.parts import label

TO = " – "
"""Stands between the first and the last of a row of keys."""


class KeysDialog(QDialog):
    """The list of keys under F1.

    Args:
        groups: A heading, and under it pairs of key (or first and last with ``TO`` between) and what it does.
        say: The words.
        parent: The window.
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        say: Say,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("ui.keys.title"))
        # Beside each other, since below each other they are higher than a small screen.
        both = QHBoxLayout()
        both.setSpacing(Space.PAGE)
        for heading, keys in groups:
            both.addLayout(_column(heading, keys), 1)
        close = QPushButton(say("ui.common.close"))
        close.clicked.connect(self.close)
        layout = dialog_layout(self)
        layout.addLayout(both)
        layout.addStretch(1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _column(heading: str, keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(Space.L)
    grid.setVerticalSpacing(Space.S)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(heading, "section"), 0, 0, 1, 2)
    for row, (key, does) in enumerate(keys, start=1):
        shown = label(TO.join(_native(each) for each in key.split(TO)), "strong")
        grid.addWidget(shown, row, 0)
        grid.addWidget(label(does, ""), row, 1)
    grid.setRowStretch(len(keys) + 1, 1)
    return grid


def _native(key: str) -> str:
    # As the buttons say it, and as it stands on the key.
    return QKeySequence(key.replace("Return", "Enter")).toString(QKeySequence.SequenceFormat.NativeText)
