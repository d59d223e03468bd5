"""Reports as files, in every format that the program offers: of a session, an answer, or a period."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from coach.errors import NotFoundError, ReportError
from coach.model.session import Session, SessionSummary
from coach.reports.build import (
    build_answer_document,
    build_document,
    build_period_document,
    find_answer,
)
from coach.reports.choices import EVERYTHING, Choices
from coach.reports.csv_report import csv_lines
from coach.reports.json_report import answer_to_json, period_json, to_json
from coach.reports.write import ReportFormat, render_report, write_bytes, write_pieces, write_report
from coach.words import Words

FORMATS = ("pdf", "html", "md", "json", "csv")

MOST_IN_A_PDF = 300
"""Sessions; more would be thousands of pages, and the typesetter holds them all at once."""

Progress = Callable[[int, int], None]


class Sessions(Protocol):
    """What is needed of the library."""

    def sessions(self) -> tuple[SessionSummary, ...]:
        """The list of sessions, newest first."""
        ...

    def session(self, session_id: str) -> Session:
        """One session."""
        ...


def write_session(
    session: Session,
    words: Words,
    wanted: str,
    path: Path,
    choices: Choices = EVERYTHING,
    *,
    check: Callable[[], None] | None = None,
) -> None:
    """Write a session's report.

    Args:
        session: The session.
        words: The language.
        wanted: One of ``FORMATS``.
        path: The file; one that is there is replaced by a complete one.
        choices: What is to be in it.
        check: Asked once the report is made; may raise to stop, and then the file is left as it was.

    Raises:
        ReportError: The format is not known, or the file can't be made.
        DiskFullError: There is no room for it.
    """
    _check(wanted)
    if wanted == "json":
        pieces: Iterable[bytes] = (to_json(session, words, choices).encode(),)
    elif wanted == "csv":
        pieces = _table(csv_lines((session,), words, choices))
    else:
        pieces = (render_report(build_document(session, words, choices), ReportFormat(wanted)),)
    write_pieces(pieces if check is None else _unless(check, pieces), path)


def write_answer(
    session: Session,
    answer_id: str,
    words: Words,
    *,
    wanted: str,
    path: Path,
    choices: Choices = EVERYTHING,
) -> None:
    """Write one answer's report.

    Args:
        session: Its session.
        answer_id: Which.
        words: The language.
        wanted: One of ``FORMATS``.
        path: The file; one that is there is replaced by a complete one.
        choices: What is to be in it.

    Raises:
        NotFoundError: The session has no such answer.
        ReportError: The format is not known, or the file can't be made.
        DiskFullError: There is no room for it.
    """
    _check(wanted)
    if wanted == "json":
        write_bytes(answer_to_json(session, answer_id, words, choices).encode(), path)
    elif wanted == "csv":
        alone = replace(session, answers=(find_answer(session, answer_id),))
        write_pieces(_table(csv_lines((alone,), words, choices)), path)
    else:
        document = build_answer_document(session, answer_id, words, choices)
        write_report(document, ReportFormat(wanted), path)


def write_period(
    library: Sessions,
    since: date,
    until: date,
    words: Words,
    *,
    wanted: str,
    path: Path,
    choices: Choices = EVERYTHING,
    on_progress: Progress | None = None,
) -> int:
    """Write a report of all sessions of a period.

    Args:
        library: Where they are; each is read when it is its turn.
        since: First day, by the clock of the place where a session was.
        until: Last day, inclusive.
        words: The language.
        wanted: One of ``FORMATS``; JSON and CSV are written as they are read.
        path: The file; one that is there is replaced by a complete one.
        choices: What is to be in it.
        on_progress: Told how many sessions were read, and of how many; may raise to stop.

    Returns:
        How many sessions are in it.

    Raises:
        NotFoundError: There is no session in that time.
        ReportError: The format is not known, there are too many for a PDF, or the file can't be made.
        DiskFullError: There is no room for it.
    """
    _check(wanted)
    ids = [one.id for one in reversed(library.sessions()) if since <= one.started_at.date() <= until]
    if not ids:
        days = {"since": since.isoformat(), "until": until.isoformat()}
        raise NotFoundError("error.report.no_sessions", **days)
    if wanted == "pdf" and len(ids) > MOST_IN_A_PDF and not choices.one_page:
        raise ReportError("error.report.too_many", n=len(ids))
    sessions = _read(library, ids, on_progress)
    if wanted == "json":
        write_pieces(_encoded(period_json(sessions, since, until, words, choices)), path)
    elif wanted == "csv":
        write_pieces(_table(csv_lines(sessions, words, choices)), path)
    else:
        document = build_period_document(tuple(sessions), since, until, words, choices)
        write_report(document, ReportFormat(wanted), path)
    return len(ids)


def _check(wanted: str) -> None:
    if wanted not in FORMATS:
        raise ReportError("error.report.unknown_format", given=wanted, known=FORMATS)


def _read(library: Sessions, ids: Sequence[str], on_progress: Progress | None) -> Iterator[Session]:
    for count, session_id in enumerate(ids):
        if on_progress is not None:
            on_progress(count, len(ids))
        yield library.session(session_id)
    if on_progress is not None:
        on_progress(len(ids), len(ids))


def _unless(check: Callable[[], None], pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces
    check()


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _table(lines: Iterable[str]) -> Iterator[bytes]:
    """With a mark at the start, without which spreadsheets guess another encoding than UTF-8."""
    yield b"\xef\xbb\xbf"
    yield from _encoded(lines)


def default_name(session: Session, wanted: str) -> str:
    """A file name that says what is in it and is allowed everywhere.

    Args:
        session: The session.
        wanted: The format, which is the ending.

    Returns:
        Such as ``second-round-2026-11-22-k7f3.pdf``.
    """
    day: datetime = session.started_at
    return f"second-round-{day:%Y-%m-%d}-{session.id.rsplit('-', 1)[-1]}.{wanted}"


def period_name(since: date, until: date, wanted: str) -> str:
    """A file name for a period.

    Args:
        since: First day.
        until: Last day.
        wanted: The format, which is the ending.

    Returns:
        Such as ``second-round-2026-11-01-to-2026-11-30.pdf``.
    """
    return f"second-round-{since:%Y-%m-%d}-to-{until:%Y-%m-%d}.{wanted}"
