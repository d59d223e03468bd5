"""Between the Sessions page and the core: what is listed, what is open, and what is done with it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.errors import KnownError, NotFoundError
from coach.library import Library
from coach.model.message import message
from coach.reports.session_files import write_session
from coach.words import Words
from ui.context import Context
from ui.pages.sessions.values import OpenSession, SessionLine, open_session, session_line
from ui.tasks import Lane, Task


def local_now() -> datetime:
    """Now, where the person is."""
    return datetime.now().astimezone()


class SessionsPresenter(QObject):
    """Asks the library in the background; only what was asked for last is shown.

    Signals:
        listed(tuple[SessionLine, ...]): The list, newest first.
        opened(OpenSession): The session that was asked for, or what has become of it.
        closed(): The session that was open is gone.
        exporting(bool): A report is being made, or no longer.
        exported(Path): A report was written there.

    Args:
        context: What it may use.
        now: The clock.
        parent: Its page.
    """

    listed = Signal(object)
    opened = Signal(object)
    closed = Signal()
    exporting = Signal(bool)
    exported = Signal(object)

    def __init__(self, context: Context, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._now = now
        self._lines: tuple[SessionLine, ...] | None = None
        self._wanted: str | None = None
        self._shown: OpenSession | None = None
        self._exporting = False

    @property
    def shown(self) -> OpenSession | None:
        """The session that is open."""
        return self._shown

    def refresh(self) -> None:
        """Read the list again, and the open session with it."""
        self._read_list()
        if self._wanted is not None:
            self._read_session(self._wanted)

    def open(self, session_id: str) -> None:
        """Open a session.

        Args:
            session_id: Which.
        """
        self._wanted = session_id
        self._read_session(session_id)

    def rename_shown(self, title: str) -> None:
        """Give the session that is open another title; an empty one changes nothing.

        Args:
            title: The new one.
        """
        title = " ".join(title.split())
        if title and self._shown is not None:
            self._context.tasks.run(
                Task(
                    op=partial(self._context.library.rename, self._shown.session.id, title),
                    on_success=self._changed,
                    on_failure=self._failed,
                    owner=self,
                    finish=True,
                )
            )

    def ask_delete(self) -> None:
        """Ask once, in the message bar, whether the session that is open should really go."""
        if self._shown is not None:
            title = self._shown.document.title
            self._context.messages.say(
                message("ui.sessions.delete_question", title=title),
                action=message("ui.sessions.delete_yes"),
                on_action=partial(self.delete, self._shown.session.id, title),
            )

    def delete(self, session_id: str, title: str) -> None:
        """Delete a session with its sound, its text and its scores.

        Args:
            session_id: Which.
            title: As shown.
        """
        self._context.tasks.run(
            Task(
                op=partial(self._context.library.delete_session, session_id),
                on_success=partial(self._deleted, session_id, title),
                on_failure=self._failed,
                owner=self,
                note=message("ui.sessions.work.deleting"),
                finish=True,
            )
        )

    def export(self, session_id: str, path: Path, wanted: str) -> None:
        """Write a session's report.

        Args:
            session_id: Which.
            path: Where to.
            wanted: Which format.
        """
        if self._exporting:
            return
        self._set_exporting(exporting=True)
        op = partial(_export, self._context.library, session_id, self._context.words, wanted, path)
        self._context.tasks.run(
            Task(
                op=op,
                on_success=self._exported,
                on_failure=self._export_failed,
                owner=self,
                lane=Lane.SIDE,
                note=message("ui.sessions.work.exporting"),
            )
        )

    def _read_list(self) -> None:
        op = partial(_read_lines, self._context.library, self._now().date(), self._context.words)
        self._context.tasks.run(Task(op=op, on_success=self._listed, owner=self))

    def _read_session(self, session_id: str) -> None:
        op = partial(
            _read_session, self._context.library, session_id, self._now().date(), self._context.words
        )
        self._context.tasks.run(
            Task(op=op, on_success=self._opened, on_failure=partial(self._not_opened, session_id), owner=self)
        )

    def _listed(self, lines: tuple[SessionLine, ...]) -> None:
        if lines != self._lines:
            self._lines = lines
            self.listed.emit(lines)

    def _opened(self, found: OpenSession) -> None:
        if found.session.id == self._wanted and found != self._shown:
            self._shown = found
            self.opened.emit(found)

    def _not_opened(self, session_id: str, error: KnownError) -> None:
        if session_id == self._wanted:
            self._forget()
        self._failed(error)

    def _changed(self, _nothing: object) -> None:
        self.refresh()

    def _deleted(self, session_id: str, title: str, _nothing: object) -> None:
        if session_id == self._wanted:
            self._forget()
        self._context.messages.say(message("ui.sessions.deleted", title=title))
        self._read_list()

    def _forget(self) -> None:
        self._wanted = self._shown = None
        self.closed.emit()

    def _failed(self, error: KnownError) -> None:
        self._context.messages.problem(error)
        if isinstance(error, NotFoundError):
            self._read_list()

    def _set_exporting(self, *, exporting: bool) -> None:
        self._exporting = exporting
        self.exporting.emit(exporting)

    def _exported(self, path: Path) -> None:
        self._set_exporting(exporting=False)
        self.exported.emit(path)

    def _export_failed(self, error: KnownError) -> None:
        self._set_exporting(exporting=False)
        self._context.messages.problem(error)


def _read_lines(library: Library, today: date, words: Words) -> tuple[SessionLine, ...]:
    return tuple(session_line(summary, today, words) for summary in library.sessions())


def _read_session(library: Library, session_id: str, today: date, words: Words) -> OpenSession:
    return open_session(library.session(session_id), today, words)


def _export(library: Library, session_id: str, words: Words, wanted: str, path: Path) -> Path:
    write_session(library.session(session_id), words, wanted, path)
    return path
