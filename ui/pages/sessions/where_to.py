"""Asking where a report should go, and showing where it went: ports, so that tests need no dialog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Args:
        ending: Without a dot, such as "pdf".
        label: As the dialog shows it.
    """

    ending: str
    label: str


class AskWhere(Protocol):
    """Asks for a file name; never blocks."""

    def __call__(
        self, parent: QWidget, title: str, suggested: str, kinds: Sequence[Kind], chosen: Chosen
    ) -> None:
        """Ask.

        Args:
            parent: What it belongs to.
            title: What is asked.
            suggested: A file name, in the folder for documents.
            kinds: What can be made, the usual one first.
            chosen: Called with the file and its kind's ending, unless the person cancels.
        """
        ...


def ending_of(path: Path, shown: str, kinds: Sequence[Kind]) -> tuple[Path, str]:
    """The kind of file that a name asks for.

    Args:
        path: As it was written.
        shown: The kind that the dialog showed.
        kinds: What can be made.

    Returns:
        The path, with an ending if it had none that is known, and the kind's ending.
    """
    written = path.suffix.lower().removeprefix(".")
    if written in {kind.ending for kind in kinds}:
        return path, written
    return path.with_name(f"{path.name}.{shown}"), shown


def ask_where(parent: QWidget, title: str, suggested: str, kinds: Sequence[Kind], chosen: Chosen) -> None:
    """Ask with the system's file dialog; see ``AskWhere``."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    dialog = QFileDialog(parent, title, str(start / suggested))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([kind.label for kind in kinds])
    answer = _Answer(dialog, kinds, chosen)
    dialog.accepted.connect(answer.take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class _Answer(QObject):
    """What the person chose in the dialog; lives as long as that."""

    def __init__(self, dialog: QFileDialog, kinds: Sequence[Kind], chosen: Chosen) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._kinds = kinds
        self._chosen = chosen

    def take(self) -> None:
        """Hand it on."""
        files = self._dialog.selectedFiles()
        if not files:
            return
        label = self._dialog.selectedNameFilter()
        shown = next((kind.ending for kind in self._kinds if kind.label == label), self._kinds[0].ending)
        self._chosen(*ending_of(Path(files[0]), shown, self._kinds))


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager.

    Args:
        folder: Which.
    """
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
