"""The menus and the standard shortcuts: one action each, in the order in which they are shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from coach import __version__
from coach.errors import SettingsError
from coach.model.message import message
from coach.settings import declared
from ui.context import Context
from ui.main_window import MainWindow
from ui.pages.base import Command, Key
from ui.places import PageName, Place
from ui.widgets.about_dialog import AboutDialog
from ui.widgets.keys_dialog import TO, KeysDialog

_TEXT_STEP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action.

    Args:
        id: Its sentence below ``ui.menu``.
        keys: Its shortcut; empty for none.
        does: What it does.
        role: Where macOS puts it.
        apart: Whether a line stands before it.
    """

    id: str
    keys: str = ""
    does: Callable[[], None]
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    apart: bool = False


class Menus:
    """Builds the menus of a window.

    Args:
        window: The window.
        context: What the actions use.
    """

    def __init__(self, window: MainWindow, context: Context) -> None:
        self._window = window
        self._context = context
        self._entries = {
            "file": self._file(),
            "view": self._view(),
            "help": self._help(),
        }
        bar = window.menuBar()
        for name, entries in self._entries.items():
            menu = bar.addMenu(context.say.message(message(f"ui.menu.{name}")))
            for entry in entries:
                self._add(menu, entry)
        context.theme.dress(bar)

    def _file(self) -> tuple[Entry, ...]:
        command = self._window.command
        return (
            Entry(id="new_interview", keys="Ctrl+N", does=partial(command, Command.NEW_INTERVIEW)),
            Entry(id="search", keys="Ctrl+F", does=partial(command, Command.SEARCH)),
            Entry(id="export", keys="Ctrl+E", does=partial(command, Command.EXPORT)),
            Entry(id="open_data", does=self._open_data, apart=True),
            Entry(
                id="settings",
                keys="Ctrl+,",
                does=partial(self._go, PageName.SETTINGS),
                role=QAction.MenuRole.PreferencesRole,
            ),
            Entry(id="quit", keys="Ctrl+Q", does=self._quit, role=QAction.MenuRole.QuitRole, apart=True),
        )

    def _view(self) -> tuple[Entry, ...]:
        pages = tuple(
            Entry(id=f"page.{page}", keys=f"Ctrl+{number}", does=partial(self._go, page))
            for number, page in enumerate(PageName, start=1)
        )
        return (
            *pages,
            Entry(id="text_larger", keys="Ctrl++", does=partial(self._scale, _TEXT_STEP), apart=True),
            Entry(id="text_smaller", keys="Ctrl+-", does=partial(self._scale, -_TEXT_STEP)),
            Entry(id="text_usual", keys="Ctrl+0", does=partial(self._scale, 0)),
        )

    def _help(self) -> tuple[Entry, ...]:
        return (
            Entry(id="keys", keys="F1", does=self._show_keys),
            Entry(id="about", does=self._about, role=QAction.MenuRole.AboutRole),
            Entry(id="about_qt", does=QApplication.aboutQt, role=QAction.MenuRole.AboutQtRole),
        )

    def _add(self, menu: QMenu, entry: Entry) -> None:
        action = QAction(self._text(entry), self._window)
        action.setObjectName(f"menu_{entry.id}")
        if entry.keys:
            action.setShortcut(QKeySequence(entry.keys))
        action.setMenuRole(entry.role)
        if entry.apart:
            menu.addSeparator()
        action.triggered.connect(_Trigger(entry.does))
        menu.addAction(action)

    def _text(self, entry: Entry) -> str:
        page = entry.id.removeprefix("page.")
        return self._context.say(f"ui.rail.{page}" if page != entry.id else f"ui.menu.{entry.id}")

    def _go(self, page: PageName) -> None:
        self._window.go(Place(page=page))

    def _quit(self) -> None:
        self._window.close()

    def _open_data(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.folders.data)))

    def _scale(self, step: int) -> None:
        store = self._context.settings
        wanted = store.value(declared.TEXT_SCALE) + step if step else declared.TEXT_SCALE.default
        try:
            store.set(declared.TEXT_SCALE, wanted)
        except SettingsError as error:
            self._context.messages.problem(error)

    def _show_keys(self) -> None:
        say = self._context.say
        everywhere = [
            Key(entry.keys, message(f"ui.menu.{entry.id}"))
            for entries in self._entries.values()
            for entry in entries
            if entry.keys and not entry.id.startswith("page.")
        ]
        pages = Key(f"Ctrl+1{TO}Ctrl+{len(PageName)}", message("ui.keys.pages"))
        groups = [
            (say("ui.keys.everywhere"), _worded([*everywhere, pages], self._context)),
        ]
        own = self._window.page.keys()
        if own:
            groups.insert(0, (say.message(self._window.page.title), _worded(list(own), self._context)))
        self._window.show_dialog(KeysDialog(groups, say, self._window))

    def _about(self) -> None:
        self._window.show_dialog(AboutDialog(__version__, self._context.say, self._window))


@dataclass(frozen=True, slots=True)
class _Trigger:
    """Leaves out the flag that Qt hands to every action."""

    does: Callable[[], None]

    def __call__(self, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signature
        self.does()


def _worded(keys: list[Key], context: Context) -> list[tuple[str, str]]:
    return [(key.keys, context.say.message(key.does).replace("&", "").rstrip("…")) for key in keys]
