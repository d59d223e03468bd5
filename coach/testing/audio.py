"""A microphone that replays files and a loudspeaker that only remembers."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.disk import require_room
from coach.audio.files import read_sound
from coach.audio.levels import to_int16
from coach.audio.ports import AudioInput, AudioOutput, BlockListener, Device
from coach.audio.recorder import BACKLOG_LIMIT, Inlet, Recorder
from coach.audio.wav import WavWriter
from coach.errors import NoMicrophoneError, NoSpeakerError
from coach.model.sound import Sound
from coach.units import Seconds

BLOCK_S = 0.03


class FileInput:
    """A microphone into which files are played; implements ``coach.audio.ports.AudioInput``.

    Everything behind the microphone is the real thing: queue, writer thread, part file, watchdog.

    Args:
        files: What each recording hears, in order, and what one hears that goes on after its microphone was
            lost; after the last one there is no microphone any more.
        real_time: Whether the file comes as fast as it was spoken, with silence after it until the recording
            is stopped; else it comes at once, and ``stop`` waits until all of it was heard.
        lost_after_s: Seconds of sound after which the microphone is lost; None for never.
    """

    def __init__(
        self,
        files: Sequence[Path],
        *,
        real_time: bool = False,
        lost_after_s: Seconds | None = None,
    ) -> None:
        self._files = list(files)
        self._real_time = real_time
        self._lost_after_s = lost_after_s

    def devices(self) -> tuple[Device, ...]:
        """One microphone, as long as there are files.

        Returns:
            One device or none.
        """
        return (Device("file", "files", is_default=True),) if self._files else ()

    def plug(self, file: Path) -> None:
        """Another microphone is there.

        Args:
            file: What it hears.
        """
        self._files.append(file)

    def record(
        self,
        path: Path,
        *,
        device: str | None = None,
        on_block: BlockListener | None = None,
        paused: bool = False,
    ) -> Recorder:
        """Record the next file; see ``AudioInput.record``.

        Args:
            path: Where the finished WAV file will be.
            device: "file" or None.
            on_block: Also gets each block that is written.
            paused: Begin paused; the file goes on only while the recording is not paused.

        Returns:
            The recording.

        Raises:
            NoMicrophoneError: There are no more files, or ``device`` is another one.
            DiskFullError: There is no room for an answer.
            SoundFileError: The file can't be read, or the recording can't be made.
        """
        require_room(path.parent)
        if device not in (None, "file"):
            raise NoMicrophoneError("error.audio.microphone_gone", device=str(device))
        if not self._files:
            raise NoMicrophoneError("error.audio.no_microphone", device="file")
        sound = read_sound(self._files.pop(0))
        recorder = Recorder(
            WavWriter(path, sound.rate_hz),
            device="file",
            on_block=on_block,
            paused=paused,
            # Without real time nothing comes after the file, and that is no stall.
            clock=time.monotonic if self._real_time else lambda: 0.0,
            reopen=self._go_on,
        )
        recorder.attach(_Replay(recorder, sound, real_time=self._real_time, lost_after_s=self._lost_after_s))
        recorder.wait_for_sound()
        return recorder

    def _go_on(self, recorder: Recorder, device: str | None) -> None:
        """Let a recording whose microphone was lost hear the next file, as if it were another one."""
        if device not in (None, "file") or not self._files:
            raise NoMicrophoneError("error.audio.no_microphone", device=device or "")
        sound = read_sound(self._files.pop(0))
        inlet = recorder.expect(sound.rate_hz, 1)
        recorder.attach(_Replay(recorder, sound, real_time=self._real_time, lost_after_s=None, inlet=inlet))


class _Replay:
    """Feeds a sound on a thread of its own; implements ``coach.audio.recorder.Source``."""

    def __init__(
        self,
        recorder: Recorder,
        sound: Sound,
        *,
        real_time: bool,
        lost_after_s: Seconds | None,
        inlet: Inlet | None = None,
    ) -> None:
        self._recorder = recorder
        self._inlet = inlet
        self._real_time = real_time
        self._samples: NDArray[np.int16] = to_int16(sound.samples)
        self._block = max(1, round(sound.rate_hz * BLOCK_S))
        self._lost_at = None if lost_after_s is None else round(lost_after_s * sound.rate_hz)
        self._lost = threading.Event()
        self._over = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._feed, name="replay", daemon=True)
        self._thread.start()

    def problem(self) -> str | None:
        return "error.audio.microphone_ended" if self._lost.is_set() else None

    def close(self) -> None:
        if not self._real_time and not self._recorder.paused:
            self._over.wait()
        self._closed.set()
        self._thread.join()

    def _feed(self) -> None:
        position = 0
        silence = np.zeros(self._block, np.int16).tobytes()
        while not self._closed.is_set():
            if self._recorder.paused:
                self._recorder.feed(silence, inlet=self._inlet)
                self._closed.wait(BLOCK_S)
                continue
            end = (
                position + self._block
                if self._lost_at is None
                else min(position + self._block, self._lost_at)
            )
            block = self._samples[position:end]
            position += len(block)
            if self._real_time or self._recorder.backlog > BACKLOG_LIMIT // 2:
                self._closed.wait(BLOCK_S)
            if len(block) > 0:
                self._recorder.feed(block.tobytes(), inlet=self._inlet)
            elif self._lost_at is not None and position >= self._lost_at:
                self._lost.set()
                break
            elif self._real_time:
                self._recorder.feed(silence, inlet=self._inlet)
            else:
                break
        self._over.set()


class SilentOutput:
    """A loudspeaker that plays nothing, at once; implements ``coach.audio.ports.AudioOutput``.

    Attributes:
        played: Every sound it was given, in order.

    Args:
        present: Whether there is a loudspeaker at all.
    """

    def __init__(self, *, present: bool = True) -> None:
        self._present = present
        self.played: list[Sound] = []

    def devices(self) -> tuple[Device, ...]:
        """The loudspeaker, if it is there.

        Returns:
            One device or none.
        """
        return (Device("silent", "files", is_default=True),) if self._present else ()

    def play(self, sound: Sound, *, device: str | None = None) -> "SilentPlayback":
        """Remember a sound.

        Args:
            sound: What to play.
            device: "silent" or None.

        Returns:
            A playback that is over.

        Raises:
            NoSpeakerError: There is no loudspeaker, or ``device`` is another one.
        """
        if device not in (None, "silent"):
            raise NoSpeakerError("error.audio.speaker_gone", device=str(device))
        if not self._present:
            raise NoSpeakerError("error.audio.no_speaker", device="silent")
        self.played.append(sound)
        return SilentPlayback()


class SilentPlayback:
    """A playback that is over; implements ``coach.audio.ports.Playback``."""

    def done(self) -> bool:
        """Whether the sound is over.

        Returns:
            True.
        """
        return True

    def wait(self) -> None:
        """Return at once."""

    def stop(self) -> None:
        """Do nothing."""


def _ports() -> tuple[AudioInput, AudioOutput]:
    """Here mypy sees that the fakes keep to the ports."""
    return FileInput([]), SilentOutput()
