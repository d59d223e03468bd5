"""Everything of a person in one file: a zip with the database, the recordings, and a manifest with digests.

The database goes in as a snapshot of one moment (``VACUUM INTO`` on a connection of its own), so that
practising goes on meanwhile, and so that nothing that was erased is in it.
"""

import hashlib
import json
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import Cancelled, LibraryError
from coach.library import sounds
from coach.library.database import Database, make_private, map_errors
from coach.library.places import BANKS, FILE

FORMAT = "second-round-backup"
VERSION = 1
MANIFEST = "manifest.json"
SNAPSHOT = "snapshot.part"
"""The snapshot while it is packed; one that a kill left behind goes at the next start."""

BLOCK_BYTES = 1 << 20
_STEPS = 20_000
"""Of SQLite's machine between two looks whether the work should stop; a few milliseconds."""

OnProgress = Callable[[float], None]
Check = Callable[[], None]


def nothing(*_: object) -> None:
    """In place of whoever does not want to hear or to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds.

    Args:
        path: The file.
        sessions: How many sessions.
        recordings: How many recordings.
        size_bytes: Of the file.
    """

    path: Path
    sessions: int
    recordings: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    size_bytes: int
    sha256: str


def back_up(
    database: Database,
    target: Path,
    now: datetime,
    *,
    on_progress: OnProgress = nothing,
    check: Check = nothing,
) -> BackedUp:
    """Write a backup, whole or not at all, readable by the person alone.

    Args:
        database: The open library.
        target: The zip file; one that is there is replaced once the new one is complete.
        now: When, for the manifest.
        on_progress: Told the share that is done, 0.0 to 1.0.
        check: Called often; raises ``Cancelled`` when the work should stop.

    Returns:
        What is in it.

    Raises:
        Cancelled: As ``check`` asked for.
        DiskFullError: There is no room, for the snapshot in the data folder or for the file.
        LibraryError: The file can't be written there.
    """
    target = target.absolute()
    if target.is_dir() or not target.parent.is_dir():
        raise LibraryError("error.library.backup_no_place", file=str(target))
    data = database.path.parent
    with map_errors(target), _snapshot(database, check) as snapshot:
        sessions, wanted = _contents(snapshot)
        recordings = [file for file in (_present(data, name) for name in wanted) if file is not None]
        files = [
            (FILE, snapshot),
            *((_name(data, path), path) for path in recordings),
            *((f"{BANKS}/{path.name}", path) for path in sorted((data / BANKS).glob("*.toml"))),
        ]
        handle, part = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        os.close(handle)
        try:
            _pack(Path(part), files, now, on_progress, check)
            Path(part).replace(target)
        finally:
            Path(part).unlink(missing_ok=True)
    return BackedUp(
        path=target, sessions=sessions, recordings=len(recordings), size_bytes=target.stat().st_size
    )


@contextmanager
def _snapshot(database: Database, check: Check) -> Iterator[Path]:
    database.backups.mkdir(exist_ok=True, mode=0o700)
    path = database.backups / SNAPSHOT
    path.unlink(missing_ok=True)
    try:
        make_private(path)
        with closing(sqlite3.connect(database.path, timeout=5.0, isolation_level=None)) as connection:
            connection.set_progress_handler(lambda: _asked_to_stop(check), _STEPS)
            try:
                connection.execute("VACUUM INTO ?", (str(path),))
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                    raise Cancelled from None
                raise
        yield path
    finally:
        path.unlink(missing_ok=True)


def _asked_to_stop(check: Check) -> bool:
    # An exception cannot pass through SQLite; what comes back true interrupts it.
    try:
        check()
    except Cancelled:
        return True
    return False


def _contents(snapshot: Path) -> tuple[int, list[str]]:
    with closing(sqlite3.connect(snapshot)) as connection:
        sessions = int(connection.execute("SELECT count(*) FROM sessions").fetchone()[0])
        rows = connection.execute(
            "SELECT sound_file FROM answers WHERE sound_file IS NOT NULL AND status <> 'recording'"
            " ORDER BY sound_file"
        )
        return sessions, [str(row[0]) for row in rows]


def _present(data: Path, sound_file: str) -> Path | None:
    path = sounds.present(sounds.absolute_path(data, sound_file, where=sound_file))
    return path if path.is_file() and not path.is_symlink() else None


def _name(data: Path, path: Path) -> str:
    return path.relative_to(data.absolute()).as_posix()


def _pack(
    part: Path, files: list[tuple[str, Path]], now: datetime, on_progress: OnProgress, check: Check
) -> None:
    total = sum(path.stat().st_size for _, path in files) or 1
    done = 0
    entries: list[_Entry] = []
    with part.open("r+b") as raw, zipfile.ZipFile(raw, "w", allowZip64=True) as archive:
        for name, path in files:
            digest, size = hashlib.sha256(), 0
            # Compressed recordings do not get smaller; the rest does.
            way = zipfile.ZIP_STORED if path.suffix == sounds.COMPRESSED else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            entry.compress_type = way
            entry.external_attr = 0o600 << 16
            try:
                source = path.open("rb")
            except FileNotFoundError:
                continue  # compressed or deleted since the list was made; its row says what there was
            with source, archive.open(entry, "w", force_zip64=True) as packed:
                while block := source.read(BLOCK_BYTES):
                    check()
                    packed.write(block)
                    digest.update(block)
                    size += len(block)
                    done += len(block)
                    on_progress(min(1.0, done / total))
            entries.append(_Entry(name, size, digest.hexdigest()))
        archive.writestr(MANIFEST, _manifest(entries, now))
        archive.close()
        raw.flush()
        os.fsync(raw.fileno())


def _manifest(entries: list[_Entry], now: datetime) -> str:
    files = [{"path": one.name, "bytes": one.size_bytes, "sha256": one.sha256} for one in entries]
    return json.dumps(
        {"format": FORMAT, "version": VERSION, "made_at": now.isoformat(), "files": files}, indent=1
    )
