"""A backup brought back: its sessions are added to those that are there, and nothing that is there changes.

Adding is the safer of two ways: who takes an old backup by mistake loses nothing, and two computers can be
brought together.
The order makes it whole or not at all: the backup is unpacked beside and looked at as a stranger's file, its
rows come in one transaction, with a chore that names the folder of its recordings; those are moved after it,
at the next start if need be.
"""

import json
import secrets
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from coach.errors import LibraryCorruptError, LibraryError
from coach.library import sounds
from coach.library.backup import Check, OnProgress, nothing
from coach.library.database import Database, map_errors
from coach.library.places import BANKS, FILE
from coach.library.records import digest
from coach.library.schema import MIGRATIONS
from coach.library.unpack import unpack

FOLDER = "restoring-"
CHORE = "restore "
_UNPACKING = 0.8
"""Share of the time that unpacking takes."""

_SHADOWS = ("found_data", "found_idx", "found_docsize", "found_config")
"""Tables inside FTS5, which may differ from version to version; they are never read here."""

_STRANGE = (
    # Each finds rows that this program never writes.
    "SELECT 1 FROM came.sessions WHERE mode NOT IN ('interview', 'coach')"
    " OR keep NOT IN ('sound', 'text', 'scores') OR kept NOT IN ('sound', 'text', 'scores')"
    " OR id NOT GLOB '[0-9A-Za-z]*' OR id GLOB '*[^0-9A-Za-z._-]*' OR length(id) > 80",
    "SELECT 1 FROM came.answers"
    " WHERE status NOT IN ('recording', 'queued', 'running', 'done', 'failed', 'skipped')"
    " OR id NOT GLOB '[0-9A-Za-z]*' OR id GLOB '*[^0-9A-Za-z._-]*' OR length(id) > 100"
    " OR substr(id, 1, length(session_id) + 1) <> session_id || '-'"
    " OR (sound_file IS NOT NULL"
    "  AND substr(sound_file, 1, length(session_id) + 8) <> 'sounds/' || session_id || '/')",
    "SELECT 1 FROM came.answers AS one JOIN came.answers AS other ON other.id = one.follow_up_of"
    " WHERE other.session_id <> one.session_id",
)
COPIED = (
    "sessions",
    "questions",
    "answers",
    "transcripts",
    "scores",
    "levels",
    "measures",
    "summaries",
    "papers",
)
"""The tables that come over; a test says when a new one is in none of these lists."""

LEFT = ("searched", "found", "search_queue", "chores")
"""Those that triggers fill, or that are about one computer's disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came out of a backup.

    Args:
        added: Sessions that are here now and were not before.
        there: Sessions that were here already, and were left as they are.
        recordings: How many recordings came with them.
    """

    added: int
    there: int
    recordings: int


def restore(
    database: Database, source: Path, *, on_progress: OnProgress = nothing, check: Check = nothing
) -> Restored:
    """Add what is in a backup.

    Args:
        database: The open library.
        source: The backup.
        on_progress: Told the share that is done, 0.0 to 1.0.
        check: Called often; raises ``Cancelled`` when the work should stop, which leaves all as it was.

    Returns:
        What was added.

    Raises:
        LibraryError: It is no backup, not whole, or holds what this program never writes.
        LibraryTooNewError: A newer version of the program made it.
        DiskFullError: There is no room.
        Cancelled: As ``check`` asked for.
    """
    data = database.path.parent
    staged = data / f"{FOLDER}{secrets.token_hex(4)}"
    with map_errors(database.path):
        staged.mkdir(mode=0o700)
    try:
        with map_errors(database.path):
            unpack(source, staged, on_progress=lambda share: on_progress(_UNPACKING * share), check=check)
        _look_at(staged / FILE, source)
        check()
        added, there = _merge(database, staged, source)
        on_progress(0.95)
    except BaseException:
        shutil.rmtree(staged, ignore_errors=True)
        raise
    with map_errors(database.path):
        recordings = move(database, staged)
    on_progress(1.0)
    return Restored(added=added, there=there, recordings=recordings)


def finish(database: Database) -> None:
    """At the start, before anything else: finish or forget what a kill cut off.

    Args:
        database: The open library, and nobody else at work.
    """
    with database.read() as connection:
        rows = connection.execute("SELECT name FROM chores WHERE name LIKE ?", (f"{CHORE}%",)).fetchall()
    begun = {str(row[0]).removeprefix(CHORE) for row in rows}
    for staged in sorted(database.path.parent.glob(f"{FOLDER}*")):
        if staged.name in begun and staged.is_dir() and not staged.is_symlink():
            move(database, staged)
        elif staged.is_dir() and not staged.is_symlink():
            shutil.rmtree(staged)
    with database.write() as connection:
        connection.execute("DELETE FROM chores WHERE name LIKE ?", (f"{CHORE}%",))


def move(database: Database, staged: Path) -> int:
    """Bring the recordings and banks of a restored backup to their places; can be done again.

    Args:
        database: The open library.
        staged: The folder in which the backup was unpacked.

    Returns:
        How many recordings were moved.
    """
    data = database.path.parent
    with database.read() as connection:
        known = {
            str(row[0]).rpartition(".")[0]
            for row in connection.execute("SELECT sound_file FROM answers WHERE sound_file IS NOT NULL")
        }
    moved = 0
    for name in sorted(sounds.finished(staged)):
        target = data / name
        if name.rpartition(".")[0] in known and not sounds.present(target).exists():
            sounds.make_folder(target.parent)
            (staged / name).rename(target)
            moved += 1
    for bank in sorted((staged / BANKS).glob("*.toml")):
        target = data / BANKS / bank.name
        if not target.exists():
            target.parent.mkdir(exist_ok=True, mode=0o700)
            bank.rename(target)
    with database.write() as connection:
        connection.execute("DELETE FROM chores WHERE name = ?", (CHORE + staged.name,))
    shutil.rmtree(staged)
    return moved


