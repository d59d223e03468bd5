"""The runner: a whole interview with the real recorder and library, and with scripted analysis."""

import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Gate
from time import monotonic, sleep

import numpy as np
import pytest

from coach.analysis import InlineAnalysis
from coach.audio.answer_files import AnswerFiles
from coach.audio.files import write_wav
from coach.audio.ports import AudioInput
from coach.errors import BugError, Cancelled, DiskFullError, NoMicrophoneError, NoSpeakerError
from coach.library import Library
from coach.model.message import Message, message
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import AnswerStatus, Mode
from coach.model.sound import Sound
from coach.practice.backlog import finish_waiting
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.values import (
    Begin,
    Done,
    End,
    Failed,
    Interview,
    Next,
    Skip,
    State,
    TryAgain,
    Turn,
)
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz
from coach.voice.ports import Voice

DEADLINE_S = 20.0

QUESTIONS = tuple(
    Question(
        id=f"q{number}",
        text=text,
        kind=QuestionKind.BEHAVIOURAL,
        parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
    )
    for number, text in enumerate(("Tell me about a mistake.", "Tell me about a conflict."))
)


class ShortVoice:
    """Speaks a tenth of a second of nothing."""

    name = "short"

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, text: str) -> Sound:
        self.said.append(text)
        return Sound(np.zeros(1600, np.float32), Hertz(16_000))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def recordings(tmp_path: Path) -> list[Path]:
    """Three short sounds, called by what the scripted recogniser will make of them."""
    paths = [tmp_path / f"answer-{number}.wav" for number in range(3)]
    for path in paths:
        write_wav(path, Sound(np.full(8000, 0.1, np.float32), Hertz(16_000)))
    return paths


@contextmanager
def interview(
    library: Library,
    *,
    microphone: AudioInput | None,
    voice: Voice | None = None,
    mode: Mode = Mode.COACH,
    typed: bool = False,
) -> Iterator[Runner]:
    session = library.new_session(title="Test", plan="quick", mode=mode)
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(ScriptedServices()),
            hands=hands,
            clock=monotonic,
            microphone=microphone,
            speaker=SilentOutput() if voice else None,
            voice=voice,
        )
        yield Runner(Interview(questions=QUESTIONS, mode=mode, typed=typed), session.id, equipment)


def pump_until(runner: Runner, holds: Callable[[], bool]) -> None:
    give_up_s = monotonic() + DEADLINE_S
    while not holds():
        runner.pump()
        assert monotonic() < give_up_s, f"still {runner.interview.state}"
        sleep(0.002)


def answer_all(runner: Runner) -> None:
    runner.post(Begin())
    for turn in (Turn(0), Turn(1)):
        pump_until(
            runner,
            lambda turn=turn: runner.interview.state is State.RECORDING and runner.interview.turn == turn,
        )  # type: ignore[misc]
        runner.post(Done())
        if runner.interview.mode is Mode.COACH:
            pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
            runner.post(Next())
    pump_until(runner, lambda: runner.settled)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_whole_interview_is_saved(library: Library, recordings: list[Path], mode: Mode) -> None:
    voice = ShortVoice()
    with interview(library, microphone=AnswerFiles(recordings), voice=voice, mode=mode) as runner:
        answer_all(runner)
    session = library.session(runner.session_id)
    assert session.ended_at is not None
    assert [answer.status for answer in session.answers] == [AnswerStatus.DONE, AnswerStatus.DONE]
    for answer in session.answers:
        assert answer.transcript is not None
        assert answer.score is not None
        with wave.open(str(library.sound_path(answer))) as sound:
            assert sound.getnframes() == 8000
    assert voice.said[0] == QUESTIONS[0].text


def test_a_second_attempt_is_kept_beside_the_first(library: Library, recordings: list[Path]) -> None:
    with interview(library, microphone=AnswerFiles(recordings)) as runner:
        runner.post(Begin())
        runner.post(Done())
        pump_until(runner, lambda: runner.interview.state is State.RECORDING)
        runner.post(Done())
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.post(TryAgain())
        pump_until(runner, lambda: runner.interview.turn == Turn(0, 2))
        runner.post(Done())
        pump_until(runner, lambda: runner.interview.state is State.RECORDING)
        runner.post(Done())
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    answers = library.session(runner.session_id).answers
    assert [(answer.position, answer.attempt) for answer in answers] == [(0, 1), (0, 2)]


