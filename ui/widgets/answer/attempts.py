"""The other attempts at a question, to be compared with."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox

from coach.library import Library
from coach.model.session import Answer
from ui.a11y import name_choice
from ui.context import Context
from ui.tasks import Task

MOST = 20
"""Newest attempts that are offered."""


class Attempts(QComboBox):
    """A choice of attempts; hidden while there is no other one.

    Signals:
        chosen(Answer): The attempt to compare with.

    Args:
        context: What it may use.
    """

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown = ""
        self._found: tuple[Answer, ...] = ()
        name_choice(self, context.say("ui.answer.compare"))
        self.activated.connect(self._choose)
        # The text may get another size while it is shown.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.hide()

    def look(self, answer: Answer) -> None:
        """Find the other attempts.

        Args:
            answer: The one that is shown.
        """
        self._shown = answer.id
        self.hide()
        if answer.question.id and answer.score is not None:
            op = partial(_others, self._context.library, answer)
            self._context.tasks.run(Task(op=op, on_success=partial(self._show, answer.id), owner=self))

    def _show(self, answer_id: str, found: tuple[Answer, ...]) -> None:
        if answer_id != self._shown:
            return
        self._found = found
        self.clear()
        self.addItem(self._context.say("ui.answer.compare"))
        words = self._context.words
        for one in found:
            at = one.recorded_at
            text = self._context.say(
                "ui.answer.attempt_of", day=words.short_date(at), time=words.time_of_day(at)
            )
            self.addItem(text)
        self.setVisible(bool(found))

    @Slot(int)
    def _choose(self, index: int) -> None:
        if 1 <= index <= len(self._found):
            self.setCurrentIndex(0)
            self.chosen.emit(self._found[index - 1])


def _others(library: Library, answer: Answer) -> tuple[Answer, ...]:
    ids = [answer_id for _, answer_id in library.review.answers_of(answer.question.id or "")]
    found = (library.answer(one) for one in [each for each in ids if each != answer.id][:MOST])
    return tuple(one for one in found if one.score is not None)
