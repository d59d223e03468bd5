"""A session's report as a file, in every format that the program offers."""

from datetime import datetime
from pathlib import Path

from coach.errors import ReportError
from coach.model.session import Session
from coach.reports.build import build_document
from coach.reports.json_report import to_json
from coach.reports.write import ReportFormat, write_bytes, write_report
from coach.words import Words

FORMATS = ("pdf", "md", "json")


def write_session(session: Session, words: Words, wanted: str, path: Path) -> None:
    """Write a session's report.

    Args:
        session: The session.
        words: The language.
        wanted: One of ``FORMATS``.
        path: The file; one that is there is replaced by a complete one.

    Raises:
        ReportError: The format is not known, or the file can't be made.
        DiskFullError: There is no room for it.
    """
    if wanted == "json":
        write_bytes(to_json(session, words).encode(), path)
        return
    if wanted not in FORMATS:
        raise ReportError("error.report.unknown_format", given=wanted, known=FORMATS)
    write_report(build_document(session, words), ReportFormat(wanted), path)


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
