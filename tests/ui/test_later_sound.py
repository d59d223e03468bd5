"""Microphones and loudspeakers are loaded when they are first asked, and once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import ui.later_sound
from coach.audio.files import write_wav
from coach.audio.ports import AudioInput, AudioOutput
from coach.model.sound import Sound
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz

QUARTER_S = Sound(np.full(2000, 0.1, dtype=np.float32), Hertz(8000))


def test_nothing_is_loaded_before_somebody_asks_and_then_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_wav(tmp_path / "answer.wav", QUARTER_S)
    given = FileInput([tmp_path / "answer.wav"]), SilentOutput()
    loaded: list[int] = []

    def load() -> tuple[AudioInput, AudioOutput]:
        loaded.append(1)
        return given

    monkeypatch.setattr(ui.later_sound, "_load", load)
    sound = ui.later_sound.real_sound()
    assert loaded == []
    assert sound.microphone.devices() == given[0].devices()
    assert sound.speaker.devices() == given[1].devices()
    recording = sound.microphone.record(tmp_path / "kept.wav", device=None)
    assert recording.stop().path == tmp_path / "kept.wav"
    sound.speaker.play(QUARTER_S).stop()
    assert loaded == [1]


def test_two_threads_that_ask_first_get_one_sound_system(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[FileInput] = []
    begun, go_on = threading.Event(), threading.Event()

    def load() -> tuple[AudioInput, AudioOutput]:
        loaded.append(FileInput([]))
        begun.set()
        assert go_on.wait(10.0)
        return loaded[-1], SilentOutput()

    monkeypatch.setattr(ui.later_sound, "_load", load)
    sound = ui.later_sound.real_sound()
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(sound.microphone.devices)
        assert begun.wait(10.0)
        begun.clear()
        second = threads.submit(sound.speaker.devices)
        begun.wait(0.2)  # where the second one loads too, it has come to it by now
        go_on.set()
        first.result()
        second.result()
    assert len(loaded) == 1
