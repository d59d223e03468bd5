"""Rows to model values; every function works inside the caller's transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from sqlite3 import Connection, Row

from coach.errors import InputError, LibraryCorruptError, NotFoundError
from coach.library.records import load
from coach.model.company import Company
from coach.model.feedback import Feedback
from coach.model.question import Question
from coach.model.score import AnswerScore, Dimension
from coach.model.session import Answer, AnswerStatus, Keep, Mode, Session, SessionSummary
from coach.model.transcript import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An answer that is on its way to its score.

    Args:
        session_id: Its session.
        answer: With its transcript when that is there already, so that only the score is left to do.
        tries: How often work on it was begun; above 2 something about it brings the work down.
    """

    session_id: str
    answer: Answer
    tries: int


_DIMENSIONS = tuple(Dimension)


@lru_cache(maxsize=64)
def _zone(offset_s: int) -> timezone:
    return timezone(timedelta(seconds=offset_s))


def moment(utc: str, offset_s: int, where: str) -> datetime:
    """A moment as it was on the clock of that place.

    Args:
        utc: As it was kept.
        offset_s: Seconds that the local clock was ahead of UTC.
        where: Id of the record, for the error.

    Returns:
        The moment with its offset.

    Raises:
        LibraryCorruptError: It can't be read.
    """
    try:
        return datetime.fromisoformat(utc).astimezone(_zone(offset_s))
    except (ValueError, TypeError, OverflowError):
        raise LibraryCorruptError("error.library.damaged_record", id=where) from None


def summaries(
    connection: Connection, limit: int | None = None, offset: int = 0
) -> tuple[SessionSummary, ...]:
    """The list of sessions.

    Args:
        connection: Inside a transaction.
        limit: How many at most; None for all.
        offset: How many of the newest to pass over.

    Returns:
        Newest first.
    """
    # By position and without a name looked up a row: the list may be 10,000 sessions long.
    rows = connection.execute(
        "SELECT id, title, plan, started_at, started_offset_s, answers, duration_s,"
        " starred, in_trends, star, story, research, listening, focus, delivery"
        " FROM sessions JOIN summaries ON summaries.session_id = sessions.id"
        " ORDER BY started_at DESC, id DESC LIMIT ? OFFSET ?",
        (-1 if limit is None else limit, offset),
    )
    return tuple(_summary(*row) for row in rows)


def _summary(  # noqa: PLR0917 - the columns in their order
    session_id: str,
    title: str,
    plan: str,
    started_at: str,
    offset_s: int,
    answers: int,
    duration_s: float,
    starred: int,
    in_trends: int,
    *levels: int | None,
) -> SessionSummary:
    return SessionSummary(
        id=session_id,
        title=title,
        started_at=moment(started_at, offset_s, session_id),
        plan=plan,
        answers=answers,
        duration_s=duration_s,
        profile=tuple((name, level) for name, level in zip(_DIMENSIONS, levels, strict=True) if level),
        starred=bool(starred),
        in_trends=bool(in_trends),
    )


def session(connection: Connection, session_id: str) -> Session:
    """One session with everything in it.

    Args:
        connection: Inside a transaction.
        session_id: Its id.

    Returns:
        The session.

    Raises:
        NotFoundError: There is none with this id.
        LibraryCorruptError: Something in it can't be read.
    """
    row = require_session(connection, session_id)
    ended = row["ended_at"]
    answers = connection.execute(
        f"{_ANSWERS} WHERE answers.session_id = ? ORDER BY position, attempt, number", (session_id,)
    ).fetchall()
    try:
        mode, keep, kept = Mode(row["mode"]), Keep(row["keep"]), Keep(row["kept"])
    except ValueError:
        raise LibraryCorruptError("error.library.damaged_record", id=session_id) from None
    return Session(
        id=row["id"],
        title=row["title"],
        plan=row["plan"],
        mode=mode,
        started_at=moment(row["started_at"], row["started_offset_s"], session_id),
        ended_at=moment(ended, row["ended_offset_s"], session_id) if ended is not None else None,
        company=load(Company, row["company"], where=session_id) if row["company"] is not None else None,
        answers=_with_follow_ups(tuple(_answer(found) for found in answers)),
        note=row["note"],
        starred=bool(row["starred"]),
        in_trends=bool(row["in_trends"]),
        keep=keep,
        kept=kept,
    )


_ANSWERS = """
    SELECT answers.*, questions.content AS question, transcripts.content AS transcript,
           transcripts.corrects IS NOT NULL AS corrected,
           scores.content AS score, scores.feedback AS feedback
    FROM answers JOIN questions ON questions.id = answers.question_id
    LEFT JOIN transcripts
        ON transcripts.id = (SELECT max(id) FROM transcripts WHERE answer_id = answers.id)
    LEFT JOIN scores ON scores.id = (SELECT max(id) FROM scores WHERE answer_id = answers.id)
"""


