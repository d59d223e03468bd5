"""The cache of speech: made once, kept small, and never in the way."""

import errno
import os
import stat
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import VoiceError
from coach.model.sound import Sound
from coach.units import Hertz
from coach.voice import cache
from coach.voice.cache import CachedVoice


class CountingVoice:
    """Speaks one second of a level that the text decides, and counts how often it was asked."""

    def __init__(self, name: str = "counting 1.0") -> None:
        self.name = name
        self.spoken: list[str] = []

    def speak(self, text: str) -> Sound:
        self.spoken.append(text)
        return Sound(np.full(24_000, len(text) / 1000, np.float32), Hertz(24_000))


class BrokenVoice:
    """Has no synthesiser."""

    name = "counting 1.0"

    def speak(self, _text: str) -> Sound:
        raise VoiceError("error.voice.missing")


class FixedVoice:
    """Speaks the samples that it was given."""

    name = "fixed"

    def __init__(self, samples: list[float]) -> None:
        self.sound = Sound(np.array(samples, np.float32), Hertz(24_000))

    def speak(self, _text: str) -> Sound:
        return self.sound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "speech"


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_second_time_comes_from_disk_with_the_same_samples(folder: Path) -> None:
    voice = CountingVoice()
    first = CachedVoice(voice, folder).speak("Why us?")
    again = CachedVoice(voice, folder).speak("Why us?")
    assert voice.spoken == ["Why us?"]
    assert np.array_equal(first.samples, again.samples)
    assert first.rate_hz == again.rate_hz == 24_000
    # What is kept is enough when the synthesiser is gone later.
    assert np.array_equal(CachedVoice(BrokenVoice(), folder).speak("Why us?").samples, first.samples)


@given(st.lists(st.floats(-1.5, 1.5, width=32), max_size=50))
def test_any_samples_are_the_same_fresh_and_kept_and_within_half_a_step(
    tmp_path_factory: pytest.TempPathFactory, samples: list[float]
) -> None:
    voice = CachedVoice(FixedVoice(samples), tmp_path_factory.mktemp("speech"))
    fresh, kept = voice.speak("a"), voice.speak("a")
    assert np.array_equal(fresh.samples, kept.samples)
    wanted = np.clip(np.array(samples, np.float32), -1.0, 1.0)
    assert np.allclose(fresh.samples, wanted, atol=0.51 / 32_767)


def test_text_and_voice_decide_what_is_the_same_speech(folder: Path) -> None:
    for name in ("a 1.0", "a 2.0"):
        for text in ("Why us?", "Why us? ", "\ud800"):
            CachedVoice(CountingVoice(name), folder).speak(text)
    assert len(files(folder)) == 6


def test_a_voice_that_fails_is_told_and_leaves_nothing(folder: Path) -> None:
    with pytest.raises(VoiceError):
        CachedVoice(BrokenVoice(), folder).speak("Why us?")
    assert not folder.exists()


@pytest.mark.parametrize("damage", [b"", b"RIFF", b"\x00" * 500, b"not sound at all"])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    voice = CountingVoice()
    cached = CachedVoice(voice, folder)
    whole = cached.speak("Why us?")
    (path,) = files(folder)
    path.write_bytes(damage)
    assert np.array_equal(cached.speak("Why us?").samples, whole.samples)
    assert len(voice.spoken) == 2
    assert path.stat().st_size > 48_000


def test_a_file_cut_short_is_made_anew(folder: Path) -> None:
    voice = CountingVoice()
    cached = CachedVoice(voice, folder)
    cached.speak("Why us?")
    (path,) = files(folder)
    for length in (20, 44, 45, 10_001, 48_043):
        path.write_bytes(path.read_bytes()[:length])
        assert cached.speak("Why us?").duration_s == 1.0
    assert len(voice.spoken) == 6


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_folder_and_files_are_for_the_person_alone(folder: Path) -> None:
    CachedVoice(CountingVoice(), folder).speak("Why us?")
    (path,) = files(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_not_used_for_longest_goes_first(folder: Path) -> None:
    voice = CountingVoice()
    cached = CachedVoice(voice, folder, max_bytes=3 * 48_044)
    for hours_ago, text in ((3, "a"), (2, "bb"), (1, "ccc")):
        before = set(folder.glob("*"))
        cached.speak(text)
        (new,) = set(folder.glob("*")) - before
        os.utime(new, (new.stat().st_mtime - hours_ago * 3600,) * 2)
    cached.speak("a")
    cached.speak("dddd")
    assert len(files(folder)) == 3
    voice.spoken.clear()
    for text in ("a", "ccc", "dddd", "bb"):
        cached.speak(text)
    assert voice.spoken == ["bb"]


def test_a_full_disk_costs_only_the_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.Path, "replace", full)
    assert CachedVoice(CountingVoice(), folder).speak("Why us?").duration_s == 1.0
    assert files(folder) == [], "nothing half-written is left behind"


def test_a_folder_that_cannot_be_made_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert CachedVoice(CountingVoice(), tmp_path / "file" / "speech").speak("Why us?").duration_s == 1.0


def test_warming_loads_the_voice_and_keeps_nothing(folder: Path) -> None:
    voice = CountingVoice()
    CachedVoice(voice, folder).warm()
    assert len(voice.spoken) == 1
    assert not list(folder.glob("**/*.wav"))
