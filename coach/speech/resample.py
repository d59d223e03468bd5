"""Sound at any rate to the rate that the recogniser was trained on."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.model.sound import SPEECH_RATE_HZ, Sound

if TYPE_CHECKING:
    from soxr import ResampleStream


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


class StreamResampler:
    """The same filter on sound that comes piece by piece.

    Args:
        rate_hz: Of the sound that comes.
    """

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self._stream: ResampleStream | None = None
        if rate_hz != SPEECH_RATE_HZ:
            import soxr

            self._stream = soxr.ResampleStream(rate_hz, SPEECH_RATE_HZ, 1, dtype="float32", quality="HQ")

    def feed(self, samples: NDArray[np.float32], *, last: bool = False) -> NDArray[np.float32]:
        """Take the next piece.

        Args:
            samples: Shape ``(frames,)``; not finite samples become silence.
            last: Whether nothing more comes, so that the filter gives what it still holds.

        Returns:
            Shape ``(frames,)``, float32 at 16 kHz: what is ready, which lags a little behind.
        """
        finite = np.nan_to_num(samples.astype(np.float32, copy=False), nan=0.0, posinf=0.0, neginf=0.0)
        if self._stream is None:
            return finite
        resampled: NDArray[np.float32] = self._stream.resample_chunk(finite, last=last)
        return resampled.astype(np.float32, copy=False)
