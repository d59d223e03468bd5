"""Kept sound is made smaller and stays the same, whatever interrupts it."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.audio import av_files, flac
from coach.audio.file_lock import try_lock
from coach.audio.files import read_sound
from coach.audio.flac import compress
from coach.audio.wav import WavWriter
from coach.errors import BugError, DiskFullError, SoundFileError
from coach.units import Hertz


def recorded(folder: Path, frames: Any, rate_hz: int = 16_000) -> Path:
    path = folder / "answer.wav"
    path.unlink(missing_ok=True)
    writer = WavWriter(path, Hertz(rate_hz))
    writer.write(np.asarray(frames, np.int16))
    writer.close()
    return path


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=200),
    st.integers(1, 900),
    st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000, 96_000]),
)
def test_any_samples_come_back_as_they_were(
    tmp_path: Path, samples: list[int], repeats: int, rate_hz: int
) -> None:
    wav = recorded(tmp_path, samples * repeats, rate_hz)
    before = read_sound(wav)
    after = read_sound(compress(wav) or wav)

    assert after.rate_hz == rate_hz
    assert np.array_equal(after.samples, before.samples)


def test_speech_gets_much_smaller_and_the_recording_stays(
    tmp_path: Path, spoken: Callable[..., Path]
) -> None:
    wav = spoken(2.0)
    made = compress(wav)

    assert made is not None
    assert made.name == wav.with_suffix(".flac").name
    assert made.stat().st_size < 0.8 * wav.stat().st_size
    assert wav.exists()
    if os.name == "posix":
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("step", ["write_flac", "flac_pieces", "_compare", "sync_folder"])
def test_a_crash_at_any_step_leaves_the_recording_and_the_next_try_succeeds(
    tmp_path: Path, spoken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    class Crash(BaseException):
        pass

    def crash(*_args: object) -> None:
        raise Crash

    wav = spoken(1.0)
    before = read_sound(wav).samples
    monkeypatch.setattr(av_files if hasattr(av_files, step) else flac, step, crash)
    with pytest.raises(Crash):
        compress(wav)
    monkeypatch.undo()

    assert np.array_equal(read_sound(wav).samples, before)
    made = compress(wav)
    assert made is not None
    assert np.array_equal(read_sound(made).samples, before)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".flac", ".wav"]


def test_what_does_not_come_back_the_same_is_never_kept(
    spoken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = av_files.flac_pieces

    def one_sample_wrong(file: Any) -> Any:
        for samples, rate_hz in real(file):
            yield np.concatenate([samples[:-1], samples[-1:] ^ 1]), rate_hz

    monkeypatch.setattr(av_files, "flac_pieces", one_sample_wrong)
    wav = spoken(0.5)
    with pytest.raises(BugError):
        compress(wav)

    assert not wav.with_suffix(".flac").exists()


def test_a_full_disk_is_said_and_leaves_nothing(
    tmp_path: Path, spoken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(av_files, "write_flac", full)
    wav = spoken(0.5)
    with pytest.raises(DiskFullError):
        compress(wav)

    assert [path.name for path in tmp_path.iterdir()] == [wav.name]


def test_what_another_copy_is_at_work_on_is_left_to_it(tmp_path: Path, spoken: Callable[..., Path]) -> None:
    wav = spoken(0.5)
    descriptor = os.open(tmp_path / f".{wav.stem}.flac.part", os.O_RDWR | os.O_CREAT)
    try:
        assert try_lock(descriptor)
        assert compress(wav) is None
    finally:
        os.close(descriptor)
    assert compress(wav) is not None


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF, not really")
    with pytest.raises(SoundFileError, match="unreadable"):
        compress(tmp_path / "a.wav")

    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]
