"""Full-text search; every function works inside the caller's transaction.

Words are found by FTS5 over the table ``searched``, which triggers keep (see ``coach.library.schema``).
As long as few answers match they are ranked by bm25; where more than ``RANKED`` do, the words tell
little and the newest come first, since ranking would have to look at every one of them.
"""

import json
import secrets
from sqlite3 import Connection, Row
from typing import Any

from coach.errors import LibraryCorruptError
from coach.library.phrasing import expression
from coach.library.queries import moment
from coach.library.reviewing import period
from coach.model.search import Found, Hit, HitIn, Wanted

RANKED = 500
"""Matches up to which they are ranked."""

_BEFORE, _AFTER = 60, 110
"""Characters of a snippet around the first place."""

_WEIGHTS = "1.0, 0.4, 1.5"
"""Of what was said, the question and the note: a note was written to be found, a question is asked often."""


def search(connection: Connection, wanted: Wanted) -> Found:
    """Look for answers and sessions.

    Args:
        connection: Inside a transaction.
        wanted: What is looked for.

    Returns:
        What was found.

    Raises:
        InputError: The text is far too long, or no valid Unicode.
        LibraryCorruptError: What was found can't be read.
    """
    match = expression(wanted.text, as_typed=wanted.as_typed)
    if match is None and wanted.text.strip():
        return Found(hits=())
    conditions, values = _conditions(wanted)
    if match is None:
        source = "searched"
        conditions.append("searched.answer_id IS NOT NULL")
        order = "searched.id DESC"
    else:
        source = "found JOIN searched ON searched.id = found.rowid"
        conditions.insert(0, "found MATCH ?")
        values.insert(0, match)
        order = "found.rowid DESC"
    query = (
        f"SELECT searched.id FROM {source}"  # noqa: S608 - our own texts; what a person gave is bound
        " JOIN sessions ON sessions.id = searched.session_id"
        " LEFT JOIN answers ON answers.id = searched.answer_id"
        f" WHERE {' AND '.join(conditions)}"
    )
    if match is not None and _few(connection, query, values):
        order = f"bm25(found, {_WEIGHTS}), found.rowid DESC"
    rows = connection.execute(
        f"{query} ORDER BY {order} LIMIT ? OFFSET ?", (*values, wanted.limit + 1, max(0, wanted.offset))
    ).fetchall()
    hits = tuple(_hit(connection, row[0], match) for row in rows[: wanted.limit])
    return Found(hits=hits, more=len(rows) > wanted.limit)


def _few(connection: Connection, query: str, values: list[str | int]) -> bool:
    # Without an order, so that it stops at the first too many.
    seen = connection.execute(f"SELECT count(*) FROM ({query} LIMIT {RANKED + 1})", values)  # noqa: S608 - ours
    return int(seen.fetchone()[0]) <= RANKED


