"""Microphone and loudspeaker for real, on a virtual sound card."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.files import read_sound, resample, write_wav
from coach.audio.ports import Recording
from coach.audio.sounddevice_io import SoundDeviceInput, SoundDeviceOutput, real_ports, sound_system
from coach.errors import MicrophoneLostError, NoMicrophoneError, NoSpeakerError
from coach.model.sound import Sound
from coach.units import Hertz

pytestmark = pytest.mark.sound

RATE = Hertz(16_000)
WATCHDOG_LIMIT_S = 10


def found_in(whole: Path, part: Path) -> tuple[float, float]:
    """Where ``part`` lies in ``whole`` in seconds, and how alike they are there (1.0: the same shape)."""
    a = resample(read_sound(whole), RATE).samples.astype(np.float64)
    b = resample(read_sound(part), RATE).samples.astype(np.float64)
    assert len(a) >= len(b), "less was heard than was said"
    size = 2 ** int(np.ceil(np.log2(len(a) + len(b))))
    matches = np.fft.irfft(np.fft.rfft(a, size) * np.conj(np.fft.rfft(b, size)), size)[: len(a) - len(b) + 1]
    start = int(np.argmax(matches))
    there = a[start : start + len(b)]
    return start / RATE, float(there @ b / np.sqrt((there @ there) * (b @ b) + 1e-12))


def lost(recording: Recording) -> str:
    """Ask as the flow does until the recording is lost, and return why."""
    pause = threading.Event()
    for _ in range(WATCHDOG_LIMIT_S * 20):
        try:
            recording.check()
        except MicrophoneLostError as error:
            return error.message.id
        pause.wait(0.05)
    pytest.fail("the watchdog slept")


def until_written(recording: Recording, seconds: float) -> None:
    pause = threading.Event()
    while recording.elapsed_s < seconds:
        recording.check()
        pause.wait(0.02)


def until(holds: Callable[[], bool]) -> None:
    pause = threading.Event()
    for _ in range(WATCHDOG_LIMIT_S * 20):
        if holds():
            return
        pause.wait(0.05)
    pytest.fail("it never came")


def goes_on(recording: Recording) -> bool:
    try:
        recording.go_on()
    except NoMicrophoneError:
        return False
    return True


def test_what_is_said_is_recorded_while_the_question_s_sound_is_left_out(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    microphone, _ = real_ports()
    said, blocks = spoken(3.0), []

    def listen(block: NDArray[np.float32], rate_hz: Hertz) -> None:
        blocks.append(len(block) / rate_hz)

    names = [device.name for device in microphone.devices()]
    recording = microphone.record(tmp_path / "a.wav", on_block=listen, paused=True)
    lab.say(spoken(0.5))
    assert recording.elapsed_s == 0.0
    recording.resume()
    lab.say(said)
    recording.check()
    assert recording.level().peak <= 1.0
    recorded = recording.stop()

    assert names == ["Remapped Monitor of Null Output"]
    assert (recorded.dropouts, recorded.silent) == (0, False)
    assert recorded.rate_hz == 44_100
    assert sum(blocks) == pytest.approx(recorded.duration_s)
    start_s, alike = found_in(recorded.path, said)
    assert alike > 0.98
    assert 0.0 <= start_s < 1.5
    assert read_sound(recorded.path).duration_s == pytest.approx(recorded.duration_s)


def test_the_end_of_what_was_said_is_not_cropped(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    said = spoken(1.0)
    microphone, _ = real_ports()
    recording = microphone.record(tmp_path / "a.wav")
    lab.say(said)
    recorded = recording.stop()

    assert found_in(recorded.path, said)[1] > 0.95


def test_the_loudspeaker_is_heard_at_any_rate(tmp_path: Path, lab: Any, spoken: Callable[..., Path]) -> None:
    _, loudspeaker = real_ports()
    said = spoken(1.5, 24_000)
    with lab.listening(tmp_path / "heard.wav"):
        playback = loudspeaker.play(read_sound(said))
        assert not playback.done()
        playback.wait()
        assert playback.done()
        again = loudspeaker.play(read_sound(spoken(20.0)))
        again.stop()
        again.wait()

    assert found_in(tmp_path / "heard.wav", said)[1] > 0.95
    assert read_sound(tmp_path / "heard.wav").duration_s < 10


def test_the_loudspeaker_works_where_pulse_s_latency_is_set(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "30")
    _, loudspeaker = real_ports()
    said = spoken(0.5)
    with lab.listening(tmp_path / "heard.wav"):
        loudspeaker.play(read_sound(said)).wait()

    assert found_in(tmp_path / "heard.wav", said)[1] > 0.5


def test_an_unplugged_microphone_is_noticed_and_what_was_heard_kept(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    microphone, _ = real_ports()
    recording = microphone.record(tmp_path / "a.wav")
    said = spoken(1.0)
    lab.say(said)
    until_written(recording, recording.elapsed_s + 0.5)
    lab.unplug()

    assert lost(recording) == "error.audio.microphone_unplugged"
    recorded = recording.stop()
    assert found_in(recorded.path, said)[1] > 0.95


def test_a_frozen_sound_server_is_noticed_and_nothing_waits_for_it(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    system = sound_system()
    microphone, loudspeaker = SoundDeviceInput(system), SoundDeviceOutput(system)
    said = spoken(1.0)
    recording = microphone.record(tmp_path / "a.wav")
    lab.say(said)
    until_written(recording, recording.elapsed_s + 0.5)
    lab.freeze()

    assert lost(recording) == "error.audio.microphone_stalled"
    recorded = recording.stop()
    assert found_in(recorded.path, said)[1] > 0.95
    with pytest.raises(NoMicrophoneError, match="no_answer"):
        microphone.record(tmp_path / "b.wav")
    with pytest.raises(NoSpeakerError, match="no_answer"):
        loudspeaker.play(Sound(np.zeros(100, np.float32), RATE))

    lab.thaw()
    assert recorded.path.exists()
    assert not (tmp_path / "b.wav.part").exists()


def test_a_dead_sound_server_is_noticed_and_a_new_one_is_used(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    microphone, _ = real_ports()
    said = spoken(1.0)
    recording = microphone.record(tmp_path / "a.wav")
    lab.say(said)
    until_written(recording, recording.elapsed_s + 0.5)
    lab.kill()

    assert lost(recording).startswith("error.audio.microphone_")
    assert found_in(recording.stop().path, said)[1] > 0.95
    with pytest.raises(NoMicrophoneError):
        microphone.record(tmp_path / "b.wav")

    lab.start()
    again = microphone.record(tmp_path / "c.wav")
    until_written(again, 0.1)
    again.stop()


def test_a_loudspeaker_that_dies_is_noticed(lab: Any, spoken: Callable[..., Path]) -> None:
    _, loudspeaker = real_ports()
    playback = loudspeaker.play(read_sound(spoken(20.0)))
    lab.kill()

    with pytest.raises(NoSpeakerError, match="speaker_lost"):
        playback.wait()


def test_a_written_sound_can_be_said(tmp_path: Path, lab: Any) -> None:
    """The lab itself: silence said into the microphone is heard as silence and flagged."""
    write_wav(tmp_path / "silence.wav", Sound(np.zeros(16_000, np.float32), RATE))
    recording = real_ports()[0].record(tmp_path / "a.wav")
    lab.say(tmp_path / "silence.wav")

    assert recording.stop().silent


def test_microphones_are_listed_as_the_desktop_calls_them_and_followed(lab: Any) -> None:
    microphone, loudspeaker = real_ports()
    lab.plug_another("Headset")
    first = microphone.devices()
    lab.choose("another")
    chosen = microphone.devices()
    lab.unplug()
    one = microphone.devices()

    assert [device.name for device in first] == ["Remapped Monitor of Null Output", "Headset"]
    assert [device.name for device in chosen] == ["Headset", "Remapped Monitor of Null Output"]
    assert [device.name for device in one] == ["Headset"]
    assert chosen[0].is_default
    assert not chosen[1].is_default
    assert loudspeaker.devices()


def test_a_loudspeaker_s_own_sound_is_no_microphone(tmp_path: Path, lab: Any) -> None:
    lab.unplug()
    microphone, _ = real_ports()

    assert microphone.devices() == ()
    with pytest.raises(NoMicrophoneError, match="no_microphone"):
        microphone.record(tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_a_named_microphone_is_the_one_that_is_opened(tmp_path: Path, lab: Any) -> None:
    lab.plug_another("Headset")
    microphone, _ = real_ports()
    recording = microphone.record(tmp_path / "a.wav", device="Headset")
    lab.unplug()
    until_written(recording, recording.elapsed_s + 1.2)
    recording.check()

    assert recording.stop().dropouts == 0


def test_a_recording_goes_on_with_another_microphone_in_the_same_file(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    lab.plug_another("Headset")
    microphone, _ = real_ports()
    first, second = spoken(1.0), spoken(1.1)
    recording = microphone.record(tmp_path / "a.wav", device="Remapped Monitor of Null Output")
    lab.say(first)
    until_written(recording, recording.elapsed_s + 0.5)
    lab.unplug()
    assert lost(recording) == "error.audio.microphone_unplugged"
    with pytest.raises(NoMicrophoneError, match="microphone_gone"):
        recording.go_on(device="Remapped Monitor of Null Output")
    assert recording.go_on() == "Headset"
    lab.say(second)
    until_written(recording, recording.elapsed_s + 0.5)
    recorded = recording.stop()

    assert recorded.dropouts == 1
    first_s, first_alike = found_in(recorded.path, first)
    second_s, second_alike = found_in(recorded.path, second)
    assert min(first_alike, second_alike) > 0.95
    assert second_s > first_s + 1.0


def test_a_recording_goes_on_when_the_frozen_sound_server_wakes(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    microphone, _ = real_ports()
    recording = microphone.record(tmp_path / "a.wav")
    until_written(recording, 0.3)
    lab.freeze()
    assert lost(recording) == "error.audio.microphone_stalled"
    with pytest.raises(NoMicrophoneError, match="no_answer"):
        recording.go_on()
    lab.thaw()
    until(lambda: goes_on(recording))
    said = spoken(1.0)
    lab.say(said)
    until_written(recording, recording.elapsed_s + 0.3)

    assert found_in(recording.stop().path, said)[1] > 0.95


def test_a_recording_goes_on_with_a_sound_server_that_was_started_anew(
    tmp_path: Path, lab: Any, spoken: Callable[..., Path]
) -> None:
    microphone, _ = real_ports()
    recording = microphone.record(tmp_path / "a.wav")
    until_written(recording, 0.3)
    lab.kill()
    lost(recording)
    with pytest.raises(NoMicrophoneError):
        recording.go_on()
    lab.start()
    assert recording.go_on() == "Remapped Monitor of Null Output"
    said = spoken(1.0)
    lab.say(said)
    until_written(recording, recording.elapsed_s + 0.3)

    assert found_in(recording.stop().path, said)[1] > 0.95
