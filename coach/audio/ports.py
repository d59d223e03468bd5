"""What the rest of the program knows of sound hardware.

Adapters implement these; fakes in ``coach.testing`` implement them too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.model.sound import Sound
from coach.units import Hertz, Seconds

if TYPE_CHECKING:  # else whoever only names the type waits for numpy to load
    import numpy as np
    from numpy.typing import NDArray

SLEPT = "error.audio.slept"
"""Id of the message that a recording was cut off by the computer's sleep."""

NO_ANSWER = "error.audio.no_answer"
"""Id of the message that the sound system hangs."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a loudspeaker.

    Args:
        name: As the system names it; devices are remembered by name, since their numbers shift.
        host_api: The system's sound layer, such as "ALSA".
        is_default: Whether the system would choose it.
    """

    name: str
    host_api: str
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """Loudness of the newest block.

    Args:
        peak: Highest absolute sample, 0.0 to 1.0.
        rms: Root mean square, 0.0 to 1.0.
        clipped: Whether samples reached the top.
        silent: Whether only exact zeros have come for long enough to say so, as from a muted or refused
            microphone.
    """

    peak: float
    rms: float
    clipped: bool
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finished recording.

    Args:
        path: The WAV file, int16 mono at the device's own rate.
        duration_s: Length.
        rate_hz: Frames a second.
        dropouts: Times that sound is missing: the sound card lost samples, or the microphone went away.
        silent: Whether every sample was exactly zero, as when access is refused or the microphone is muted.
    """

    path: Path
    duration_s: Seconds
    rate_hz: Hertz
    dropouts: int
    silent: bool


BlockListener = Callable[["NDArray[np.float32]", Hertz], None]
"""Gets each block of a running recording (float32, ``(frames,)``) and its rate; on the writer thread.

The block is in the file's buffer before.
It must return at once: what is slow goes into a queue of its own.
"""


class Recording(Protocol):
    """A recording that is under way."""

    @property
    def elapsed_s(self) -> Seconds:
        """Seconds of sound written so far."""
        ...

    def level(self) -> Level:
        """Loudness of the newest block; cheap, for a meter at 30 Hz."""
        ...

    def check(self) -> None:
        """Say whether the recording is alive.

        Raises:
            MicrophoneLostError: No sound has come for too long.
            DiskFullError: The file could not be written; what was written is kept.
            SoundFileError: The file could not be written for another reason.
        """
        ...

    def pause(self) -> None:
        """Leave out what is heard from now on, until ``resume``; the level and the watchdog go on."""
        ...

    def resume(self) -> None:
        """Record again after ``pause``."""
        ...

    def go_on(self, *, device: str | None = None) -> str:
        """Go on in the same file with a microphone that is there, after ``check`` said that one was lost.

        What was written stays; another rate is brought to the file's; the gap counts as one dropout.
        A recording that is alive goes on as it is.

        Args:
            device: Name of the microphone; None for the system's default.

        Returns:
            Name of the microphone that it goes on with.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoMicrophoneError: There is no microphone, the named one is gone, or it gives no sound.
        """
        ...

    def stop(self) -> Recorded:
        """Drain, close and keep the recording; asked again, it answers the same.

        Returns:
            The finished recording; also when the device was lost or the disk is full, as far as it was kept.

        Raises:
            DiskFullError: Not even the file's end could be written; what was is kept as a ``.part`` file.
            SoundFileError: The same for another reason.
        """
        ...

    def discard(self) -> None:
        """Stop and remove the file, also after ``stop``."""
        ...


class AudioInput(Protocol):
    """Microphones."""

    def devices(self) -> tuple[Device, ...]:
        """Microphones that are there now, the default first.

        Raises:
            PortAudioMissingError: The system library is not installed.
        """
        ...

    def record(
        self,
        path: Path,
        *,
        device: str | None = None,
        on_block: BlockListener | None = None,
        paused: bool = False,
    ) -> Recording:
        """Open a microphone and record into a file.

        Args:
            path: Where the finished WAV file will be; ``path`` plus ``.part`` until then.
            device: Name of the microphone; None for the system's default.
            on_block: Also gets each block that is written.
            paused: Begin paused, so that the microphone is open while the question is spoken and nothing of
                it is written.

        Returns:
            The recording; it returns once the first block of sound has come.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoMicrophoneError: There is no microphone, the named one is gone, or it gives no sound.
            DiskFullError: There is no room for an answer.
            SoundFileError: The file can't be made.
        """
        ...


class Playback(Protocol):
    """Sound that is being played."""

    def done(self) -> bool:
        """Whether the sound is over."""
        ...

    def wait(self) -> None:
        """Return when the sound is over.

        Raises:
            NoSpeakerError: The loudspeaker went away.
        """
        ...

    def stop(self) -> None:
        """Stop at once."""
        ...


class AudioOutput(Protocol):
    """Loudspeakers."""

    def devices(self) -> tuple[Device, ...]:
        """Loudspeakers that are there now, the default first.

        Raises:
            PortAudioMissingError: The system library is not installed.
        """
        ...

    def play(self, sound: Sound, *, device: str | None = None) -> Playback:
        """Begin to play a sound.

        Args:
            sound: What to play.
            device: Name of the loudspeaker; None for the system's default.

        Returns:
            The running playback.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoSpeakerError: There is no loudspeaker, or the named one is gone.
        """
        ...
