"""What was found in one answer: what worked, what is next, the levels, and the rest on demand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coach.model.score import Dimension
from coach.model.session import Answer
from coach.reports.document import AnswerSection, Row
from ui.context import Context
from ui.theme import Space
from ui.widgets.answer.levels import LevelList
from ui.widgets.answer.quote import QuoteButton
from ui.widgets.parts import card, label


class Findings(QWidget):
    """Cards below each other; filled anew for each answer.

    Signals:
        play_asked(float, float): From and until which second a quote is to be heard.

    Args:
        context: What it may use.
    """

    play_asked = Signal(float, float)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.L)
        self.quotes: list[QuoteButton] = []
        self.levels: LevelList | None = None

    def show_answer(self, answer: Answer, section: AnswerSection) -> None:
        """Show another answer.

        Args:
            answer: With its scores.
            section: The same, worded.
        """
        self._empty()
        if section.status:
            self._column.addWidget(card(label(section.status, "", wrap=True)))
        score, feedback = answer.score, answer.feedback
        rows = list(section.rows)
        if score is not None:
            # The report has these first, in this order, each only when there is one.
            if feedback is not None:
                for there, first in (
                    (feedback.worked, False),
                    (feedback.next_step, True),
                    (feedback.follow_up, False),
                ):
                    if there is not None:
                        self._column.addWidget(self._row_card(rows.pop(0), first=first))
            named = sum(score.dimension(name).applies for name in Dimension)
            named += named < len(Dimension)  # what was not called for has one row
            self.levels = LevelList(self._context, score, tuple(rows[:named]))
            self.levels.play_asked.connect(self.play_asked)
            self.quotes += self.levels.quotes
            heading = self._context.say("ui.practice.feedback.levels")
            self._column.addWidget(card(self.levels, heading=heading))
            for row in rows[named:]:
                self._column.addWidget(self._row_card(row, first=False))

    @property
    def text(self) -> str:
        """All that is said, line by line."""
        return "\n".join(each.text() for each in self.findChildren(QLabel) if each.text())

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can be reached by Tab, in order."""
        own = tuple(quote for quote in self.quotes if self.levels is None or quote not in self.levels.quotes)
        return (*own, *(self.levels.controls if self.levels is not None else ()))

    def _row_card(self, row: Row, *, first: bool) -> QFrame:
        content: list[QWidget] = []
        for quote in row.quotes:
            button = QuoteButton(quote, self._context.say)
            button.play_asked.connect(self.play_asked)
            self.quotes.append(button)
            content.append(button)
        if row.text:
            role = "muted" if row.quotes else ("strong" if first else "")
            content.append(label(row.text, role, wrap=True))
        if row.note:
            content.append(label(row.note, "muted", wrap=True))
        return card(*content, heading=row.heading, first=first)

    def _empty(self) -> None:
        self.quotes = []
        self.levels = None
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
