"""The answers of an interview under way, told to the quiet line while they are written down and scored.

An interview asks the analysis itself; this stands between the two and tells the line what is asked.
What is stopped from the line keeps its recording, and can be tried again under Sessions.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject

from coach.analysis import FinishLiveJob, Job, Priority, ScoreJob, TranscribeJob
from coach.analysis.ports import LiveAnswer, Progress
from coach.model.message import message
from coach.model.transcript import Caption, Transcript
from ui.analysis_switch import ClosableAnalysis
from ui.tasks import Task, Tasks
from ui.ticket import Ticket, Told

SURE_SHARE = 0.1
"""Before so much is done, the time that it took says little about what is left."""


class AnswersShown(QObject):
    """An analysis for an interview; asked on any thread.

    Args:
        analysis: What does the work.
        tasks: Whose quiet line tells of it.
        parent: Whoever lives as long as the window.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        analysis: ClosableAnalysis,
        tasks: Tasks,
        parent: QObject,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._analysis = analysis
        self._tasks = tasks
        self._clock = clock

    def submit(
        self, job: Job, *, priority: Priority = Priority.SCORE, on_progress: Progress | None = None
    ) -> "Future[Any]":
        """Queue a job, as ``Analysis.submit``."""
        ask: Callable[..., Future[Any]] = self._analysis.submit  # whose kinds of job are told apart by type
        return self.shown(job, partial(ask, job, priority=priority), on_progress)

    def listen(self) -> LiveAnswer | None:
        """Begin to transcribe an answer while it is spoken, as ``Listens.listen``."""
        live = self._analysis.listen()
        return None if live is None else _LiveShown(live, self)

    def cancel(self, future: "Future[object]") -> None:
        """Stop a job, as ``Analysis.cancel``."""
        self._analysis.cancel(future)

    def close(self) -> None:
        """Stop its work, as ``Analysis.close``."""
        self._analysis.close()

    def shown(
        self, job: Job, ask: Callable[..., "Future[Any]"], on_progress: Progress | None
    ) -> "Future[Any]":
        """Have something done that the quiet line tells of.

        Args:
            job: What it is.
            ask: Begins it; is handed ``on_progress``.
            on_progress: Told the share that is done, too.

        Returns:
            What ``ask`` gave.
        """
        if not isinstance(job, TranscribeJob | FinishLiveJob | ScoreJob):
            return ask(on_progress=on_progress)
        ticket = Ticket()
        future = ask(on_progress=partial(_tell, ticket, self._clock, self._clock(), on_progress))
        scoring = isinstance(job, ScoreJob)
        name = "ui.work.scoring" if scoring else "ui.work.writing"
        # Scoring takes about a second and can't be stopped half-way.
        stop = None if scoring else partial(self._analysis.cancel, future)
        task: Task[None] = Task(note=message(name, n=1), ticket=ticket, on_stop=stop, owner=self)
        self._tasks.call_home(partial(self._watch, _end_of(future), task), self)
        return future

    def _watch(self, over: "Future[None]", task: Task[None]) -> None:
        self._tasks.watch(over, task)


class _LiveShown:
    """An answer that is transcribed while it is spoken; its end is told to the quiet line.

    Args:
        live: The answer.
        shown: What tells.
    """

    def __init__(self, live: LiveAnswer, shown: AnswersShown) -> None:
        self._live = live
        self._shown = shown
        self.hear = live.hear
        self.cancel = live.cancel

    @property
    def caption(self) -> Caption:
        """What was understood so far."""
        return self._live.caption

    def finish(self, path: Path, on_progress: Progress | None = None) -> "Future[Transcript]":
        """Say that all was heard, as ``LiveAnswer.finish``."""
        return self._shown.shown(TranscribeJob(path), partial(self._live.finish, path), on_progress)


def _tell(
    ticket: Ticket, clock: Callable[[], float], began_s: float, also: Progress | None, share: float
) -> None:
    if also is not None:
        also(share)
    left_s = (clock() - began_s) * (1.0 - share) / share if share >= SURE_SHARE else None
    ticket.report(share, Told(left_s=left_s))


def _end_of(future: "Future[Any]") -> "Future[None]":
    """Over when the other is, whatever came of that: who asked for it is told."""
    over: Future[None] = Future()
    over.set_running_or_notify_cancel()
    future.add_done_callback(partial(_set_over, over))
    return over


def _set_over(over: "Future[None]", _done: "Future[Any]") -> None:
    over.set_result(None)
