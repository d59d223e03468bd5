"""Recordings that exist already: chosen or dropped here, with what was asked, and brought in."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coach.model.message import message
from ui.a11y import announce, label_for, tab_order
from ui.context import Context
from ui.pages.sessions.bring_presenter import BringPresenter
from ui.theme import Space
from ui.widgets.parts import label

ENDINGS = ("wav", "flac", "mp3", "m4a", "ogg", "opus", "mp4", "webm", "aac", "aiff", "mov", "mkv", "wma")
"""What the dialog shows; anything that is sound can be dropped, whatever its name."""

MOST_NAMES = 3


class AskWhich(Protocol):
    """Asks for sound files; never blocks."""

    def __call__(self, parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], None]) -> None:
        """Ask.

        Args:
            parent: What it belongs to.
            title: What is asked.
            kinds: The files to show, as a file dialog's filter.
            chosen: Called with the files, unless the person cancels.
        """
        ...


def ask_which(parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], None]) -> None:
    """Ask with the system's file dialog; see ``AskWhich``."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
    dialog = QFileDialog(parent, title, folder if Path(folder).is_dir() else str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(kinds)
    answer = _Answer(dialog, chosen)
    dialog.accepted.connect(answer.take)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class _Answer(QObject):
    """What the person chose in the dialog; lives as long as that."""

    def __init__(self, dialog: QFileDialog, chosen: Callable[[list[Path]], None]) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._chosen = chosen

    def take(self) -> None:
        """Hand it on."""
        self._chosen([Path(file) for file in self._dialog.selectedFiles()])


class BringStrip(QFrame):
    """Above the page, while there is something to bring in; hidden else.

    Args:
        context: What it may use.
        ask_which: Asks for the files.
        onto: Where files can be dropped.
    """

    def __init__(self, context: Context, onto: QWidget, ask_which: AskWhich = ask_which) -> None:
        super().__init__()
        say = context.say
        self._context = context
        self._ask_which = ask_which
        self._onto = onto
        self._files: tuple[Path, ...] = ()
        self.presenter = BringPresenter(context, self)
        self.setProperty("role", "card")
        self.what = label("", "card_title", wrap=True)
        self.question = QComboBox()
        self.question.setEditable(True)
        self.question.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # As wide as there is room and not as the longest question.
        self.question.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.question.setMinimumContentsLength(24)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(say("ui.sessions.bring.share"))
        self.go = QPushButton(say("ui.sessions.bring.go"))
        self.go.setProperty("kind", "primary")
        self.stop = QPushButton(say("ui.sessions.bring.stop"))
        self._assemble()
        self.hide()
        onto.setAcceptDrops(True)
        onto.installEventFilter(self)
        self.go.clicked.connect(self._start)
        self.stop.clicked.connect(self._stop)
        self.presenter.working.connect(self._on_working)
        self.presenter.progress.connect(self._show_progress)

    def button(self, *, quiet: bool = False) -> QPushButton:
        """A button that asks for files; each place gets one of its own.

        Args:
            quiet: Whether it stands beside something more important.

        Returns:
            The button.
        """
        made = QPushButton(self._context.say("ui.sessions.bring.button"))
        made.setToolTip(self._context.say("ui.sessions.bring.tip"))
        if quiet:
            made.setProperty("kind", "quiet")
        made.clicked.connect(self.ask)
        return made

    def ask(self) -> None:
        """Ask for files."""
        say = self._context.say
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        self._ask_which(
            self._onto,
            say("ui.sessions.bring.which"),
            f"{say('ui.sessions.bring.kinds')} ({kinds})",
            self.offer,
        )

    def offer(self, files: list[Path]) -> None:
        """Show what would be brought in, and ask what was asked.

        Args:
            files: At least one; while others are being brought in, nothing happens.
        """
        if not files or self.presenter.busy:
            return
        self._files = tuple(files)
        say, names = self._context.say, ", ".join(file.name for file in files[:MOST_NAMES])
        more = "" if len(files) <= MOST_NAMES else "…"
        self.what.setText(say("ui.sessions.bring.what", n=len(files), names=f"{names}{more}"))
        self._fill_questions()
        self._show(working=False)
        self.show()
        self.question.setFocus()
        announce(self, self.what.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take files that are dropped on the page."""
        if watched is self._onto and isinstance(event, QDropEvent):
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if not files or self.presenter.busy:
                event.ignore()
            elif isinstance(event, QDragEnterEvent) or event.type() == QEvent.Type.DragMove:
                event.setDropAction(Qt.DropAction.CopyAction)  # the files stay where they are
                event.accept()
            elif event.type() == QEvent.Type.Drop:
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self.offer(files)
            return True
        return super().eventFilter(watched, event)

    def _assemble(self) -> None:
        say = self._context.say
        asked = label_for(self.question, say("ui.sessions.bring.asked"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(asked)
        row.addWidget(self.question, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.go)
        row.addWidget(self.stop)
        self._asked = asked
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        layout.setSpacing(Space.S)
        layout.addWidget(self.what)
        layout.addLayout(row)
        tab_order(self.question, self.go, self.stop)

    def _fill_questions(self) -> None:
        if self.question.count() == 0:
            texts = sorted({question.text for question in self._context.banks.questions})
            self.question.addItems(texts)
            completer = QCompleter(texts, self.question)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.question.setCompleter(completer)
        self.question.setCurrentIndex(-1)
        line = self.question.lineEdit()
        if line is not None:
            line.setPlaceholderText(self._context.say("ui.sessions.bring.hint"))

    def _start(self) -> None:
        self.presenter.start(self._files, self.question.currentText())

    def _stop(self) -> None:
        if self.presenter.busy:
            self.presenter.cancel()
            self._context.messages.say(message("ui.sessions.bring.stopped"))
        else:
            self.hide()

    def _on_working(self, working: bool) -> None:  # noqa: FBT001 - a slot
        self._show(working=working)
        if working:
            self.stop.setFocus()
        else:
            self.hide()

    def _show(self, *, working: bool) -> None:
        for widget in (self._asked, self.question, self.go):
            widget.setVisible(not working)
        self.bar.setVisible(working)
        self.bar.setValue(0)

    def _show_progress(self, share: float) -> None:
        self.bar.setValue(round(100 * share))
