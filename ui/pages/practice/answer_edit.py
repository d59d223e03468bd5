"""Where an answer is typed: the letters write, Ctrl+Enter is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

LONGEST = 20_000
"""Characters; a spoken answer of twenty minutes has fewer."""


class AnswerEdit(QPlainTextEdit):
    """A field for a typed answer.

    Signals:
        done(): Ctrl+Enter was pressed.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "answer")
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._keep_short)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters write; Ctrl+Enter and Esc are for the page."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _keep_short(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST:
            self.setPlainText(text[:LONGEST])
