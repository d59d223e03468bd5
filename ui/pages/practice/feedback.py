"""Feedback on one answer, right after it."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.model.session import Answer
from coach.practice.values import Interview
from coach.reports.answers import build_section
from ui.a11y import tab_order
from ui.context import Context
from ui.pages.practice.comparison import Comparison
from ui.pages.practice.end_row import EndRow
from ui.theme import Space, set_state
from ui.widgets.answer.answer_panel import COMPACT_WIDTH, AnswerPanel
from ui.widgets.key_button import KeyButton
from ui.widgets.parts import ANSWER_WIDTH, capped, label


class FeedbackView(QWidget):
    """The answer, what worked, what to work on, the levels; and then on.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say, theme = context.say, context.theme
        self._number = label("", "small", wrap=True)
        self._question = label("", "title", wrap=True)
        self.try_again = KeyButton(say("ui.practice.feedback.try_again"), "T", theme)
        self.next = KeyButton(say("ui.practice.feedback.next"), "Enter", theme, primary=True)
        self.end = QPushButton(say("ui.practice.keys.end"))
        self.end.setProperty("kind", "quiet")
        self.end.setAccessibleDescription("Esc")
        self.comparison = Comparison(say)
        self.panel = AnswerPanel(context)
        self.both = QPushButton(say("ui.practice.compare.both"))
        self.both.setProperty("kind", "link")
        self.both.clicked.connect(self._show_both)
        self._before: Answer | None = None
        self._attempts = QWidget()
        line = QHBoxLayout(self._attempts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.L)
        line.addWidget(self.comparison, 1)
        line.addWidget(self.both, 0, Qt.AlignmentFlag.AlignTop)
        usual = QWidget()
        head = QHBoxLayout(usual)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(Space.M)
        head.addWidget(self._number, 1)
        for button in (self.end, self.try_again, self.next):
            head.addWidget(button)
        self.rows = EndRow(context, usual)
        self.end.clicked.connect(self.rows.ask)
        above = QVBoxLayout()
        above.setSpacing(Space.S)
        above.addWidget(self.rows)
        above.addWidget(self._question)
        layout = QVBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.L)
        layout.addLayout(above)
        layout.addWidget(self._attempts)
        layout.addWidget(self.panel, 1)
        capped(self, layout, ANSWER_WIDTH)
        tab_order(self.end, self.try_again, self.next, self.both, *self.panel.controls)
        tab_order(self.next, self.rows.no, self.rows.yes, self.both)

    def show_answer(self, answer: Answer, interview: Interview, before: Answer | None = None) -> None:
        """Show an answer.

        Args:
            answer: With its scores, as far as it has them.
            interview: Where it belongs.
            before: The attempt before it; None when it is the first.
        """
        say = self._context.say
        position = interview.turn.position + 1
        number = say("ui.practice.interview.number", number=position, count=len(interview.questions))
        if answer.attempt > 1:
            number = say("ui.practice.interview.attempt", number=number, attempt=answer.attempt)
        if length_s := _length_s(answer):
            length = self._context.words.clock(length_s)
            number = say("ui.practice.feedback.number_timed", number=number, length=length)
        self._number.setText(number)
        self._question.setText(answer.question.text)
        text = say("ui.practice.feedback.finish" if interview.is_last else "ui.practice.feedback.next")
        self.next.setText(text)
        self.next.setAccessibleName(text)
        self.next.updateGeometry()
        self.rows.stay()
        self._before = before
        self.comparison.show_attempts(before, answer)
        self._attempts.setVisible(not self.comparison.isHidden())
        self.panel.show_answer(answer, build_section(answer, position, self._context.words))

    @Slot()
    def _show_both(self) -> None:
        if self._before is not None:
            self.panel.compare_with(self._before)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The question makes room for the answer where there is little."""
        super().resizeEvent(event)
        little = self.width() < self._context.theme.scaled(COMPACT_WIDTH)
        set_state(self._question, "role", "card_title" if little else "title")

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key.

        Returns:
            Whether it means anything.
        """
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if self.rows.asking:
            return self.rows.take(event)
        if event.key() == Qt.Key.Key_Escape and not self.panel.comparing:
            self.rows.ask()
            return True
        if event.key() == Qt.Key.Key_T:
            self.try_again.click()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.next.click()
            return True
        return self.panel.take(event)


def _length_s(answer: Answer) -> float | None:
    """From the first word to the last, which is what the guide is held against; else of the whole sound."""
    measures = answer.score.delivery.measures if answer.score is not None else ()
    told = next((one.value for one in measures if one.name == "length_s"), None)
    return told or answer.duration_s
