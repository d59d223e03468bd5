"""The report of the session that is open: where to, and where it went."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coach.errors import KnownError
from coach.model.message import message
from coach.reports.choices import Choices
from coach.reports.session_files import FORMATS, default_name, write_session
from ui.context import Context
from ui.pages.sessions.presenter import SessionsPresenter
from ui.pages.sessions.where_to import AskWhere, Kind
from ui.writing import write_behind


class Exporting(QObject):
    """Asks where a report should go, has it written, and says where it is.

    Signals:
        busy(bool): A report is being made, or no longer.

    Args:
        context: What it may use.
        presenter: Knows which session is open.
        ask_where: Asks for the file.
        open_folder: Shows a folder to the person.
        page: Its page.
        choices: What should be in a report now.
    """

    busy = Signal(bool)

    def __init__(
        self,
        context: Context,
        presenter: SessionsPresenter,
        *,
        ask_where: AskWhere,
        open_folder: Callable[[Path], None],
        page: QWidget,
        choices: Callable[[], Choices],
    ) -> None:
        super().__init__(page)
        self._context = context
        self._presenter = presenter
        self._ask_where = ask_where
        self._open_folder = open_folder
        self._page = page
        self._choices = choices
        self._running = False

    def ask(self) -> None:
        """Ask where the report of the session that is open should go."""
        shown = self._presenter.shown
        if shown is None:
            return
        say = self._context.say
        kinds = tuple(Kind(ending, say(f"ui.sessions.format.{ending}")) for ending in FORMATS)
        suggested = default_name(shown.session, FORMATS[0])
        chosen = partial(self.write, shown.session.id)
        self._ask_where(self._page, say("ui.sessions.export_title"), suggested, kinds, chosen)

    def write(self, session_id: str, path: Path, wanted: str) -> None:
        """Write a session's report.

        Args:
            session_id: Which.
            path: Where to.
            wanted: Which format.
        """
        if self._running:
            return
        self._set_running(running=True)
        choices = self._choices()
        library, words = self._context.library, self._context.words
        write_behind(
            self._context,
            lambda check: write_session(
                library.session(session_id), words, wanted, path, choices, check=check
            ),
            note=message("ui.sessions.work.exporting"),
            on_written=partial(self._written, path),
            on_stopped=partial(self._set_running, running=False),
            on_failure=self._failed,
            owner=self,
        )

    def _set_running(self, *, running: bool) -> None:
        self._running = running
        self.busy.emit(running)

    def _written(self, path: Path) -> None:
        self._set_running(running=False)
        self._context.messages.say(
            message("ui.sessions.exported", path=str(path)),
            action=message("ui.sessions.open_folder"),
            on_action=partial(self._open_folder, path.parent),
        )

    def _failed(self, error: KnownError) -> None:
        self._set_running(running=False)
        self._context.messages.problem(error)
