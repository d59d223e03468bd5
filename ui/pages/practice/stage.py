"""The panel on which the question stands; it takes the focus, so that no button does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import Say
from ui.theme import Space, set_state
from ui.widgets.parts import label

INSET = 56


class Stage(QFrame):
    """Number, question, its parts, and below them what the answer is given with.

    While it has the focus, the keys of the interview work; a screen reader reads the question on it.

    Args:
        say: The words.
    """

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._number = label("", "muted")
        self._question = label("", "question", wrap=True)
        self._parts = label("", "muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, Space.PAGE, INSET, Space.PAGE)
        self._column.setSpacing(Space.M)
        for line in (self._number, self._question, self._parts):
            self._column.addWidget(line)

    @property
    def question(self) -> str:
        """The question."""
        return self._question.text()

    def add(self, middle: QWidget, foot: QHBoxLayout) -> None:
        """Put in what the answer is given with.

        Args:
            middle: Takes the room that is left.
            foot: The line below it.
        """
        self._column.addSpacing(Space.M)
        self._column.addWidget(middle, 1)
        self._column.addLayout(foot)

    def show_question(self, number: str, question: str, parts: str) -> None:
        """Show another question.

        Args:
            number: Such as "Question 4 of 8".
            question: Its text.
            parts: What it asks for; empty when that is one thing.
        """
        self._number.setText(number)
        self._question.setText(question)
        self._parts.setText(parts)
        self._parts.setVisible(bool(parts))
        self.setAccessibleName(self._say("ui.practice.interview.stage", number=number, question=question))
        self.setAccessibleDescription(parts)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus when it came by keyboard."""
        by_key = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        set_state(self, "state", "first" if by_key else "")
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it has it no more."""
        set_state(self, "state", "")
        super().focusOutEvent(event)
