"""The Sessions page: the list, one session, one answer."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from coach.model.message import message
from coach.model.search import Hit
from ui.context import Context
from ui.pages.answer_keys import answer_keys
from ui.pages.base import Command, Key, Page
from ui.pages.sessions.answer_view import AnswerView
from ui.pages.sessions.bring import AskWhich, BringStrip, ask_which
from ui.pages.sessions.browse_view import BrowseView
from ui.pages.sessions.edits import Edits
from ui.pages.sessions.exporting import Exporting
from ui.pages.sessions.presenter import SessionsPresenter, local_now
from ui.pages.sessions.search import Search
from ui.pages.sessions.values import Flag, OpenSession, SessionLine, place_in
from ui.pages.sessions.where_to import AskWhere, ask_where, open_folder
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.empty_state import EmptyState

LOOK_AGAIN_MS = 2000
"""How often an open session with unfinished answers is read again; one read takes a few milliseconds."""


class SessionsPage(Page):
    """Everything that was practised.

    Args:
        context: What it may use.
        now: The clock, for "today" and "yesterday".
        ask_where: Asks for the report's file.
        open_folder: Shows a folder to the person.
        ask_which: Asks for recordings to bring in.
    """

    name: ClassVar[PageName] = PageName.SESSIONS

    def __init__(
        self,
        context: Context,
        *,
        now: Callable[[], datetime] = local_now,
        ask_where: AskWhere = ask_where,
        open_folder: Callable[[Path], None] = open_folder,
        ask_which: AskWhich = ask_which,
    ) -> None:
        super().__init__(context)
        self._seen = False
        self._asked: Place | None = None
        self.presenter = SessionsPresenter(context, now, self)
        self.edits = Edits(context, self.presenter.shown_id, self)
        self.search = Search(context, now, self)
        self.browse = BrowseView(context, self.search)
        self.exporting = Exporting(
            context,
            self.presenter,
            ask_where=ask_where,
            open_folder=open_folder,
            page=self,
            choices=partial(self.browse.choices.choices, context.folders.data),
        )
        self.answer = AnswerView(context)
        self.bring = BringStrip(context, self, ask_which)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.presenter.refresh)
        self._assemble()
        self._connect()

    def on_shown(self, place: Place) -> None:
        """Read what there is; go where the person wants to."""
        if self._seen and place.session_id is None:
            self._leave_answer()
        self._seen = True
        if place.session_id is not None:
            self._asked = place
            self.browse.enter()
            self.presenter.open(place.session_id)
        elif self._views.currentWidget() is self.browse:
            self.browse.list.setFocus()
        self.presenter.refresh()
        self._set_timer()

    def on_hidden(self) -> None:
        """Stop what plays."""
        self._seen = False
        self.answer.stop()
        self._set_timer()

    def on_closing(self) -> bool | None:
        """Let go of the loudspeaker."""
        self.on_hidden()
        return None

    def on_command(self, command: Command) -> bool:
        """Export the session that is open, or search."""
        if command is Command.SEARCH and self._views.currentWidget() is not self.empty:
            self._leave_answer()
            self.browse.to_list()
            self.search.bar.enter()
            return True
        possible = self.presenter.shown is not None and self.browse.export.isEnabled()
        if command is Command.EXPORT and possible:
            self.exporting.ask()
            return True
        return False

    def keys(self) -> tuple[Key, ...]:
        """Its own keys."""
        return (
            Key("Ctrl+F", message("ui.sessions.keys.search")),
            Key("Return", message("ui.sessions.keys.open")),
            Key("Esc", message("ui.sessions.keys.back")),
            Key("F2", message("ui.sessions.keys.rename")),
            Key("Del", message("ui.sessions.keys.delete")),
            Key("Space", message("ui.sessions.keys.play")),
            Key("Alt+Left", message("ui.sessions.keys.previous")),
            Key("Alt+Right", message("ui.sessions.keys.next")),
            *answer_keys(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The page's keys, when the focused control has no use for them."""
        if not (self.answer.take(event) if self._in_answer else self.browse.take(event)):
            super().keyPressEvent(event)

    @property
    def _in_answer(self) -> bool:
        return self._views.currentWidget() is self.answer

    def _assemble(self) -> None:
        say = self.context.say
        self.practise = QPushButton(say("ui.sessions.empty_button"))
        self.practise.setProperty("kind", "primary")
        title = QLabel(say("ui.sessions.title"))
        title.setProperty("role", "title")
        self.empty = QWidget()
        nothing = QVBoxLayout(self.empty)
        nothing.setContentsMargins(0, 0, 0, 0)
        nothing.addWidget(title)
        nothing.addWidget(
            EmptyState(
                say("ui.sessions.empty_title"),
                say("ui.sessions.empty_text"),
                self.practise,
                second=self.bring.button(quiet=True),
            ),
            1,
        )
        self.browse.add_to_head(self.bring.button())
        self._views = QStackedWidget()
        # Nothing at first: neither "no sessions" nor an empty list is true before the library was read.
        for widget in (QWidget(), self.empty, self.browse, self.answer):
            self._views.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE, Space.XXL + Space.XS)
        layout.setSpacing(Space.L)
        layout.addWidget(self.bring)
        layout.addWidget(self._views, 1)

    def _connect(self) -> None:
        presenter, session = self.presenter, self.browse.session
        presenter.listed.connect(self._show_list)
        presenter.opened.connect(self._show_session)
        presenter.closed.connect(self._show_none)
        self.exporting.busy.connect(self.browse.show_exporting)
        self.browse.list.chosen.connect(presenter.open)
        self.browse.list.lines.more_wanted.connect(presenter.read_more)
        self.browse.export_asked.connect(self.exporting.ask)
        self.browse.delete_asked.connect(presenter.ask_delete)
        self.search.hit_chosen.connect(self._show_hit)
        session.tools.noted.connect(self.edits.note)
        session.tools.counted.connect(self.edits.count)
        session.tools.keep_asked.connect(self.edits.ask_keep)
        session.star.clicked.connect(self.edits.star)
        self.answer.noted.connect(self.edits.note_answer)
        self.answer.starred.connect(self.edits.star_answer)
        self.edits.changed.connect(presenter.refresh)
        session.answer_chosen.connect(self._show_answer)
        session.flag_asked.connect(self._show_flag)
        session.renamed.connect(presenter.rename_shown)
        session.delete_asked.connect(presenter.ask_delete)
        self.answer.back_asked.connect(self._leave_answer)
        self.answer.panel.changed.connect(presenter.refresh)
        self.practise.clicked.connect(partial(self.context.go, Place(page=PageName.PRACTICE)))
        self.bring.presenter.brought.connect(self._show_brought)
        self.bring.presenter.changed.connect(presenter.refresh)

    def _show_list(self, lines: Sequence[SessionLine], more: bool) -> None:  # noqa: FBT001 - a slot
        shown = self.presenter.shown
        self.browse.show_list(lines, self.presenter.shown_id(), more=more)
        self.search.again()
        if not lines:
            self._views.setCurrentWidget(self.empty)
            self.practise.setFocus()
            return
        if not self._in_answer and self._views.currentWidget() is not self.browse:
            self._views.setCurrentWidget(self.browse)
            self.browse.list.setFocus()
        if shown is None and self._asked is None:
            self.presenter.open(lines[0].id)

    def _show_session(self, found: OpenSession) -> None:
        self.browse.show_session(found)
        asked, self._asked = self._asked, None
        if asked is not None:
            self._leave_answer()
            index, at_s = place_in(found.session, asked.answer_id, asked.at_s)
            if index is not None:
                self._show_answer(index, at_s)
        elif self._in_answer:
            self.answer.update_session(found)
        self._set_timer()

    def _show_none(self) -> None:
        self._asked = None
        self._leave_answer()
        self.browse.show_none()
        self._set_timer()

    def _show_answer(self, index: int, at_s: float | None = None) -> None:
        found = self.presenter.shown
        if found is not None:
            self.answer.show_answer(found, index)
            self._views.setCurrentWidget(self.answer)
            self.answer.take_focus()
            if at_s is not None:
                self.answer.play_from(at_s)

    def _show_hit(self, hit: Hit) -> None:
        self._asked = Place(
            page=PageName.SESSIONS, session_id=hit.session_id, answer_id=hit.answer_id, at_s=hit.start_s
        )
        self.browse.enter()
        self.presenter.open(hit.session_id)

    def _show_flag(self, flag: Flag) -> None:
        self._show_answer(flag.answer, flag.start_s)

    def _leave_answer(self) -> None:
        if self._in_answer:
            self.answer.stop()
            self._views.setCurrentWidget(self.browse)
            self.browse.session.table.mark(self.answer.index)
            self.browse.session.table.setFocus()

    def _show_brought(self, session_id: str) -> None:
        self.bring.hide()
        self.presenter.open(session_id)
        self.presenter.refresh()

    def _set_timer(self) -> None:
        shown = self.presenter.shown
        if self._seen and shown is not None and shown.unfinished:
            self._timer.start()
        else:
            self._timer.stop()
