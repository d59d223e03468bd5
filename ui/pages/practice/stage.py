"""The panel on which the question stands; it takes the focus, so that no button does."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import Say
from ui.theme import Space, set_state
from ui.widgets.parts import label

INSET = 56

_SIZES = ("question", "card_title", "strong")
"""Looks of the question, the largest first; one that is cut off can't be answered."""


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
        self._question.setTextFormat(Qt.TextFormat.RichText)
        self._parts = label("", "muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(INSET, Space.PAGE, INSET, Space.PAGE)
        self._column.setSpacing(Space.M)
        self._full = ""
        self._shown = -1
        self._only_heard = False
        self._parts_fit = True
        for line in (self._number, self._question, self._parts):
            self._column.addWidget(line)

    @property
    def question(self) -> str:
        """The question, also what has not been spoken of it yet."""
        return self._full

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
        self._full = question
        self._shown = -1
        self._only_heard = False
        self._parts.setText(parts)
        self.reveal(1.0)
        self._fit()
        self.setAccessibleName(self._say("ui.practice.interview.stage", number=number, question=question))
        self.setAccessibleDescription(parts)

    def show_text(self, question: str, *, hidden: bool) -> None:
        """Show another text in the question's place, such as that it is only heard.

        Args:
            question: The text.
            hidden: Whether it stands for the question, so that the parts are not shown either.
        """
        self._only_heard = hidden
        self._full = question
        self._shown = -1
        self.reveal(1.0)
        self._fit()

    def reveal(self, share: float) -> None:
        """Show the words of the question that have been spoken; the others keep their room.

        Args:
            share: Of the question, 0.0 to 1.0.
        """
        words = self._full.split()
        count = len(words) if share >= 1.0 else int(share * len(words))
        if count == self._shown:
            return
        self._shown = count
        spoken, to_come = (escape(" ".join(some), quote=False) for some in (words[:count], words[count:]))
        hidden = f' <span style="color: transparent">{to_come}</span>' if to_come else ""
        self._question.setText(spoken + hidden)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show the question as large as it fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a small window or with large text the margins go first, then the size, and the parts last."""
        looks = (
            (False, _SIZES[0], True),
            *((True, size, True) for size in _SIZES),
            (True, _SIZES[-1], False),
        )
        for tight, role, parts_fit in looks:
            beside, above = (Space.XL, Space.L) if tight else (INSET, Space.PAGE)
            self._column.setContentsMargins(beside, above, beside, above)
            set_state(self._question, "role", role)
            self._parts_fit = parts_fit
            self._show_parts()
            if self._height_needed() <= self.height():
                return

    def _height_needed(self) -> int:
        """Also for parts that are told only once the question was asked, so that it keeps its size."""
        needed = self._column.totalMinimumHeightForWidth(self.width())
        if self._parts_fit and not self._only_heard and self._parts.text() and self._parts.isHidden():
            margins = self._column.contentsMargins()
            width = self.width() - margins.left() - margins.right()
            needed += self._parts.heightForWidth(width) + self._column.spacing()
        return needed

    def _show_parts(self) -> None:
        """What the question asks for is told once it was asked, where there is room for it."""
        asked = self._shown >= len(self._full.split())
        wanted = asked and self._parts_fit and not self._only_heard and bool(self._parts.text())
        self._parts.setVisible(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the focus when it came by keyboard."""
        by_key = event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
        set_state(self, "state", "first" if by_key else "")
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it has it no more."""
        set_state(self, "state", "")
        super().focusOutEvent(event)
