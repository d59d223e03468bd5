"""Backup, restore and erasing everything on the settings page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.folders import Folders
from coach.testing.kept import keep_sessions
from coach.testing.sessions import sample_session
from ui.context import Context
from ui.pages.settings.safekeeping import SafekeepingRow


class Dialog:
    """Stands in for the system's dialogs."""

    def __init__(self) -> None:
        self.file = Path()
        self.suggested = ""

    def __call__(
        self, _parent: QWidget, _title: str, suggested: str, chosen: Callable[[Path], None], *, save: bool
    ) -> None:
        self.suggested = suggested if save else ""
        chosen(self.file)


@pytest.fixture
def dialog(tmp_path: Path) -> Dialog:
    made = Dialog()
    made.file = tmp_path / "backup.zip"
    return made


@pytest.fixture
def row(qtbot: QtBot, context: Context, folders: Folders, dialog: Dialog) -> SafekeepingRow:
    keep_sessions(folders.data, [sample_session()])
    made = SafekeepingRow(context, dialog)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_backup_is_written_where_the_person_says_and_comes_back(
    qtbot: QtBot, row: SafekeepingRow, dialog: Dialog, context: Context
) -> None:
    (kept,) = context.library.sessions()
    press(qtbot, row.back_up)
    qtbot.waitUntil(lambda: "One session is in" in row.told.text())
    assert dialog.suggested.endswith(".zip")
    assert dialog.file.is_file()
    assert not row.bar.isVisible()
    context.library.delete_session(kept.id)
    press(qtbot, row.restore)
    qtbot.waitUntil(lambda: row.told.text() == "One session was added.")
    assert context.library.sessions() == (kept,)


def test_everything_is_erased_only_after_a_question_and_it_is_said_what_went(
    qtbot: QtBot, row: SafekeepingRow, context: Context, watched: object
) -> None:
    for waiting in context.library.pending():
        context.library.remove_answer(waiting.answer.id)
    press(qtbot, row.erase)
    assert len(context.library.sessions()) == 1
    notice = watched.notices[-1]  # type: ignore[attr-defined]
    assert notice.text.id == "ui.settings.safe.erase_question"
    notice.on_action()
    qtbot.waitUntil(lambda: "Erased: 1 session," in row.told.text())
    assert context.library.sessions() == ()


def test_what_is_no_backup_is_told_in_one_sentence(
    qtbot: QtBot, row: SafekeepingRow, dialog: Dialog, context: Context
) -> None:
    dialog.file.write_bytes(b"PK not a backup")
    press(qtbot, row.restore)
    qtbot.waitUntil(lambda: "no whole backup" in row.told.text())
    assert len(context.library.sessions()) == 1
    assert row.restore.isEnabled()


def test_every_control_has_a_name(row: SafekeepingRow) -> None:
    for button in (row.back_up, row.restore, row.erase, row.stop):
        assert button.text()
    assert row.bar.accessibleName()
