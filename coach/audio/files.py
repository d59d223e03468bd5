"""Sound files to ``Sound`` and back.

What a person hands in is hostile until it is read: sizes in headers are not believed, and length is limited.
"""

import contextlib
import os
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio import av_files
from coach.audio.av_files import RATES_HZ, NotSoundError, TooLongError
from coach.audio.disk import sync_folder, write_all, write_error
from coach.audio.levels import to_int16
from coach.audio.wav import header
from coach.errors import SoundFileError
from coach.model.sound import Sound
from coach.units import Hertz, Seconds

LONGEST_S = Seconds(3 * 3600.0)
_MAX_CHANNELS = 64
_READ_FRAMES = 65_536


def read_sound(path: Path, *, longest_s: Seconds = LONGEST_S) -> Sound:
    """Read a sound file of nearly any kind: WAV by the standard library, all else by FFmpeg's decoders.

    Args:
        path: The file.
        longest_s: Longer sound is refused.

    Returns:
        Mono at the file's own rate; several channels are averaged.

    Raises:
        SoundFileError: The file is missing, no sound, empty, damaged from its start, or too long.
    """
    with readable(path, longest_s):
        try:
            samples, rate_hz = _read_wav(path, longest_s)
        # RuntimeError: the standard library's reader, where a length in the file is negative.
        except (wave.Error, EOFError, RuntimeError, NotSoundError):
            # Float and extensible WAV are unknown to the standard library; FFmpeg has the last word.
            samples, rate_hz = av_files.read(path, longest_s)
    if len(samples) == 0:
        raise SoundFileError("error.sound_file.empty", file=path.name)
    return Sound(np.clip(np.nan_to_num(samples), -1.0, 1.0).astype(np.float32), Hertz(rate_hz))


@contextlib.contextmanager
def readable(path: Path, longest_s: Seconds = LONGEST_S) -> Iterator[None]:
    """Raise what goes wrong with reading a sound file as this program's error.

    Args:
        path: The file that is read in the block.
        longest_s: The longest sound that is allowed.

    Yields:
        Nothing.

    Raises:
        SoundFileError: The file is missing, no sound, damaged from its start, or too long.
    """
    try:
        if not path.is_file():
            raise SoundFileError("error.sound_file.missing", file=path.name)
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SoundFileError("error.sound_file.closed", file=path.name, reason=reason) from error
    except TooLongError as error:
        raise SoundFileError("error.sound_file.too_long", file=path.name, hours=longest_s / 3600) from error
    except NotSoundError as error:
        raise SoundFileError("error.sound_file.unreadable", file=path.name) from error


def write_wav(path: Path, sound: Sound) -> None:
    """Write an int16 mono WAV file that is there whole or not at all, for the person alone.

    Args:
        path: The file; one that is there is replaced.
        sound: Its samples are clipped to 16 bits.

    Raises:
        DiskFullError: There is no room.
        SoundFileError: The file can't be written.
    """
    data = to_int16(sound.samples).astype("<i2").tobytes()
    try:
        # mkstemp makes the file for the person alone.
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            try:
                write_all(descriptor, header(sound.rate_hz, len(data)) + data)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise write_error(error, path) from error


def resample(sound: Sound, rate_hz: Hertz) -> Sound:
    """Change the rate with a real filter (soxr, high quality).

    Args:
        sound: At any rate.
        rate_hz: The wanted rate.

    Returns:
        The sound at that rate; itself when it has it already.
    """
    if sound.rate_hz == rate_hz or len(sound.samples) == 0:
        return sound if sound.rate_hz == rate_hz else Sound(sound.samples, rate_hz)
    import soxr  # heavy, and not needed to start the program

    samples = soxr.resample(sound.samples, sound.rate_hz, rate_hz, quality="HQ")
    return Sound(np.asarray(samples, dtype=np.float32), rate_hz)


def _read_wav(path: Path, longest_s: Seconds) -> tuple[NDArray[np.float32], int]:
    with path.open("rb") as file, wave.open(file) as reader:
        rate_hz, channels, width = reader.getframerate(), reader.getnchannels(), reader.getsampwidth()
        if rate_hz not in RATES_HZ or channels not in range(1, _MAX_CHANNELS + 1) or width not in range(1, 5):
            raise NotSoundError
        limit = av_files.max_frames(rate_hz, longest_s)
        pieces: list[NDArray[np.float32]] = []
        frames = 0
        while data := reader.readframes(_READ_FRAMES):
            whole = data[: len(data) - len(data) % (width * channels)]
            pieces.append(_numbers(whole, width).reshape(-1, channels).mean(axis=1, dtype=np.float32))
            frames += len(pieces[-1])
            if frames > limit:
                raise TooLongError
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32), rate_hz


def _numbers(data: bytes, width: int) -> NDArray[np.float32]:
    """Little-endian PCM of 1 to 4 bytes as -1.0 to 1.0; 8-bit WAV is unsigned."""
    if width == 1:
        return (np.frombuffer(data, np.uint8).astype(np.float32) - 128.0) / 128.0
    if width == 3:
        wide = np.zeros((len(data) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        return (wide.reshape(-1).view("<i4") / 2.0**31).astype(np.float32)
    numbers = np.frombuffer(data, "<i2" if width == 2 else "<i4")
    return (numbers / 2.0 ** (8 * width - 1)).astype(np.float32)
