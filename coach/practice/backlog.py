"""Answers that were recorded but not finished, as after a crash: done when there is time."""

import logging
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from coach.analysis import Analysis, Priority, ScoreJob, TranscribeJob
from coach.errors import BugError, Cancelled, KnownError
from coach.library import Waiting
from coach.model.feedback import Feedback
from coach.model.score import AnswerScore
from coach.model.session import Answer, AnswerStatus, Session
from coach.model.transcript import Transcript
from coach.scoring.requests import answer_request

log = logging.getLogger(__name__)

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
    """

    done: tuple[str, ...]
    failed: tuple[str, ...]


def finish_waiting(
    store: BacklogStore,
    analysis: Analysis,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    only: frozenset[str] | None = None,
    asked_for: bool = False,
) -> Finished:
    """Transcribe and score the answers that wait, one after the other.

    Args:
        store: Where they are.
        analysis: What does the work; whatever is more urgent goes before each answer.
        on_progress: Told how many are finished, and of how many.
        only: Ids of the answers to finish, such as those that waited at the start: what came later may be
            in somebody's hands already; None for all.
        asked_for: Whether a person asks for just this, so that no number of earlier tries forbids it.

    Returns:
        What came of it.
    """
    waiting = [entry for entry in store.pending() if only is None or entry.answer.id in only]
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
        try:
            _finish(store, analysis, entry)
        except (Cancelled, CancelledError):
            store.call_off(answer_id)
            break
        except BugError:
            # One answer that trips a bug must not keep the others from being finished.
            log.error("answer %s tripped a bug", answer_id)  # noqa: TRY400 - a bug's text may hold what was said
            store.set_status(answer_id, AnswerStatus.FAILED, failure="practice.bug")
            failed.append(answer_id)
        except KnownError as error:
            store.set_status(answer_id, AnswerStatus.FAILED, failure=error.message.id)
            failed.append(answer_id)
        else:
            done.append(answer_id)
    return Finished(tuple(done), tuple(failed))


def _finish(store: BacklogStore, analysis: Analysis, entry: Waiting) -> None:
    answer = entry.answer
    store.set_status(answer.id, AnswerStatus.RUNNING)
    if answer.typed is None and answer.transcript is None:
        job = TranscribeJob(store.sound_path(answer))
        store.save_transcript(answer.id, analysis.submit(job, priority=Priority.IMPORT).result())
    session = store.session(entry.session_id)
    first_id = answer.follow_up_of or answer.id
    whole = next((one for one in session.answers if one.id == first_id), None)
    if whole is not None and (whole.transcript is not None or whole.typed is not None):
        request = answer_request(whole, company=session.company, others=session.answers)
        scored = analysis.submit(ScoreJob(request), priority=Priority.IMPORT).result()
        store.save_score(whole.id, scored.score, scored.feedback)
    if answer.follow_up_of is not None:
        # Its words count in the answer that it completes; where that one has none, they are kept anyway.
        store.set_status(answer.id, AnswerStatus.DONE)
