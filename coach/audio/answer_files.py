"""An interview without a sound card: files take the place of microphone and loudspeaker."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from coach.audio.files import read_sound, write_wav
from coach.audio.ports import BlockListener, Device, Level, Recorded
from coach.errors import NoMicrophoneError
from coach.model.sound import Sound
from coach.units import Seconds

_SILENT = Level(peak=0.0, rms=0.0, clipped=False)


class AnswerFiles:
    """Gives one recording after the other, as if each were spoken.

    Args:
        paths: Sound files of any kind, in the order of the questions.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._used = 0

    @property
    def left(self) -> int:
        """Recordings that were not taken yet."""
        return len(self._paths) - self._used

    def devices(self) -> tuple[Device, ...]:
        """One that stands for the files."""
        return (Device(name="files", host_api="files", is_default=True),)

    def record(
        self,
        path: Path,
        *,
        device: str | None = None,  # noqa: ARG002 - the port's argument
        on_block: BlockListener | None = None,
        paused: bool = False,  # noqa: ARG002 - the port's argument
    ) -> "AnswerFile":
        """Take the next recording.

        Args:
            path: Where the finished WAV file will be.
            device: Unused.
            on_block: Gets the whole recording as one block.
            paused: Unused.

        Returns:
            The recording, which is over at once.

        Raises:
            NoMicrophoneError: No recording is left.
            SoundFileError: The recording can't be read.
        """
        if self._used >= len(self._paths):
            raise NoMicrophoneError("error.audio.no_answers_left")
        sound = read_sound(self._paths[self._used])
        self._used += 1
        if on_block is not None:
            on_block(sound.samples, sound.rate_hz)
        return AnswerFile(sound, path)


class AnswerFile:
    """A recording that is over already.

    Args:
        sound: What was said.
        path: Where it will be kept.
    """

    def __init__(self, sound: Sound, path: Path) -> None:
        self._sound = sound
        self._path = path

    @property
    def elapsed_s(self) -> Seconds:
        """Length of the recording."""
        return self._sound.duration_s

    def level(self) -> Level:
        """Nothing is being heard."""
        return _SILENT

    def check(self) -> None:
        """Nothing can go wrong any more."""

    def pause(self) -> None:
        """Do nothing: the recording is over."""

    def resume(self) -> None:
        """Do nothing: the recording is over."""

    def go_on(self, *, device: str | None = None) -> str:  # noqa: ARG002 - the port's argument
        """Do nothing: the recording is over."""
        return "files"

    def stop(self) -> Recorded:
        """Keep the recording as a WAV file.

        Returns:
            The finished recording.

        Raises:
            DiskFullError: There is no room for it.
            SoundFileError: It can't be written.
        """
        write_wav(self._path, self._sound)
        return Recorded(
            path=self._path,
            duration_s=self._sound.duration_s,
            rate_hz=self._sound.rate_hz,
            dropouts=0,
            silent=not bool(self._sound.samples.any()),
        )

    def discard(self) -> None:
        """Forget the recording; the file that it came from stays."""
        self._path.unlink(missing_ok=True)


class SavedPlayback:
    """A sound that was written instead of played."""

    def done(self) -> bool:
        """It is over at once."""
        return True

    def wait(self) -> None:
        """It is over at once."""

    def stop(self) -> None:
        """It is over at once."""


class SoundFiles:
    """Writes each sound that would be played into a folder, numbered in order.

    Args:
        folder: Where to; made when it is not there.
        name: Start of the files' names, such as "question".
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = re.sub(r"[^a-z0-9-]", "-", name.lower())
        self.written: tuple[Path, ...] = ()

    def devices(self) -> tuple[Device, ...]:
        """One that stands for the folder."""
        return (Device(name="files", host_api="files", is_default=True),)

    def play(self, sound: Sound, *, device: str | None = None) -> SavedPlayback:  # noqa: ARG002 - the port's argument
        """Write a sound.

        Args:
            sound: What would be played.
            device: Unused.

        Returns:
            A playback that is over.

        Raises:
            DiskFullError: There is no room for it.
            SoundFileError: It can't be written.
        """
        os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - pathlib's mode skips the parents
        path = self._folder / f"{self._name}-{len(self.written) + 1}.wav"
        write_wav(path, sound)
        self.written = (*self.written, path)
        return SavedPlayback()
