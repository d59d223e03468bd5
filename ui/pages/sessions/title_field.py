"""A title that becomes a field while it is changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QStackedWidget, QWidget

LONGEST_TITLE = 120


class _Field(QLineEdit):
    """A line that can be left without a change."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class TitleField(QStackedWidget):
    """A title; ``edit`` turns it into a field, Enter takes the new title, Escape keeps the old one.

    Signals:
        renamed(str): The person wrote another title.

    Args:
        name: The field's accessible name.
        parent: Its parent.
    """

    renamed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self.label = QLabel()
        self.label.setProperty("role", "card_title")
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.field = _Field()
        self.field.setAccessibleName(name)
        self.field.setMaxLength(LONGEST_TITLE)
        for widget in (self.label, self.field):
            self.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.field.returnPressed.connect(self._take)
        self.field.left.connect(self._leave)

    def show_title(self, title: str, shown: str) -> None:
        """Show a title; what is being written is not disturbed.

        Args:
            title: What is changed.
            shown: The same with what stands beside it.
        """
        self._title = title
        self.label.setText(shown)

    def edit(self) -> None:
        """Let the person write another one."""
        self.field.setText(self._title)
        self.setCurrentWidget(self.field)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self) -> None:
        written = self.field.text().strip()
        self._leave()
        if written and written != self._title:
            self.renamed.emit(written)

    def _leave(self) -> None:
        self.setCurrentWidget(self.label)
