import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio import wav
from coach.audio.files import read_sound
from coach.audio.levels import to_int16
from coach.audio.recorder import BACKLOG_LIMIT, Recorder
from coach.audio.wav import WavWriter, adopt_orphans
from coach.errors import DiskFullError, MicrophoneLostError, NoMicrophoneError, NoSpeakerError
from coach.model.sound import Sound
from coach.testing.audio import FileInput, SilentOutput
from coach.units import Hertz, Seconds

BLOCK = np.full(480, 1_000, np.int16)


class Clock:
    """Seconds that the test decides."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Tap:
    """A source that the test controls."""

    trouble: str | None = None
    closed = False

    def problem(self) -> str | None:
        return self.trouble

    def close(self) -> None:
        self.closed = True


def recorder(tmp_path: Path, **more: Any) -> Recorder:
    return Recorder(WavWriter(tmp_path / "a.wav", Hertz(16_000)), device="Mic", **more)


def test_everything_that_was_fed_is_written_up_to_the_last_block(tmp_path: Path) -> None:
    one, tap = recorder(tmp_path), Tap()
    one.attach(tap)
    for number in range(100):
        one.feed(np.full(480, number, np.int16).tobytes())
    recorded = one.stop()

    kept = to_int16(read_sound(recorded.path).samples)
    assert np.array_equal(kept, np.repeat(np.arange(100), 480))
    assert (recorded.duration_s, recorded.dropouts, recorded.silent) == (3.0, 0, False)
    assert tap.closed
    assert one.stop() == recorded


def test_blocks_are_told_with_their_rate_in_order(tmp_path: Path) -> None:
    heard: list[tuple[float, int, int]] = []

    def listen(block: NDArray[np.float32], rate_hz: Hertz) -> None:
        heard.append((float(block[0]), len(block), rate_hz))

    one = recorder(tmp_path, on_block=listen)
    for number in (0, 16_384):
        one.feed(np.full(480, number, np.int16).tobytes())
    one.stop()

    assert heard == [(0.0, 480, 16_000), (0.5, 480, 16_000)]


def test_a_pause_leaves_out_what_is_heard_in_it(tmp_path: Path) -> None:
    one = recorder(tmp_path, paused=True)
    for paused, value in [(True, 1), (False, 2), (True, 3), (False, 4)]:
        (one.pause if paused else one.resume)()
        one.feed(np.full(480, value, np.int16).tobytes())
    recorded = one.stop()

    assert sorted(set(to_int16(read_sound(recorded.path).samples).tolist())) == [2, 4]
    assert recorded.duration_s == pytest.approx(0.06)


def test_stereo_is_mixed(tmp_path: Path) -> None:
    one = recorder(tmp_path, channels=2)
    one.feed(np.tile(np.array([100, 300], np.int16), 480).tobytes())

    assert set(to_int16(read_sound(one.stop().path).samples).tolist()) == {200}


def test_lost_samples_are_counted(tmp_path: Path) -> None:
    one = recorder(tmp_path)
    one.feed(BLOCK.tobytes(), overflowed=True)
    one.feed(BLOCK.tobytes())

    assert one.stop().dropouts == 1


def test_a_disk_that_stands_still_costs_counted_blocks_and_no_memory(tmp_path: Path) -> None:
    go_on = threading.Event()

    def stand_still(_block: NDArray[np.float32], _rate_hz: Hertz) -> None:
        go_on.wait(60)

    one = recorder(tmp_path, on_block=stand_still)
    for _ in range(BACKLOG_LIMIT + 50):
        one.feed(BLOCK.tobytes())
    waiting = one.backlog
    go_on.set()

    assert waiting <= BACKLOG_LIMIT
    assert one.stop().dropouts >= 49


def test_only_zeros_are_silent(tmp_path: Path) -> None:
    one = recorder(tmp_path)
    for _ in range(80):
        one.feed(bytes(960))
    recorded = one.stop()

    assert recorded.silent
    assert one.level().silent


def test_a_pause_for_thought_is_not_called_silence_and_a_muted_microphone_is(tmp_path: Path) -> None:
    """Headsets that cut noise give exact zeros between words."""
    thinking, muted = (
        Recorder(WavWriter(tmp_path / name, Hertz(16_000)), device="Mic") for name in ("a.wav", "b.wav")
    )
    for one, seconds in ((thinking, 10), (muted, 20)):
        one.feed(BLOCK.tobytes())
        for _ in range(seconds * 2):
            one.feed(bytes(16_000))
        assert not one.stop().silent

    assert not thinking.level().silent
    assert muted.level().silent


def test_the_watchdog_barks_after_a_second_without_a_block(tmp_path: Path) -> None:
    clock = Clock()
    one = recorder(tmp_path, clock=clock)
    one.feed(BLOCK.tobytes())
    clock.now = 0.9
    one.check()
    clock.now = 1.1
    with pytest.raises(MicrophoneLostError, match="microphone_stalled"):
        one.check()

    assert one.stop().duration_s == pytest.approx(0.03)


def test_a_source_that_ended_is_said_and_what_was_heard_is_kept(tmp_path: Path) -> None:
    one, tap = recorder(tmp_path), Tap()
    one.attach(tap)
    one.feed(BLOCK.tobytes())
    one.check()
    tap.trouble = "error.audio.microphone_ended"
    with pytest.raises(MicrophoneLostError, match="microphone_ended"):
        one.check()

    assert one.stop().duration_s == pytest.approx(0.03)


def another(rate_hz: int, fed: dict[str, Any]) -> Callable[[Recorder, str | None], None]:
    """Opens a microphone of another rate, and keeps by what it is fed."""

    def reopen(lost: Recorder, device: str | None) -> None:
        fed["inlet"] = lost.expect(Hertz(rate_hz), 1)
        fed["tap"] = Tap()
        lost.attach(fed["tap"], device or "Other")

    return reopen


@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 8_000])
def test_a_recording_goes_on_with_another_microphone_at_the_file_s_rate(tmp_path: Path, rate_hz: int) -> None:
    fed: dict[str, Any] = {}
    heard: list[int] = []
    one, old = (
        recorder(tmp_path, reopen=another(rate_hz, fed), on_block=lambda _, rate: heard.append(rate)),
        Tap(),
    )
    one.attach(old)
    for _ in range(100):
        one.feed(BLOCK.tobytes())
    old.trouble = "error.audio.microphone_unplugged"

    assert one.go_on() == "Other"
    assert old.closed
    one.check()
    for _ in range(100):
        one.feed(np.full(rate_hz // 100 * 3, 500, np.int16).tobytes(), inlet=fed["inlet"])
    recorded = one.stop()

    kept = to_int16(read_sound(recorded.path).samples)
    assert recorded.rate_hz == 16_000
    assert recorded.duration_s == pytest.approx(6.0, abs=0.05)
    assert recorded.dropouts == 1
    assert set(heard) == {16_000}
    assert (kept[:48_000] == 1_000).all()


def test_a_microphone_that_was_replaced_is_not_heard_any_more(tmp_path: Path) -> None:
    fed: dict[str, Any] = {}
    one = recorder(tmp_path, reopen=another(16_000, fed))
    before, tap = one.expect(Hertz(16_000), 1), Tap()
    one.attach(tap)
    one.feed(BLOCK.tobytes(), inlet=before)
    tap.trouble = "error.audio.microphone_stalled"
    one.go_on()
    one.feed(np.full(480, 7, np.int16).tobytes(), inlet=before)
    one.feed(np.full(480, 9, np.int16).tobytes(), inlet=fed["inlet"])

    assert set(to_int16(read_sound(one.stop().path).samples).tolist()) == {1_000, 9}


def test_a_recording_that_is_alive_goes_on_as_it_is(tmp_path: Path) -> None:
    fed: dict[str, Any] = {}
    one, tap = recorder(tmp_path, reopen=another(16_000, fed)), Tap()
    one.attach(tap)
    one.feed(BLOCK.tobytes())

    assert one.go_on(device="Other") == "Mic"
    assert not tap.closed
    assert one.stop().dropouts == 0


def test_a_microphone_that_comes_back_by_itself_is_one_dropout(tmp_path: Path) -> None:
    clock = Clock()
    one = recorder(tmp_path, clock=clock, reopen=another(16_000, {}))
    one.feed(BLOCK.tobytes())
    clock.now = 5.0
    with pytest.raises(MicrophoneLostError):
        one.check()
    one.feed(BLOCK.tobytes())

    assert one.go_on() == "Mic"
    assert one.go_on() == "Mic"
    assert one.stop().dropouts == 1


def test_sleep_is_noticed_though_the_program_s_own_clock_stood_still(tmp_path: Path) -> None:
    fed: dict[str, Any] = {}
    clock, sleep = Clock(), Clock()
    one, tap = recorder(tmp_path, clock=clock, asleep=sleep, reopen=another(16_000, fed)), Tap()
    one.attach(tap)
    one.feed(BLOCK.tobytes())
    sleep.now = 1.0
    one.check()
    sleep.now = 600.0
    with pytest.raises(MicrophoneLostError, match="slept"):
        one.check()
    one.go_on()
    one.check()

    assert one.stop().dropouts == 1


def test_a_disk_that_fills_up_costs_nothing_of_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is finished under its own name when there is room for its end, which needs none."""
    real, room = wav.write_all, [40_000]

    def until_full(descriptor: int, data: bytes) -> None:
        if len(data) > 44:
            fits = min(len(data), room[0])
            room[0] -= fits
            real(descriptor, data[:fits])
            if fits < len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        else:
            real(descriptor, data)

    monkeypatch.setattr(wav, "write_all", until_full)
    one = recorder(tmp_path)
    for _ in range(100):
        one.feed(BLOCK.tobytes())
    recorded = one.stop()
    with pytest.raises(DiskFullError):
        one.check()

    assert recorded.duration_s == pytest.approx(20_000 / 16_000)
    assert read_sound(recorded.path).duration_s == pytest.approx(20_000 / 16_000)


