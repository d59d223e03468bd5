"""The window: rail, pages, message bar, menus; it assembles them and knows nothing of what they do.

It is on the screen before the core is loaded, so nothing here imports the core at run time but messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coach.model.message import Message, message
from ui.errors import Messages
from ui.i18n import Say
from ui.pages.base import Command, Page
from ui.places import PageName, Place
from ui.theme import Theme, set_state
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.report_dialog import ReportDialog
from ui.window_state import SMALLEST, WindowState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.context import Context

Pages: TypeAlias = "Mapping[PageName, Callable[[Context], Page]]"

_WHERE = {Command.NEW_INTERVIEW: PageName.PRACTICE, Command.SEARCH: PageName.SESSIONS}

_TITLE_BAR = 40
"""Room for the frame that the system puts around the window, which is not known before it is shown."""


class MainWindow(QMainWindow):
    """The window.

    Signals:
        closing(): It has agreed to close; whoever started the program ends what runs.
        painted(): Its first picture has been drawn.
        page_painted(): The first picture of the first page has been drawn.

    Args:
        say: The words.
        theme: The look.
        messages: What the message bar shows.
        state: How the window was left.
    """

    closing = Signal()
    painted = Signal()
    page_painted = Signal()

    def __init__(self, say: Say, theme: Theme, messages: Messages, state: WindowState) -> None:
        super().__init__()
        self._say = say
        self._theme = theme
        self._context: Context | None = None
        self._makers: Mapping[PageName, Callable[[Context], Page]] = {}
        self._pages: dict[PageName, Page] = {}
        self._current: Page | None = None
        self._wanted = state.page
        self._closed = False
        self._drawn = False
        self.setMinimumSize(*SMALLEST)
        self.rail = Rail(say, theme)
        self.messages = MessageBar(say)
        self._stack = QStackedWidget()
        self._assemble()
        for part in (self.rail, self.messages):
            theme.dress(part)
        messages.posted.connect(self.messages.show_notice)
        self.rail.chosen.connect(self._on_rail)
        self.messages.report_asked.connect(self._show_report)
        self._resize(state)
        self.rail.show_page(state.page)
        self._set_title(message(f"ui.rail.{state.page}"))

    def fill(self, context: Context, pages: Pages) -> None:
        """Bring what the pages need, and show the page that is wanted.

        Args:
            context: What the pages may use.
            pages: What makes each page; a page is made when it is first shown.
        """
        self._context = context
        self._makers = pages
        context.tasks.running_changed.connect(self.rail.show_running)
        self.rail.stop_asked.connect(context.tasks.stop)
        self.go(Place(page=self._wanted))
        self.page.installEventFilter(self)
        if self.focusWidget() is None:  # else the page has put the keyboard where it is wanted
            self.rail.focus_page(self._wanted)

    def go(self, place: Place) -> None:
        """Show a page.

        Args:
            place: Which, and what on it.
        """
        self._wanted = place.page
        if self._context is None:  # it comes with ``fill``
            self.rail.show_page(place.page)
            return
        page = self.make(place.page)
        if self._current is not None and self._current is not page:
            self._current.on_hidden()
            self.messages.forget_news()
        self._current = page
        page.dress()
        self._stack.setCurrentWidget(page)
        self.rail.show_page(place.page)
        self._set_title(page.title)
        page.on_shown(place)

    def has(self, name: PageName) -> bool:
        """Whether a page is made.

        Args:
            name: Which.
        """
        return name in self._pages

    def maker(self, name: PageName) -> Callable[[Context], Page]:
        """What makes a page.

        Args:
            name: Which.
        """
        return self._makers[name]

    def make(self, name: PageName) -> Page:
        """Make a page that is not made yet.

        Args:
            name: Which.

        Returns:
            The page, not shown.
        """
        if self._context is None:
            raise AssertionError("the window has pages once it is filled")
        if name not in self._pages:
            page = self._makers[name](self._context)
            self._pages[name] = page
            self._stack.addWidget(page)
        return self._pages[name]

    def command(self, command: Command) -> None:
        """Do what a menu or a standard shortcut asks.

        Args:
            command: What.
        """
        where = _WHERE.get(command)
        if where is not None and (self._current is None or self._current.name is not where):
            self.go(Place(page=where))
        if self._context is not None and self._current is not None and not self._current.on_command(command):
            self._context.messages.say(message(f"ui.menu.not_now.{command}"))

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over the window; the page behind it goes on.

        Args:
            dialog: Which.
        """
        self._theme.dress(dialog)
        dialog.show()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        if self._current is None:
            raise AssertionError("the window shows a page once it is filled")
        return self._current

    def occupied(self) -> bool:
        """Whether a page must not be disturbed now."""
        return any(page.occupied for page in self._pages.values())

    def state(self) -> WindowState:
        """How the window is now, to be kept for the next time."""
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        return WindowState(
            width=size.width(), height=size.height(), maximised=self.isMaximized(), page=self._wanted
        )

    def let_go(self) -> bool:
        """Ask every page to let go of sound and to keep what is being recorded.

        Returns:
            Whether all of them agree that the window closes.
        """
        if self._closed:
            return True
        # A list first: each page is asked, also when one before it would stay.
        answers = [page.on_closing() for page in self._pages.values()]
        return False not in answers

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Close, unless a page would rather stay."""
        if self._closed or self.let_go():
            event.accept()
            if not self._closed:
                self._closed = True
                self.closing.emit()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell of the first picture of the first page."""
        if event.type() == QEvent.Type.Paint and watched in self._pages.values():
            watched.removeEventFilter(self)
            self.page_painted.emit()  # whoever wants it drawn waits in the queue
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw, and tell of the first time."""
        super().paintEvent(event)
        if not self._drawn:
            self._drawn = True
            self.painted.emit()

    def _set_title(self, page: Message) -> None:
        self.setWindowTitle(self._say("ui.common.window_title", page=page))

    def _assemble(self) -> None:
        whole = QWidget()
        set_state(whole, "role", "page")
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.messages)
        right.addWidget(self._stack, 1)
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _resize(self, state: WindowState) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        width = max(SMALLEST[0], min(state.width, screen.width()))
        height = max(SMALLEST[1], min(state.height, screen.height() - _TITLE_BAR))
        self.resize(width, height)
        if state.maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    @Slot(object)
    def _on_rail(self, name: PageName) -> None:
        self.go(Place(page=name))

    @Slot(str)
    def _show_report(self, report: str) -> None:
        self.show_dialog(ReportDialog(report, self._say, self))
