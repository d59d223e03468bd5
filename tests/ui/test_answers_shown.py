"""The quiet line tells of the answers of an interview under way."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from coach.analysis import JudgeJob, Priority, ScoreJob, TranscribeJob
from coach.errors import WorkerError
from coach.model.message import message
from coach.model.transcript import Caption
from coach.scoring.requests import answer_request
from coach.testing.sessions import sample_session
from ui.answers_shown import AnswersShown
from ui.tasks import Lane, Tasks
from ui.ticket import Work

ANSWER = Path("answer.wav")
WRITING = message("ui.work.writing", n=1)
SCORING = message("ui.work.scoring", n=1)


class Live:
    """An answer that was heard to its end."""

    def __init__(self, analysis: "Analysis") -> None:
        self._analysis = analysis
        self.caption = Caption()
        self.heard: list[object] = []

    def hear(self, samples: object, _rate_hz: int) -> None:
        self.heard.append(samples)

    def finish(self, path: Path, on_progress: Any = None) -> "Future[Any]":
        return self._analysis.submit(TranscribeJob(path), priority=Priority.SPOKEN, on_progress=on_progress)

    def cancel(self) -> None:
        self.heard.clear()


class Analysis:
    """Finishes its jobs when the test says so."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []
        self.progress: list[Any] = []
        self.priorities: list[Priority] = []
        self.cancelled: list[Future[Any]] = []

    def submit(self, _job: object, *, priority: Priority, on_progress: Any) -> "Future[Any]":
        self.futures.append(Future())
        self.progress.append(on_progress)
        self.priorities.append(priority)
        return self.futures[-1]

    def listen(self) -> Live:
        return Live(self)

    def cancel(self, future: "Future[Any]") -> None:
        self.cancelled.append(future)


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def tasks(at_once: Any, qapp: QApplication) -> Iterator[Tasks]:  # noqa: ARG001 - signals need it
    made = Tasks(dict.fromkeys(Lane, at_once))
    yield made
    made.close()


@pytest.fixture
def works(tasks: Tasks) -> list[tuple[Work, ...]]:
    seen: list[tuple[Work, ...]] = []
    tasks.running_changed.connect(seen.append)
    return seen


@pytest.fixture
def analysis() -> Analysis:
    return Analysis()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shown(analysis: Analysis, tasks: Tasks, clock: Clock) -> Iterator[AnswersShown]:
    parent = QObject()
    yield AnswersShown(analysis, tasks, parent, clock)  # type: ignore[arg-type]
    parent.deleteLater()


def test_an_answer_is_told_with_what_is_left_until_it_is_written_down(
    shown: AnswersShown, analysis: Analysis, clock: Clock, works: list[tuple[Work, ...]]
) -> None:
    shares: list[float] = []
    future = shown.submit(TranscribeJob(ANSWER), priority=Priority.SPOKEN, on_progress=shares.append)
    assert future is analysis.futures[0]
    assert analysis.priorities == [Priority.SPOKEN]
    assert [(work.note, work.left_s) for work in works[-1]] == [(WRITING, None)]
    clock.now_s = 3.0
    analysis.progress[0](0.25)
    assert shares == [0.25]
    assert [(work.share, work.left_s) for work in works[-1]] == [(0.25, 9.0)]
    future.set_result("the transcript")
    assert works[-1] == ()


def test_time_is_not_told_on_little_ground(
    shown: AnswersShown, analysis: Analysis, clock: Clock, works: list[tuple[Work, ...]]
) -> None:
    shown.submit(TranscribeJob(ANSWER))
    clock.now_s = 1.0
    analysis.progress[0](0.02)
    assert [(work.share, work.left_s) for work in works[-1]] == [(0.02, None)]


def test_an_answer_that_was_heard_while_it_was_spoken_is_told_from_its_end(
    shown: AnswersShown, analysis: Analysis, works: list[tuple[Work, ...]]
) -> None:
    live = shown.listen()
    assert live is not None
    live.hear([0.0], 16_000)  # type: ignore[arg-type]
    assert live.caption == Caption()
    assert works == []
    live.finish(ANSWER)
    assert [work.note for work in works[-1]] == [WRITING]
    analysis.futures[0].set_result("the transcript")
    assert works[-1] == ()


def test_writing_down_can_be_stopped_from_the_line_and_scoring_ends_by_itself(
    shown: AnswersShown, analysis: Analysis, tasks: Tasks, works: list[tuple[Work, ...]]
) -> None:
    writing = shown.submit(TranscribeJob(ANSWER))
    shown.submit(ScoreJob(answer_request(sample_session().answers[0])))
    assert [(work.note, work.can_stop) for work in works[-1]] == [(WRITING, True), (SCORING, False)]
    tasks.stop(works[-1][0].number)
    assert analysis.cancelled == [writing]


def test_who_asked_hears_of_a_failure_and_nobody_else(
    shown: AnswersShown, analysis: Analysis, tasks: Tasks, works: list[tuple[Work, ...]]
) -> None:
    told: list[object] = []
    tasks.failed.connect(told.append)
    tasks.broke.connect(told.append)
    future = shown.submit(TranscribeJob(ANSWER))
    analysis.futures[0].set_exception(WorkerError("error.worker.died"))
    assert isinstance(future.exception(), WorkerError)
    assert works[-1] == ()
    assert told == []


def test_what_is_no_answer_is_passed_on_without_a_word(
    shown: AnswersShown, analysis: Analysis, works: list[tuple[Work, ...]]
) -> None:
    shown.submit(JudgeJob("What would my first week look like?"))
    assert len(analysis.futures) == 1
    assert works == []