def test_a_skipped_question_leaves_no_recording(library: Library, recordings: list[Path]) -> None:
    with interview(library, microphone=AnswerFiles(recordings)) as runner:
        runner.post(Begin())
        runner.post(Skip())
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    answers = library.session(runner.session_id).answers
    assert [answer.status for answer in answers] == [AnswerStatus.SKIPPED]
    assert answers[0].sound_file is None


class NoInput:
    """A computer without a microphone."""

    def devices(self) -> tuple[()]:
        return ()

    def record(self, *_args: object, **_kwargs: object) -> None:
        raise NoMicrophoneError("error.audio.no_microphone")


def test_without_a_microphone_the_answer_is_typed(library: Library) -> None:
    with interview(library, microphone=NoInput()) as runner:  # type: ignore[arg-type]
        runner.post(Begin())
        pump_until(runner, lambda: runner.interview.typed)
        assert runner.interview.trouble == message("error.audio.no_microphone")
        runner.post(Done("I rang the driver."))
        pump_until(runner, lambda: runner.interview.state is State.REVIEWED)
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    (answer,) = library.session(runner.session_id).answers
    assert answer.typed == "I rang the driver."
    assert answer.score is not None
    assert answer.score.text == "I rang the driver."


def test_an_unreadable_recording_costs_only_itself(library: Library, recordings: list[Path]) -> None:
    class Broken(ScriptedServices):
        def transcribe(self, _path: Path, on_progress, should_stop):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            return super().transcribe(Path("broken.wav"), on_progress, should_stop)

    session = library.new_session(title="Test")
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(Broken()),
            hands=hands,
            clock=monotonic,
            microphone=AnswerFiles(recordings),
        )
        runner = Runner(Interview(questions=QUESTIONS), session.id, equipment)
        answer_all(runner)
    answers = library.session(session.id).answers
    assert [answer.status for answer in answers] == [AnswerStatus.FAILED, AnswerStatus.FAILED]
    assert {answer.failure for answer in answers} == {"error.sound_file.unreadable"}
    assert all(library.sound_path(answer).is_file() for answer in answers)


def test_closing_while_recording_keeps_what_was_said(library: Library, recordings: list[Path]) -> None:
    with interview(library, microphone=AnswerFiles(recordings)) as runner:
        runner.post(Begin())
        runner.post(Done())
        pump_until(runner, lambda: runner.interview.state is State.RECORDING)
        runner.close()
    (waiting,) = library.pending()
    assert library.sound_path(waiting.answer).is_file()
    done = finish_waiting(library, InlineAnalysis(ScriptedServices()))
    assert done.done == (waiting.answer.id,)
    assert library.answer(waiting.answer.id).status is AnswerStatus.DONE


def test_closing_before_anything_was_said_leaves_no_empty_answer(
    library: Library, recordings: list[Path]
) -> None:
    with interview(library, microphone=FileInput(recordings)) as runner:
        runner.post(Begin())
        pump_until(runner, lambda: runner.result(Turn(0)) is not None)
        runner.close()
    assert library.session(runner.session_id).answers == ()
    assert library.pending() == ()


def test_a_failure_is_shown_as_one_before_it_is_on_the_disk(library: Library, recordings: list[Path]) -> None:
    session = library.new_session(title="Test")
    gate = Gate()
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(ScriptedServices()),
            hands=hands,
            clock=monotonic,
            microphone=AnswerFiles(recordings),
        )
        runner = Runner(Interview(questions=QUESTIONS), session.id, equipment)
        runner.post(Begin())
        pump_until(runner, lambda: runner.interview.state is State.RECORDING)
        pump_until(runner, lambda: runner.result(Turn(0)) is not None)
        hands.submit(gate.wait)
        runner.post(Done())
        runner.post(Failed(Turn(0), message("error.library.disk_full", folder="data")))
        runner.pump()
        shown = runner.result(Turn(0))
        gate.set()
    assert runner.interview.state is State.REVIEWED
    assert shown is not None
    assert (shown.status, shown.failure) == (AnswerStatus.FAILED, "error.library.disk_full")


def test_the_backlog_leaves_alone_what_it_was_not_given(library: Library, recordings: list[Path]) -> None:
    session = library.new_session(title="Test")
    left, begun = (library.add_answer(session.id, question, position=0) for question in QUESTIONS)
    for answer in (left, begun):
        library.sound_path(answer).write_bytes(recordings[0].read_bytes())
        library.save_recording(answer.id, duration_s=0.5)
    done = finish_waiting(library, InlineAnalysis(ScriptedServices()), only=frozenset({left.id}))
    assert done.done == (left.id,)
    assert library.answer(begun.id).status is AnswerStatus.QUEUED


