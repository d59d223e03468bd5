"""Sound at any rate to the rate that the recogniser was trained on."""

import numpy as np
from numpy.typing import NDArray

from coach.model.sound import SPEECH_RATE_HZ, Sound


def at_speech_rate(sound: Sound) -> NDArray[np.float32]:
    """Resample with a real filter, so that nothing above 8 kHz folds back.

    Args:
        sound: At any rate.

    Returns:
        Shape ``(frames,)``, float32 at 16 kHz; not finite samples become silence.
    """
    samples = np.nan_to_num(sound.samples.astype(np.float32, copy=False), nan=0.0, posinf=0.0, neginf=0.0)
    if sound.rate_hz == SPEECH_RATE_HZ or not len(samples):
        return samples
    import soxr

    resampled: NDArray[np.float32] = soxr.resample(samples, sound.rate_hz, SPEECH_RATE_HZ, quality="HQ")
    return resampled.astype(np.float32, copy=False)
