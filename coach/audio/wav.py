"""Recordings that survive a crash: int16 mono WAV whose header is right at every moment.

A recording is ``answer.wav.part`` until it is closed.
Every quarter of a second the new frames are written and then the two sizes in the header, so a reader sees a
whole file whenever the program dies; fsync every few seconds bounds what a power cut takes.
The standard library's ``wave`` writer does the same by ``writeframes``; it is not used because it tries to
write once more when it is collected after the disk failed.
The program holds a lock on the part file while it records; what is not locked at the next start is an orphan.
"""

import logging
import os
import stat
import struct
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.audio.disk import sync_folder, write_all, write_error
from coach.audio.file_lock import try_lock
from coach.audio.ports import Recorded
from coach.errors import DiskFullError, SoundFileError
from coach.units import Hertz, Seconds

PART_SUFFIX = ".part"
HEADER_BYTES = 44
FRAME_BYTES = 2
WRITE_EVERY_S = 0.25
SYNC_EVERY_S = 3.0
UNKNOWN_RATE_HZ = Hertz(48_000)
"""What a recording is taken for when its header is unreadable: most sound cards' own rate."""

_MAX_DATA_BYTES = 0xFFFF_FFFF - HEADER_BYTES
_PLAUSIBLE_RATES_HZ = range(4_000, 400_000)
_OPEN_FLAGS = (
    os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)

_log = logging.getLogger(__name__)


def part_path(path: Path) -> Path:
    """Name of a recording while it is made.

    Args:
        path: The finished WAV file.

    Returns:
        The same with ``.part`` added.
    """
    return path.with_name(path.name + PART_SUFFIX)


def header(rate_hz: Hertz, data_bytes: int) -> bytes:
    """A canonical WAV header for int16 mono.

    Args:
        rate_hz: Frames a second.
        data_bytes: Length of the samples.

    Returns:
        44 bytes.
    """
    data_bytes = min(data_bytes, _MAX_DATA_BYTES)
    return b"RIFF%sWAVEfmt %sdata%s" % (
        struct.pack("<I", data_bytes + HEADER_BYTES - 8),
        struct.pack("<IHHIIHH", 16, 1, 1, rate_hz, rate_hz * FRAME_BYTES, FRAME_BYTES, 16),
        struct.pack("<I", data_bytes),
    )


