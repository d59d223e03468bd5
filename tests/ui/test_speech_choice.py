"""The recogniser is measured once, in a calm moment; a smaller one is picked only for who chose none."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coach.analysis import TranscribeJob
from coach.errors import TranscriptionError
from coach.model.transcript import Timing, Transcript
from coach.settings import declared
from coach.speech.speed import Measured, SpeedBook
from ui.context import Context
from ui.speech_choice import SpeechChoice
from ui.ticket import Work

SLOW_S, FAST_S = 30.0, 5.0
LENGTH_S = 20.0


class Analysis:
    """Gives transcripts that took as long as the test says."""

    def __init__(self) -> None:
        self.model = "base"
        self.waiting: list[Future[Any]] = []
        self.asked: list[object] = []

    def submit(self, job: object, **_options: object) -> "Future[Any]":
        self.asked.append(job)
        self.waiting.append(Future())
        return self.waiting[-1]

    def cancel(self, future: "Future[object]") -> None:
        future.cancel()

    def finish(self, takes_s: float) -> None:
        """Finish the oldest job."""
        timing = Timing(load_s=0.0, transcribe_s=takes_s)
        self.waiting.pop(0).set_result(
            Transcript(
                text="",
                words=(),
                duration_s=LENGTH_S,
                speech_s=0.0,
                language="en",
                model=self.model,
                timing=timing,
            )
        )


class Room:
    """A choice with all that it needs, and what it told."""

    def __init__(self, context: Context, cache: Path, parent: QObject) -> None:
        self.analysis = Analysis()
        self.occupied = False
        self.changes = 0
        self.book = SpeedBook(cache, "a processor x2")
        self.choice = SpeechChoice(
            settings=context.settings,
            book=self.book,
            tasks=context.tasks,
            messages=context.messages,
            analysis=self.analysis,  # type: ignore[arg-type]
            occupied=lambda: self.occupied,
            to_settings=lambda: None,
            parent=parent,
        )
        self.choice.changed.connect(self._changed)

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture
def room(context: Context, tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    del qtbot
    parent = QObject()
    made = Room(context, tmp_path, parent)
    yield made
    made.choice.end()
    parent.deleteLater()


def test_a_fast_computer_is_measured_once_and_told_nothing(room: Room, watched: Any) -> None:
    room.choice.look()
    assert room.choice.measuring
    room.analysis.finish(FAST_S)
    assert room.choice.measured == Measured(model="base", share=FAST_S / LENGTH_S)
    room.choice.look()
    assert len(room.analysis.asked) == 1
    assert isinstance(room.analysis.asked[0], TranscribeJob)
    assert (room.changes, watched.notices) == (0, [])


def test_a_slow_one_gets_the_small_model_and_is_told_with_the_way_back(
    room: Room, watched: Any, context: Context
) -> None:
    room.choice.look()
    room.analysis.finish(SLOW_S)
    room.analysis.finish(SLOW_S)
    assert (room.choice.model, room.changes) == ("tiny.en", 1)
    (notice,) = watched.notices
    assert "tiny.en" in context.say.message(notice.text)
    assert context.say.message(notice.action) == "Settings"


def test_measuring_can_be_stopped_and_nothing_is_kept_of_it(room: Room, context: Context) -> None:
    works: list[tuple[Work, ...]] = []
    context.tasks.running_changed.connect(works.append)
    room.choice.look()
    assert works[-1][0].can_stop
    context.tasks.stop(works[-1][0].number)
    assert works[-1] == ()
    assert room.analysis.waiting[0].cancelled()
    assert not room.choice.measuring
    assert room.choice.measured is None


def test_a_computer_that_was_busy_for_a_moment_is_not_a_slow_one(room: Room) -> None:
    room.choice.look()
    room.analysis.finish(SLOW_S)
    room.analysis.finish(FAST_S)
    assert (room.choice.model, room.changes) == ("base", 0)
    assert room.choice.measured == Measured(model="base", share=FAST_S / LENGTH_S)


def test_what_the_person_chose_is_measured_and_stays(room: Room, watched: Any, context: Context) -> None:
    context.settings.set(declared.SPEECH_MODEL, "base")
    room.choice.look()
    room.analysis.finish(SLOW_S)
    room.analysis.finish(SLOW_S)
    assert (room.choice.model, room.changes, watched.notices) == ("base", 0, [])
    assert room.choice.measured is not None


def test_nothing_is_begun_in_an_interview_and_nothing_believed_that_one_disturbed(room: Room) -> None:
    room.occupied = True
    room.choice.look()
    assert room.analysis.asked == []
    room.occupied = False
    room.choice.look()
    room.occupied = True
    room.analysis.finish(SLOW_S)
    assert room.choice.measured is None
    assert not room.choice.measuring


def test_another_model_chosen_meanwhile_is_not_confused_with_it(room: Room, context: Context) -> None:
    room.choice.look()
    context.settings.set(declared.SPEECH_MODEL, "tiny.en")
    room.analysis.finish(SLOW_S)
    assert room.book.measured("base") is None
    assert room.book.measured("tiny.en") is None


def test_measuring_again_begins_with_the_better_model(room: Room) -> None:
    room.book.keep(Measured(model="base", share=2.0))
    assert room.choice.model == "tiny.en"
    room.choice.measure_again()
    assert (room.choice.model, room.changes) == ("base", 1)
    room.choice.look()
    assert room.choice.measuring


def test_a_recogniser_that_fails_is_told_elsewhere(room: Room, watched: Any) -> None:
    room.choice.look()
    room.analysis.waiting.pop().set_exception(TranscriptionError("error.transcription.failed", model="base"))
    assert not room.choice.measuring
    assert watched.notices == []


def test_after_the_end_nothing_is_begun(room: Room) -> None:
    warm: Future[None] = Future()
    room.choice.begin(warm)
    room.choice.end()
    warm.set_result(None)
    room.choice.look()
    assert room.analysis.asked == []
