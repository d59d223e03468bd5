"""A sound played slower or faster at the same pitch."""

import numpy as np

from coach.audio import av_files
from coach.model.sound import Sound

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
"""What is offered: slower to follow a hard stretch, faster to find one."""


def at_speed(sound: Sound, speed: float) -> Sound:
    """Change the speed and keep the pitch, by FFmpeg's ``atempo`` (overlap and add of similar waveforms).

    Args:
        sound: Any.
        speed: 0.5 to 2.0 times.

    Returns:
        A sound of ``1 / speed`` of the length at the same rate; itself at 1.0.

    Raises:
        ValueError: The speed is outside of what the filter does well.
    """
    if not 0.5 <= speed <= 2.0:
        raise ValueError(f"speed {speed} is not between 0.5 and 2")
    if speed == 1.0 or len(sound.samples) == 0:
        return sound
    samples = av_files.stretched(sound.samples, sound.rate_hz, speed)
    return Sound(np.clip(samples, -1.0, 1.0), sound.rate_hz)
