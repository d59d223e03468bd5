"""Model values into rows; every function works inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from math import floor
from sqlite3 import Connection
from statistics import median

from coach.errors import BugError, InputError
from coach.library.database import ERASE
from coach.library.records import digest, dump
from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import Answer, AnswerStatus, Session
from coach.model.transcript import Transcript

GIVEN = (AnswerStatus.QUEUED, AnswerStatus.RUNNING, AnswerStatus.DONE, AnswerStatus.FAILED)
"""The states of an answer that was given: neither still spoken nor skipped."""


def to_columns(moment: datetime) -> tuple[str, int]:
    """Split a moment for storage.

    Args:
        moment: With its offset from UTC.

    Returns:
        UTC as text of fixed width, and the seconds that the local clock was ahead.

    Raises:
        BugError: The moment has no offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise BugError("a time without its offset from UTC")
    return moment.astimezone(UTC).isoformat(timespec="microseconds"), round(offset.total_seconds())


def encodable(text: str) -> str:
    """Make sure that a text can be stored.

    Args:
        text: Any.

    Returns:
        The same text.

    Raises:
        InputError: It is not valid Unicode.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("error.library.bad_text") from None
    return text


def insert_session(connection: Connection, session: Session) -> None:
    """Store a session that has no answers yet.

    Args:
        connection: Inside a transaction.
        session: The session.
    """
    connection.execute(
        "INSERT INTO sessions (id, title, plan, mode, started_at, started_offset_s, company_name, company,"
        " keep)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            session.id,
            encodable(session.title),
            encodable(session.plan),
            session.mode.value,
            *to_columns(session.started_at),
            encodable(session.company.name) if session.company else "",
            dump(session.company) if session.company else None,
            session.keep.value,
        ),
    )
    refresh_summary(connection, session.id)


def insert_answer(connection: Connection, session_id: str, number: int, answer: Answer) -> None:
    """Store an answer that has no transcript and no score yet.

    Args:
        connection: Inside a transaction.
        session_id: Its session.
        number: Of the answer in its session.
        answer: The answer.
    """
    connection.execute(
        "INSERT INTO answers (id, session_id, number, position, attempt, question_id, status, failure,"
        " recorded_at, recorded_offset_s, sound_file, duration_s, dropouts, typed,"
        " follow_up_of, asker, repeats)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            answer.id,
            session_id,
            number,
            answer.position,
            answer.attempt,
            _question_id(connection, answer.question),
            answer.status.value,
            answer.failure,
            *to_columns(answer.recorded_at),
            answer.sound_file,
            answer.duration_s,
            answer.dropouts,
            encodable(answer.typed) if answer.typed is not None else None,
            answer.follow_up_of,
            encodable(answer.asker),
            answer.repeats,
        ),
    )
    refresh_summary(connection, session_id)


def _question_id(connection: Connection, question: Question) -> int:
    content = dump(question)
    name = digest(content)
    found = connection.execute("SELECT id FROM questions WHERE digest = ?", (name,)).fetchone()
    if found is not None:
        return int(found["id"])
    inserted = connection.execute(
        "INSERT INTO questions (digest, bank_id, text, kind, content) VALUES (?, ?, ?, ?, ?)",
        (name, question.id, question.text, question.kind.value, content),
    )
    return int(inserted.lastrowid or 0)


def rename(connection: Connection, session_id: str, title: str) -> None:
    """Give a session another title.

    Args:
        connection: Inside a transaction.
        session_id: The session.
        title: The new one.
    """
    connection.execute("UPDATE sessions SET title = ? WHERE id = ?", (encodable(title), session_id))


def end_session(connection: Connection, session_id: str, now: datetime) -> None:
    """Note that a session is over, unless that is noted already.

    Args:
        connection: Inside a transaction.
        session_id: The session.
        now: When.
    """
    connection.execute(
        "UPDATE sessions SET ended_at = ?, ended_offset_s = ? WHERE id = ? AND ended_at IS NULL",
        (*to_columns(now), session_id),
    )


def set_recorded(
    connection: Connection, answer_id: str, duration_s: float, dropouts: int, repeats: int
) -> None:
    """Note that an answer is recorded and waits.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
        duration_s: Length of its sound.
        dropouts: Times that sound was lost.
        repeats: Times that its question was heard again.
    """
    connection.execute(
        "UPDATE answers SET status = 'queued', failure = '', duration_s = ?, dropouts = ?, repeats = ?"
        " WHERE id = ?",
        (duration_s, dropouts, repeats, answer_id),
    )


def set_status(connection: Connection, answer_id: str, status: AnswerStatus, failure: str) -> None:
    """Note how far an answer is; each ``RUNNING`` counts as a try.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
        status: How far it is.
        failure: Id of the error message when it failed; empty else.
    """
    connection.execute(
        "UPDATE answers SET status = ?, failure = ?, tries = tries + ? WHERE id = ?",
        (status.value, failure, status is AnswerStatus.RUNNING, answer_id),
    )


def call_off(connection: Connection, answer_id: str) -> None:
    """Let an answer wait again and give its try back; does nothing unless work on it was begun.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
    """
    connection.execute(
        "UPDATE answers SET status = ?, tries = max(tries - 1, 0) WHERE id = ? AND status = ?",
        (AnswerStatus.QUEUED.value, answer_id, AnswerStatus.RUNNING.value),
    )


def insert_transcript(
    connection: Connection,
    answer_id: str,
    transcript: Transcript,
    now: datetime,
    *,
    corrects: int | None = None,
) -> None:
    """Store what was said; earlier transcripts of the answer stay.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
        transcript: Its words.
        now: When.
        corrects: Row of the transcript that the person corrected; None for what was heard.
    """
    connection.execute(
        "INSERT INTO transcripts (answer_id, made_at, model, text, content, corrects)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (answer_id, to_columns(now)[0], transcript.model, transcript.text, dump(transcript), corrects),
    )
    connection.execute("UPDATE answers SET duration_s = ? WHERE id = ?", (transcript.duration_s, answer_id))


def insert_score(
    connection: Connection, answer_id: str, score: AnswerScore, feedback: Feedback | None, now: datetime
) -> None:
    """Store a score; earlier scores of the answer stay, the newest counts.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
        score: Its score.
        feedback: What is said about it.
        now: When.
    """
    connection.execute(
        "INSERT INTO scores (answer_id, transcript_id, made_at, versions, content, feedback, of_correction)"
        " VALUES (?1, (SELECT max(id) FROM transcripts WHERE answer_id = ?1), ?2, ?3, ?4, ?5,"
        " EXISTS (SELECT 1 FROM transcripts JOIN answers ON answers.id = answer_id"
        "  WHERE ?1 IN (answers.id, follow_up_of) AND corrects IS NOT NULL))",
        (
            answer_id,
            to_columns(now)[0],
            version_text(score.versions),
            dump(score),
            dump(feedback) if feedback else None,
        ),
    )
    connection.execute("DELETE FROM levels WHERE answer_id = ?", (answer_id,))
    connection.execute("DELETE FROM measures WHERE answer_id = ?", (answer_id,))
    connection.executemany(
        "INSERT OR REPLACE INTO measures (answer_id, name, value) VALUES (?, ?, ?)",
        [(answer_id, one.name, one.value) for one in score.delivery.measures if one.value is not None],
    )
    connection.executemany(
        "INSERT INTO levels (answer_id, dimension, applies, level) VALUES (?, ?, ?, ?)",
        [
            (answer_id, name.value, score.dimension(name).applies, score.dimension(name).level)
            for name in Dimension
        ],
    )


def set_column(connection: Connection, table: str, column: str, row_id: str, value: str | bool) -> None:  # noqa: FBT001 - of a row
    """Change one value of a row.

    Args:
        connection: Inside a transaction.
        table: Such as "sessions"; never from outside.
        column: One of its columns; never from outside.
        row_id: Id of the row.
        value: The new value.
    """
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, row_id))  # noqa: S608 - our own names


def version_text(versions: Iterable[tuple[str, str]]) -> str:
    """Versions as the column of a score holds them.

    Args:
        versions: Name and version.

    Returns:
        Such as "rubric=4 parser=3.8".
    """
    return " ".join(f"{name}={version}" for name, version in versions)


def refresh_summary(connection: Connection, session_id: str) -> None:
    """Bring the list's line about a session up to date.

    Args:
        connection: Inside a transaction.
        session_id: The session.
    """
    marks = ", ".join("?" for _ in GIVEN)
    given = [status.value for status in GIVEN]
    totals = connection.execute(
        "SELECT count(*) FILTER (WHERE follow_up_of IS NULL) AS answers,"  # noqa: S608 - only marks
        " total(duration_s) AS duration_s FROM answers"
        f" WHERE session_id = ? AND status IN ({marks})",
        (session_id, *given),
    ).fetchone()
    levels: dict[str, list[int]] = {name.value: [] for name in Dimension}
    for row in connection.execute(
        "SELECT dimension, level FROM levels JOIN answers ON answers.id = levels.answer_id"
        " WHERE answers.session_id = ? AND applies AND typeof(level) = 'integer'",
        (session_id,),
    ):
        levels[row["dimension"]].append(row["level"])
    medians = [_median(levels[name.value]) for name in Dimension]
    connection.execute(
        "INSERT OR REPLACE INTO summaries (session_id, answers, duration_s,"
        " star, story, research, listening, focus, delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (session_id, totals["answers"], totals["duration_s"], *medians),
    )


def _median(levels: Sequence[int]) -> int | None:
    # A median of whole levels is whole or ends in a half: the floor rounds just the halves, and down.
    return floor(median(levels)) if levels else None


def delete_answer(connection: Connection, answer_id: str) -> None:
    """Remove an answer's rows, and its question if nobody else was asked it.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.
    """
    connection.execute("DELETE FROM answers WHERE id = ?", (answer_id,))
    _delete_unasked_questions(connection)


def delete_session(connection: Connection, session_id: str) -> None:
    """Remove a session's rows, and the questions that nobody else was asked.

    Args:
        connection: Inside a transaction.
        session_id: The session.
    """
    connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
    note_erasure(connection)
    _delete_unasked_questions(connection)


def note_erasure(connection: Connection) -> None:
    """Note that traces of what was deleted are to be erased, whatever happens next.

    Args:
        connection: Inside a transaction.
    """
    connection.execute("INSERT OR IGNORE INTO chores (name) VALUES (?)", (ERASE,))


def _delete_unasked_questions(connection: Connection) -> None:
    connection.execute(
        "DELETE FROM questions WHERE NOT EXISTS"
        " (SELECT 1 FROM answers WHERE answers.question_id = questions.id)"
    )
