"""The pitch of made sounds is known; so is its spread."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.speech.pitch import pitch_sd_st, pitch_track

RATE = 16_000


def tone(f0_hz: NDArray[np.float64] | float, seconds: float = 3.0, harmonics: int = 8) -> NDArray[np.float32]:
    """A buzz like a voice, with the given pitch at every sample."""
    phase = np.cumsum(np.broadcast_to(2 * np.pi * np.asarray(f0_hz) / RATE, round(seconds * RATE)))
    wave = sum(np.sin(k * phase) / k for k in range(1, harmonics + 1))
    return (0.2 * np.asarray(wave)).astype(np.float32)


def seconds(duration_s: float) -> NDArray[np.float64]:
    return np.arange(round(duration_s * RATE)) / RATE


@given(f0_hz=st.floats(75, 450), gain=st.floats(0.02, 2.0))
@settings(max_examples=25, deadline=None)
def test_the_pitch_of_a_steady_tone_is_found_at_any_loudness(f0_hz: float, gain: float) -> None:
    track = pitch_track(tone(f0_hz, 0.5) * np.float32(gain))
    assert np.nanmedian(track.f0_hz) == pytest.approx(f0_hz, rel=0.01)
    assert np.mean(~np.isnan(track.f0_hz)) > 0.95


def test_a_steady_tone_has_no_spread() -> None:
    assert pitch_sd_st(pitch_track(tone(140.0))) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("middle_hz", [100.0, 210.0])
def test_a_swing_has_the_same_spread_for_low_and_high_voices(middle_hz: float) -> None:
    swing_st = 3.0 * np.sin(2 * np.pi * 0.5 * seconds(6.0))
    low, high = np.percentile(swing_st, (5, 95))
    expected = np.std(swing_st[(swing_st >= low) & (swing_st <= high)])
    found = pitch_sd_st(pitch_track(tone(middle_hz * 2 ** (swing_st / 12), 6.0)))
    assert found == pytest.approx(expected, abs=0.1)


def test_a_glide_over_an_octave_has_the_spread_of_an_even_distribution() -> None:
    glide_st = np.linspace(0.0, 12.0, 5 * RATE)
    found = pitch_sd_st(pitch_track(tone(110.0 * 2 ** (glide_st / 12), 5.0)))
    assert found == pytest.approx(0.9 * 12 / np.sqrt(12), abs=0.15)


def test_rumble_below_the_voice_does_not_disturb() -> None:
    rumble = (0.2 * np.sin(2 * np.pi * 30 * seconds(3.0))).astype(np.float32)
    assert pitch_sd_st(pitch_track(tone(140.0) + rumble)) == pytest.approx(0.0, abs=0.1)


def test_pauses_and_noise_do_not_count() -> None:
    rng = np.random.default_rng(1)
    noise = (0.02 * rng.standard_normal(2 * RATE)).astype(np.float32)
    sound = np.concatenate([tone(140.0, 2.0), noise, tone(140.0, 2.0)])
    assert pitch_sd_st(pitch_track(sound)) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(3 * RATE, np.float32),
        tone(140.0, 1.0),
        (0.1 * np.random.default_rng(2).standard_normal(4 * RATE)).astype(np.float32),
    ],
    ids=["nothing", "silence", "one second", "noise"],
)
def test_too_little_voice_gives_no_figure(samples: NDArray[np.float32]) -> None:
    assert pitch_sd_st(pitch_track(samples)) is None
