"""What can go wrong with a disk, as this program's errors, and files that are there whole or not at all."""

import errno
import os
import shutil
from pathlib import Path

from coach.errors import DiskFullError, SoundFileError

ROOM_FOR_AN_ANSWER_BYTES = 64 * 2**20
"""Eleven minutes at 48 kHz in 16 bits: more than any answer should take."""

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_error(error: OSError, path: Path) -> DiskFullError | SoundFileError:
    """What a failed write means.

    Args:
        error: What the system said.
        path: The file that was written.

    Returns:
        The error to raise.
    """
    if error.errno in _FULL:
        return DiskFullError("error.disk.full", folder=str(path.parent))
    reason = error.strerror or type(error).__name__
    return SoundFileError("error.sound_file.unwritable", file=path.name, reason=reason)


def require_room(folder: Path, needed_bytes: int = ROOM_FOR_AN_ANSWER_BYTES) -> None:
    """See that there is room for an answer before it is spoken.

    Args:
        folder: Where the file will be.
        needed_bytes: How much must be free.

    Raises:
        DiskFullError: There is less.
        SoundFileError: The folder is not there.
    """
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise write_error(error, folder / "answer.wav") from error
    if free < needed_bytes:
        raise DiskFullError(
            "error.disk.low", folder=str(folder), free_mb=free // 2**20, needed_mb=needed_bytes // 2**20
        )


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut; nothing to do on Windows.

    Args:
        folder: The folder that holds the name.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte at the file's position.

    Args:
        descriptor: An open file.
        data: What to write.

    Raises:
        OSError: The disk is full or failed; the bytes before may have been written.
    """
    rest = memoryview(data)
    while len(rest) > 0:
        rest = rest[os.write(descriptor, rest) :]
