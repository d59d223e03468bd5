"""The backlog says how much is left, and can be called off without losing anything."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.analysis import ScoreJob, TranscribeJob
from coach.analysis.ports import Progress
from coach.audio.files import write_wav
from coach.errors import Cancelled, WorkerError
from coach.library import Library
from coach.model.session import Answer, AnswerStatus
from coach.model.sound import Sound
from coach.practice.backlog import CallOff, Left, finish_waiting
from coach.testing.analysis import ScriptedServices
from coach.testing.sessions import disagreement_question
from coach.units import Hertz

LENGTHS_S = (20.0, 40.0)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def spoken(library: Library) -> tuple[Answer, ...]:
    """Two answers of 20 and 40 seconds that wait to be written down."""
    session = library.new_session(title="Practice")
    made = []
    for position, length_s in enumerate(LENGTHS_S):
        answer = library.add_answer(session.id, disagreement_question(), position=position)
        write_wav(library.sound_path(answer), Sound(np.zeros(1600, np.float32), Hertz(16_000)))
        library.save_recording(answer.id, duration_s=length_s)
        made.append(answer)
    return tuple(made)


class Steps:
    """An analysis that tells half-way through each sound, and does then what the test says.

    Args:
        half_way: Done in the middle of each sound.
        before_score: Done before each score.
    """

    def __init__(
        self, half_way: Callable[[], None] = lambda: None, before_score: Callable[[], None] = lambda: None
    ) -> None:
        self._services = ScriptedServices()
        self._half_way, self._before_score = half_way, before_score
        self.cancelled: list[Future[Any]] = []

    def submit(self, job: Any, *, on_progress: Progress | None = None, **_options: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if isinstance(job, TranscribeJob):
            assert on_progress is not None
            on_progress(0.5)
            self._half_way()
            future.set_result(self._services.transcribe(job.path, on_progress, lambda: False))
        elif isinstance(job, ScoreJob):
            self._before_score()
            future.set_result(self._services.score(job.request))
        return future

    def cancel(self, future: "Future[object]") -> None:
        self.cancelled.append(future)


def statuses(library: Library, answers: tuple[Answer, ...]) -> list[AnswerStatus]:
    return [library.answer(answer.id).status for answer in answers]


def test_it_says_how_many_answers_and_how_much_sound_is_left(
    library: Library, spoken: tuple[Answer, ...]
) -> None:
    told: list[Left] = []
    done = finish_waiting(library, Steps(), on_left=told.append)
    assert set(done.done) == {answer.id for answer in spoken}
    assert done.waiting == ()
    assert told[0] == Left(answers=2, spoken=2, sound_s=60.0, of_s=60.0)
    assert Left(answers=2, spoken=2, sound_s=50.0, of_s=60.0) in told  # half of the first one
    assert Left(answers=2, spoken=1, sound_s=40.0, of_s=60.0) in told  # the first one is being scored
    assert Left(answers=1, spoken=1, sound_s=20.0, of_s=60.0) in told
    assert told[-1] == Left(answers=1, spoken=0, sound_s=0.0, of_s=60.0)
    assert [left.sound_s for left in told] == sorted((left.sound_s for left in told), reverse=True)


def test_what_was_typed_is_no_sound_to_write_down(library: Library) -> None:
    session = library.new_session(title="Practice")
    library.add_answer(session.id, disagreement_question(), position=0, typed="I asked for a plan.")
    told: list[Left] = []
    finish_waiting(library, Steps(), on_left=told.append)
    assert told == [Left(answers=1, spoken=0, sound_s=0.0, of_s=0.0)]


def test_called_off_between_two_answers_keeps_the_one_and_lets_the_other_wait(
    library: Library, spoken: tuple[Answer, ...]
) -> None:
    call_off = CallOff()
    done = finish_waiting(library, Steps(before_score=call_off.ask), call_off=call_off)
    assert (done.done, done.waiting) == ((spoken[0].id,), (spoken[1].id,))
    assert statuses(library, spoken) == [AnswerStatus.DONE, AnswerStatus.QUEUED]
    (waiting,) = library.pending()
    assert (waiting.answer.id, waiting.tries) == (spoken[1].id, 0)


def test_called_off_in_the_middle_of_a_sound_stops_it_and_costs_no_try(
    library: Library, spoken: tuple[Answer, ...]
) -> None:
    call_off = CallOff()

    class Stoppable(Steps):
        """Runs until it is stopped, as a transcription does."""

        def submit(self, job: Any, **_options: Any) -> "Future[Any]":
            assert isinstance(job, TranscribeJob)
            call_off.ask()
            return Future()

        def cancel(self, future: "Future[object]") -> None:
            super().cancel(future)
            future.set_exception(Cancelled())

    analysis = Stoppable()
    done = finish_waiting(library, analysis, call_off=call_off)
    assert len(analysis.cancelled) == 1
    assert (done.done, done.failed, done.waiting) == ((), (), tuple(answer.id for answer in spoken))
    assert statuses(library, spoken) == [AnswerStatus.QUEUED] * 2
    assert [waiting.tries for waiting in library.pending()] == [0, 0]


def test_called_off_before_it_began_it_begins_nothing(library: Library, spoken: tuple[Answer, ...]) -> None:
    call_off = CallOff()
    call_off.ask()
    done = finish_waiting(library, Steps(), call_off=call_off)
    assert done.waiting == tuple(answer.id for answer in spoken)
    assert [waiting.tries for waiting in library.pending()] == [0, 0]


def test_a_program_that_ends_between_two_steps_fails_no_answer(
    library: Library, spoken: tuple[Answer, ...]
) -> None:
    def closed() -> None:
        raise WorkerError("error.worker.closed")

    done = finish_waiting(library, Steps(before_score=closed))
    assert (done.done, done.failed) == ((), ())
    assert done.waiting == tuple(answer.id for answer in spoken)
    assert statuses(library, spoken) == [AnswerStatus.QUEUED] * 2
    # What was written down before stays, so that only the score is left to do.
    assert library.pending()[0].answer.transcript is not None
