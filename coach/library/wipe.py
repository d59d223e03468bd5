"""Erasing everything: rows, recordings, what was made of them, and the backups that this program made.

Rows go first, in one transaction with a chore, so that a start after a kill goes on with the files.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from coach.errors import LibraryError
from coach.library import sounds
from coach.library.backup import Check, OnProgress, nothing
from coach.library.database import Database, map_errors
from coach.library.places import CLAIM, FILE

CHORE = "erase everything"
_STAYS = frozenset({FILE, f"{FILE}-wal", f"{FILE}-shm", CLAIM, f"{CLAIM}-journal"})
_INSIDE = ("found_data", "found_idx", "found_docsize", "found_config", "found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was removed.

    Args:
        sessions: How many sessions.
        answers: How many answers.
        papers: How many preparations, stories and applications.
        recordings: How many files of sound.
        backups: How many backups that this program had made by itself.
        files: How many other files: spoken questions, bug reports, demos, own banks.
        freed_bytes: What all files together took.
    """

    sessions: int
    answers: int
    papers: int
    recordings: int
    backups: int
    files: int
    freed_bytes: int


def erase_everything(
    database: Database,
    caches: Iterable[Path] = (),
    *,
    on_progress: OnProgress = nothing,
    check: Check = nothing,
) -> Erased:
    """Remove everything that was ever kept; the library is open and empty afterwards.

    Args:
        database: The open library.
        caches: Further folders and files to remove.
        on_progress: Told the share that is done, 0.0 to 1.0.
        check: Called before anything is removed; from then on there is no way back.

    Returns:
        What was removed.

    Raises:
        LibraryError: An answer is being recorded or worked on, or a file can't be removed.
    """
    data = database.path.parent
    check()
    before = _database_bytes(data)
    with database.write() as connection:
        busy = connection.execute("SELECT 1 FROM answers WHERE status IN ('recording', 'running')").fetchone()
        if busy is not None:
            raise LibraryError("error.library.erase_busy")
        counts = [
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own tables
            for table in ("sessions", "answers", "papers")
        ]
        _empty(connection)
        connection.execute("INSERT INTO chores (name) VALUES (?)", (CHORE,))
    on_progress(0.2)
    recordings = len(list((data / sounds.FOLDER).rglob("*.*")))
    backups = len([path for path in database.backups.glob("*") if path.is_file()])
    removed, freed = 0, before
    for path in (*_others(data), *caches):
        count, size = _remove(path)
        removed, freed = removed + count, freed + size
    on_progress(0.6)
    finish(database)
    on_progress(1.0)
    return Erased(
        sessions=counts[0],
        answers=counts[1],
        papers=counts[2],
        recordings=recordings,
        backups=backups,
        files=max(0, removed - recordings - backups),
        freed_bytes=max(0, freed - _database_bytes(data)),
    )


def erase_unreadable(data: Path, caches: Iterable[Path] = ()) -> Erased:
    """Remove everything of a library that can't be opened, the database too.

    Args:
        data: The data folder, with nobody at work in it.
        caches: Further folders and files to remove.

    Returns:
        What was removed; sessions that nobody can read are not counted.

    Raises:
        LibraryError: A file can't be removed.
    """
    recordings = len(list((data / sounds.FOLDER).rglob("*.*")))
    backups = len(list((data / "backups").glob("*")))
    removed, freed = 0, 0
    own = [path for path in sorted(data.iterdir()) if path.name != CLAIM]
    for path in (*own, *caches):
        count, size = _remove(path)
        removed, freed = removed + count, freed + size
    return Erased(
        sessions=0,
        answers=0,
        papers=0,
        recordings=recordings,
        backups=backups,
        files=max(0, removed - recordings - backups),
        freed_bytes=freed,
    )


def finish(database: Database) -> None:
    """Remove the files of the data folder and the traces in the database; at the start after a kill, too.

    Args:
        database: Open, with its rows gone.
    """
    for path in _others(database.path.parent):
        _remove(path)
    database.shrink()
    with database.write() as connection:
        connection.execute("DELETE FROM chores WHERE name = ?", (CHORE,))


def begun(database: Database) -> bool:
    """Whether everything was being erased when the program died.

    Args:
        database: Open.
    """
    with database.read() as connection:
        return connection.execute("SELECT 1 FROM chores WHERE name = ?", (CHORE,)).fetchone() is not None


def _others(data: Path) -> list[Path]:
    return [path for path in sorted(data.iterdir()) if path.name not in _STAYS]


def _database_bytes(data: Path) -> int:
    return sum(path.stat().st_size for path in data.glob(f"{FILE}*"))


def _empty(connection: Connection) -> None:
    connection.execute("PRAGMA defer_foreign_keys = ON")
    tables = [
        str(row[0])
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if row[0] not in _INSIDE and not str(row[0]).startswith("sqlite_")
    ]
    connection.execute("DELETE FROM sessions")
    for table in tables:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
    connection.execute("INSERT INTO found (found) VALUES ('rebuild')")


def _remove(path: Path) -> tuple[int, int]:
    """Remove a file or a folder; how many files it was, and how large."""
    with map_errors(path):
        if path.is_symlink():
            path.unlink()
            return 1, 0
        if not path.exists():
            return 0, 0
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        size = sum(one.lstat().st_size for one in files)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        return len(files), size
