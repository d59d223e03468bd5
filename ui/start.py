"""How the window opens: the empty window first, then the core behind it.

1. Words, folders, settings: plain files, and needed by all that follows.
2. The application, its fonts and theme, what shows errors that nobody caught, and the window with its rail:
   on the screen.
3. ``ui.app``, which loads the core and brings the pages.

Nothing before the third step imports numpy, the database or the question banks.
"""

from __future__ import annotations

import ui.qt_loading  # noqa: F401 - before everything else that loads Qt  # isort: skip

import logging
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from coach.errors import KnownError
from coach.folders import Folders, default_folders
from coach.resources import asset
from coach.settings import declared
from coach.words import Words
from ui.errors import Messages, install_hooks
from ui.garbage import Garbage
from ui.i18n import Say
from ui.main_window import MainWindow
from ui.read_settings import ReadSettings, read_settings
from ui.signals import EndSignals
from ui.theme import Theme
from ui.window_state import load as load_state

if TYPE_CHECKING:
    from ui.app import App

log = logging.getLogger(__name__)


class Opening(QObject):
    """Shows the empty window, and fills it once its first picture is drawn.

    Args:
        app: The application.
        folders: The person's folders.
        words: The language.
        read: The settings as they were read.
    """

    def __init__(self, app: QApplication, *, folders: Folders, words: Words, read: ReadSettings) -> None:
        super().__init__(app)
        self._app = app
        self._folders = folders
        self._words = words
        self._read = read
        self._theme = Theme(
            app,
            choice=read.settings.value(declared.THEME),
            scale_percent=read.settings.value(declared.TEXT_SCALE),
        )
        self._messages = Messages()
        self._put_back = install_hooks(self._messages)
        self._signals = EndSignals(self._end)
        self.window = MainWindow(Say(words), self._theme, self._messages, load_state(folders.config))
        self.whole: App | None = None
        self._garbage = Garbage(self._occupied, self)
        # Queued, so that the picture is on the screen before the core holds up the thread.
        self.window.painted.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self.window.closing.connect(self._end)

    def show(self) -> None:
        """Put the window on the screen."""
        self.window.show()

    def close(self) -> bool:
        """End everything that was begun.

        Returns:
            Whether every thread came to its end.
        """
        if self.whole is not None:
            self.whole.end()
        self._signals.close()
        self._put_back()
        self._garbage.end()
        return self.whole is None or self.whole.settled

    def _occupied(self) -> bool:
        return self.whole is not None and self.whole.window.occupied()

    @Slot()
    def _fill(self) -> None:
        from ui.app import App, real_analysis, real_sound  # noqa: PLC0415 - it waits for the first picture
        from ui.settings_store import SettingsStore  # noqa: PLC0415
        from ui.start_problem import ask, open_library  # noqa: PLC0415
        from ui.tasks import Tasks  # noqa: PLC0415

        choose = partial(ask, theme=self._theme)
        library = open_library(self._folders.data, Say(self._words), choose)
        if library is None:
            self._app.exit(1)
            return
        tasks = Tasks()
        tasks.hold()  # until the page is there
        self.whole = App(
            self._app,
            folders=self._folders,
            words=self._words,
            theme=self._theme,
            tasks=tasks,
            messages=self._messages,
            settings=SettingsStore(self._read.settings, self._folders.config, tasks, save=self._read.save),
            library=library,
            sound=real_sound(),
            make_analysis=real_analysis,
            window=self.window,
        )
        for note in self._read.notes:
            self._messages.problem(note)
        self.whole.show()

    @Slot()
    def _end(self) -> None:
        if self.whole is None:  # closed before it was filled
            self._app.quit()
        else:
            self.whole.end()


def main() -> int:
    """Open the window, and stay until it is closed.

    Returns:
        The exit status: 0 closed by the person, 1 could not be opened.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    words = Words.load()
    try:
        folders = default_folders().make()
    except KnownError as error:
        # There is no window yet, and no folder to keep a note in.
        sys.stderr.write(words.text(error.message) + "\n")
        return 1
    read = read_settings(folders.config)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("second-round")
    app.setDesktopFileName("second-round")
    app.setWindowIcon(QIcon(str(asset("icons/second-round.svg"))))
    opening = Opening(app, folders=folders, words=words, read=read)
    opening.show()
    status = app.exec()
    if not opening.close():
        # A thread hangs in foreign code, and Python would wait for it for ever; all is on the disk.
        log.warning("ended without waiting for a task that did not stop")
        sys.stderr.flush()
        os._exit(status)
    return status
