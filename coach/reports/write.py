"""Reports as files: whole, or not at all."""

import errno
import os
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from coach.errors import DiskFullError, ReportError
from coach.reports.document import Document
from coach.reports.html import to_html
from coach.reports.markdown import to_markdown
from coach.reports.pdf import to_pdf

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class ReportFormat(StrEnum):
    """Formats that a document is rendered to; the value is the file's ending."""

    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"


def render_report(document: Document, report_format: ReportFormat) -> bytes:
    """Render a document.

    Args:
        document: What to render.
        report_format: Into which format.

    Returns:
        The file's bytes; the same document gives the same bytes.

    Raises:
        ReportError: The typesetter failed.
    """
    if report_format is ReportFormat.PDF:
        return to_pdf(document)
    if report_format is ReportFormat.HTML:
        return to_html(document).encode()
    return to_markdown(document).encode()


def write_report(document: Document, report_format: ReportFormat, path: Path) -> None:
    """Render a document into a file.

    Args:
        document: What to render.
        report_format: Into which format.
        path: Where; a file that is there is replaced once the new one is complete.

    Raises:
        ReportError: The typesetter failed, or the file can't be written.
        DiskFullError: There is no room for it.
    """
    write_bytes(render_report(document, report_format), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Write a file whole or not at all, readable by the person alone.

    Args:
        data: Its content.
        path: Where; the folder must be there.

    Raises:
        ReportError: The file can't be written.
        DiskFullError: There is no room for it.
    """
    write_pieces((data,), path)


def write_pieces(pieces: Iterable[bytes], path: Path) -> None:
    """Write a file piece by piece, whole or not at all, readable by the person alone.

    Args:
        pieces: Its content; what they raise is passed on, and the file is left as it was.
        path: Where; the folder must be there.

    Raises:
        ReportError: The file can't be written.
        DiskFullError: There is no room for it.
    """
    if path.is_dir():
        raise ReportError("error.report.is_folder", path=str(path))
    part: Path | None = None
    try:
        # mkstemp makes the file with mode 0600.
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        part = None
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFullError("error.report.disk_full", path=str(path)) from error
        if isinstance(error, FileNotFoundError):
            raise ReportError("error.report.no_folder", folder=str(path.parent)) from error
        reason = error.strerror or type(error).__name__
        raise ReportError("error.report.not_written", path=str(path), reason=reason) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
