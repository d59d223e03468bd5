"""Answers that were recorded but not finished, as after a crash: done when there is time."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from coach.analysis import Analysis, Priority, ScoreJob, TranscribeJob
from coach.errors import BugError, Cancelled, KnownError
from coach.library import Waiting
from coach.model.feedback import Feedback
from coach.model.score import AnswerScore
from coach.model.session import Answer, AnswerStatus, Session
from coach.model.transcript import Transcript
from coach.scoring.requests import answer_request

T = TypeVar("T")

log = logging.getLogger(__name__)

_CLOSED = "error.worker.closed"
"""The program ends between two steps of an answer, which is no failure of the answer."""

MAX_TRIES = 3
"""An answer that brought the work down this often is left alone; its sound stays."""


class BacklogStore(Protocol):
    """What is needed of the library."""

    def pending(self) -> tuple[Waiting, ...]:
        """The answers that wait."""
        ...

    def session(self, session_id: str) -> Session:
        """One session."""
        ...

    def sound_path(self, answer: Answer) -> Path:
        """Where an answer's sound is."""
        ...

    def set_status(self, answer_id: str, status: AnswerStatus, *, failure: str = ...) -> None:
        """Note how far an answer is."""
        ...

    def call_off(self, answer_id: str) -> None:
        """Let an answer wait again whose work was stopped on purpose."""
        ...

    def save_transcript(self, answer_id: str, transcript: Transcript) -> None:
        """Keep what was said."""
        ...

    def save_score(self, answer_id: str, score: AnswerScore, feedback: Feedback | None = ...) -> None:
        """Keep the scores."""
        ...


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of the backlog.

    Args:
        done: Ids of answers that have their scores now.
        failed: Ids of answers that could not be finished.
        waiting: Ids of answers that wait on, because the work was called off or the program ended.
    """

    done: tuple[str, ...]
    failed: tuple[str, ...]
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What of the backlog is still to be done.

    Args:
        answers: How many answers, the one under way among them.
        spoken: How many of them are still to be written down; the others are scored only.
        sound_s: Seconds of sound that are still to be written down.
        of_s: The same at the beginning.
    """

    answers: int
    spoken: int
    sound_s: float
    of_s: float


class CallOff:
    """Stops the backlog from another thread; what is left, and what was under way, waits on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._under_way: tuple[Analysis, Future[Any]] | None = None

    def ask(self) -> None:
        """Ask it to stop."""
        with self._lock:
            self._asked = True
            under_way = self._under_way
        if under_way is not None:
            analysis, future = under_way
            analysis.cancel(future)

    def check(self) -> None:
        """Leave when it should stop.

        Raises:
            Cancelled: It should.
        """
        if self._asked:
            raise Cancelled

    def result(self, analysis: Analysis, future: "Future[T]") -> T:
        """Wait for a job that can be stopped meanwhile.

        Args:
            analysis: Where it was handed in.
            future: Its result to come.

        Returns:
            The result.

        Raises:
            Cancelled: It was stopped.
        """
        running: Future[Any] = future
        with self._lock:
            self._under_way = (analysis, running)
            asked = self._asked
        if asked:
            analysis.cancel(running)
        try:
            return future.result()
        finally:
            with self._lock:
                self._under_way = None


def finish_waiting(
    store: BacklogStore,
    analysis: Analysis,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    only: frozenset[str] | None = None,
    asked_for: bool = False,
    on_left: Callable[[Left], None] | None = None,
    call_off: CallOff | None = None,
) -> Finished:
    """Transcribe and score the answers that wait, one after the other.

    Args:
        store: Where they are.
        analysis: What does the work; whatever is more urgent goes before each answer.
        on_progress: Told how many are finished, and of how many.
        only: Ids of the answers to finish, such as those that waited at the start: what came later may be
            in somebody's hands already; None for all.
        asked_for: Whether a person asks for just this, so that no number of earlier tries forbids it.
        on_left: Told what is left, whenever that changes; on this thread and on the analysis's own.
        call_off: Stops it from another thread.

    Returns:
        What came of it.
    """
    waiting = [entry for entry in store.pending() if only is None or entry.answer.id in only]
    call_off = call_off or CallOff()
    done: list[str] = []
    failed: list[str] = []
    for count, entry in enumerate(waiting):
        if on_progress is not None:
            on_progress(count, len(waiting))
        answer_id = entry.answer.id
        if entry.tries >= MAX_TRIES and not asked_for:
            store.set_status(answer_id, AnswerStatus.FAILED, failure="practice.gave_up")
            failed.append(answer_id)
            continue
        tell = partial(_tell_left, on_left, waiting, count)
        try:
            tell(0.0)
            _finish(store, analysis, entry, call_off, tell)
        except (Cancelled, CancelledError):
            store.call_off(answer_id)
            break
        except BugError:
            # One answer that trips a bug must not keep the others from being finished.
            log.error("answer %s tripped a bug", answer_id)  # noqa: TRY400 - a bug's text may hold what was said
            store.set_status(answer_id, AnswerStatus.FAILED, failure="practice.bug")
            failed.append(answer_id)
        except KnownError as error:
            if error.message.id == _CLOSED:
                store.call_off(answer_id)
                break
            store.set_status(answer_id, AnswerStatus.FAILED, failure=error.message.id)
            failed.append(answer_id)
        else:
            done.append(answer_id)
    seen = {*done, *failed}
    left = tuple(entry.answer.id for entry in waiting if entry.answer.id not in seen)
    return Finished(tuple(done), tuple(failed), left)


def _still_spoken(entry: Waiting) -> bool:
    return entry.answer.typed is None and entry.answer.transcript is None


def _tell_left(
    on_left: Callable[[Left], None] | None, waiting: Sequence[Waiting], count: int, share: float
) -> None:
    """Say what is left while an answer is written down.

    Args:
        on_left: Who is told.
        waiting: All of the backlog.
        count: How many of it are over.
        share: How much of the next one is written down, 0.0 to 1.0.
    """
    if on_left is None:
        return
    sounds_s = [(entry.answer.duration_s or 0.0) if _still_spoken(entry) else 0.0 for entry in waiting]
    left_s = sum(sounds_s[count:]) - share * sounds_s[count]
    spoken = sum(map(_still_spoken, waiting[count:]))
    if share >= 1.0 and _still_spoken(waiting[count]):
        spoken -= 1
    on_left(Left(len(waiting) - count, spoken, max(left_s, 0.0), sum(sounds_s)))


def _finish(
    store: BacklogStore,
    analysis: Analysis,
    entry: Waiting,
    call_off: CallOff,
    tell: Callable[[float], None],
) -> None:
    call_off.check()
    answer = entry.answer
    store.set_status(answer.id, AnswerStatus.RUNNING)
    if _still_spoken(entry):
        job = TranscribeJob(store.sound_path(answer))
        future = analysis.submit(job, priority=Priority.IMPORT, on_progress=tell)
        store.save_transcript(answer.id, call_off.result(analysis, future))
        tell(1.0)
    session = store.session(entry.session_id)
    first_id = answer.follow_up_of or answer.id
    whole = next((one for one in session.answers if one.id == first_id), None)
    if whole is not None and (whole.transcript is not None or whole.typed is not None):
        request = answer_request(whole, company=session.company, others=session.answers)
        scoring = analysis.submit(ScoreJob(request), priority=Priority.IMPORT)
        scored = call_off.result(analysis, scoring)
        store.save_score(whole.id, scored.score, scored.feedback)
    if answer.follow_up_of is not None:
        # Its words count in the answer that it completes; where that one has none, they are kept anyway.
        store.set_status(answer.id, AnswerStatus.DONE)
