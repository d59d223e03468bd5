"""The few windows beside the window; none of them stops the work behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import Say
from ui.theme import Space

TO = " – "
"""Stands between the first and the last of a row of keys."""


class ReportDialog(QDialog):
    """The report of a fault, to be read before it is copied.

    Args:
        report: The text.
        say: The words.
        parent: The window.
    """

    def __init__(self, report: str, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("ui.error.report_title"))
        self.resize(720, 440)
        about = QLabel(say("ui.error.report_about"))
        about.setWordWrap(True)
        self._text = QPlainTextEdit(report)
        self._text.setReadOnly(True)
        self._text.setAccessibleName(say("ui.error.report_title"))
        buttons = QDialogButtonBox()
        copy = QPushButton(say("ui.common.copy"))
        close = QPushButton(say("ui.common.close"))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.close)
        layout = _layout(self)
        for widget in (about, self._text, buttons):
            layout.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())


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
        layout = _layout(self)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


class AboutDialog(QDialog):
    """Which program this is, and whose work it stands on.

    Args:
        version: Of the program.
        say: The words.
        parent: The window.
    """

    def __init__(self, version: str, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("ui.menu.about"))
        name = QLabel(say("ui.common.app"))
        name.setProperty("role", "title")
        layout = _layout(self)
        layout.addWidget(name)
        for line in (
            say("ui.about.version", version=version),
            say("ui.about.private"),
            say("ui.about.licences"),
        ):
            label = QLabel(line)
            label.setWordWrap(True)
            layout.addWidget(label)
        close = QPushButton(say("ui.common.close"))
        close.clicked.connect(self.close)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(460, self.sizeHint().height())


def _layout(dialog: QDialog) -> QVBoxLayout:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XXL)
    layout.setSpacing(Space.M)
    return layout


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
