"""What a person adds to what was kept: corrections, notes, stars, and what counts in trends."""

from collections.abc import Callable
from datetime import date, datetime
from sqlite3 import Connection

from coach.errors import NotFoundError
from coach.library import changes, queries, reviewing
from coach.library.database import Database
from coach.model.history import KeptScore, Measured
from coach.model.progress import Told
from coach.model.session import AnswerStatus
from coach.model.transcript import Transcript


class Review:
    """The part of the library with which kept sessions are gone through again: ``Library.review``.

    As safe as the library itself, and with its errors.

    Args:
        database: The open file.
        now: The clock.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def save_correction(self, answer_id: str, transcript: Transcript) -> str:
        """Keep a person's correction of a transcript; what was heard stays beside it.

        The answer waits to be scored again from then on, so that a kill in between costs nothing.

        Args:
            answer_id: The answer, or one to a follow-up.
            transcript: The whole transcript, corrected.

        Returns:
            Id of the answer that is to be scored: the one that a follow-up completes, else the same.

        Raises:
            NotFoundError: There is no such answer, or nothing of it was heard.
            InputError: A text is not valid Unicode.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            raw = reviewing.raw_id(connection, answer_id)
            if raw is None:
                raise NotFoundError("error.library.no_transcript", id=answer_id)
            changes.insert_transcript(connection, answer_id, transcript, self._now(), corrects=raw)
            return _score_again(connection, session_id, answer_id)

    def revert_correction(self, answer_id: str) -> str:
        """Go back to what was heard; every correction of the answer is dropped.

        Args:
            answer_id: The answer, or one to a follow-up.

        Returns:
            As for ``save_correction``; the answer waits to be scored again if there was a correction.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.write() as connection:
            session_id = queries.session_of(connection, answer_id)
            if not reviewing.drop_corrections(connection, answer_id):
                return reviewing.scored_id(connection, answer_id)
            return _score_again(connection, session_id, answer_id)

    def raw_transcript(self, answer_id: str) -> Transcript | None:
        """What was heard, before any correction.

        Args:
            answer_id: The answer.

        Returns:
            The transcript; None when nothing was transcribed.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.read() as connection:
            queries.session_of(connection, answer_id)
            return reviewing.raw_transcript(connection, answer_id)

    def scores_of(self, answer_id: str) -> tuple[KeptScore, ...]:
        """Every score that an answer was given.

        Args:
            answer_id: The answer.

        Returns:
            The newest, which counts, first.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.read() as connection:
            queries.session_of(connection, answer_id)
            return reviewing.scores(connection, answer_id)

    def answers_of(self, question_id: str) -> tuple[tuple[str, str], ...]:
        """Who answered a question of a bank: for comparing attempts.

        Args:
            question_id: The question's id.

        Returns:
            Ids of session and answer, newest first; what was skipped is left out.
        """
        with self._database.read() as connection:
            return reviewing.answers_of(connection, question_id)

    def session_of(self, answer_id: str) -> str:
        """The session of an answer.

        Args:
            answer_id: The answer.

        Returns:
            The session's id.

        Raises:
            NotFoundError: There is no such answer.
        """
        with self._database.read() as connection:
            return queries.session_of(connection, answer_id)

    def scored_otherwise(self, versions: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        """The answers whose newest score was not made with these versions, and that can be scored again.

        Args:
            versions: As scores have them now.

        Returns:
            Ids of answers, newest first; of a session of which only the scores were kept, none.
        """
        with self._database.read() as connection:
            return reviewing.scored_otherwise(connection, versions)

    def scored_by_other_rubric(self, rubric: str) -> tuple[str, ...]:
        """The answers whose newest score another rubric made, and that can be scored again.

        Args:
            rubric: The version that counts now.

        Returns:
            Ids of answers, newest first; of a session of which only the scores were kept, none.
        """
        with self._database.read() as connection:
            return reviewing.scored_by_other_rubric(connection, rubric)

    def measured(self, since: date | None = None, until: date | None = None) -> tuple[Measured, ...]:
        """Levels and measures of the answers of a period, as trends need them.

        Args:
            since: First day, by the clock of the place where it was; None for all.
            until: Last day, inclusive; None for all.

        Returns:
            Scored answers in the order in which they were given, without follow-ups (they count in the
            answers that they complete) and without what is kept out of trends.
        """
        with self._database.read() as connection:
            return reviewing.measured(connection, since, until)

    def told(self, newest: int = 1_000) -> tuple[Told, ...]:
        """What was missing in answers, and what happened in the stories that they told.

        Args:
            newest: How many answers are looked at, the newest ones.

        Returns:
            In no particular order; nothing that is kept out of trends.
        """
        with self._database.read() as connection:
            return reviewing.told(connection, newest)

    def note_session(self, session_id: str, note: str) -> None:
        """Write a note beside a session.

        Args:
            session_id: The session.
            note: The whole note; empty to remove it.

        Raises:
            NotFoundError: There is no such session.
            InputError: It is not valid Unicode.
        """
        self._set_session(session_id, "note", changes.encodable(note))

    def star_session(self, session_id: str, *, starred: bool) -> None:
        """Mark a session, or no longer.

        Args:
            session_id: The session.
            starred: Whether.

        Raises:
            NotFoundError: There is no such session.
        """
        self._set_session(session_id, "starred", starred)

    def count_session(self, session_id: str, *, in_trends: bool) -> None:
        """Let a session count in trends, or not.

        Args:
            session_id: The session.
            in_trends: Whether.

        Raises:
            NotFoundError: There is no such session.
        """
        self._set_session(session_id, "in_trends", in_trends)

    def note_answer(self, answer_id: str, note: str) -> None:
        """Write a note beside an answer.

        Args:
            answer_id: The answer.
            note: The whole note; empty to remove it.

        Raises:
            NotFoundError: There is no such answer.
            InputError: It is not valid Unicode.
        """
        self._set_answer(answer_id, "note", changes.encodable(note))

    def star_answer(self, answer_id: str, *, starred: bool) -> None:
        """Mark an answer, or no longer.

        Args:
            answer_id: The answer.
            starred: Whether.

        Raises:
            NotFoundError: There is no such answer.
        """
        self._set_answer(answer_id, "starred", starred)

    def _set_session(self, session_id: str, column: str, value: str | bool) -> None:  # noqa: FBT001 - of a row
        with self._database.write() as connection:
            queries.require_session(connection, session_id)
            changes.set_column(connection, "sessions", column, session_id, value)

    def _set_answer(self, answer_id: str, column: str, value: str | bool) -> None:  # noqa: FBT001 - of a row
        with self._database.write() as connection:
            queries.session_of(connection, answer_id)
            changes.set_column(connection, "answers", column, answer_id, value)


def _score_again(connection: Connection, session_id: str, answer_id: str) -> str:
    scored = reviewing.scored_id(connection, answer_id)
    changes.set_status(connection, scored, AnswerStatus.QUEUED, "")
    connection.execute("UPDATE answers SET tries = 0 WHERE id = ?", (scored,))
    changes.refresh_summary(connection, session_id)
    return scored
