"""The list of keys under F1; the work behind it goes on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QWidget

from ui.i18n import Say
from ui.theme import Space
from ui.widgets.dialog_layout import dialog_layout

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
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XXL)
        grid.setVerticalSpacing(Space.S)
        row = 0
        for heading, keys in groups:
            label = QLabel(heading)
            label.setProperty("role", "section")
            label.setContentsMargins(0, Space.S, 0, 0)
            grid.addWidget(label, row, 0, 1, 2)
            row += 1
            for key, does in keys:
                shown = QLabel(TO.join(_native(each) for each in key.split(TO)))
                shown.setProperty("role", "strong")
                grid.addWidget(shown, row, 0)
                grid.addWidget(QLabel(does), row, 1)
                row += 1
        grid.setColumnStretch(1, 1)
        close = QPushButton(say("ui.common.close"))
        close.clicked.connect(self.close)
        layout = dialog_layout(self)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _native(key: str) -> str:
    # As the buttons say it, and as it stands on the key.
    return QKeySequence(key.replace("Return", "Enter")).toString(QKeySequence.SequenceFormat.NativeText)
