"""Works once more on an answer whose recording could not be turned into text."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from coach.analysis import Analysis
from coach.errors import KnownError
from coach.library import Library
from coach.model.message import message
from coach.model.session import Answer, AnswerStatus
from coach.practice.backlog import CallOff, Left, finish_waiting
from ui.context import Context
from ui.tasks import Lane, Task, Ticket
from ui.waiting import telling


class RetryButton(QPushButton):
    """A button that is there only while there is something to try again.

    Signals:
        changed(Answer): What came of it.

    Args:
        context: What it may use.
    """

    changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.say("ui.answer.retry"))
        self._context = context
        self._answer_id = ""
        self._working = ""
        self.setProperty("kind", "primary")
        self.clicked.connect(self.begin)
        self.hide()

    def look_at(self, answer: Answer) -> None:
        """Another answer is shown.

        Args:
            answer: Which.
        """
        self._answer_id = answer.id
        self.setVisible(answer.status is AnswerStatus.FAILED and answer.sound_file is not None)
        self._show_working()

    @Slot()
    def begin(self) -> None:
        """Try again, behind whatever is more urgent."""
        if self._working:
            return
        self._working = self._answer_id
        self._show_working()
        context = self._context
        call_off, ticket = CallOff(), Ticket()
        tell = telling(context, ticket)
        context.tasks.run(
            Task(
                op=partial(_again, context.library, context.analysis, self._answer_id, tell, call_off),
                on_success=self._on_tried,
                on_failure=self._on_failed,
                owner=self,
                lane=Lane.LONG,
                note=message("ui.answer.retrying"),
                ticket=ticket,
                on_stop=call_off.ask,
            )
        )

    def _on_tried(self, answer: Answer) -> None:
        self._working = ""
        self._show_working()
        if answer.status is AnswerStatus.FAILED:
            self._context.messages.problem(message("ui.answer.retry_failed"))
        elif answer.status is AnswerStatus.QUEUED:
            self._context.messages.say(message("ui.work.kept", n=1))
        if answer.id == self._answer_id:
            self.changed.emit(answer)

    def _on_failed(self, error: KnownError) -> None:
        self._working = ""
        self._show_working()
        self._context.messages.problem(error)

    def _show_working(self) -> None:
        busy = bool(self._working) and self._working == self._answer_id
        self.setEnabled(not self._working)
        self.setText(self._context.say("ui.answer.retrying" if busy else "ui.answer.retry"))


def _again(
    library: Library,
    analysis: Analysis,
    answer_id: str,
    tell: Callable[[Left], None],
    call_off: CallOff,
) -> Answer:
    library.set_status(answer_id, AnswerStatus.QUEUED)
    only = frozenset({answer_id})
    finish_waiting(library, analysis, only=only, asked_for=True, on_left=tell, call_off=call_off)
    return library.answer(answer_id)
