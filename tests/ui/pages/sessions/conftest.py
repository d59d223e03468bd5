"""A Sessions page on a library with sessions in it, its dialogs replaced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.folders import Folders
from coach.testing.kept import keep_sessions, some_sessions
from ui.context import Context
from ui.pages.sessions import SessionsPage
from ui.pages.sessions.where_to import Chosen, Kind
from ui.places import PageName, Place

NOW = datetime(2026, 11, 21, 16, 0, tzinfo=timezone(timedelta(hours=1)))


@dataclass
class Dialogs:
    """Stands in for the system's dialogs."""

    answer: tuple[Path, str] | None = None
    suggested: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)

    def ask(
        self, _parent: QWidget, _title: str, suggested: str, kinds: Sequence[Kind], chosen: Chosen
    ) -> None:
        self.suggested.append(suggested)
        self.kinds = [kind.ending for kind in kinds]
        if self.answer is not None:
            chosen(*self.answer)

    def open_folder(self, folder: Path) -> None:
        self.folders.append(folder)


@pytest.fixture
def dialogs() -> Dialogs:
    return Dialogs()


@pytest.fixture
def session_ids(folders: Folders) -> tuple[str, ...]:
    """Five sessions, the newest of today 14:20; ids oldest first."""
    return keep_sessions(folders.data, some_sessions(5, NOW.replace(hour=14, minute=20)))


@pytest.fixture
def open_page(qtbot: QtBot, dialogs: Dialogs) -> Callable[..., SessionsPage]:
    """Opens the page in a context, as the window does."""

    def show(context: Context, place: Place | None = None, *, width: int = 1084) -> SessionsPage:
        page = SessionsPage(context, now=lambda: NOW, ask_where=dialogs.ask, open_folder=dialogs.open_folder)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.on_shown(place or Place(page=PageName.SESSIONS))
        return page

    return show


@pytest.fixture
def page(
    session_ids: tuple[str, ...], context: Context, open_page: Callable[..., SessionsPage]
) -> SessionsPage:
    """The page with five sessions."""
    assert session_ids
    return open_page(context)
