"""What the flow needs to be given besides the ports of the other rooms."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol, TypeVar

from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore
from coach.model.session import Answer, AnswerStatus
from coach.model.transcript import Transcript

T = TypeVar("T")


class Hands(Protocol):
    """Does what may take a moment, one thing after the other, away from whoever must not wait."""

    def submit(self, work: Callable[[], T], /) -> "Future[T]":
        """Queue a piece of work.

        Args:
            work: What to do.

        Returns:
            Its result to come.
        """
        ...


class SessionStore(Protocol):
    """What the flow needs of the library; each call is on the disk when it returns."""

    def add_answer(
        self,
        session_id: str,
        question: Question,
        *,
        position: int,
        attempt: int = ...,
        status: AnswerStatus = ...,
        typed: str | None = ...,
        follow_up_of: str | None = ...,
        asker: str = ...,
        repeats: int = ...,
    ) -> Answer:
        """Begin an answer."""
        ...

    def sound_path(self, answer: Answer) -> Path:
        """Where an answer is to be recorded."""
        ...

    def save_recording(
        self, answer_id: str, *, duration_s: float, dropouts: int = ..., repeats: int = ...
    ) -> None:
        """Note that an answer is recorded."""
        ...

    def set_status(self, answer_id: str, status: AnswerStatus, *, failure: str = ...) -> None:
        """Note how far an answer is."""
        ...

    def remove_answer(self, answer_id: str) -> None:
        """Forget an attempt to which nothing was said."""
        ...

    def save_transcript(self, answer_id: str, transcript: Transcript) -> None:
        """Keep what was said."""
        ...

    def save_score(self, answer_id: str, score: AnswerScore, feedback: Feedback | None = ...) -> None:
        """Keep the scores, which finishes the answer."""
        ...

    def end_session(self, session_id: str) -> None:
        """Note that a session is over."""
        ...
