"""Rows that belong to reviewing: corrections, earlier scores, trends; inside the caller's transaction."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection

from coach.errors import LibraryCorruptError
from coach.library.changes import version_text
from coach.library.queries import moment
from coach.library.records import load
from coach.model.feedback import Feedback
from coach.model.history import KeptScore, Measured
from coach.model.progress import Told
from coach.model.score import AnswerScore, Dimension
from coach.model.transcript import Transcript

_WIDEST_OFFSET = timedelta(hours=15)
"""No clock is further from UTC: a day of any place lies within its UTC day and this much around it."""


def raw_id(connection: Connection, answer_id: str) -> int | None:
    """The newest transcript that nobody corrected.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.

    Returns:
        Id of its row; None when nothing was transcribed.
    """
    row = connection.execute(
        "SELECT max(id) FROM transcripts WHERE answer_id = ? AND corrects IS NULL", (answer_id,)
    ).fetchone()
    return None if row[0] is None else int(row[0])


def raw_transcript(connection: Connection, answer_id: str) -> Transcript | None:
    """What was heard, before any correction.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.

    Returns:
        The transcript; None when nothing was transcribed.

    Raises:
        LibraryCorruptError: It can't be read.
    """
    row = connection.execute(
        "SELECT content FROM transcripts WHERE id = ?", (raw_id(connection, answer_id),)
    ).fetchone()
    return None if row is None else load(Transcript, row["content"], where=answer_id)


def drop_corrections(connection: Connection, answer_id: str) -> bool:
    """Forget every correction of an answer.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.

    Returns:
        Whether there was one.
    """
    dropped = connection.execute(
        "DELETE FROM transcripts WHERE answer_id = ? AND corrects IS NOT NULL", (answer_id,)
    )
    return dropped.rowcount > 0


def scored_id(connection: Connection, answer_id: str) -> str:
    """The answer whose score judges the words of this one.

    Args:
        connection: Inside a transaction.
        answer_id: An answer, which is there.

    Returns:
        The one that it completes, else itself.
    """
    row = connection.execute(
        "SELECT coalesce(follow_up_of, id) FROM answers WHERE id = ?", (answer_id,)
    ).fetchone()
    return str(row[0])


def scores(connection: Connection, answer_id: str) -> tuple[KeptScore, ...]:
    """Every score that an answer was given.

    Args:
        connection: Inside a transaction.
        answer_id: The answer.

    Returns:
        The newest first.

    Raises:
        LibraryCorruptError: One can't be read.
    """
    rows = connection.execute(
        "SELECT made_at, content, feedback, of_correction FROM scores WHERE answer_id = ? ORDER BY id DESC",
        (answer_id,),
    ).fetchall()
    found = []
    for row in rows:
        score = load(AnswerScore, row["content"], where=answer_id)
        feedback = row["feedback"]
        found.append(
            KeptScore(
                at=moment(row["made_at"], 0, answer_id),
                versions=score.versions,
                score=score,
                feedback=load(Feedback, feedback, where=answer_id) if feedback is not None else None,
                of_correction=bool(row["of_correction"]),
            )
        )
    return tuple(found)


def answers_of(connection: Connection, question_id: str) -> tuple[tuple[str, str], ...]:
    """Who answered a question of a bank.

    Args:
        connection: Inside a transaction.
        question_id: The question's id.

    Returns:
        Ids of session and answer, newest first; what was skipped and follow-ups are left out.
    """
    rows = connection.execute(
        "SELECT session_id, answers.id FROM questions JOIN answers ON answers.question_id = questions.id"
        " WHERE bank_id = ? AND status <> 'skipped' AND follow_up_of IS NULL"
        " ORDER BY recorded_at DESC, answers.id DESC",
        (question_id,),
    )
    return tuple((str(row[0]), str(row[1])) for row in rows)


def scored_otherwise(connection: Connection, versions: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The answers whose newest score was made with other versions.

    Args:
        connection: Inside a transaction.
        versions: As scores have them now.

    Returns:
        Ids, newest first; without those of which no words are kept.
    """
    rows = connection.execute(
        "SELECT answers.id FROM answers"
        " JOIN scores ON scores.id = (SELECT max(id) FROM scores WHERE answer_id = answers.id)"
        " WHERE versions <> ? AND status = 'done' AND follow_up_of IS NULL"
        " AND (typed IS NOT NULL OR EXISTS (SELECT 1 FROM transcripts WHERE answer_id = answers.id))"
        " ORDER BY recorded_at DESC, answers.id DESC",
        (version_text(versions),),
    )
    return tuple(str(row[0]) for row in rows)


def scored_by_other_rubric(connection: Connection, rubric: str) -> tuple[str, ...]:
    """The answers whose newest score another rubric made.

    Args:
        connection: Inside a transaction.
        rubric: The version that counts now.

    Returns:
        Ids, newest first; without those of which no words are kept.
    """
    rows = connection.execute(
        "SELECT answers.id FROM answers"
        " JOIN scores ON scores.id = (SELECT max(id) FROM scores WHERE answer_id = answers.id)"
        " WHERE instr(' ' || versions || ' ', ' rubric=' || ? || ' ') = 0"
        " AND status = 'done' AND follow_up_of IS NULL"
        " AND (typed IS NOT NULL OR EXISTS (SELECT 1 FROM transcripts WHERE answer_id = answers.id))"
        " ORDER BY recorded_at DESC, answers.id DESC",
        (rubric,),
    )
    return tuple(str(row[0]) for row in rows)


