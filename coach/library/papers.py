"""What a person writes around their interviews: preparations, stories, applications."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from coach.errors import NotFoundError
from coach.library.database import Database
from coach.library.ids import new_paper_id
from coach.library.records import dump, load
from coach.model.application import Application
from coach.model.preparation import Preparation, Story

Paper = Preparation | Story | Application
P = TypeVar("P", Preparation, Story, Application)

_KINDS: dict[type[Paper], str] = {Preparation: "preparation", Story: "story", Application: "application"}


class Papers:
    """The part of the library with what is written before and after interviews: ``Library.papers``.

    Each is kept whole; as safe as the library itself, and with its errors.

    Args:
        database: The open file.
        now: The clock.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def new_id(self) -> str:
        """An id for a new paper."""
        return new_paper_id(self._now())

    def save(self, paper: Paper) -> None:
        """Keep a paper, in the place of the one with its id if there is one.

        Args:
            paper: What to keep; one that was deleted comes back by this.

        Raises:
            InputError: A text is not valid Unicode.
        """
        content = dump(paper)
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO papers (id, kind, changed_at, content) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE"
                " SET changed_at = excluded.changed_at, content = excluded.content",
                (paper.id, _KINDS[type(paper)], self._now().isoformat(), content),
            )

    def get(self, kind: type[P], paper_id: str) -> P:
        """Read one paper.

        Args:
            kind: Its class.
            paper_id: Its id.

        Returns:
            The paper.

        Raises:
            NotFoundError: There is none.
            LibraryCorruptError: The row is damaged.
        """
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT content FROM papers WHERE id = ? AND kind = ?", (paper_id, _KINDS[kind])
            ).fetchone()
        if row is None:
            raise NotFoundError("error.library.no_paper", id=paper_id)
        return load(kind, row[0], where=paper_id)

    def all(self, kind: type[P]) -> tuple[P, ...]:
        """Read every paper of a kind.

        Args:
            kind: Its class.

        Returns:
            The papers, that changed last first.

        Raises:
            LibraryCorruptError: A row is damaged.
        """
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, content FROM papers WHERE kind = ? ORDER BY changed_at DESC, id DESC",
                (_KINDS[kind],),
            ).fetchall()
        return tuple(load(kind, content, where=paper_id) for paper_id, content in rows)

    def delete(self, paper_id: str) -> None:
        """Take a paper away; saving it again brings it back.

        Args:
            paper_id: Its id; one that is not there is no error.
        """
        with self._database.write() as connection:
            connection.execute("DELETE FROM papers WHERE id = ?", (paper_id,))
