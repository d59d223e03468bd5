"""Searching on the Sessions page: from what is typed to the hits that are shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coach.errors import KnownError
from coach.model.message import message
from coach.model.search import Found, Wanted
from ui.a11y import announce
from ui.context import Context
from ui.pages.sessions.hit_list import HitList
from ui.pages.sessions.search_bar import SearchBar
from ui.pages.sessions.values import hit_line
from ui.tasks import Task
from ui.theme import Space


class Search(QObject):
    """Asks the library in the background; what was asked for last is shown, and nothing older.

    Signals:
        hit_chosen(Hit): The person wants to hear or see it.
        searching(bool): Hits are shown in the place of the sessions, or no longer.

    Args:
        context: What it may use.
        now: The clock.
        page: Its page.
    """

    hit_chosen = Signal(object)
    searching = Signal(bool)

    def __init__(self, context: Context, now: Callable[[], datetime], page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._now = now
        self._wanted: Wanted | None = None
        self._number = 0
        self.bar = SearchBar(context, lambda: now().date(), page)
        self.hits = HitList(context.theme, context.say("ui.sessions.search.hits"))
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setWordWrap(True)
        self.told.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self.results = QWidget()
        layout = QVBoxLayout(self.results)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.told)
        layout.addWidget(self.hits, 1)
        self.bar.wanted.connect(self.look)
        self.bar.emptied.connect(self._stop)
        self.bar.field.left.connect(self.bar.clear)
        self.bar.field.down.connect(self.hits.enter)
        self.hits.left.connect(self.bar.enter)
        self.hits.chosen.connect(self.hit_chosen)
        self.hits.hits.more_wanted.connect(self._more)

    @property
    def active(self) -> bool:
        """Whether hits are shown."""
        return self._wanted is not None

    def look(self, wanted: Wanted) -> None:
        """Look for something.

        Args:
            wanted: What.
        """
        self._wanted = wanted
        self._number += 1
        self._ask(wanted)
        self.searching.emit(True)  # noqa: FBT003 - Qt's signature

    def again(self) -> None:
        """Look once more, since something was changed or deleted."""
        if self._wanted is not None:
            self.look(self._wanted)

    def _ask(self, wanted: Wanted) -> None:
        self._context.tasks.run(
            Task(
                op=partial(self._context.library.search, wanted),
                on_success=partial(self._found, self._number, wanted.offset),
                on_failure=self._failed,
                owner=self,
            )
        )

    def _more(self) -> None:
        if self._wanted is not None:
            self._ask(replace(self._wanted, offset=self.hits.hits.rowCount()))

    def _found(self, number: int, offset: int, found: Found) -> None:
        if number != self._number or self._wanted is None:
            return
        say, today = self._context.say, self._now().date()
        lines = [hit_line(hit, today, self._context.words) for hit in found.hits]
        if offset:
            self.hits.hits.add_lines(lines, more=found.more)
            return
        self.hits.hits.set_lines(lines, more=found.more)
        self.hits.scrollToTop()
        if not lines:
            told = say("ui.sessions.search.nothing")
        elif found.more:
            told = say("ui.sessions.search.many", n=len(lines))
        else:
            told = say("ui.sessions.search.found", n=len(lines))
        self.told.setText(told)
        announce(self.told, told)

    def _failed(self, error: KnownError) -> None:
        self.hits.hits.set_lines((), more=False)
        self.told.setText(
            self._context.say.message(message("ui.sessions.search.problem", problem=error.message))
        )

    def _stop(self) -> None:
        self._wanted = None
        self._number += 1
        self.hits.hits.set_lines((), more=False)
        self.searching.emit(False)  # noqa: FBT003 - Qt's signature
