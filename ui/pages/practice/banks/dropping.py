"""Bank files that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

KINDS = (".toml", ".csv", ".txt", ".md")
"""Files that can hold questions."""


def bank_files(data: QMimeData) -> list[Path]:
    """The files among what is dragged that can hold questions.

    Args:
        data: What is dragged.

    Returns:
        Their paths; empty when it is something else.
    """
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in KINDS]


def greet_drag(event: QDragEnterEvent) -> None:
    """Say that a bank file may be dropped.

    Args:
        event: The drag.
    """
    if bank_files(event.mimeData()):
        event.acceptProposedAction()


def dropped(event: QDropEvent) -> list[Path]:
    """The bank files that were dropped.

    Args:
        event: The drop, which is accepted when there are some.

    Returns:
        Their paths.
    """
    paths = bank_files(event.mimeData())
    if paths:
        event.acceptProposedAction()
    return paths
