"""The list of sessions and the one that is open, side by side or, where there is no room, in turns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.a11y import tab_order
from ui.context import Context
from ui.pages.sessions.search import Search
from ui.pages.sessions.session_list import SessionList
from ui.pages.sessions.session_view import SessionView
from ui.pages.sessions.values import OpenSession, SessionLine
from ui.theme import Space
from ui.widgets.empty_state import EmptyState
from ui.widgets.export_choices import ExportChoices

LIST_WIDTH = 304
SEARCH_WIDTH = (90, 300)
"""Of the field, at least and at most."""

NARROW = 940
"""Below this width the list and the session take turns."""
_NO_LIMIT = 16_777_215  # QWIDGETSIZE_MAX, which PySide6 does not name


class BrowseView(QWidget):
    """Heading, list and session.

    Signals:
        export_asked(): The report is wanted.
        delete_asked(): The session that is open should go.

    Args:
        context: What it may use.
        search: The field, its filters, and what was found.
    """

    export_asked = Signal()
    delete_asked = Signal()

    def __init__(self, context: Context, search: Search) -> None:
        super().__init__()
        say = context.say
        self._say = say
        self._inside = False
        self._bring: QPushButton | None = None
        self._search = search
        self.list = SessionList(context.theme, say("ui.sessions.list"))
        self.session = SessionView(context)
        self.export = QPushButton(say("ui.sessions.export"))
        self.choices = ExportChoices(say)
        self._assemble()
        self.list.opened.connect(self.enter)
        self.session.back_asked.connect(self.to_list)
        self.export.clicked.connect(self.export_asked)
        search.searching.connect(self._show_found)

    @property
    def narrow(self) -> bool:
        """Whether the list and the session take turns."""
        return self.width() < NARROW

    def add_to_head(self, button: QPushButton) -> None:
        """Put a button before the one that exports.

        Args:
            button: It.
        """
        self._bring = button
        self._head.insertWidget(self._head.indexOf(self.export), button)
        self._arrange()

    def show_list(self, lines: Sequence[SessionLine], current: str | None, *, more: bool = False) -> None:
        """Show the list.

        Args:
            lines: Newest first.
            current: The session that is open; None for none.
            more: Whether there are more than these.
        """
        self.list.show_lines(lines, current, more=more)

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key means here.

        Args:
            event: The key.

        Returns:
            Whether it means anything.
        """
        key = event.key()
        if key == Qt.Key.Key_Escape:
            return self.to_list()
        if self._right.currentWidget() is not self.session or key not in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            return False
        if key == Qt.Key.Key_F2:
            self.session.title.edit()
        else:
            self.delete_asked.emit()
        return True

    def show_session(self, found: OpenSession) -> None:
        """Show a session.

        Args:
            found: As worded.
        """
        self.session.show_session(found)
        self._right.setCurrentWidget(self.session)
        self.list.mark(found.session.id)
        self.export.setEnabled(True)

    def show_none(self) -> None:
        """Show that no session is open."""
        self._right.setCurrentIndex(0)
        self.export.setEnabled(False)
        self.to_list()

    def show_exporting(self, exporting: bool) -> None:  # noqa: FBT001 - a slot
        """Show whether a report is being made.

        Args:
            exporting: Whether.
        """
        self.export.setEnabled(not exporting)
        self.export.setText(self._say(f"ui.sessions.{'exporting' if exporting else 'export'}"))

    def enter(self) -> None:
        """Go from the list into the session."""
        self._inside = True
        self._arrange()
        self.session.table.setFocus()

    def to_list(self) -> bool:
        """Go back to the list.

        Returns:
            Whether it was not there already.
        """
        was_inside, self._inside = self._inside, False
        self._arrange()
        (self._search.hits if self._search.active else self.list).setFocus()
        return was_inside

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One or both."""
        super().resizeEvent(event)
        self._arrange()

    def _assemble(self) -> None:
        self.title = QLabel(self._say("ui.sessions.title"))
        self.title.setProperty("role", "title")
        self._head = head = QHBoxLayout()
        head.addWidget(self.title, 1)
        bar = self._search.bar
        bar.field.setMinimumWidth(SEARCH_WIDTH[0])
        bar.field.setMaximumWidth(SEARCH_WIDTH[1])
        head.addWidget(bar.field, 2)
        head.addWidget(bar.toggle)
        head.addWidget(self.export)
        self._below = QHBoxLayout()
        head.addWidget(self.choices)
        self._left = QFrame()
        self._left.setProperty("role", "card")
        inside = QVBoxLayout(self._left)
        inside.setContentsMargins(1, Space.S, 1, Space.S)
        self._lists = QStackedWidget()
        for widget in (self.list, self._search.results):
            self._lists.addWidget(widget)
        inside.addWidget(self._lists)
        self._right = QStackedWidget()
        for widget in (EmptyState("", self._say("ui.sessions.none_chosen")), self.session):
            self._right.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(Space.L)
        both.addWidget(self._left)
        both.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XL)
        layout.addLayout(head)
        layout.addLayout(self._below)
        layout.addWidget(bar.filters)
        layout.addLayout(both, 1)
        tab_order(self.list, self._search.hits, self.session.back)

    def _show_found(self, searching: bool) -> None:  # noqa: FBT001 - a slot
        self._lists.setCurrentIndex(int(searching))

    def _arrange(self) -> None:
        both = not self.narrow
        self.session.set_narrow(not both)
        self._left.setVisible(both or not self._inside)
        self._right.setVisible(both or self._inside)
        self._left.setMinimumWidth(LIST_WIDTH if both else 0)
        self._left.setMaximumWidth(LIST_WIDTH if both else _NO_LIMIT)
        self._place_search(narrow=not both)

    def _place_search(self, *, narrow: bool) -> None:
        """Beside the heading, or below it where there is no room for what one looks for."""
        bar = self._search.bar
        below = self._below.count() > 0
        if narrow != below:
            for widget in (bar.field, bar.toggle):
                (self._below if below else self._head).removeWidget(widget)
            if narrow:
                self._below.addWidget(bar.field, 1)
                self._below.addWidget(bar.toggle)
            else:
                self._head.insertWidget(1, bar.field, 2)
                self._head.insertWidget(2, bar.toggle)
            bar.field.setMaximumWidth(_NO_LIMIT if narrow else SEARCH_WIDTH[1])
        does = tuple(each for each in (self._bring, self.export, self.choices) if each is not None)
        # With large text in a small window the buttons need the line; the rail says where one is.
        needed = sum(each.sizeHint().width() + self._head.spacing() for each in (self.title, *does))
        self.title.setVisible(not narrow or needed <= self.width())
        looks = (bar.field, bar.toggle)
        tab_order(*(does + looks if narrow else looks + does), *bar.controls(), self.list)