def _conditions(wanted: Wanted) -> tuple[list[str], list[str | int]]:
    conditions: list[str] = []
    values: list[str | int] = []
    if wanted.question_ids is not None:
        conditions.append(
            "answers.question_id IN"
            " (SELECT id FROM questions WHERE bank_id IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(wanted.question_ids))
    if wanted.since is not None or wanted.until is not None:
        first, last = period(wanted.since, wanted.until)
        conditions.append("coalesce(recorded_at, started_at) >= ? AND coalesce(recorded_at, started_at) < ?")
        values += [first, last]
        # The day on the clock of that place, as SQLite reckons it.
        day = (
            "date(coalesce(recorded_at, started_at),"
            " coalesce(recorded_offset_s, started_offset_s) || ' seconds')"
        )
        conditions.append(f"{day} BETWEEN ? AND ?")
        values += [
            wanted.since.isoformat() if wanted.since else "0000-01-01",
            wanted.until.isoformat() if wanted.until else "9999-12-31",
        ]
    if wanted.dimension is not None or (wanted.lowest, wanted.highest) != (1, 5):
        conditions.append(
            "EXISTS (SELECT 1 FROM levels WHERE levels.answer_id = coalesce(answers.follow_up_of, answers.id)"
            " AND applies AND level BETWEEN ? AND ? AND dimension LIKE ?)"
        )
        values += [wanted.lowest, wanted.highest, wanted.dimension.value if wanted.dimension else "%"]
    if wanted.company.strip():
        # instr and not LIKE, in which % and _ mean something.
        conditions.append("instr(lower(company_name), lower(?)) > 0")
        values.append(wanted.company.strip())
    if wanted.starred:
        conditions.append("(sessions.starred OR coalesce(answers.starred, 0))")
    return conditions, values


def _hit(connection: Connection, row_id: int, match: str | None) -> Hit:
    row = connection.execute(
        "SELECT searched.session_id, searched.answer_id, said, searched.question, searched.note, title,"
        " coalesce(recorded_at, started_at) AS at, coalesce(recorded_offset_s, started_offset_s) AS offset_s,"
        " coalesce(follow_up_of, answers.id) AS first_id"
        " FROM searched JOIN sessions ON sessions.id = searched.session_id"
        " LEFT JOIN answers ON answers.id = searched.answer_id WHERE searched.id = ?",
        (row_id,),
    ).fetchone()
    where, text, places = _places(connection, row, row_id, match)
    start, end = places[0] if places else (0, 0)
    snippet, marks = cut_out(text, places)
    spoken = where is HitIn.SAID and row["answer_id"] is not None
    return Hit(
        session_id=row["session_id"],
        title=row["title"],
        at=moment(row["at"], row["offset_s"], row["session_id"]),
        answer_id=row["answer_id"],
        first_id=row["first_id"],
        question=row["question"] if row["answer_id"] is not None else "",
        where=where,
        start=start,
        end=end,
        start_s=_second(connection, row["answer_id"], start) if spoken else None,
        snippet=snippet,
        marks=marks,
    )


def _places(
    connection: Connection, row: Row, row_id: int, match: str | None
) -> tuple[HitIn, str, list[tuple[int, int]]]:
    """The text in which it was found, and where in it; the words said come before question and note."""
    asked = HitIn.TITLE if row["answer_id"] is None else HitIn.QUESTION
    columns = ((HitIn.SAID, row["said"]), (asked, row["question"]), (HitIn.NOTE, row["note"]))
    if match is None:
        said = row["said"]
        return (HitIn.SAID, said, []) if said else (asked, row["question"], [])
    # Marks that no text holds, since nobody knows them before.
    nonce = secrets.token_hex(8)
    opening, closing = f"\x02{nonce}", f"\x03{nonce}"
    marked = connection.execute(
        "SELECT highlight(found, 0, ?1, ?2), highlight(found, 1, ?1, ?2), highlight(found, 2, ?1, ?2)"
        " FROM found WHERE found MATCH ?3 AND rowid = ?4",
        (opening, closing, match, row_id),
    ).fetchone()
    for (where, text), shown in zip(columns, tuple(marked or ()), strict=False):
        places = _between(shown or "", opening, closing)
        if places:
            return where, text, places
    return asked, row["question"], []


def _between(marked: str, opening: str, closing: str) -> list[tuple[int, int]]:
    before, *rest = marked.split(opening)
    places: list[tuple[int, int]] = []
    at = len(before)
    for piece in rest:
        inside, _, after = piece.partition(closing)
        places.append((at, at + len(inside)))
        at += len(inside) + len(after)
    return places


def cut_out(text: str, places: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Some of a text around the first of some places.

    Args:
        text: Any.
        places: Character offsets into it, in order.

    Returns:
        A single line, with … where something was left out, and the places in it.
    """
    first = places[0][0] if places else 0
    start, end = max(0, first - _BEFORE), min(len(text), first + _AFTER)
    if start > 0:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", (places[0][1] if places else 0), end)
        end = space if space > 0 else end
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    # Each character stays one, so that the places stay right.
    line = text[start:end]
    if not line.isprintable():
        line = "".join(sign if sign.isprintable() else " " for sign in line)
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in places if start <= a and b <= end)
    return f"{before}{line}{after}", marks


def _second(connection: Connection, answer_id: str, start: int) -> float | None:
    """When the word at an offset was said; the words are read without being checked one by one."""
    row = connection.execute(
        "SELECT content FROM transcripts WHERE answer_id = ? ORDER BY id DESC LIMIT 1", (answer_id,)
    ).fetchone()
    if row is None:
        return None
    try:
        word = _word_at(row[0], start)
        if word is not None:
            return float(word["start_s"])
        for word in json.loads(row[0])["words"]:
            if word["end"] > start:
                return float(word["start_s"])
    except (ValueError, TypeError, KeyError):
        raise LibraryCorruptError("error.library.damaged_record", id=answer_id) from None
    return None


def _word_at(content: str, start: int) -> dict[str, Any] | None:
    """The word that begins at an offset, without reading all others: a tenth of the time of a search."""
    at = content.find(f'"start":{start},')
    if at < 0:
        return None
    try:
        word = json.loads(content[content.rfind("{", 0, at) : content.find("}", at) + 1])
    except ValueError:
        return None
    return word if isinstance(word, dict) and word.get("start") == start and "start_s" in word else None
