"""Names of report files, and the dialog that asks for one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.sessions.where_to import Kind, ask_where, ending_of

KINDS = (Kind("pdf", "PDF (*.pdf)"), Kind("md", "Markdown (*.md)"))


@pytest.mark.parametrize(
    ("written", "shown", "path", "ending"),
    [
        ("report.pdf", "pdf", "report.pdf", "pdf"),
        ("report", "md", "report.md", "md"),
        ("report.MD", "pdf", "report.MD", "md"),
        ("my.own.report", "pdf", "my.own.report.pdf", "pdf"),
    ],
)
def test_the_ending_that_is_written_wins(written: str, shown: str, path: str, ending: str) -> None:
    assert ending_of(Path(written), shown, KINDS) == (Path(path), ending)


def test_the_dialog_does_not_block_and_gives_what_was_chosen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[tuple[Path, str]] = []
    ask_where(parent, "Where?", "report.pdf", KINDS, lambda path, ending: chosen.append((path, ending)))
    dialog = parent.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.selectNameFilter("Markdown (*.md)")
    dialog.selectFile(str(tmp_path / "mine"))
    dialog.accept()
    assert chosen == [(tmp_path / "mine.md", "md")]