class WavWriter:
    """Writes one recording; one thread at a time.

    Args:
        path: The finished file; neither it nor its part file may exist.
        rate_hz: Frames a second.

    Raises:
        DiskFullError: There is no room even for the header.
        SoundFileError: The file can't be made, or a recording of that name exists.
    """

    def __init__(self, path: Path, rate_hz: Hertz) -> None:
        self.path = path
        self.part = part_path(path)
        self.rate_hz = rate_hz
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._data_bytes = 0
        self._synced_at = time.monotonic()
        if path.exists():
            raise SoundFileError("error.sound_file.exists", file=path.name)
        try:
            self._descriptor = os.open(self.part, _OPEN_FLAGS | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError as error:
            raise SoundFileError("error.sound_file.exists", file=self.part.name) from error
        except OSError as error:
            raise write_error(error, path) from error
        self._open = True
        try:
            try_lock(self._descriptor)
            write_all(self._descriptor, header(rate_hz, 0))
        except OSError as error:
            self.discard()
            told = write_error(error, path)
            if isinstance(told, DiskFullError):
                # Nothing was said yet, so there is nothing of it to be kept.
                raise DiskFullError("error.disk.full_at_start", folder=str(path.parent)) from error
            raise told from error

    @property
    def duration_s(self) -> Seconds:
        """Seconds of sound taken so far, the last quarter of a second perhaps not yet on disk."""
        return Seconds((self._data_bytes + self._pending_bytes) / FRAME_BYTES / self.rate_hz)

    def write(self, frames: NDArray[np.int16]) -> None:
        """Take frames; they are on disk within a quarter of a second of sound.

        Args:
            frames: Shape ``(frames,)``.

        Raises:
            DiskFullError: There is no room; what was written stays.
            SoundFileError: The disk failed; what was written stays.
        """
        data = frames.astype("<i2", copy=False).tobytes()
        self._pending.append(data)
        self._pending_bytes += len(data)
        if self._pending_bytes >= WRITE_EVERY_S * self.rate_hz * FRAME_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is taken, then the header's sizes.

        Raises:
            DiskFullError: There is no room; what was written stays.
            SoundFileError: The disk failed; what was written stays.
        """
        data = b"".join(self._pending)
        self._pending.clear()
        self._pending_bytes = 0
        end = HEADER_BYTES + self._data_bytes
        try:
            try:
                os.lseek(self._descriptor, end, os.SEEK_SET)
                write_all(self._descriptor, data)
            finally:
                # Also after a failure: what fitted is kept, in whole frames.
                written = max(0, os.fstat(self._descriptor).st_size - HEADER_BYTES)
                self._data_bytes = written - written % FRAME_BYTES
                self._write_header()
            if time.monotonic() - self._synced_at >= SYNC_EVERY_S:
                os.fsync(self._descriptor)
                self._synced_at = time.monotonic()
        except OSError as error:
            raise write_error(error, self.path) from error

    def _write_header(self) -> None:
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        write_all(self._descriptor, header(self.rate_hz, self._data_bytes))

    def close(self) -> None:
        """Finish the file and give it its final name; nothing happens a second time.

        Raises:
            DiskFullError: There is no room; what was written stays as a part file.
            SoundFileError: The disk failed; what was written stays as a part file.
        """
        if not self._open:
            return
        try:
            self.flush()
            os.ftruncate(self._descriptor, HEADER_BYTES + self._data_bytes)
            os.fsync(self._descriptor)
            if os.name == "nt":  # where an open file can't be renamed
                self.leave()
                self.part.replace(self.path)
            else:  # the lock is held until the name is final, so that nobody adopts it in between
                self.part.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise write_error(error, self.path) from error
        finally:
            self.leave()

    def leave(self) -> None:
        """Close without the final name: the part file stays and is adopted at the next start."""
        if self._open:
            self._open = False
            os.close(self._descriptor)

    def discard(self) -> None:
        """Close and remove the part file."""
        self.leave()
        self.part.unlink(missing_ok=True)


def _told_rate(start: bytes) -> Hertz | None:
    """The rate that an int16 mono header tells; None when it is no such header, whatever the bytes are."""
    if (
        len(start) < HEADER_BYTES
        or start[:4] != b"RIFF"
        or start[8:16] != b"WAVEfmt "
        or start[36:40] != b"data"
    ):
        return None
    size, code, channels, rate_hz, _, frame_bytes, bits = struct.unpack_from("<IHHIIHH", start, 16)
    if (size, code, channels, frame_bytes, bits) != (16, 1, 1, FRAME_BYTES, 16):
        return None
    return Hertz(rate_hz) if rate_hz in _PLAUSIBLE_RATES_HZ else None


def repair(path: Path, *, unknown_rate_hz: Hertz = UNKNOWN_RATE_HZ) -> Recorded:
    """Make a recording that a crash cut off readable: only for files that ``WavWriter`` began.

    The header's sizes are never believed: the samples are what lies behind it.
    A header that is short, zero or garbage is replaced, and a trailing odd byte is dropped.

    Args:
        path: The file, repaired in place.
        unknown_rate_hz: The rate to assume when the header does not tell.

    Returns:
        The recording, still under its own name; of length 0 when there were no samples.

    Raises:
        DiskFullError: There is no room for the header.
        SoundFileError: The file can't be opened or written.
    """
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
        try:
            return _repair_open(descriptor, path, unknown_rate_hz)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise write_error(error, path) from error


def _repair_open(descriptor: int, path: Path, unknown_rate_hz: Hertz) -> Recorded:
    os.lseek(descriptor, 0, os.SEEK_SET)
    rate_hz = _told_rate(os.read(descriptor, HEADER_BYTES)) or unknown_rate_hz
    data_bytes = max(0, os.fstat(descriptor).st_size - HEADER_BYTES)
    data_bytes -= data_bytes % FRAME_BYTES
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, header(rate_hz, data_bytes))
    os.ftruncate(descriptor, HEADER_BYTES + data_bytes)
    silent = True
    while silent and (chunk := os.read(descriptor, 2**20)):
        silent = chunk.count(0) == len(chunk)
    os.fsync(descriptor)
    duration_s = Seconds(data_bytes / FRAME_BYTES / rate_hz)
    return Recorded(path=path, duration_s=duration_s, rate_hz=rate_hz, dropouts=0, silent=silent)


def adopt_orphans(folder: Path) -> tuple[Recorded, ...]:
    """Bring back recordings that a crash left behind.

    A part file that a living process records is left alone, and so is one that can't be opened; one without a
    single sample is removed.

    Args:
        folder: Where recordings lie; it may be missing.

    Returns:
        The recordings under their final names, sorted by name; a name that is taken gets a number.

    Raises:
        DiskFullError: There is no room to repair one; it stays as it is.
        SoundFileError: One can't be repaired; it stays as it is.
    """
    adopted = (_adopt(part) for part in sorted(folder.glob(f"*.wav{PART_SUFFIX}")))
    found = tuple(recorded for recorded in adopted if recorded is not None)
    if found:
        sync_folder(folder)
    return found


def _adopt(part: Path) -> Recorded | None:
    try:
        descriptor = os.open(part, _OPEN_FLAGS)
    except OSError as error:
        _log.info("part file %s is left alone: %s", part.name, error.strerror)
        return None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or not try_lock(descriptor):
            return None
        # Between opening and locking, its recorder may have finished and renamed it.
        if not part.exists() or not os.path.samestat(found, part.stat()):
            return None
        recorded = _repair_open(descriptor, part, UNKNOWN_RATE_HZ)
        if (
            os.name != "nt"
        ):  # there the lock is held until the name is final; Windows can't rename an open file
            return _rename(part, recorded)
    except OSError as error:
        raise write_error(error, part) from error
    finally:
        os.close(descriptor)
    return _rename(part, recorded)


def _rename(part: Path, recorded: Recorded) -> Recorded | None:
    if recorded.duration_s <= 0.0:
        part.unlink()
        return None
    part.chmod(0o600)
    final = _free_name(part.with_name(part.name.removesuffix(PART_SUFFIX)))
    part.replace(final)
    return replace(recorded, path=final)


def _free_name(path: Path) -> Path:
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate
