"""Backup, restore and erasing: three buttons, how far it is, and what came of it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.model.message import Message
from ui.a11y import announce, tab_order
from ui.context import Context
from ui.pages.settings.safekeeping_presenter import SafekeepingPresenter
from ui.theme import Space
from ui.widgets.flow import FlowLayout

Chosen = Callable[[Path], None]


class AskFile(Protocol):
    """Asks for a file; never blocks."""

    def __call__(self, parent: QWidget, title: str, suggested: str, chosen: Chosen, *, save: bool) -> None:
        """Ask.

        Args:
            parent: What it belongs to.
            title: What is asked.
            suggested: A file name, in the folder for documents; empty for one that is there.
            chosen: Called with the file, unless the person cancels.
            save: Whether it is to be written.
        """
        ...


def ask_file(parent: QWidget, title: str, suggested: str, chosen: Chosen, *, save: bool) -> None:
    """Ask with the system's file dialog; see ``AskFile``."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    start = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    dialog = QFileDialog(parent, title, str(start / suggested) if suggested else str(start), "*.zip")
    modes = QFileDialog.AcceptMode
    dialog.setAcceptMode(modes.AcceptSave if save else modes.AcceptOpen)
    dialog.setDefaultSuffix("zip")
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class SafekeepingRow(QWidget):
    """The three buttons with what belongs to them.

    Args:
        context: What it may use.
        ask: Asks for files.
    """

    def __init__(self, context: Context, ask: AskFile = ask_file) -> None:
        super().__init__()
        say = context.say
        self._say = say
        self._ask = ask
        self.presenter = SafekeepingPresenter(context, self)
        self.back_up = QPushButton(say("ui.settings.safe.back_up"))
        self.restore = QPushButton(say("ui.settings.safe.restore"))
        self.erase = QPushButton(say("ui.settings.safe.erase"))
        self.stop = QPushButton(say("ui.settings.safe.stop"))
        self.stop.hide()
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("ui.settings.safe.share"))
        self.bar.hide()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.hide()
        about = QLabel(say("ui.settings.safe.help"))
        about.setProperty("role", "small")
        about.setWordWrap(True)
        buttons = FlowLayout(Space.S)
        for button in (self.back_up, self.restore, self.erase, self.stop):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.S)
        layout.addLayout(buttons)
        layout.addWidget(self.bar)
        layout.addWidget(self.told)
        layout.addWidget(about)
        tab_order(self.back_up, self.restore, self.erase, self.stop)
        self.back_up.clicked.connect(self._ask_target)
        self.restore.clicked.connect(self._ask_source)
        self.erase.clicked.connect(self.presenter.ask_erase)
        self.stop.clicked.connect(self.presenter.stop)
        self.presenter.working.connect(self._show_working)
        self.presenter.progress.connect(self._show_progress)
        self.presenter.told.connect(self._show_told)

    def _ask_target(self) -> None:
        suggested = self._say("ui.settings.safe.file", day=date.today().isoformat())  # noqa: DTZ011 - the person's own day
        title = self._say("ui.settings.safe.back_up_title")
        self._ask(self, title, suggested, self.presenter.back_up, save=True)

    def _ask_source(self) -> None:
        title = self._say("ui.settings.safe.restore_title")
        self._ask(self, title, "", self.presenter.restore, save=False)

    def _show_working(self, what: str) -> None:
        busy = bool(what)
        self.bar.setValue(0)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy and what != "erase")
        for button in (self.back_up, self.restore, self.erase):
            button.setEnabled(not busy)

    def _show_progress(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _show_told(self, told: Sequence[Message]) -> None:
        text = " ".join(self._say.message(one) for one in told)
        self.told.setText(text)
        self.told.setVisible(bool(text))
        if text:
            announce(self.told, text)
