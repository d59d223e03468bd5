"""How much the voice's pitch moves.

Method: normalised autocorrelation of Hann-windowed frames divided by the window's own (P. Boersma, 1993,
"Accurate short-term analysis of the fundamental frequency", without its path search), then the spread of the
voiced frames in semitones between the 5th and 95th percentiles, which leaves out most octave errors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.model.sound import SPEECH_RATE_HZ

LOWEST_HZ = 65.0
HIGHEST_HZ = 500.0
WINDOW_S = 0.048
"""Three periods of the lowest pitch."""
HOP_S = 0.010

_VOICED = 0.55
"""Normalised autocorrelation above which a frame is taken as voiced; Praat's default is 0.45."""
_QUIET_DB = 35.0
"""Frames this much below the loudest are not taken as voiced."""
_OCTAVE = 0.92
"""A shorter period wins when its peak reaches this share of the highest, so that halves are not taken."""
_BAND_HZ = (55.0, 2_000.0)
"""Rumble below and hiss above the voice's strong harmonics are left out."""
_FALLEN = 0.5
_LARGEST_STEP_ST = 2.0
"""A voice moves by less than this in 10 ms."""
_LEAST_VOICED_S = 1.5
"""Less voice than this says nothing about variety."""
_BLOCK = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class PitchTrack:
    """Pitch over time.

    Args:
        time_s: Shape ``(n,)``: middle of each frame, in seconds.
        f0_hz: Shape ``(n,)``: the pitch, NaN where the frame is not voiced.
        periodicity: Shape ``(n,)``: 0.0 to 1.0, how alike neighbouring periods are.
    """

    time_s: NDArray[np.float64]
    f0_hz: NDArray[np.float64]
    periodicity: NDArray[np.float64]


def pitch_track(samples: NDArray[np.float32]) -> PitchTrack:
    """Measure the pitch every 10 ms.

    Args:
        samples: Shape ``(frames,)``, float32 at 16 kHz.

    Returns:
        The track; empty when the sound is shorter than one window.
    """
    listener = PitchListener()
    listener.feed(samples)
    return listener.track()


class PitchListener:
    """Measures the pitch of sound that comes piece by piece, every 10 ms."""

    def __init__(self) -> None:
        self._rest = np.empty(0, np.float32)
        self._blocks: list[tuple[NDArray[np.float64], ...]] = []

    def feed(self, samples: NDArray[np.float32]) -> None:
        """Take the next piece.

        Args:
            samples: Shape ``(frames,)``, float32 at 16 kHz.
        """
        size, hop = round(WINDOW_S * SPEECH_RATE_HZ), round(HOP_S * SPEECH_RATE_HZ)
        samples = np.concatenate([self._rest, samples])
        count = max(0, (len(samples) - size) // hop + 1)
        if count:
            frames = np.lib.stride_tricks.sliding_window_view(samples, size)[::hop][:count]
            for begin in range(0, count, _BLOCK):
                self._blocks.append(_frames_pitch(frames[begin : begin + _BLOCK].astype(np.float64)))
        self._rest = samples[count * hop :].copy()

    def track(self, start_s: float = 0.0, end_s: float = float("inf")) -> PitchTrack:
        """What was measured so far.

        Args:
            start_s: Where to begin, in seconds from the start of the sound.
            end_s: Where to end.

        Returns:
            The track, its times from ``start_s``; empty when the sound is shorter than one window.
        """
        if not self._blocks:
            return PitchTrack(np.empty(0), np.empty(0), np.empty(0))
        f0, periodicity, power = (np.concatenate(parts) for parts in zip(*self._blocks, strict=True))
        time_s = np.arange(len(f0), dtype=np.float64) * HOP_S + WINDOW_S / 2
        inside = (time_s >= start_s) & (time_s <= end_s)
        f0, periodicity, power = f0[inside], periodicity[inside], power[inside]
        if len(f0):
            quiet = power < power.max() * 10 ** (-_QUIET_DB / 10)
            f0[(periodicity < _VOICED) | quiet] = np.nan
        return PitchTrack(time_s[inside] - start_s, f0, periodicity)


def _frames_pitch(frames: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Pitch, periodicity and power of frames of shape ``(n, size)``."""
    size = frames.shape[1]
    window = np.hanning(size)
    length = 1 << (2 * size - 1).bit_length()
    shortest, longest = int(SPEECH_RATE_HZ / HIGHEST_HZ), int(np.ceil(SPEECH_RATE_HZ / LOWEST_HZ))
    centred = (frames - frames.mean(axis=1, keepdims=True)) * window
    spectrum = np.abs(np.fft.rfft(centred, length)) ** 2
    bins_hz = np.fft.rfftfreq(length, 1 / SPEECH_RATE_HZ)
    spectrum[:, (bins_hz < _BAND_HZ[0]) | (bins_hz > _BAND_HZ[1])] = 0.0
    correlation = np.fft.irfft(spectrum)[:, : longest + 2]
    of_window = np.fft.irfft(np.abs(np.fft.rfft(window, length)) ** 2)[: longest + 2]
    power = correlation[:, 0]
    normal = correlation / np.maximum(power, 1e-12)[:, None] / (of_window / of_window[0])
    middle = normal[:, 1:-1]
    peaks = (middle >= normal[:, :-2]) & (middle > normal[:, 2:])
    peaks[:, : shortest - 1] = False
    # Ripples on the first slope, before it has fallen, are no periods.
    peaks &= np.logical_or.accumulate(middle < _FALLEN, axis=1)
    height = np.where(peaks, middle, 0.0)
    enough = height >= _OCTAVE * height.max(axis=1, keepdims=True)
    lag = np.argmax(enough & peaks, axis=1) + 1
    rows = np.arange(len(frames))
    before, at, after = normal[rows, lag - 1], normal[rows, lag], normal[rows, lag + 1]
    bend = before - 2 * at + after
    shift = np.where(np.abs(bend) > 1e-9, 0.5 * (before - after) / np.where(bend == 0, 1, bend), 0.0)
    found = peaks.any(axis=1)
    f0 = SPEECH_RATE_HZ / (lag + np.clip(shift, -0.5, 0.5))
    return np.where(found, f0, np.nan), np.where(found, np.clip(at, 0.0, 1.0), 0.0), power


def pitch_sd_st(track: PitchTrack) -> float | None:
    """Spread of the pitch.

    Args:
        track: The pitch over time.

    Returns:
        Standard deviation in semitones of the voiced frames between their 5th and 95th percentiles;
        None when there is too little voice.
    """
    all_semitones = 12.0 * np.log2(track.f0_hz)
    step = np.abs(np.diff(all_semitones, prepend=np.nan, append=np.nan))
    # A frame that does not fit both neighbours is a slip of the method or a click, not a melody.
    semitones = all_semitones[(step[:-1] < _LARGEST_STEP_ST) & (step[1:] < _LARGEST_STEP_ST)]
    if len(semitones) * HOP_S < _LEAST_VOICED_S:
        return None
    low, high = np.percentile(semitones, (5, 95))
    kept = semitones[(semitones >= low) & (semitones <= high)]
    return float(np.std(kept))
