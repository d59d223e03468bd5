"""Files: whole or not at all, for the person alone."""

import errno
import os
import stat
from pathlib import Path

import pytest

from coach.errors import DiskFullError, KnownError, ReportError
from coach.model.session import Session
from coach.reports import ReportFormat, build_document, render_report, write_bytes, write_report
from coach.words import Words


@pytest.mark.parametrize("report_format", list(ReportFormat))
def test_writes_what_it_renders(
    session: Session, words: Words, tmp_path: Path, report_format: ReportFormat
) -> None:
    document = build_document(session, words)
    path = tmp_path / f"report.{report_format.value}"
    write_report(document, report_format, path)
    assert path.read_bytes() == render_report(document, report_format)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")
    write_bytes(b"new", path)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "kind", "message_id"),
    [
        (errno.ENOSPC, DiskFullError, "error.report.disk_full"),
        (errno.EACCES, ReportError, "error.report.not_written"),
        (errno.EIO, ReportError, "error.report.not_written"),
    ],
)
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[KnownError], message_id: str
) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind) as raised:
        write_bytes(b"new", path)
    assert raised.value.message.id == message_id
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_folder_in_the_way(tmp_path: Path, words: Words) -> None:
    for path, message_id in (
        (tmp_path / "no" / "report.md", "error.report.no_folder"),
        (tmp_path, "error.report.is_folder"),
    ):
        with pytest.raises(ReportError) as raised:
            write_bytes(b"x", path)
        assert raised.value.message.id == message_id
        assert words.text(raised.value.message)
