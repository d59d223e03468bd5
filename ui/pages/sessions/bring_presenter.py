"""Between the strip that brings recordings in and the core."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.analysis import Priority
from coach.analysis.jobs import ReadQuestionJob
from coach.errors import KnownError
from coach.model.message import message
from coach.model.question import Question
from coach.practice.bringing import Brought, Wish, bring, unknown_question
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket
from ui.waiting import finish_behind


class BringPresenter(QObject):
    """Brings recordings in behind the window, and has them written down and scored.

    Signals:
        working(bool): Whether sound is being read.
        progress(float): How much of it is read, 0.0 to 1.0.
        brought(str): The session that the answers are in.
        changed(): Answers of it were written down.

    Args:
        context: What it may use.
        parent: Its view.
    """

    working = Signal(bool)
    progress = Signal(float)
    brought = Signal(str)
    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether recordings are being brought in."""
        return self._job is not None and not self._job.over

    def start(self, files: tuple[Path, ...], asked: str) -> None:
        """Bring recordings in; while others are on their way, nothing happens.

        Args:
            files: Which.
            asked: What was asked in them, as typed or as a bank has it; empty when that is not known.
        """
        if self.busy or not files:
            return
        text = " ".join(asked.split())
        known = {question.text.casefold(): question for question in self._context.banks.questions}
        if not text:
            self._bring(files, unknown_question(self._context.say("bring.no_question")))
        elif text.casefold() in known:
            self._bring(files, known[text.casefold()])
        else:
            self.working.emit(True)  # noqa: FBT003 - a signal takes no names
            future = self._context.analysis.submit(ReadQuestionJob(text), priority=Priority.TYPED)
            self._job = self._context.tasks.watch(
                future,
                Task(on_success=partial(self._bring, files), on_failure=self._on_failed, owner=self),
            )

    def cancel(self) -> None:
        """Stop; what was brought in before stays."""
        if self._job is not None and self.busy:
            self._job.cancel()
            self.working.emit(False)  # noqa: FBT003 - as above

    def _bring(self, files: tuple[Path, ...], question: Question) -> None:
        title = self._context.say("bring.title", n=len(files))
        wish = Wish(files=files, question=question, title=title)
        ticket = Ticket()
        work = partial(bring, self._context.library, wish, on_progress=ticket.report, check=ticket.check)
        self.working.emit(True)  # noqa: FBT003 - as above
        self._job = self._context.tasks.run(
            Task(
                op=work,
                on_success=self._on_brought,
                on_failure=self._on_failed,
                on_progress=self.progress.emit,
                owner=self,
                lane=Lane.SIDE,
                ticket=ticket,
                note=message("ui.sessions.bring.reading"),
                on_stop=self.cancel,
            )
        )

    def _on_brought(self, brought: Brought) -> None:
        self.working.emit(False)  # noqa: FBT003 - as above
        messages = self._context.messages
        for refused in brought.refused:
            messages.problem(refused.why)
        if brought.session_id is None:
            return
        messages.say(message("ui.sessions.bring.done", n=len(brought.answers)))
        self.brought.emit(brought.session_id)
        only = frozenset(answer.id for _, answer in brought.answers)
        finish_behind(self._context, only, self._on_finished, self)

    def _on_finished(self, _finished: object) -> None:
        self.changed.emit()

    def _on_failed(self, error: KnownError) -> None:
        self.working.emit(False)  # noqa: FBT003 - as above
        self._context.messages.problem(error)