def test_a_discarded_recording_leaves_nothing(tmp_path: Path) -> None:
    one = recorder(tmp_path)
    one.feed(BLOCK.tobytes())
    one.discard()
    assert list(tmp_path.iterdir()) == []

    two = recorder(tmp_path)
    two.feed(BLOCK.tobytes())
    two.stop()
    two.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_reported_and_what_was_written_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = wav.write_all, [40_000]

    def until_full(descriptor: int, data: bytes) -> None:
        fits = min(len(data), room[0])
        room[0] -= fits if len(data) > 44 else 0
        real(descriptor, data[:fits])
        if fits < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(wav, "write_all", until_full)
    one = recorder(tmp_path)
    for _ in range(100):
        one.feed(BLOCK.tobytes())
    with pytest.raises(DiskFullError, match=r"error\.disk\.full"):
        one.stop()
    with pytest.raises(DiskFullError):
        one.check()
    monkeypatch.undo()

    (kept,) = adopt_orphans(tmp_path)
    assert kept.duration_s == pytest.approx(20_000 / 16_000)
    assert set(to_int16(read_sound(kept.path).samples).tolist()) == {1_000}


def test_a_listener_that_fails_costs_no_sound(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_block: NDArray[np.float32], _rate_hz: Hertz) -> None:
        raise ValueError("listener")

    one = recorder(tmp_path, on_block=fail)
    for _ in range(10):
        one.feed(BLOCK.tobytes())
    recorded = one.stop()

    assert recorded.duration_s == pytest.approx(0.3)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()


