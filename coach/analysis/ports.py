"""What the rest of the program knows of the analysis, and what the analysis needs to be given."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol, overload

from coach.analysis.jobs import (
    Job,
    JudgeJob,
    Priority,
    ReadQuestionJob,
    Scored,
    ScoreJob,
    TranscribeJob,
    WarmJob,
)
from coach.model.question import Question
from coach.model.score import FocusScore, ScoringRequest
from coach.model.transcript import Transcript

Progress = Callable[[float], None]
Stop = Callable[[], bool]


class Services(Protocol):
    """What does the work; loads each model when it is first needed."""

    def warm(self, *, speech: bool, scoring: bool) -> None:
        """Load models ahead of need.

        Args:
            speech: The recogniser.
            scoring: The parser and the sentence model.
        """
        ...

    def transcribe(self, path: Path, on_progress: Progress, should_stop: Stop) -> Transcript:
        """Turn a sound file into words.

        Args:
            path: Any sound file.
            on_progress: Told the share that is done.
            should_stop: Asked between pieces.
        """
        ...

    def score(self, request: ScoringRequest) -> Scored:
        """Score an answer.

        Args:
            request: The answer and what was asked.
        """
        ...

    def judge(self, text: str) -> FocusScore:
        """Judge what a candidate would ask.

        Args:
            text: One or more questions.
        """
        ...

    def read_question(self, text: str) -> Question:
        """Understand a typed question.

        Args:
            text: The question.
        """
        ...


class Analysis(Protocol):
    """A queue of analysis jobs.

    A future's ``cancel`` works while its job waits; ``cancel`` of this port also stops one that runs.
    """

    @overload
    def submit(
        self, job: TranscribeJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> "Future[Transcript]": ...
    @overload
    def submit(
        self, job: ScoreJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> "Future[Scored]": ...
    @overload
    def submit(
        self, job: JudgeJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> "Future[FocusScore]": ...
    @overload
    def submit(
        self, job: ReadQuestionJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> "Future[Question]": ...
    @overload
    def submit(
        self, job: WarmJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> "Future[None]": ...
    def submit(
        self, job: Job, *, priority: Priority = Priority.SCORE, on_progress: Progress | None = None
    ) -> "Future[Transcript] | Future[Scored] | Future[FocusScore] | Future[Question] | Future[None]":
        """Queue a job.

        Args:
            job: What to do.
            priority: Which goes first.
            on_progress: Told the share that is done, on the analysis's own thread.

        Returns:
            The result to come; a ``KnownError`` of the work is raised from it as it was.
        """
        ...

    def cancel(self, future: "Future[object]") -> None:
        """Stop a job that waits or runs; its future raises ``Cancelled`` or ``CancelledError``.

        Args:
            future: What ``submit`` gave.
        """
        ...

    def close(self) -> None:
        """Stop the work; jobs that wait are cancelled."""
        ...
