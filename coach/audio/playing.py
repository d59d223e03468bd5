"""One sound that is being played; where it is played is somebody else's."""

import threading
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.errors import NoSpeakerError
from coach.model.sound import Sound

PLAYBACK_STALL_S = 3.0
"""How long the loudspeaker may ask for nothing before it counts as lost."""


TAIL_S = 0.25
"""Silence after the sound: PortAudio says "finished" while its own and the server's buffers hold some."""


class Output(Protocol):
    """An open loudspeaker."""

    def close(self) -> None:
        """Stop at once and close; returns within seconds even if the sound system hangs."""
        ...

    def close_on_thread(self) -> None:
        """The same, on the thread that ``post`` runs things on."""
        ...


class Playing:
    """Sound that is being played; implements ``coach.audio.ports.Playback``.

    Args:
        sound: At the stream's rate.
        device: Name of the loudspeaker, for messages.
        post: Has something done away from PortAudio's thread, which must not close its own stream.
    """

    def __init__(self, sound: Sound, device: str, post: Callable[[Callable[[], None]], None]) -> None:
        tail = np.zeros(round(TAIL_S * sound.rate_hz), np.float32)
        self._samples = np.concatenate([sound.samples, tail])
        self._device = device
        self._post = post
        self._position = 0
        self._calls = 0
        self._stopped = False
        self._over = threading.Event()
        self._stream: Output | None = None

    def fill(self, out: NDArray[np.float32]) -> bool:
        """Give the next frames; called on PortAudio's thread.

        Args:
            out: Shape ``(frames, channels)``, filled.

        Returns:
            Whether there is more to come.
        """
        part = self._samples[self._position : self._position + len(out)]
        out[: len(part)] = part[:, np.newaxis]
        out[len(part) :] = 0.0
        self._position += len(part)
        self._calls += 1
        return self._position < len(self._samples)

    def attach(self, stream: Output) -> None:
        """Tell the playback which stream is its own.

        Args:
            stream: Running.
        """
        self._stream = stream
        if self._over.is_set():  # a sound so short that it ended before
            self._post(self._close)

    def finished(self) -> None:
        """Take note that PortAudio has played everything, or gave up; called on PortAudio's thread."""
        self._over.set()
        self._post(self._close)

    def done(self) -> bool:
        """Whether the sound is over."""
        return self._over.is_set()

    def wait(self) -> None:
        """Return when the sound is over.

        Raises:
            NoSpeakerError: The loudspeaker went away.
        """
        calls = -1
        while not self._over.wait(PLAYBACK_STALL_S):
            if self._calls == calls and self._position < len(self._samples):
                self.stop()
                raise NoSpeakerError("error.audio.speaker_lost", device=self._device)
            calls = self._calls
        if self._position < len(self._samples) and not self._stopped:
            raise NoSpeakerError("error.audio.speaker_lost", device=self._device)

    def stop(self) -> None:
        """Stop at once."""
        self._stopped = True
        if self._stream is not None:
            self._stream.close()
        self._over.set()

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close_on_thread()
