"""Microphones and loudspeakers whose adapters are loaded when they are first asked, on the asking thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock

from coach.audio.ports import AudioInput, AudioOutput, BlockListener, Device, Playback, Recording
from coach.model.sound import Sound
from ui.context import SoundPorts

Load = Callable[[], tuple[AudioInput, AudioOutput]]


class LaterInput:
    """Microphones.

    Args:
        load: Gives the adapters.
    """

    def __init__(self, load: Load) -> None:
        self._load = load

    def devices(self) -> tuple[Device, ...]:
        """As the adapter's."""
        return self._load()[0].devices()

    def record(
        self,
        path: Path,
        *,
        device: str | None = None,
        on_block: BlockListener | None = None,
        paused: bool = False,
    ) -> Recording:
        """As the adapter's."""
        return self._load()[0].record(path, device=device, on_block=on_block, paused=paused)


class LaterOutput:
    """Loudspeakers.

    Args:
        load: Gives the adapters.
    """

    def __init__(self, load: Load) -> None:
        self._load = load

    def devices(self) -> tuple[Device, ...]:
        """As the adapter's."""
        return self._load()[1].devices()

    def play(self, sound: Sound, *, device: str | None = None) -> Playback:
        """As the adapter's."""
        return self._load()[1].play(sound, device=device)


def real_sound() -> SoundPorts:
    """The machine's own microphones and loudspeakers.

    Returns:
        The ports; numpy and the sound system are loaded when they are first asked.
    """
    lock = Lock()
    kept = cache(_load)

    def load() -> tuple[AudioInput, AudioOutput]:
        # Two sound systems, each asked first on a thread of its own, would know nothing of each other's
        # streams, and either would start PortAudio anew while the other one records.
        with lock:
            return kept()

    return SoundPorts(LaterInput(load), LaterOutput(load))


def _load() -> tuple[AudioInput, AudioOutput]:
    from coach.audio.sounddevice_io import real_ports  # noqa: PLC0415 - after the first picture

    return real_ports()
