"""Sound as the core passes it around."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.units import Hertz, Seconds

SPEECH_RATE_HZ = Hertz(16_000)
"""The rate that Whisper and the voice-activity detector were trained on."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Mono sound.

    Args:
        samples: Shape ``(frames,)``, float32, -1.0 to 1.0.
        rate_hz: Frames a second.
    """

    samples: NDArray[np.float32]
    rate_hz: Hertz

    @property
    def duration_s(self) -> Seconds:
        """Length in seconds."""
        return Seconds(len(self.samples) / self.rate_hz)
