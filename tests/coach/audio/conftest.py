"""Sounds with a known content, and the virtual sound card."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.audio.files import write_wav
from coach.model.sound import Sound
from coach.units import Hertz


def speech_like(seconds: float, rate_hz: int = 48_000, seed: int = 1) -> NDArray[np.float32]:
    """Noise in bursts: unlike a tone, it matches itself at one place only."""
    random = np.random.default_rng(seed)
    times = np.arange(int(seconds * rate_hz)) / rate_hz
    envelope = 0.15 + 0.25 * (np.sin(2 * np.pi * 3 * times) > 0)
    # Below 2 kHz, so that a resampler's shift by a part of a sample does not make it look like another sound.
    window = np.hanning(rate_hz // 1_000)
    smooth = np.convolve(random.standard_normal(len(times)), window / np.linalg.norm(window), mode="same")
    return (envelope * 0.5 * smooth).clip(-1, 1).astype(np.float32)


@pytest.fixture
def spoken(tmp_path: Path) -> Callable[..., Path]:
    """Makes a WAV file of so many seconds."""

    def make(seconds: float, rate_hz: int = 48_000) -> Path:
        path = tmp_path / f"spoken-{seconds}-{rate_hz}.wav"
        write_wav(path, Sound(speech_like(seconds, rate_hz), Hertz(rate_hz)))
        return path

    return make
