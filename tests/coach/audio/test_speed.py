"""Slower and faster at the same pitch."""

import numpy as np
import pytest

from coach.audio.speed import SPEEDS, at_speed
from coach.model.sound import Sound
from coach.units import Hertz

RATE = Hertz(16_000)


def tone(hz: float, length_s: float = 3.0) -> Sound:
    at = np.arange(round(RATE * length_s)) / RATE
    return Sound((0.3 * np.sin(2 * np.pi * hz * at)).astype(np.float32), RATE)


def loudest_hz(sound: Sound) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(sound.samples))) * sound.rate_hz / len(sound.samples))


@pytest.mark.parametrize("speed", SPEEDS)
def test_length_changes_and_pitch_stays(speed: float) -> None:
    sound = at_speed(tone(220.0), speed)
    assert sound.duration_s == pytest.approx(3.0 / speed, rel=0.02)
    assert loudest_hz(sound) == pytest.approx(220.0, abs=2.0)
    assert np.abs(sound.samples).max() == pytest.approx(0.3, abs=0.1)


def test_at_its_own_speed_it_is_the_same_sound() -> None:
    sound = tone(220.0)
    assert at_speed(sound, 1.0) is sound


def test_nothing_stays_nothing() -> None:
    assert len(at_speed(Sound(np.zeros(0, np.float32), RATE), 2.0).samples) == 0


@pytest.mark.parametrize("speed", [0.0, 0.49, 2.1, -1.0])
def test_other_speeds_are_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        at_speed(tone(220.0), speed)
