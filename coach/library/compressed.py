"""Which recordings are still as they were recorded, and the turning of their rows to the compressed files."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from sqlite3 import Connection

from coach.library import sounds


@dataclass(frozen=True, slots=True)
class Uncompressed:
    """A recording that waits to be compressed.

    Args:
        answer_id: Its answer.
        path: The WAV file.
    """

    answer_id: str
    path: Path


def uncompressed(connection: Connection, data: Path) -> tuple[Uncompressed, ...]:
    """Recordings with which nothing is to be done any more.

    Args:
        connection: Inside a transaction.
        data: The data folder.

    Returns:
        The oldest first; those that are being recorded or wait to be transcribed are left out.
    """
    rows = connection.execute(
        "SELECT id, sound_file FROM answers WHERE status IN ('done', 'failed', 'skipped')"
        " AND duration_s > 0 AND sound_file LIKE ? ORDER BY recorded_at",
        (f"%{sounds.RECORDED}",),
    )
    found = (
        Uncompressed(row["id"], sounds.absolute_path(data, row["sound_file"], where=row["id"]))
        for row in rows
    )
    return tuple(waiting for waiting in found if waiting.path.exists())


def point_to(connection: Connection, answer_id: str, sound_file: str, suffix: str) -> None:
    """Turn a row to another form of its recording.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
        sound_file: As the row has it.
        suffix: Of the other form.
    """
    connection.execute(
        "UPDATE answers SET sound_file = ? WHERE id = ?",
        (str(PurePosixPath(sound_file).with_suffix(suffix)), answer_id),
    )