def test_the_backlog_gives_up_on_what_brings_the_work_down(library: Library, recordings: list[Path]) -> None:
    session = library.new_session(title="Test")
    answer = library.add_answer(session.id, QUESTIONS[0], position=0)
    library.sound_path(answer).write_bytes(recordings[0].read_bytes())
    library.save_recording(answer.id, duration_s=0.5)
    for _ in range(3):
        library.set_status(answer.id, AnswerStatus.RUNNING)
    done = finish_waiting(library, InlineAnalysis(ScriptedServices()))
    assert done.failed == (answer.id,)
    assert library.answer(answer.id).failure == "practice.gave_up"
    assert library.sound_path(answer).is_file()


class Mute:
    """A loudspeaker that is not there."""

    def devices(self) -> tuple[()]:
        return ()

    def play(self, *_args: object, **_kwargs: object) -> None:
        raise NoSpeakerError("error.audio.no_speaker")


def test_without_a_loudspeaker_the_question_is_shown_and_that_is_told_once(
    library: Library, recordings: list[Path]
) -> None:
    session = library.new_session(title="Test")
    told: set[Message] = set()
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(ScriptedServices()),
            hands=hands,
            clock=monotonic,
            microphone=AnswerFiles(recordings),
            speaker=Mute(),  # type: ignore[arg-type]
            voice=ShortVoice(),
        )
        runner = Runner(Interview(questions=QUESTIONS), session.id, equipment)
        runner.post(Begin())
        pump_until(runner, lambda: runner.interview.trouble is not None)
        if runner.interview.trouble is not None:
            told.add(runner.interview.trouble)
        pump_until(runner, lambda: runner.interview.state is State.RECORDING)
        runner.post(End())
        pump_until(runner, lambda: runner.settled)
    assert told == {message("error.audio.no_speaker")}


class FullDisk:
    """A microphone in front of a disk without room."""

    def devices(self) -> tuple[()]:
        return ()

    def record(self, *_args: object, **_kwargs: object) -> None:
        raise DiskFullError("error.disk.full", folder="data")


def test_a_full_disk_ends_the_interview_with_its_sentence_and_leaves_nothing_half(library: Library) -> None:
    with interview(library, microphone=FullDisk()) as runner:  # type: ignore[arg-type]
        runner.post(Begin())
        with pytest.raises(DiskFullError):
            pump_until(runner, lambda: runner.settled)
    assert library.session(runner.session_id).answers == ()


def test_a_backlog_that_is_called_off_costs_no_try(library: Library, recordings: list[Path]) -> None:
    session = library.new_session(title="Test")
    answer = library.add_answer(session.id, QUESTIONS[0], position=0)
    library.sound_path(answer).write_bytes(recordings[0].read_bytes())
    library.save_recording(answer.id, duration_s=0.5)

    class Ending(ScriptedServices):
        def transcribe(self, _path: Path, _progress, _stop):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            raise Cancelled

    for _ in range(4):
        done = finish_waiting(library, InlineAnalysis(Ending()))
        assert (done.done, done.failed) == ((), ())
    (waiting,) = library.pending()
    assert (waiting.answer.status, waiting.tries) == (AnswerStatus.QUEUED, 0)


def test_one_answer_that_trips_a_bug_does_not_keep_the_others_waiting(
    library: Library, recordings: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    session = library.new_session(title="Test")
    for position in range(2):
        answer = library.add_answer(session.id, QUESTIONS[position], position=position)
        library.sound_path(answer).write_bytes(recordings[position].read_bytes())
        library.save_recording(answer.id, duration_s=0.5)

    class Faulty(ScriptedServices):
        calls = 0

        def transcribe(self, path: Path, on_progress, should_stop):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            self.calls += 1
            if self.calls == 1:
                raise BugError("secret words")
            return super().transcribe(path, on_progress, should_stop)

    done = finish_waiting(library, InlineAnalysis(Faulty()))
    assert (len(done.failed), len(done.done)) == (1, 1)
    assert library.answer(done.failed[0]).failure == "practice.bug"
    assert "secret words" not in caplog.text
    caplog.clear()