def answer(connection: Connection, answer_id: str) -> Answer:
    """One answer with its newest transcript and score.

    Args:
        connection: Inside a transaction.
        answer_id: Its id.

    Returns:
        The answer.

    Raises:
        NotFoundError: There is none with this id.
        LibraryCorruptError: Something in it can't be read.
    """
    row = connection.execute(f"{_ANSWERS} WHERE answers.id = ?", (answer_id,)).fetchone()
    if row is None:
        raise NotFoundError("error.library.no_answer", id=answer_id)
    completing = connection.execute(
        f"{_ANSWERS} WHERE answers.follow_up_of = ? ORDER BY number", (answer_id,)
    ).fetchall()
    return replace(_answer(row), follow_ups=tuple(_answer(found) for found in completing))


def _with_follow_ups(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Put the answers to follow-ups into those that they complete."""
    completing: dict[str, list[Answer]] = {}
    for one in answers:
        if one.follow_up_of is not None:
            completing.setdefault(one.follow_up_of, []).append(one)
    return tuple(
        replace(one, follow_ups=tuple(completing.get(one.id, ())))
        for one in answers
        if one.follow_up_of is None
    )


def waiting(connection: Connection) -> tuple[Waiting, ...]:
    """The answers that are queued or were being worked on.

    Args:
        connection: Inside a transaction.

    Returns:
        In the order in which they were given.
    """
    rows = connection.execute(
        f"{_ANSWERS} WHERE status IN ('queued', 'running') ORDER BY recorded_at, answers.id"
    ).fetchall()
    return tuple(
        Waiting(session_id=row["session_id"], answer=_answer(row), tries=row["tries"]) for row in rows
    )


def _answer(row: Row) -> Answer:
    where = row["id"]
    try:
        status = AnswerStatus(row["status"])
    except ValueError:
        raise LibraryCorruptError("error.library.damaged_record", id=where) from None
    transcript, score, feedback = row["transcript"], row["score"], row["feedback"]
    return Answer(
        id=where,
        position=row["position"],
        attempt=row["attempt"],
        question=load(Question, row["question"], where=where),
        status=status,
        recorded_at=moment(row["recorded_at"], row["recorded_offset_s"], where),
        sound_file=row["sound_file"],
        duration_s=row["duration_s"],
        transcript=load(Transcript, transcript, where=where) if transcript is not None else None,
        score=load(AnswerScore, score, where=where) if score is not None else None,
        feedback=load(Feedback, feedback, where=where) if feedback is not None else None,
        failure=row["failure"],
        dropouts=row["dropouts"],
        typed=row["typed"],
        repeats=row["repeats"],
        asker=row["asker"],
        follow_up_of=row["follow_up_of"],
        note=row["note"],
        starred=bool(row["starred"]),
        corrected=bool(row["corrected"]),
    )


def require_session(connection: Connection, session_id: str) -> Row:
    """The row of a session.

    Args:
        connection: Inside a transaction.
        session_id: Its id.

    Returns:
        The row.

    Raises:
        NotFoundError: There is none with this id.
    """
    row = connection.execute("SELECT * FROM sessions WHERE id = ?", (session_id,)).fetchone()
    if row is None:
        raise NotFoundError("error.library.no_session", id=session_id)
    found: Row = row
    return found


def session_of(connection: Connection, answer_id: str) -> str:
    """The session of an answer.

    Args:
        connection: Inside a transaction.
        answer_id: The answer's id.

    Returns:
        The session's id.

    Raises:
        NotFoundError: There is no such answer.
    """
    row = connection.execute("SELECT session_id FROM answers WHERE id = ?", (answer_id,)).fetchone()
    if row is None:
        raise NotFoundError("error.library.no_answer", id=answer_id)
    return str(row["session_id"])


def find_session(connection: Connection, start: str) -> str:
    """The session whose id begins like this.

    Args:
        connection: Inside a transaction.
        start: The first characters of an id, or all of it.

    Returns:
        The whole id.

    Raises:
        NotFoundError: No id begins like this.
        InputError: Several do.
    """
    rows = connection.execute(
        "SELECT id FROM sessions WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id = ?1 DESC, id",
        (start,),
    ).fetchall()
    if not rows:
        raise NotFoundError("error.library.no_session", id=start)
    if len(rows) > 1 and rows[0]["id"] != start:
        raise InputError("error.library.ambiguous", id=start, n=len(rows))
    return str(rows[0]["id"])


def next_number(connection: Connection, session_id: str) -> int:
    """The number of the next answer in a session.

    Args:
        connection: Inside a transaction.
        session_id: The session.

    Returns:
        One more than the highest so far.

    Raises:
        NotFoundError: There is no such session.
    """
    require_session(connection, session_id)
    highest = connection.execute(
        "SELECT max(number) AS highest FROM answers WHERE session_id = ?", (session_id,)
    ).fetchone()["highest"]
    return int(highest or 0) + 1
