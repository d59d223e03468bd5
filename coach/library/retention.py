"""How much of a session is kept: the recordings go, or everything that was said with them.

What a session is to be shortened to stands in its row (``keep``), and beside it what is there (``kept``).
The row is changed first and the files are removed after it; a start after a kill finishes what was begun.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

from coach.library import changes, queries, sounds
from coach.library.database import Database, map_errors
from coach.library.records import dump, load
from coach.model.message import message
from coach.model.score import (
    AnswerScore,
    DeliveryScore,
    DimensionScore,
    FocusScore,
    ListeningScore,
    ResearchScore,
)
from coach.model.session import Keep

Score = TypeVar("Score", bound=DimensionScore)

_ORDER = (Keep.SOUND, Keep.TEXT, Keep.SCORES)
GRACE = timedelta(hours=1)
"""After the end of a session, before anything of it is removed by itself."""

_UNFINISHED = "('recording', 'queued', 'running')"


class Retention:
    """The part of the library that forgets: ``Library.retention``.

    As safe as the library itself, and with its errors.

    Args:
        database: The open file.
        now: The clock.

    Attributes:
        usual: How much is kept of sessions that begin from now on.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._now = now
        self.usual = Keep.SOUND
        self._database = database
        self._data: Path = database.path.parent

    def keep(self, session_id: str, keep: Keep) -> Keep:
        """Say how much of a session is to be kept; nothing is removed before ``shorten``.

        Args:
            session_id: The session.
            keep: How much; what is gone already does not come back.

        Returns:
            What will be kept.

        Raises:
            NotFoundError: There is no such session.
        """
        with self._database.write() as connection:
            row = queries.require_session(connection, session_id)
            possible = max(keep, Keep(row["kept"]), key=_ORDER.index)
            changes.set_column(connection, "sessions", "keep", session_id, possible.value)
        return possible

    def due(self, before: datetime) -> tuple[str, ...]:
        """The sessions of which something is to be removed.

        Args:
            before: Only those that ended before.

        Returns:
            Ids, the oldest first; without those in which an answer still waits.
        """
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id FROM sessions WHERE keep <> kept AND coalesce(ended_at, started_at) < ?"  # noqa: S608 - ours
                " AND NOT EXISTS (SELECT 1 FROM answers WHERE session_id = sessions.id"
                f" AND status IN {_UNFINISHED}) ORDER BY started_at, id",
                (changes.to_columns(before)[0],),
            )
            return tuple(str(row[0]) for row in rows)

    def shorten_due(self) -> int:
        """Shorten the sessions that ended a while ago; what was just practised can still be heard again.

        Returns:
            How many were.
        """
        return sum(self.shorten(session_id) for session_id in self.due(self._now() - GRACE))

    def shorten(self, session_id: str) -> bool:
        """Remove of a session what is not to be kept, with its traces on the disk.

        Recordings that could not be written down go as well: that they be gone is what was chosen.

        Args:
            session_id: The session.

        Returns:
            Whether it is done; not while an answer still waits to be written down or scored.

        Raises:
            NotFoundError: There is no such session.
        """
        aside: Path | None = None
        try:
            with self._database.write() as connection:
                row = queries.require_session(connection, session_id)
                keep, kept = Keep(row["keep"]), Keep(row["kept"])
                if keep is kept:
                    return True
                if _waits(connection, session_id):
                    return False
                aside = sounds.set_aside(self._data, session_id)
                connection.execute("UPDATE answers SET sound_file = NULL WHERE session_id = ?", (session_id,))
                if keep is Keep.SCORES:
                    _forget_words(connection, session_id)
                changes.set_column(connection, "sessions", "kept", session_id, keep.value)
                changes.note_erasure(connection)
        except BaseException:
            if aside is not None:
                sounds.put_back(aside)
            raise
        with map_errors(self._database.path):
            if aside is not None:
                sounds.remove(aside)
        self._database.erase_traces()
        return True


def _waits(connection: Connection, session_id: str) -> bool:
    row = connection.execute(
        f"SELECT 1 FROM answers WHERE session_id = ? AND status IN {_UNFINISHED}",  # noqa: S608 - ours
        (session_id,),
    ).fetchone()
    return row is not None


def _forget_words(connection: Connection, session_id: str) -> None:
    of_session = "(SELECT id FROM answers WHERE session_id = ?)"
    connection.execute(f"DELETE FROM transcripts WHERE answer_id IN {of_session}", (session_id,))  # noqa: S608 - ours
    connection.execute("UPDATE answers SET typed = NULL WHERE session_id = ?", (session_id,))
    rows = connection.execute(
        f"SELECT id, answer_id, content FROM scores WHERE answer_id IN {of_session}",  # noqa: S608 - ours
        (session_id,),
    ).fetchall()
    for row in rows:
        bare = levels_only(load(AnswerScore, row["content"], where=row["answer_id"]))
        connection.execute(
            "UPDATE scores SET content = ?, feedback = NULL WHERE id = ?", (dump(bare), row["id"])
        )


def levels_only(score: AnswerScore) -> AnswerScore:
    """A score without a word of what was said.

    Args:
        score: Any.

    Returns:
        Its levels, what was missing, and its measures; reasons and next steps may quote, so they go.
    """
    star, story = _bare(score.star), _bare(score.story)
    research: ResearchScore = _bare(score.research)
    listening: ListeningScore = _bare(score.listening)
    focus: FocusScore = _bare(score.focus)
    delivery: DeliveryScore = _bare(score.delivery)
    return replace(
        score,
        text="",
        star=star,
        story=story,
        research=replace(
            research,
            facts=tuple(replace(one, span=None) for one in research.facts),
            requirements=tuple(replace(one, span=None) for one in research.requirements),
            people=tuple(replace(one, span=None) for one in research.people),
            unverified=(),
            praise=(),
        ),
        listening=replace(listening, parts=tuple(replace(one, span=None) for one in listening.parts)),
        focus=replace(focus, questions=(), presumption=()),
        delivery=replace(delivery, noticed=()),
        unsure=(),
        filtered=(),
        pieces=(),
        cared=None,
    )


def _bare(found: Score) -> Score:
    return replace(found, reason=message("library.scores_only"), next_level=None, evidence=())
