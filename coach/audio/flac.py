"""Kept recordings made smaller without loss: FLAC in the place of WAV.

Every step may be the last one before a crash: the FLAC file is written under a hidden name, decoded again and
compared sample for sample, synced, and only then given its name; the WAV file is removed by the caller after
whatever points to it has been turned.
"""

import os
import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio import av_files
from coach.audio.av_files import NotSoundError
from coach.audio.disk import sync_folder, write_error
from coach.audio.file_lock import try_lock
from coach.errors import BugError, SoundFileError

SUFFIX = ".flac"
_FRAMES = 65_536


def compress(recording: Path) -> Path | None:
    """Make a FLAC file beside a finished recording; the recording itself stays.

    Args:
        recording: An int16 mono WAV file, as ``WavWriter`` and ``write_wav`` make them.

    Returns:
        The FLAC file, which holds the same samples; None while another copy of the program makes it.

    Raises:
        SoundFileError: The recording can't be read, or the FLAC file not be written.
        DiskFullError: There is no room.
    """
    finished = recording.with_suffix(SUFFIX)
    unfinished = recording.with_name(f".{finished.name}.part")
    try:
        # For the person alone; what an earlier crash left there is written over.
        descriptor = os.open(unfinished, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    except OSError as error:
        raise write_error(error, finished) from error
    try:
        with os.fdopen(descriptor, "r+b") as file:
            if not try_lock(file.fileno()):
                return None
            file.truncate()
            av_files.write_flac(file, _frames(recording), _rate(recording))
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            _compare(recording, av_files.flac_pieces(file), _rate(recording))
        unfinished.replace(finished)
        sync_folder(finished.parent)
    except (wave.Error, EOFError, RuntimeError, NotSoundError) as error:
        unfinished.unlink(missing_ok=True)
        raise SoundFileError("error.sound_file.unreadable", file=recording.name) from error
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise write_error(error, finished) from error
    return finished


def _rate(recording: Path) -> int:
    with wave.open(str(recording), "rb") as reader:
        if (reader.getnchannels(), reader.getsampwidth()) != (1, 2):
            raise NotSoundError
        return reader.getframerate()


def _frames(recording: Path) -> Iterator[NDArray[np.int16]]:
    with wave.open(str(recording), "rb") as reader:
        while data := reader.readframes(_FRAMES):
            yield np.frombuffer(data[: len(data) // 2 * 2], "<i2")


def _compare(recording: Path, decoded: Iterator[tuple[NDArray[np.int16], int]], rate_hz: int) -> None:
    rest = np.empty(0, np.int16)
    originals = _frames(recording)
    for samples, decoded_hz in decoded:
        while len(rest) < len(samples) and (more := next(originals, None)) is not None:
            rest = np.concatenate([rest, more])
        if decoded_hz != rate_hz or not np.array_equal(rest[: len(samples)], samples):
            raise BugError(f"the FLAC file of {recording.name} is not what was recorded")
        rest = rest[len(samples) :]
    if len(rest) or next(originals, None) is not None:
        raise BugError(f"the FLAC file of {recording.name} is shorter than what was recorded")
