"""What the rest of the program knows of the analysis, and what the analysis needs to be given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, overload

from coach.analysis.jobs import (
    Job,
    JudgeJob,
    LikenessJob,
    Priority,
    ReadQuestionJob,
    Scored,
    ScoreJob,
    TranscribeJob,
    WarmJob,
)
from coach.model.question import Question
from coach.model.score import FocusScore, ScoringRequest
from coach.model.transcript import Caption, Transcript
from coach.units import Hertz

if TYPE_CHECKING:  # else whoever only names the type waits for numpy to load
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[float], None]
Stop = Callable[[], bool]
Likeness = tuple[tuple[float, ...], ...]
"""A row for each left sentence, with the cosine of each right one."""


class LiveListener(Protocol):
    """Transcribes one answer while it is spoken."""

    @property
    def frames_heard(self) -> int:
        """Samples taken so far, at the rate at which they came."""
        ...

    @property
    def caption(self) -> Caption:
        """What was understood so far."""
        ...

    def hear(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Take the next sound; quick."""
        ...

    def work(self) -> bool:
        """Transcribe the oldest finished stretch; says whether there was one."""
        ...

    def look_ahead(self) -> bool:
        """Transcribe the open stretch if it is in a pause; says whether there was something to do."""
        ...

    def finish(self, file: str = "") -> Transcript:
        """Transcribe the rest and put all together."""
        ...


class Services(Protocol):
    """What does the work; loads each model when it is first needed."""

    def warm(self, *, speech: bool, scoring: bool) -> None:
        """Load models ahead of need.

        Args:
            speech: The recogniser.
            scoring: The parser, the sentence model and the reader.
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

    def listen(self) -> LiveListener:
        """Begin to transcribe an answer while it is spoken."""
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

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Likeness:
        """Tell how alike sentences are.

        Args:
            left: Some sentences.
            right: Others.
        """
        ...


class LiveAnswer(Protocol):
    """One answer that is transcribed while it is spoken."""

    @property
    def caption(self) -> Caption:
        """What was understood so far, for captions; may be asked for as often as a screen is drawn."""
        ...

    def hear(self, samples: NDArray[np.float32], rate_hz: Hertz) -> None:
        """Take a block; returns at once, whatever the analysis does."""
        ...

    def finish(self, path: Path, on_progress: Progress | None = ...) -> Future[Transcript]:
        """Say that all was heard; whatever was missed is transcribed from the file."""
        ...

    def cancel(self) -> None:
        """Forget the answer."""
        ...


class Listens(Protocol):
    """An analysis that can transcribe answers while they are spoken."""

    def listen(self) -> LiveAnswer | None:
        """Begin with an answer; None when it is to be transcribed from its file."""
        ...


class Analysis(Protocol):
    """A queue of analysis jobs.

    A future's ``cancel`` works while its job waits; ``cancel`` of this port also stops one that runs.
    """

    @overload
    def submit(
        self, job: TranscribeJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[Transcript]: ...
    @overload
    def submit(
        self, job: ScoreJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[Scored]: ...
    @overload
    def submit(
        self, job: JudgeJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[FocusScore]: ...
    @overload
    def submit(
        self, job: ReadQuestionJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[Question]: ...
    @overload
    def submit(
        self, job: LikenessJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[Likeness]: ...
    @overload
    def submit(
        self, job: WarmJob, *, priority: Priority = ..., on_progress: Progress | None = ...
    ) -> Future[None]: ...
    def submit(
        self, job: Job, *, priority: Priority = Priority.SCORE, on_progress: Progress | None = None
    ) -> (
        Future[Transcript]
        | Future[Scored]
        | Future[FocusScore]
        | Future[Question]
        | Future[Likeness]
        | Future[None]
    ):
        """Queue a job.

        Args:
            job: What to do.
            priority: Which goes first.
            on_progress: Told the share that is done, on the analysis's own thread.

        Returns:
            The result to come; a ``KnownError`` of the work is raised from it as it was.
        """
        ...

    def cancel(self, future: Future[object]) -> None:
        """Stop a job that waits or runs; its future raises ``Cancelled`` or ``CancelledError``.

        Args:
            future: What ``submit`` gave.
        """
        ...

    def close(self) -> None:
        """Stop the work; jobs that wait are cancelled."""
        ...