def _look_at(path: Path, source: Path) -> None:
    """Make sure that a stranger's database is one of ours, and of this version afterwards."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if 0 < version <= len(MIGRATIONS) and _schema(connection) != _expected(version):
                raise _strange(source)
    except (sqlite3.Error, UnicodeError, ValueError):
        raise _strange(source) from None
    try:
        with Database(path) as database:
            database.check()
    except LibraryCorruptError:
        raise _strange(source) from None
    shutil.rmtree(path.parent / "backups", ignore_errors=True)


def _schema(connection: Connection) -> set[tuple[str, ...]]:
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return {tuple(" ".join(str(part).split()) for part in row) for row in rows if row[1] not in _SHADOWS}


def _expected(version: int) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        for migration in MIGRATIONS[:version]:
            migration(connection)
        return _schema(connection)


def _merge(database: Database, staged: Path, source: Path) -> tuple[int, int]:
    try:
        with database.beside(staged / FILE, "came") as connection:
            _refuse_strange(connection, source)
            ids = [str(row[0]) for row in connection.execute("SELECT id FROM came.sessions")]
            known = {str(row[0]) for row in connection.execute("SELECT id FROM main.sessions")}
            new = [one for one in ids if one not in known]
            _copy(connection, new)
            connection.execute("INSERT INTO main.chores (name) VALUES (?)", (CHORE + staged.name,))
    except sqlite3.IntegrityError as error:
        raise _strange(source) from error
    return len(new), len(ids) - len(new)


def _refuse_strange(connection: Connection, source: Path) -> None:
    fits = {"INTEGER": ("integer",), "REAL": ("real", "integer"), "TEXT": ("text",)}
    for table in COPIED:
        for column in connection.execute(f"PRAGMA came.table_info({table})").fetchall():
            kinds = ", ".join(f"'{kind}'" for kind in (*fits[column["type"]], "null"))
            other = f"SELECT 1 FROM came.{table} WHERE typeof({column['name']}) NOT IN ({kinds}) LIMIT 1"  # noqa: S608 - our own schema
            if connection.execute(other).fetchone() is not None:
                raise _strange(source)
    for query in _STRANGE:
        if connection.execute(f"{query} LIMIT 1").fetchone() is not None:
            raise _strange(source)


def _copy(connection: Connection, new: Sequence[str]) -> None:
    ids = json.dumps(new)
    of_new = "SELECT value FROM json_each(?1)"
    answers = f"SELECT id FROM came.answers WHERE session_id IN ({of_new})"  # noqa: S608 - our own text
    _questions(connection, answers, ids)
    _rows(connection, "sessions", f"id IN ({of_new})", ids)
    same = (
        "(SELECT own.id FROM main.questions AS own"
        " JOIN came.questions AS theirs ON theirs.digest = own.digest"
        " WHERE theirs.id = came.answers.question_id)"
    )
    _rows(connection, "answers", f"session_id IN ({of_new})", ids, question_id=same)
    transcripts, scores = (_highest(connection, table) for table in ("transcripts", "scores"))
    _rows(
        connection,
        "transcripts",
        f"answer_id IN ({answers})",
        ids,
        id=f"id + {transcripts}",
        corrects=f"corrects + {transcripts}",
    )
    _rows(
        connection,
        "scores",
        f"answer_id IN ({answers})",
        ids,
        id=f"id + {scores}",
        transcript_id=f"transcript_id + {transcripts}",
    )
    for table in ("levels", "measures"):
        _rows(connection, table, f"answer_id IN ({answers})", ids)
    # A trigger-less table that follows from the others, so that it may be there already.
    _rows(connection, "summaries", f"session_id IN ({of_new})", ids)
    _rows(connection, "papers", "id NOT IN (SELECT id FROM main.papers) OR ?1 IS NULL", ids)


def _questions(connection: Connection, answers: str, ids: str) -> None:
    rows = connection.execute(
        "SELECT digest, bank_id, text, kind, content FROM came.questions WHERE id IN"  # noqa: S608 - our own text
        f" (SELECT question_id FROM came.answers WHERE id IN ({answers}))",
        (ids,),
    ).fetchall()
    for row in rows:
        if row["digest"] != digest(row["content"]):
            raise sqlite3.IntegrityError("a question under a digest that is not its own")
        connection.execute(
            "INSERT OR IGNORE INTO main.questions (digest, bank_id, text, kind, content)"
            " VALUES (?, ?, ?, ?, ?)",
            tuple(row),
        )


def _rows(connection: Connection, table: str, condition: str, ids: str, **changed: str) -> None:
    columns = [row["name"] for row in connection.execute(f"PRAGMA main.table_info({table})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    connection.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)})"  # noqa: S608 - our own schema
        f" SELECT {values} FROM came.{table} WHERE {condition} ORDER BY 1",
        (ids,),
    )


def _highest(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(id), 0) FROM main.{table}").fetchone()[0])  # noqa: S608 - ours


def _strange(source: Path) -> LibraryError:
    return LibraryError("error.library.backup_strange", file=str(source))