def test_a_replayed_file_is_recorded_sample_for_sample(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    said = spoken(2.0)
    recorded = FileInput([said]).record(tmp_path / "a.wav").stop()

    assert np.array_equal(read_sound(recorded.path).samples, read_sound(said).samples)
    assert recorded.rate_hz == 48_000


def test_a_replay_waits_for_the_pause_to_end(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    said = spoken(0.5)
    recording = FileInput([said]).record(tmp_path / "a.wav", paused=True)
    assert recording.elapsed_s == 0.0
    recording.resume()

    assert np.array_equal(read_sound(recording.stop().path).samples, read_sound(said).samples)


def test_a_replay_in_real_time_goes_on_with_silence(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    enough = threading.Event()
    blocks: list[float] = []

    def listen(block: NDArray[np.float32], _rate_hz: Hertz) -> None:
        blocks.append(float(np.abs(block).max()))
        if len(blocks) == 14:
            enough.set()

    recording = FileInput([spoken(0.3)], real_time=True).record(tmp_path / "a.wav", on_block=listen)
    assert enough.wait(20)
    recording.check()
    recording.stop()

    assert all(peak > 0 for peak in blocks[:10])
    assert not any(blocks[10:])


def test_a_replay_can_lose_the_microphone(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    recording = FileInput([spoken(1.0)], lost_after_s=Seconds(0.4)).record(tmp_path / "a.wav")

    assert recording.stop().duration_s == pytest.approx(0.4)
    with pytest.raises(MicrophoneLostError):
        recording.check()


def test_without_files_there_is_no_microphone(tmp_path: Path) -> None:
    with pytest.raises(NoMicrophoneError, match="no_microphone"):
        FileInput([]).record(tmp_path / "a.wav")
    assert FileInput([]).devices() == ()
    assert list(tmp_path.iterdir()) == []


def test_the_silent_loudspeaker_remembers_and_can_be_missing() -> None:
    output, sound = SilentOutput(), Sound(np.zeros(3, np.float32), Hertz(16_000))
    output.play(sound).wait()

    assert output.played == [sound]
    with pytest.raises(NoSpeakerError, match="no_speaker"):
        SilentOutput(present=False).play(sound)
