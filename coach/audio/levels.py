"""Loudness of samples: pure functions on float32 arrays of shape ``(frames,)`` in -1.0 to 1.0."""

import math

import numpy as np
from numpy.typing import NDArray

from coach.audio.ports import Level

CLIP_PEAK = 32_766 / 32_768
"""Samples at or above this are taken for clipped: one step of 16 bits below the top."""

FLOOR_DBFS = -96.0
"""The quietest value that 16 bits can hold, and what silence is shown as."""


def peak(samples: NDArray[np.float32]) -> float:
    """Highest absolute sample.

    Args:
        samples: Shape ``(frames,)``, -1.0 to 1.0.

    Returns:
        0.0 to 1.0; 0.0 for no samples.
    """
    if len(samples) == 0:
        return 0.0
    return float(max(samples.max(), -samples.min()))


def rms(samples: NDArray[np.float32]) -> float:
    """Root mean square.

    Args:
        samples: Shape ``(frames,)``, -1.0 to 1.0.

    Returns:
        0.0 to 1.0; 0.0 for no samples.
    """
    if len(samples) == 0:
        return 0.0
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def is_clipped(samples: NDArray[np.float32]) -> bool:
    """Whether any sample reached the top.

    Args:
        samples: Shape ``(frames,)``, -1.0 to 1.0.

    Returns:
        True from ``CLIP_PEAK`` on.
    """
    return peak(samples) >= CLIP_PEAK


def is_all_zero(samples: NDArray[np.float32]) -> bool:
    """Whether every sample is exactly zero, as when access to the microphone is refused.

    Args:
        samples: Shape ``(frames,)``.

    Returns:
        True also for no samples.
    """
    return not bool(samples.any())


def dbfs(amplitude: float) -> float:
    """Amplitude in decibels below full scale.

    Args:
        amplitude: 0.0 to 1.0, a peak or an RMS.

    Returns:
        0.0 at full scale, never below ``FLOOR_DBFS``.
    """
    if amplitude <= 0.0:
        return FLOOR_DBFS
    return max(FLOOR_DBFS, 20.0 * math.log10(amplitude))


def level(samples: NDArray[np.float32], *, silent: bool = False) -> Level:
    """Loudness of one block.

    Args:
        samples: Shape ``(frames,)``, -1.0 to 1.0.
        silent: Passed on: whether nothing but exact zeros has come for a while.

    Returns:
        The level.
    """
    return Level(
        peak=min(1.0, peak(samples)), rms=min(1.0, rms(samples)), clipped=is_clipped(samples), silent=silent
    )


def overview(samples: NDArray[np.float32], buckets: int) -> NDArray[np.float32]:
    """Peaks of equal stretches of the sound, for drawing a waveform.

    Args:
        samples: Shape ``(frames,)``, -1.0 to 1.0.
        buckets: How many stretches, at least 1.

    Returns:
        Shape ``(buckets,)``, 0.0 to 1.0; every sample counts in exactly one stretch, and a stretch without
        a sample (fewer samples than stretches) repeats its left neighbour.
    """
    if buckets < 1:
        raise ValueError("an overview needs at least one stretch")
    if len(samples) == 0:
        return np.zeros(buckets, dtype=np.float32)
    starts = (np.arange(buckets) * len(samples)) // buckets
    # reduceat gives the single sample at `start` for an empty stretch, which is the left neighbour's.
    return np.minimum(1.0, np.maximum.reduceat(np.abs(samples), starts)).astype(np.float32)


def to_int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples as 16-bit numbers.

    Args:
        samples: Shape ``(frames,)``; what lies outside -1.0 to 1.0 is clipped, what is no number becomes 0.

    Returns:
        Shape ``(frames,)``.
    """
    scaled = np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0) * 32_768.0
    numbers: NDArray[np.int16] = np.clip(np.rint(scaled), -32_768, 32_767).astype(np.int16)
    return numbers


def from_int16(samples: NDArray[np.int16]) -> NDArray[np.float32]:
    """16-bit numbers as samples.

    Args:
        samples: Shape ``(frames,)``.

    Returns:
        Shape ``(frames,)``, -1.0 to 1.0.
    """
    return samples.astype(np.float32) / np.float32(32_768.0)
