"""Between the Sessions page and the core: what is listed, what is open, and what is done with it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.errors import KnownError, NotFoundError
from coach.library import Library
from coach.model.message import message
from coach.words import Words
from ui.context import Context
from ui.pages.sessions.values import OpenSession, SessionLine, open_session, session_line
from ui.tasks import Task

AT_ONCE = 200
"""Sessions that are read at a time: more than any window shows."""


def local_now() -> datetime:
    """Now, where the person is."""
    return datetime.now().astimezone()


class SessionsPresenter(QObject):
    """Asks the library in the background; only what was asked for last is shown.

    Signals:
        listed(tuple[SessionLine, ...], bool): The newest sessions, newest first, and whether there are more.
        opened(OpenSession): The session that was asked for, or what has become of it.
        closed(): The session that was open is gone.

    Args:
        context: What it may use.
        now: The clock.
        parent: Its page.
    """

    listed = Signal(object, bool)
    opened = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._now = now
        self._lines: tuple[SessionLine, ...] | None = None
        self._count = AT_ONCE
        self._wanted: str | None = None
        self._anew = False  # whether somebody waits for it, as who wants a place in it
        self._shown: OpenSession | None = None

    @property
    def shown(self) -> OpenSession | None:
        """The session that is open."""
        return self._shown

    def shown_id(self) -> str | None:
        """Id of the session that is open; None for none."""
        return self._shown.session.id if self._shown is not None else None

    def read_more(self) -> None:
        """Read further sessions of the list; the person has come to its end."""
        self._count += AT_ONCE
        self._read_list()

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
        self._wanted, self._anew = session_id, True
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

    def _read_list(self) -> None:
        # One more than is shown, to know whether there are more.
        op = partial(
            _read_lines, self._context.library, self._now().date(), self._context.words, self._count + 1
        )
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
            self.listed.emit(lines[: self._count], len(lines) > self._count)

    def _opened(self, found: OpenSession) -> None:
        if found.session.id == self._wanted and (self._anew or found != self._shown):
            self._shown, self._anew = found, False
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


def _read_lines(library: Library, today: date, words: Words, most: int) -> tuple[SessionLine, ...]:
    return tuple(session_line(summary, today, words) for summary in library.sessions(limit=most))


def _read_session(library: Library, session_id: str, today: date, words: Words) -> OpenSession:
    return open_session(library.session(session_id), today, words)
