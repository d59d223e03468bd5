"""The database file: opened safely, changed in short transactions, and its errors told in our own.

One connection is shared by all threads behind a lock; other programs are kept apart by SQLite itself.
"""

import errno
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from coach.errors import (
    DiskFullError,
    KnownError,
    LibraryCorruptError,
    LibraryError,
    LibraryTooNewError,
)
from coach.library.schema import APPLICATION_ID, MIGRATIONS, Migration
from coach.library.search_index import catch_up, forget_erased, has_index

_CHECKED_BYTES = 32_000_000
"""Files up to this size are read through at every start, in about 25 ms; larger ones after a crash only."""

ERASE = "erase_traces"
"""The chore of a deletion."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CORRUPT_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_CORRUPT_TEXTS = ("Could not decode to UTF-8", "unsupported file format")
_BUSY_CODES = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_REFUSED_CODES = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}


def _known(error: sqlite3.Error, path: Path) -> KnownError | None:
    """What an error of SQLite means to the person; None when it is our own mistake."""
    # The low byte is the primary code: https://www.sqlite.org/rescode.html
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    file = str(path)
    # The last of these comes under the code of a mistake in a statement, with only its text to tell it by.
    if code in _CORRUPT_CODES or any(text in str(error) for text in _CORRUPT_TEXTS):
        return LibraryCorruptError("error.library.corrupt", file=file)
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError("error.library.disk_full", folder=str(path.parent))
    if code in _BUSY_CODES:
        return LibraryError("error.library.in_use")
    if code in _REFUSED_CODES:
        return LibraryError("error.library.not_writable", folder=str(path.parent))
    if code == sqlite3.SQLITE_IOERR:
        return LibraryError("error.library.disk_fault", folder=str(path.parent))
    return None


@contextmanager
def map_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into ours.

    Args:
        path: The database file, which the sentences name.

    Yields:
        Nothing.

    Raises:
        LibraryCorruptError: The file is damaged.
        DiskFullError: There is no room.
        LibraryError: The file can't be reached or written, or another copy of the program holds it.
    """
    try:
        yield
    except sqlite3.Error as error:
        known = _known(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError("error.library.disk_full", folder=str(path.parent)) from error
        raise LibraryError("error.library.not_writable", folder=str(path.parent)) from error


class Database:
    """An open database file.

    Args:
        path: The file; it is made, for the person alone, when it is not there.
        migrations: The schema, as functions in order.
        busy_timeout_s: How long to wait for another copy of the program.

    Raises:
        LibraryCorruptError: The file is damaged or not ours; it is left as it was.
        LibraryTooNewError: A newer version of the program wrote it; it is left as it was.
        DiskFullError: There is no room.
        LibraryError: It can't be reached, or is held by another copy of the program.
    """

    def __init__(
        self, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS, busy_timeout_s: float = 5.0
    ) -> None:
        self.path = path
        self.backups = path.parent / "backups"
        self._lock = threading.RLock()
        self._indexed = False
        with map_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            make_private(path)
            self._connection = _connect(path, busy_timeout_s)
            try:
                self._prepare(migrations)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> "Database":
        """Nothing more to do: it is open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what is in its write-ahead log is brought home first."""
        with self._lock, map_errors(self.path):
            self._connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that changes the file: all of it happens or nothing.

        Yields:
            The connection.

        Raises:
            LibraryError: And its kin, as ``map_errors`` says.
        """
        with self._lock, map_errors(self.path):
            # IMMEDIATE waits for the other writer here, and not half-way through.
            self._connection.execute("BEGIN IMMEDIATE")
            with _ending(self._connection):
                yield self._connection
                if self._indexed:
                    catch_up(self._connection)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the file throughout.

        Yields:
            The connection.

        Raises:
            LibraryError: And its kin, as ``map_errors`` says.
        """
        with self._lock, map_errors(self.path):
            self._connection.execute("BEGIN")
            with _ending(self._connection):
                yield self._connection

    @contextmanager
    def beside(self, other: Path, name: str) -> Iterator[sqlite3.Connection]:
        """A transaction that changes this file and reads another one.

        Args:
            other: The other database.
            name: What it is called in statements; this one is ``main``.

        Yields:
            The connection.

        Raises:
            LibraryError: And its kin, as ``map_errors`` says.
        """
        with self._lock, map_errors(self.path):
            self._connection.execute(f"ATTACH DATABASE ? AS {name}", (str(other),))
            try:
                with self.write() as connection:
                    yield connection
            finally:
                self._connection.execute(f"DETACH DATABASE {name}")

    def check(self) -> None:
        """Read the whole file and make sure that it is sound.

        Raises:
            LibraryCorruptError: It is damaged.
        """
        with self._lock, map_errors(self.path):
            self._expect_sound("PRAGMA integrity_check(1)")
            if self._connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise LibraryCorruptError("error.library.corrupt", file=str(self.path))

    def erase_traces(self) -> None:
        """Remove what deleted rows leave behind: in the search index, the log, and backups that hold them.

        A chore is noted in the transaction that deletes, so that a start after a kill takes it up again.
        """
        with self.write() as connection:
            forget_erased(connection)
        with self._lock, map_errors(self.path):
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            for backup in self.backups.glob("*"):
                backup.unlink()
        if not busy:  # else another copy still reads from the log, and the next start tries again
            with self.write() as connection:
                connection.execute("DELETE FROM chores WHERE name = ?", (ERASE,))

    def shrink(self) -> None:
        """Write the file anew without its empty pages, and erase the traces of what was deleted."""
        self.erase_traces()
        with self._lock, map_errors(self.path):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def traces_left(self) -> bool:
        """Whether something was deleted whose traces were not erased."""
        with self.read() as connection:
            return connection.execute("SELECT 1 FROM chores WHERE name = ?", (ERASE,)).fetchone() is not None

    def _prepare(self, migrations: Sequence[Migration]) -> None:
        # A log that was not brought home means that the program died, or that another copy is open.
        log = self.path.with_name(self.path.name + "-wal")
        unclean = log.exists() and log.stat().st_size > 0
        # Nothing is written before the file is known to be ours, sound, and not too new.
        version = self._version()
        if version > len(migrations):
            raise LibraryTooNewError("error.library.too_new", file=str(self.path))
        empty = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not (version == 0 and empty):
            application = self._connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise LibraryCorruptError("error.library.not_ours", file=str(self.path))
            if unclean or self.path.stat().st_size <= _CHECKED_BYTES:
                self._expect_sound("PRAGMA quick_check(1)")
        self._connection.execute("PRAGMA journal_mode = WAL").fetchall()
        if 0 < version < len(migrations):
            self._back_up(version)
        for target in range(version + 1, len(migrations) + 1):
            self._migrate(migrations[target - 1], target)
        self._indexed = has_index(self._connection)

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _expect_sound(self, pragma: str) -> None:
        found = [str(row[0]) for row in self._connection.execute(pragma)]
        if found != ["ok"]:
            raise LibraryCorruptError("error.library.corrupt", file=str(self.path))

    def _migrate(self, migration: Migration, target: int) -> None:
        with self.write() as connection:
            # Another copy of the program may have done it while this one waited.
            if self._version() >= target:
                return
            migration(connection)
            connection.execute(f"PRAGMA user_version = {target}")

    def _back_up(self, version: int) -> None:
        self.backups.mkdir(exist_ok=True, mode=0o700)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        final = self.backups / f"{self.path.stem}-version-{version}-{stamp}.sqlite3"
        part = final.with_suffix(".part")
        part.unlink(missing_ok=True)
        make_private(part)
        copy = sqlite3.connect(part)
        try:
            self._connection.backup(copy)
        finally:
            copy.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(final)


@contextmanager
def _ending(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit when all went well, else roll back; SQLite may have rolled back by itself already."""
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def make_private(path: Path) -> None:
    """Have a file that only the person can read; SQLite gives its companions the same rights.

    Args:
        path: The file; it is made, empty, when it is not there.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _connect(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    # isolation_level=None: transactions are ours, not the module's.
    # check_same_thread=False: the lock of Database takes its place.
    connection = sqlite3.connect(path, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
