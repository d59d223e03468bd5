import subprocess
import threading
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.audio.playing import Playing
from coach.audio.pulse import our_sources, present_sources
from coach.audio.sound_system import CallThread, HangsError, SoundSystem
from coach.audio.sounddevice_io import SoundDeviceInput, SoundDeviceOutput
from coach.errors import NoMicrophoneError, NoSpeakerError, PortAudioMissingError
from coach.model.sound import Sound
from coach.units import Hertz

TWO_OUTPUTS = """Source Output #0
\tDriver: module-remap-source.c
\tSource: 1
\tProperties:
\t\tmedia.name = "Remapped Stream"

Source Output #2
\tDriver: protocol-native.c
\tSource: 7
\tProperties:
\t\tmedia.name = "ALSA Capture"
\t\tapplication.process.id = "4711"
"""


class PortAudioError(Exception):
    """As sounddevice raises."""


def empty_library(**more: Any) -> Any:
    """A sounddevice that knows no device."""
    return SimpleNamespace(
        PortAudioError=PortAudioError,
        _initialize=lambda: None,
        _terminate=lambda: None,
        default=SimpleNamespace(device=(-1, -1)),
        query_devices=lambda: more.get("devices", ()),
        query_hostapis=lambda: ({"name": "ALSA"},),
    )


def test_calls_run_one_after_the_other_on_one_thread() -> None:
    thread = CallThread()

    names = {thread.call(lambda: threading.current_thread().name) for _ in range(5)}

    assert names == {"sound system"}


def test_an_error_is_raised_where_the_call_was_made() -> None:
    with pytest.raises(ZeroDivisionError):
        CallThread().call(lambda: 1 / 0)


def test_a_call_that_hangs_is_given_up_and_what_it_made_is_cleaned_up() -> None:
    thread, go_on, cleaned = CallThread(), threading.Event(), threading.Event()

    def slow() -> str:
        go_on.wait(60)
        return "stream"

    with pytest.raises(HangsError):
        thread.call(slow, limit_s=0.01, when_late=lambda made: cleaned.set() if made == "stream" else None)
    with pytest.raises(HangsError):
        thread.call(lambda: "not tried")
    go_on.set()

    assert cleaned.wait(20)
    assert thread.call(lambda: "tried") == "tried"


def test_a_missing_library_is_named_with_its_package() -> None:
    def missing() -> Any:
        raise PortAudioMissingError("error.audio.portaudio_missing", package="libportaudio2")

    system = SoundSystem(missing)
    for devices in (SoundDeviceInput(system).devices, SoundDeviceOutput(system).devices):
        with pytest.raises(PortAudioMissingError, match="libportaudio2"):
            devices()


def test_sounddevice_without_portaudio_is_a_missing_library(
    tmp_path: Any, python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # sounddevice raises OSError at import when it finds no library.
    (tmp_path / "sounddevice.py").write_text('raise OSError("PortAudio library not found")')
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code = "from coach.audio.sounddevice_io import *; SoundDeviceInput(sound_system()).devices()"
    child = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)

    assert "PortAudioMissingError" in child.stderr.splitlines()[-1]
    assert "libportaudio2" in child.stderr.splitlines()[-1]


def test_no_device_and_a_gone_device_are_told_apart(tmp_path: Any) -> None:
    system = SoundSystem(empty_library)
    sound = Sound(np.zeros(10, np.float32), Hertz(16_000))

    with pytest.raises(NoMicrophoneError, match=r"error\.audio\.no_microphone"):
        SoundDeviceInput(system).record(tmp_path / "a.wav")
    with pytest.raises(NoMicrophoneError, match=r"error\.audio\.microphone_gone"):
        SoundDeviceInput(system).record(tmp_path / "a.wav", device="Headset")
    with pytest.raises(NoSpeakerError, match=r"error\.audio\.no_speaker"):
        SoundDeviceOutput(system).play(sound)
    with pytest.raises(NoSpeakerError, match=r"error\.audio\.speaker_gone"):
        SoundDeviceOutput(system).play(sound, device="Headset")
    assert list(tmp_path.iterdir()) == []


def test_playing_fills_both_ears_and_then_silence() -> None:
    three = Sound(np.array([0.1, 0.2, 0.3], np.float32), Hertz(16_000))
    playing = Playing(three, "Speaker", lambda _work: None)
    out = np.full((2, 2), 9.0, np.float32)

    assert playing.fill(out)
    assert out == pytest.approx(np.array([[0.1, 0.1], [0.2, 0.2]]))
    assert playing.fill(out)
    assert out[:, 0].tolist() == pytest.approx([0.3, 0.0])
    rest = np.full((16_000, 2), 9.0, np.float32)
    assert not playing.fill(rest)
    assert not rest.any()
    assert not playing.done()
    playing.finished()
    assert playing.done()
    playing.wait()


def test_a_loudspeaker_that_gives_up_early_is_lost() -> None:
    playing = Playing(Sound(np.zeros(100, np.float32), Hertz(16_000)), "Speaker", lambda _work: None)
    playing.finished()

    with pytest.raises(NoSpeakerError, match="speaker_lost"):
        playing.wait()


def test_a_stopped_playback_is_no_loss() -> None:
    playing = Playing(Sound(np.zeros(100, np.float32), Hertz(16_000)), "Speaker", lambda _work: None)
    playing.stop()
    playing.wait()

    assert playing.done()


def test_our_own_recording_is_found_among_pulse_s_streams() -> None:
    assert our_sources(TWO_OUTPUTS, 4711) == {7}
    assert our_sources(TWO_OUTPUTS, 1) == frozenset()
    assert present_sources("0\tspeaker.monitor\tx\n7\tmic\tx\n") == {0, 7}
