"""The answer desk's live path: blocks go to the listener, and the file is always there to fall back on."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.analysis import InlineAnalysis
from coach.audio.files import write_wav
from coach.errors import WorkerError
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.sound import Sound
from coach.model.transcript import Transcript
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.values import Begin, Done, Interview, Skip, State, Turn
from coach.testing.analysis import ScriptedServices, transcript_of
from coach.testing.audio import FileInput
from coach.units import Hertz

DEADLINE_S = 20.0
QUESTION = Question(
    text="Tell me about a mistake.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time"),),
)


class Live:
    """Remembers what it heard and says so."""

    def __init__(self, *, closed: bool, broken: bool) -> None:
        self.frames = 0
        self.cancelled = False
        self._closed = closed
        self._broken = broken

    def hear(self, samples: NDArray[np.float32], rate_hz: Hertz) -> None:
        assert rate_hz == 16_000
        if self._broken:
            raise ZeroDivisionError("a bug")
        self.frames += len(samples)

    def finish(self, path: Path, on_progress: object = None) -> "Future[Transcript]":  # noqa: ARG002 - the port's
        if self._closed:
            raise WorkerError("error.worker.closed")
        future: Future[Transcript] = Future()
        future.set_result(transcript_of(f"live {self.frames}", file=path.name))
        return future

    def cancel(self) -> None:
        self.cancelled = True


class Listening:
    def __init__(self, *, closed: bool = False, broken: bool = False) -> None:
        self.live = Live(closed=closed, broken=broken)

    def listen(self) -> Live:
        return self.live


def hold(
    tmp_path: Path, listening: Listening | None, *, skip: bool = False, leave: bool = False
) -> str | None:
    """One answer of a second, and the text that came of it."""
    recording = tmp_path / "answer.wav"
    write_wav(recording, Sound(np.full(16_000, 0.1, np.float32), Hertz(16_000)))
    with Library.open(tmp_path / "data") as library, ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(ScriptedServices()),
            hands=hands,
            clock=monotonic,
            microphone=FileInput([recording]),
            listening=listening,
        )
        session = library.new_session(title="Test")
        runner = Runner(Interview(questions=(QUESTION,)), session.id, equipment)
        runner.post(Begin())
        runner.post(Done())
        pump_until(runner, State.RECORDING)
        if leave:
            runner.close()
            return None
        runner.post(Skip() if skip else Done())
        pump_until(runner, State.ENDED if skip else State.REVIEWED)
        result = runner.result(Turn(0))
        return result.transcript.text if result and result.transcript else None


def pump_until(runner: Runner, state: State) -> None:
    give_up_s = monotonic() + DEADLINE_S
    while runner.interview.state is not state or (state is State.ENDED and not runner.settled):
        runner.pump()
        assert monotonic() < give_up_s, f"still {runner.interview.state}"
        sleep(0.002)


def test_what_the_microphone_hears_is_transcribed_live(tmp_path: Path) -> None:
    assert hold(tmp_path, Listening()) == "live 16000"


def test_without_a_listener_the_file_is_transcribed(tmp_path: Path) -> None:
    text = hold(tmp_path, None)
    assert text is not None
    assert "live" not in text


def test_a_listener_that_has_gone_leaves_the_file(tmp_path: Path) -> None:
    text = hold(tmp_path, Listening(closed=True))
    assert text is not None
    assert "live" not in text


def test_a_listener_with_a_bug_costs_no_sound(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    listening = Listening(broken=True)
    assert hold(tmp_path, listening) == "live 0"
    assert [record.name for record in caplog.records] == ["coach.audio.recorder"]
    caplog.clear()


def test_a_question_that_is_skipped_is_no_longer_listened_to(tmp_path: Path) -> None:
    listening = Listening()
    assert hold(tmp_path, listening, skip=True) is None
    assert listening.live.cancelled


def test_an_interview_that_is_left_is_no_longer_listened_to(tmp_path: Path) -> None:
    listening = Listening()
    hold(tmp_path, listening, leave=True)
    assert listening.live.cancelled