def measured(connection: Connection, since: date | None, until: date | None) -> tuple[Measured, ...]:
    """Levels and measures of the answers of a period.

    Args:
        connection: Inside a transaction.
        since: First day; None for all.
        until: Last day, inclusive; None for all.

    Returns:
        Scored answers in the order in which they were given.

    Raises:
        LibraryCorruptError: A date can't be read.
    """
    first, last = period(since, until)
    # Three narrow reads in the same order, instead of one wide product of all.
    answers = connection.execute(
        "SELECT answers.id, session_id, recorded_at, recorded_offset_s, coalesce(bank_id, ''), text"  # noqa: S608 - our own text
        f" FROM answers {_COUNTED} ORDER BY recorded_at, answers.id",
        (first, last),
    ).fetchall()
    levels = _by_answer(
        connection.execute(
            "SELECT levels.answer_id, dimension, level"  # noqa: S608 - our own text
            f" FROM answers JOIN levels ON levels.answer_id = answers.id {_COUNTED}"
            " AND applies AND typeof(level) = 'integer' ORDER BY recorded_at, answers.id, dimension",
            (first, last),
        )
    )
    measures = _by_answer(
        connection.execute(
            "SELECT measures.answer_id, name, value"  # noqa: S608 - our own text
            f" FROM answers JOIN measures ON measures.answer_id = answers.id {_COUNTED}"
            " ORDER BY recorded_at, answers.id, name",
            (first, last),
        )
    )
    known = set(Dimension)
    found = []
    for answer_id, session_id, utc, offset_s, question_id, question in answers:
        at = moment(utc, offset_s, answer_id)
        own = levels.get(answer_id, ())
        if not own or (since and at.date() < since) or (until and at.date() > until):
            continue
        found.append(
            Measured(
                answer_id=answer_id,
                session_id=session_id,
                at=at,
                question_id=question_id,
                question=question,
                levels=tuple((Dimension(name), int(level)) for name, level in own if name in known),
                measures=tuple(measures.get(answer_id, ())),
            )
        )
    return tuple(found)


def told(connection: Connection, newest: int) -> tuple[Told, ...]:
    """What was missing in answers, and what happened in the stories that they told.

    Args:
        connection: Inside a transaction.
        newest: How many answers are looked at, the newest ones.

    Returns:
        In no particular order; an answer of which no words are kept has no events.

    Raises:
        LibraryCorruptError: A score can't be read.
    """
    # Only these few fields are taken out of each score, which as a whole is ten times as long.
    rows = connection.execute(
        "SELECT answers.id, json_extract(scores.content, '$.star.missing', '$.star.evidence',"  # noqa: S608 - ours
        " '$.listening.parts', '$.question.parts', '$.text')"
        " FROM answers JOIN scores ON scores.id = (SELECT max(id) FROM scores WHERE answer_id = answers.id)"
        f" {_COUNTED} ORDER BY recorded_at DESC LIMIT ?",
        ("", "9999-99", newest),
    )
    return tuple(_told(answer_id, content) for answer_id, content in rows)


def _told(answer_id: str, content: str) -> Told:
    try:
        missing, evidence, answered, parts, text = json.loads(content)
        unanswered = [parts[one["part"]]["text"] for one in answered if one["answered"] == "no"]
        events = [text[one["start"] : one["end"]] for one in evidence if one["label"] != "task"]
    except (ValueError, TypeError, KeyError, IndexError):
        raise LibraryCorruptError("error.library.damaged_record", id=answer_id) from None
    return Told(
        answer_id=answer_id,
        missing=tuple(map(str, missing or ())),
        unanswered=tuple(map(str, unanswered)),
        events=tuple(map(str, events)),
    )


_COUNTED = (
    "JOIN sessions ON sessions.id = session_id JOIN questions ON questions.id = question_id"
    " WHERE recorded_at >= ? AND recorded_at < ? AND in_trends AND follow_up_of IS NULL"
)


def period(since: date | None, until: date | None) -> tuple[str, str]:
    """Bounds in UTC between which everything of some days lies, wherever the person was.

    Args:
        since: First day; None for all.
        until: Last day, inclusive; None for all.

    Returns:
        The first moment, and the first one after; a little wide, so that what is found is looked at again.
    """
    first, last = "", "9999-99"
    try:
        if since is not None:
            first = (datetime.combine(since, time(), UTC) - _WIDEST_OFFSET).isoformat(timespec="microseconds")
    except OverflowError:
        first = ""
    try:
        if until is not None:
            after = datetime.combine(until, time(), UTC) + timedelta(days=1) + _WIDEST_OFFSET
            last = after.isoformat(timespec="microseconds")
    except OverflowError:
        last = "9999-99"
    return first, last


def _by_answer(rows: Iterable[tuple[str, str, float]]) -> dict[str, tuple[tuple[str, float], ...]]:
    return {
        answer_id: tuple((name, value) for _, name, value in group)
        for answer_id, group in groupby(rows, key=itemgetter(0))
    }
