"""A small field over a word, in which it is corrected."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.context import Context
from ui.theme import TextSize

ROOM = 40
"""Pixels for a longer word and the field's own edges."""


class WordEditor(QLineEdit):
    """One word being corrected; Enter keeps it, Esc leaves it as it was.

    Signals:
        done(int, str): The word's place, and what it is now; empty to take it out.
        left(): The field is gone.

    Args:
        context: What it may use.
        over: What it lies on.
    """

    done = Signal(int, str)
    left = Signal()

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(over)
        self._theme = context.theme
        self._over = over
        self._index = -1
        self._before = ""
        self._place: Callable[[], QRect] = QRect
        over.installEventFilter(self)
        self.setAccessibleName(context.say("ui.answer.edit"))
        self.setAccessibleDescription(context.say("ui.answer.edit_hint"))
        self.setToolTip(context.say("ui.answer.edit_hint"))
        self.returnPressed.connect(self._keep)
        self.hide()

    def edit(self, index: int, text: str, place: Callable[[], QRect]) -> None:
        """Correct a word.

        Args:
            index: Its place among the words that are shown.
            text: As it is.
            place: Tells where it stands, also after the text was laid out anew.
        """
        self._index, self._before = index, text
        self._place = place
        self.setText(text)
        self.setFont(self._theme.font(TextSize.TRANSCRIPT))
        self._follow()
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay over the word when the window gets another size."""
        if watched is self._over and event.type() is QEvent.Type.Resize and self.isVisible():
            QTimer.singleShot(0, self, self._follow)  # once the text was laid out anew
        return super().eventFilter(watched, event)

    @Slot()
    def _follow(self) -> None:
        place, over = self._place(), self._over
        width = max(place.width() + ROOM, self._theme.scaled(120))
        left = max(0, min(place.left() - ROOM // 4, over.width() - width))
        height = self.sizeHint().height()
        top = max(0, min(place.center().y() - height // 2, over.height() - height))
        self.setGeometry(left, top, min(width, over.width()), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves the word as it was; no key reaches the page."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Going elsewhere leaves the word as it was."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.hide()

    @Slot()
    def _keep(self) -> None:
        index, text = self._index, " ".join(self.text().split())
        changed = text != self._before
        self._close()
        if changed:
            self.done.emit(index, text)

    def _close(self) -> None:
        self.hide()
        self.left.emit()
