"""Scores kept answers anew, such as when the rubric has changed; the scores that they had stay beside."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Protocol

from coach.analysis import Analysis, Priority, ScoreJob
from coach.errors import BugError, Cancelled, KnownError
from coach.model.feedback import Feedback
from coach.model.score import AnswerScore, Dimension
from coach.model.session import Answer, Session
from coach.scoring.requests import answer_request
from coach.scoring.rubric import RUBRIC_VERSION

log = logging.getLogger(__name__)


class ReviewStore(Protocol):
    """What is needed of ``Library.review``."""

    def session_of(self, answer_id: str) -> str:
        """The session of an answer."""
        ...

    def scored_by_other_rubric(self, rubric: str) -> tuple[str, ...]:
        """Answers whose newest score another rubric made."""
        ...


class RescoringStore(Protocol):
    """What is needed of the library."""

    @property
    def review(self) -> ReviewStore:
        """Its part for reviewing."""
        ...

    def answer(self, answer_id: str) -> Answer:
        """One answer."""
        ...

    def session(self, session_id: str) -> Session:
        """One session."""
        ...

    def save_score(self, answer_id: str, score: AnswerScore, feedback: Feedback | None = ...) -> None:
        """Keep the scores; those before stay."""
        ...


@dataclass(frozen=True, slots=True)
class Rescored:
    """What came of it.

    Args:
        done: Ids of answers that were scored anew.
        failed: Ids of answers that keep the scores that they had.
        moved: How many of those that are done have another level in any dimension.
    """

    done: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    moved: int = 0


def is_old(score: AnswerScore | None) -> bool:
    """Whether a score was made by other rules than those of this program.

    Args:
        score: Of an answer; None when it has none.

    Returns:
        Whether its rubric is another one.
    """
    return score is not None and dict(score.versions).get("rubric") != RUBRIC_VERSION


def old_answers(store: RescoringStore) -> tuple[str, ...]:
    """The answers whose scores other rules made, and that can be scored again.

    Args:
        store: Where they are.

    Returns:
        Their ids, newest first.
    """
    return store.review.scored_by_other_rubric(RUBRIC_VERSION)


def score_again(
    store: RescoringStore,
    analysis: Analysis,
    answer_ids: Sequence[str],
    on_progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Rescored:
    """Score answers anew, one after the other.

    Args:
        store: Where they are.
        analysis: What does the work; whatever is more urgent goes before each answer.
        answer_ids: Which.
        on_progress: Told how many are finished, and of how many.
        should_stop: Asked before each; what was done until then stays.

    Returns:
        What came of it.
    """
    done: list[str] = []
    failed: list[str] = []
    moved = 0
    for count, answer_id in enumerate(answer_ids):
        if on_progress is not None:
            on_progress(count, len(answer_ids))
        if should_stop is not None and should_stop():
            break
        try:
            moved += _score_one(store, analysis, answer_id)
        except (Cancelled, CancelledError):
            break
        except BugError:
            # One answer that trips a bug must not keep the others from their scores.
            log.error("answer %s tripped a bug", answer_id)  # noqa: TRY400 - a bug's text may hold what was said
            failed.append(answer_id)
        except KnownError:
            failed.append(answer_id)
        else:
            done.append(answer_id)
    else:
        if on_progress is not None:
            on_progress(len(answer_ids), len(answer_ids))
    return Rescored(tuple(done), tuple(failed), moved)


def _score_one(store: RescoringStore, analysis: Analysis, answer_id: str) -> bool:
    """Says whether any level is another one now."""
    answer = store.answer(answer_id)
    session = store.session(store.review.session_of(answer_id))
    job = ScoreJob(answer_request(answer, company=session.company, others=session.answers))
    scored = analysis.submit(job, priority=Priority.IMPORT).result()
    store.save_score(answer_id, scored.score, scored.feedback)
    before = answer.score
    return before is not None and any(
        before.dimension(name).level != scored.score.dimension(name).level for name in Dimension
    )
