"""Whether a library is sound, and starting again after it was damaged, when the person asks for it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coach.errors import LibraryError, NotFoundError
from coach.library.claim import Claim
from coach.library.database import Database, map_errors
from coach.library.places import CLAIM, FILE, local_now


def check(folder: Path) -> None:
    """Read a whole library and make sure that it is sound.

    Args:
        folder: The data folder.

    Raises:
        NotFoundError: There is no library yet.
        LibraryCorruptError: It is damaged.
        LibraryError: It can't be opened, as for ``Library.open``.
    """
    if not (folder / FILE).exists():
        raise NotFoundError("error.library.nothing_there", folder=str(folder))
    with Database(folder.absolute() / FILE) as database:
        database.check()


def start_fresh(folder: Path, *, now: Callable[[], datetime] = local_now) -> Path:
    """Put a damaged library aside, so that the next ``Library.open`` makes a new one; sound stays.

    Args:
        folder: The data folder.
        now: The clock.

    Returns:
        Where the old file is now.

    Raises:
        NotFoundError: There is no library to put aside.
        LibraryError: Another copy of the program is at work, or the file can't be moved.
    """
    path = folder.absolute() / FILE
    if not path.exists():
        raise NotFoundError("error.library.nothing_there", folder=str(folder))
    claim = Claim(folder.absolute() / CLAIM)
    if not claim.take_alone():
        raise LibraryError("error.library.in_use")
    try:
        with map_errors(path):
            aside = path.with_name(f"{path.stem}-damaged-{now():%Y%m%d-%H%M%S}.sqlite3")
            for ending in ("-wal", "-shm", ""):
                companion = path.with_name(path.name + ending)
                if companion.exists():
                    companion.rename(aside.with_name(aside.name + ending))
    finally:
        claim.release()
    return aside
