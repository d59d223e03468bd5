"""The report of the session that is open: written where the person says, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.context import Context
from ui.pages.base import Command
from ui.pages.sessions import SessionsPage
from ui.ticket import Work

OpenPage = Callable[..., SessionsPage]


def test_a_report_without_names_and_transcript(page: SessionsPage, dialogs: Any, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    dialogs.answer = (target, "md")
    for name in ("names", "transcript"):
        page.browse.choices.action(name).trigger()
    assert page.on_command(Command.EXPORT)
    text = target.read_text(encoding="utf-8")
    assert "Globex" not in text
    assert "So, \\*um" not in text
    assert "names that were noted are left out" in text


@pytest.mark.parametrize(("ending", "start"), [("pdf", b"%PDF"), ("md", b"# "), ("json", b"{")])
def test_the_report_is_written_where_the_person_says(
    *, page: SessionsPage, dialogs: Any, watched: Any, tmp_path: Path, ending: str, start: bytes
) -> None:
    target = tmp_path / f"mine.{ending}"
    dialogs.answer = (target, ending)
    assert page.on_command(Command.EXPORT)
    assert target.read_bytes().startswith(start)
    assert dialogs.kinds == ["pdf", "html", "md", "json", "csv"]
    assert dialogs.suggested[0].endswith(".pdf")
    (notice,) = watched.notices
    assert dict(notice.text.values)["path"] == str(target)
    notice.on_action()
    assert dialogs.folders == [tmp_path]


def test_while_a_report_is_made_the_button_says_so(
    *,
    session_ids: tuple[str, ...],
    make_context: Callable[..., Context],
    by_hand: Any,
    open_page: OpenPage,
    dialogs: Any,
    tmp_path: Path,
) -> None:
    assert session_ids
    page = open_page(make_context(executor=by_hand))
    for _ in range(3):
        by_hand.work()
    dialogs.answer = (tmp_path / "mine.md", "md")
    page.browse.export.click()
    assert page.browse.export.text() == "Making the report…"
    assert not page.on_command(Command.EXPORT), "one at a time"
    by_hand.work()
    assert page.browse.export.text() == "Export report"
    assert page.browse.export.isEnabled()


def test_a_report_that_cannot_be_written_is_said(
    page: SessionsPage, dialogs: Any, watched: Any, tmp_path: Path
) -> None:
    dialogs.answer = (tmp_path / "no such folder" / "mine.md", "md")
    page.on_command(Command.EXPORT)
    (notice,) = watched.notices
    assert notice.text.id == "error.report.no_folder"
    assert page.browse.export.isEnabled()


def test_cancelling_the_dialog_writes_nothing(page: SessionsPage, dialogs: Any, watched: Any) -> None:
    assert page.on_command(Command.EXPORT)
    assert dialogs.suggested
    assert watched.notices == []


def test_a_report_can_be_stopped_from_the_quiet_row(
    *,
    session_ids: tuple[str, ...],
    make_context: Callable[..., Context],
    by_hand: Any,
    open_page: OpenPage,
    dialogs: Any,
    watched: Any,
    tmp_path: Path,
) -> None:
    assert session_ids
    context = make_context(executor=by_hand)
    page = open_page(context)
    for _ in range(3):
        by_hand.work()
    works: list[tuple[Work, ...]] = []
    context.tasks.running_changed.connect(works.append)
    dialogs.answer = (tmp_path / "mine.md", "md")
    page.browse.export.click()
    context.tasks.stop(works[-1][0].number)
    by_hand.work()
    assert not (tmp_path / "mine.md").exists()
    assert page.browse.export.text() == "Export report"
    assert [notice.text.id for notice in watched.notices] == ["ui.work.not_written"]
