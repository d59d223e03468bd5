"""Who is at work: keeps a starting program from tidying up under one that is recording.

A file that SQLite locks, since that works on every system and ends with the process, however it ends.
Whoever records holds a shared lock; whoever tidies needs it alone.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import LibraryError
from coach.library.database import make_private, map_errors


class Claim:
    """The lock of one open library.

    Args:
        path: The lock file; it stays empty.
        busy_timeout_s: How long to wait for another copy that is tidying up.
    """

    def __init__(self, path: Path, *, busy_timeout_s: float = 5.0) -> None:
        self._path = path
        self._busy_timeout_s = busy_timeout_s
        self._connection: sqlite3.Connection | None = None
        self._shared = False
        self._guard = threading.RLock()

    def take_alone(self) -> bool:
        """Try to be the only one; does not wait.

        Returns:
            False when another copy of the program is at work, or this one is.

        Raises:
            LibraryError: The file can't be made.
        """
        with self._guard, map_errors(self._path):
            if self._shared:
                return False
            connection = self._reopen(wait_s=0.0)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                self.release()
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                    return False
                raise
            return True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one for a while, also when this copy shares the lock already.

        Yields:
            Nothing; what was shared before is shared again afterwards.

        Raises:
            LibraryError: Another copy of the program is at work.
        """
        with self._guard:
            shared = self._shared
            self.release()
            if not self.take_alone():
                if shared:
                    self.share()
                raise LibraryError("error.library.in_use")
            try:
                yield
            finally:
                self.release()
                if shared:
                    self.share()

    def share(self) -> None:
        """Hold the lock together with others until ``release``.

        Raises:
            LibraryError: Another copy of the program is tidying up and does not finish.
        """
        with self._guard, map_errors(self._path):
            if self._shared:
                return
            connection = self._reopen(wait_s=self._busy_timeout_s)
            connection.execute("BEGIN")
            # The first reading takes the lock, and the open transaction keeps it.
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            self._shared = True

    def release(self) -> None:
        """Let go of the lock, if it is held."""
        with self._guard:
            self._shared = False
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _reopen(self, *, wait_s: float) -> sqlite3.Connection:
        self.release()
        make_private(self._path)
        # check_same_thread=False: the library may be closed by another thread than the one that records.
        self._connection = sqlite3.connect(
            self._path, timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        return self._connection
