"""Writing a file of the person's own, whole or not at all, for the person alone."""

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from coach.errors import BankError, DiskFullError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all, readable by the person alone.

    Args:
        path: Where; its folder must be there.
        content: Its bytes.

    Raises:
        DiskFullError: There is no room.
        BankError: The file can't be written.
    """
    try:
        _replace(path, content)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError("error.bank.disk_full", folder=str(path.parent)) from error
        raise BankError("error.bank.not_writable", file=str(path)) from error


def _replace(path: Path, content: bytes) -> None:
    # mkstemp makes the file with 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bank-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
