"""Sound as the core passes it around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.units import Hertz, Seconds

if TYPE_CHECKING:  # else whoever only names the type waits for numpy to load
    import numpy as np
    from numpy.typing import NDArray

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
