"""What a person adds to a session: a note, a star, whether it counts, and how much of it is kept."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from coach.model.session import Keep, Session
from ui.a11y import label_for
from ui.context import Context
from ui.theme import Space

NOTE_LINES = 3
_ORDER = (Keep.SOUND, Keep.TEXT, Keep.SCORES)


class NoteField(QPlainTextEdit):
    """A note, saved when the person leaves it.

    Signals:
        written(str): The note as it is now, when it was changed.
    """

    written = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._kept = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._fit()

    def show_note(self, note: str) -> None:
        """Show a note; what is being written is not disturbed.

        Args:
            note: As it is kept.
        """
        if self.hasFocus() and self.toPlainText() != self._kept:
            return
        self._kept = note
        if self.toPlainText() != note:
            self.setPlainText(note)

    def save(self) -> None:
        """Hand on what was written, if it is new."""
        text = self.toPlainText().strip()
        if text != self._kept:
            self._kept = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The person goes on."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter saves; Escape takes back what was not saved, and goes on to the page after that."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.setPlainText(self._kept)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """As high as its lines, at any size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(NOTE_LINES * self.fontMetrics().lineSpacing() + Space.XL)


class SessionTools(QWidget):
    """Below the levels of a session.

    Signals:
        noted(str): The note is another one.
        counted(bool): Whether it is to count in trends.
        keep_asked(Keep): How much of it is to be kept.

    Args:
        context: What it may use.
    """

    noted = Signal(str)
    counted = Signal(bool)
    keep_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        say = context.say
        self._say = say
        self._kept = Keep.SOUND
        self.note = NoteField(say("ui.sessions.note.name"), say("ui.sessions.note.hint"))
        self.count = QCheckBox(say("ui.sessions.count"))
        self.keep = QComboBox()
        self._told = QLabel()
        self._told.setProperty("role", "small")
        self._told.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(label_for(self.keep, say("ui.sessions.keep.name")))
        row.addWidget(self.keep)
        row.addSpacing(Space.L)
        row.addWidget(self.count)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addWidget(label_for(self.note, say("ui.sessions.note.name")))
        layout.addWidget(self.note)
        layout.addLayout(row)
        layout.addWidget(self._told)
        self.note.written.connect(self.noted)
        self.count.clicked.connect(self.counted)
        self.keep.activated.connect(self._on_keep)

    def show_session(self, session: Session) -> None:
        """Show what was added to a session.

        Args:
            session: As it is kept.
        """
        self.note.show_note(session.note)
        self.count.setChecked(session.in_trends)
        self._kept = session.kept
        possible = _ORDER[_ORDER.index(session.kept) :]
        self.keep.clear()
        for one in possible:
            self.keep.addItem(self._say(f"settings.library.keep.choice.{one}"), one)
        self.keep.setCurrentIndex(possible.index(session.keep) if session.keep in possible else 0)
        self.keep.setEnabled(len(possible) > 1)
        self._told.setText(self._text(session))
        self._told.setVisible(bool(self._told.text()))

    def _text(self, session: Session) -> str:
        if session.keep is not session.kept:
            return self._say(f"ui.sessions.keep.soon_{session.keep}")
        return "" if session.kept is Keep.SOUND else self._say(f"ui.sessions.keep.kept_{session.kept}")

    def _on_keep(self, index: int) -> None:
        self.keep_asked.emit(Keep(self.keep.itemData(index)))
