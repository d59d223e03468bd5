"""A microphone that goes away, a disk that fills up, a question that is left out: what was said is kept."""

import errno
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.analysis import InlineAnalysis
from coach.audio import wav
from coach.audio.files import read_sound, write_wav
from coach.audio.sounddevice_io import real_ports
from coach.errors import DiskFullError, WorkerError
from coach.library import Library
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import Answer, AnswerStatus
from coach.model.sound import Sound
from coach.practice.equipment import Equipment
from coach.practice.runner import Runner
from coach.practice.values import Begin, Done, Interview, Resume, Skip, State, Turn
from coach.testing.analysis import ScriptedServices
from coach.testing.audio import FileInput
from coach.units import Hertz, Seconds

DEADLINE_S = 30.0
QUESTIONS = tuple(
    Question(text=text, kind=QuestionKind.BEHAVIOURAL, parts=(QuestionPart(PartKind.INSTANCE, "a time"),))
    for text in ("Tell me about a mistake.", "Tell me about a conflict.")
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def spoken(tmp_path: Path, name: str, amplitude: float, seconds: float = 2.0, rate_hz: int = 16_000) -> Path:
    path = tmp_path / f"{name}.wav"
    write_wav(path, Sound(np.full(round(seconds * rate_hz), amplitude, np.float32), Hertz(rate_hz)))
    return path


class Live:
    """Counts what the live transcription would hear; the words come from the file."""

    def __init__(self) -> None:
        self.frames = 0
        self.rates: set[int] = set()

    def listen(self) -> "Live":
        return self

    def hear(self, samples: NDArray[np.float32], rate_hz: Hertz) -> None:
        self.frames += len(samples)
        self.rates.add(rate_hz)

    def finish(self, *_asked: object) -> None:
        raise WorkerError("error.worker.closed")

    def cancel(self) -> None:
        pass


@contextmanager
def interview(library: Library, microphone: Any, live: Any = None) -> Iterator[Runner]:
    session = library.new_session(title="Test")
    with ThreadPoolExecutor(max_workers=1) as hands:
        equipment = Equipment(
            store=library,
            analysis=InlineAnalysis(ScriptedServices()),
            hands=hands,
            clock=monotonic,
            microphone=microphone,
            listening=live,
        )
        runner = Runner(Interview(questions=QUESTIONS), session.id, equipment)
        runner.post(Begin())
        runner.post(Done())
        yield runner


def until(runner: Runner, holds: Any, told: list[str] | None = None) -> None:
    give_up_s = monotonic() + DEADLINE_S
    while not holds():
        runner.pump()
        trouble = runner.interview.trouble
        if told is not None and trouble is not None and trouble.id not in told[-1:]:
            told.append(trouble.id)
        assert monotonic() < give_up_s, f"still {runner.interview.state}"
        sleep(0.002)


def reviewed(runner: Runner) -> bool:
    return runner.interview.state is State.REVIEWED


@pytest.mark.parametrize("rate_hz", [16_000, 48_000])
def test_the_answer_goes_on_with_another_microphone(library: Library, tmp_path: Path, rate_hz: int) -> None:
    files = [spoken(tmp_path, "before", 0.2), spoken(tmp_path, "after", 0.4, rate_hz=rate_hz)]
    told: list[str] = []
    live = Live()
    with interview(library, FileInput(files, lost_after_s=Seconds(1.0)), live) as runner:
        until(runner, lambda: "practice.microphone_back" in told, told)
        assert runner.interview.state is State.RECORDING
        runner.post(Done())
        until(runner, lambda: reviewed(runner), told)

    (answer,) = library.session(runner.session_id).answers
    samples = read_sound(library.sound_path(answer)).samples
    assert told[:2] == ["error.audio.microphone_ended", "practice.microphone_back"]
    assert (answer.status, answer.dropouts) == (AnswerStatus.DONE, 1)
    assert kept_s(library, answer) == pytest.approx(3.0, abs=0.1)
    # The live transcription takes an answer only whole: every frame of the file, at one rate.
    assert (live.frames, live.rates) == (len(samples), {16_000})
    assert samples[:15_900] == pytest.approx(0.2, abs=0.001)
    assert samples[17_000:47_000] == pytest.approx(0.4, abs=0.01)


def test_without_another_microphone_it_waits_and_goes_on_when_one_is_plugged_in(
    library: Library, tmp_path: Path
) -> None:
    microphone = FileInput([spoken(tmp_path, "before", 0.2)], lost_after_s=Seconds(1.0))
    told: list[str] = []
    with interview(library, microphone) as runner:
        until(runner, lambda: runner.interview.state is State.PAUSED, told)
        assert told == ["error.audio.microphone_ended", "practice.microphone_gone"]
        runner.post(Resume())
        until(runner, lambda: runner.interview.state is State.RECORDING)
        until(runner, lambda: _waits(runner))

        microphone.plug(spoken(tmp_path, "after", 0.4))
        runner.post(Resume())
        until(runner, lambda: "practice.microphone_back" in told, told)
        runner.post(Done())
        until(runner, lambda: reviewed(runner), told)

    (answer,) = library.session(runner.session_id).answers
    assert kept_s(library, answer) == pytest.approx(3.0, abs=0.1)


def kept_s(library: Library, answer: Answer) -> float:
    """Seconds of sound that are kept; the scripted transcript knows nothing of them."""
    return float(read_sound(library.sound_path(answer)).duration_s)


def _waits(runner: Runner) -> bool:
    return runner.interview.lost and runner.interview.state is State.PAUSED


def test_an_answer_whose_microphone_is_gone_can_be_ended(library: Library, tmp_path: Path) -> None:
    microphone = FileInput([spoken(tmp_path, "before", 0.2)], lost_after_s=Seconds(1.0))
    with interview(library, microphone) as runner:
        until(runner, lambda: runner.interview.state is State.PAUSED)
        runner.post(Done())
        until(runner, lambda: reviewed(runner))

    (answer,) = library.session(runner.session_id).answers
    assert (answer.status, kept_s(library, answer)) == (AnswerStatus.DONE, pytest.approx(1.0))


def test_what_was_said_before_a_question_is_left_out_is_kept(library: Library, tmp_path: Path) -> None:
    files = [spoken(tmp_path, "said", 0.2), spoken(tmp_path, "next", 0.3)]
    with interview(library, FileInput(files)) as runner:
        until(runner, lambda: runner.elapsed_s() > 1.5)
        runner.post(Skip())
        until(runner, lambda: runner.interview.turn == Turn(1))
        runner.close()

    first, *_ = library.session(runner.session_id).answers
    assert (first.status, first.duration_s) == (AnswerStatus.SKIPPED, pytest.approx(2.0))
    assert read_sound(library.sound_path(first)).duration_s == pytest.approx(2.0)


def test_a_question_that_is_left_out_at_once_leaves_no_sound(library: Library, tmp_path: Path) -> None:
    files = [spoken(tmp_path, "breath", 0.2, seconds=0.5), spoken(tmp_path, "next", 0.3)]
    with interview(library, FileInput(files)) as runner:
        until(runner, lambda: runner.elapsed_s() > 0.4)
        runner.post(Skip())
        until(runner, lambda: runner.interview.turn == Turn(1))
        runner.close()

    first, *_ = library.session(runner.session_id).answers
    assert (first.status, first.sound_file) == (AnswerStatus.SKIPPED, None)


def full_after(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """A disk on which so many bytes of sound fit; headers always do."""
    real, left = wav.write_all, [room]

    def write(descriptor: int, data: bytes) -> None:
        fits = len(data) if len(data) <= wav.HEADER_BYTES and room else min(len(data), left[0])
        if len(data) > wav.HEADER_BYTES:
            left[0] -= fits
        real(descriptor, data[:fits])
        if fits < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(wav, "write_all", write)


def test_a_disk_that_fills_up_ends_the_answer_with_what_fitted(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    microphone = FileInput([spoken(tmp_path, "said", 0.2, seconds=5.0)])
    full_after(monkeypatch, 64_000)
    told: list[str] = []
    with interview(library, microphone) as runner:
        until(runner, lambda: reviewed(runner), told)

    (answer,) = library.session(runner.session_id).answers
    assert told == ["error.disk.full"]
    assert (answer.status, kept_s(library, answer)) == (AnswerStatus.DONE, pytest.approx(2.0))


def test_a_disk_that_is_full_before_a_word_was_said_is_told_as_that(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_after(monkeypatch, 0)
    with (
        interview(library, FileInput([spoken(tmp_path, "said", 0.2)])) as runner,
        pytest.raises(DiskFullError, match="full_at_start"),
    ):
        until(runner, lambda: False)
    assert library.session(runner.session_id).answers == ()


def go_on_until(runner: Runner, told: list[str]) -> None:
    """Press Resume as a person does until it works."""

    def back() -> bool:
        if _waits(runner):
            runner.post(Resume())
        return "practice.microphone_back" in told

    until(runner, back, told)


@pytest.mark.sound
@pytest.mark.parametrize("fault", ["unplugged", "frozen", "killed"])
def test_with_a_real_sound_card_the_same_answer_goes_on(lab: Any, library: Library, fault: str) -> None:
    lab.plug_another("Headset")
    break_it, mend = {
        "unplugged": (lab.unplug, lambda: None),
        "frozen": (lab.freeze, lab.thaw),
        "killed": (lab.kill, lab.start),
    }[fault]
    told: list[str] = []
    with interview(library, real_ports()[0]) as runner:
        until(runner, lambda: runner.elapsed_s() > 0.7, told)
        break_it()
        until(runner, lambda: bool(told), told)
        mend()
        go_on_until(runner, told)
        before_s = runner.elapsed_s()
        until(runner, lambda: runner.elapsed_s() > before_s + 0.7, told)
        runner.post(Done())
        until(runner, lambda: reviewed(runner), told)

    assert told[0].startswith("error.audio.microphone_")
    (answer,) = library.session(runner.session_id).answers
    assert (answer.status, answer.dropouts) == (AnswerStatus.DONE, 1)
    assert kept_s(library, answer) > 1.3
