"""Pages are made ahead in calm moments, one step at a time, and never in an interview."""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from ui.ahead import Ahead
from ui.context import Context
from ui.main_window import MainWindow
from ui.page_list import PAGES, LaterPage
from ui.pages.base import Page
from ui.places import PageName, Place
from ui.window_state import WindowState


class Small(Page):
    """A page that notes what becomes of it."""

    name: ClassVar[PageName] = PageName.PRACTICE
    busy = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dressed = 0
        QVBoxLayout(self).addWidget(QLabel("A page"))

    @property
    def occupied(self) -> bool:
        return self.busy

    def dress(self) -> None:
        self.dressed += 1
        super().dress()


def small(name: PageName) -> Callable[[Context], Page]:
    return type(f"Small{name.title()}", (Small,), {"name": name})


@pytest.fixture
def window(context: Context) -> Iterator[MainWindow]:
    made = MainWindow(context.say, context.theme, context.messages, WindowState())
    made.fill(context, {name: small(name) for name in PageName})
    yield made
    made.deleteLater()


@pytest.fixture
def ahead(window: MainWindow) -> Iterator[Ahead]:
    made = Ahead(window, window)
    yield made
    made.end()


def there(window: MainWindow) -> set[PageName]:
    return {name for name in PageName if window.has(name)}


def test_a_step_makes_one_page_or_dresses_it(window: MainWindow, ahead: Ahead) -> None:
    assert there(window) == {PageName.PRACTICE}
    ahead.step()
    sessions = window.make(PageName.SESSIONS)
    assert there(window) == {PageName.PRACTICE, PageName.SESSIONS}
    assert isinstance(sessions, Small)
    assert sessions.dressed == 0
    ahead.step()
    assert sessions.dressed == 1
    assert window.page.name is PageName.PRACTICE


def test_all_pages_are_there_in_the_end(window: MainWindow, ahead: Ahead, qtbot: QtBot) -> None:
    ahead.step()
    qtbot.waitUntil(lambda: there(window) == set(PageName))


def test_nothing_is_made_in_an_interview(window: MainWindow, ahead: Ahead) -> None:
    page = window.page
    assert isinstance(page, Small)
    page.busy = True
    ahead.step()
    assert there(window) == {PageName.PRACTICE}
    page.busy = False
    ahead.step()
    assert PageName.SESSIONS in there(window)


def test_a_page_that_the_person_has_opened_is_left_as_it_is(window: MainWindow, ahead: Ahead) -> None:
    window.go(Place(page=PageName.SESSIONS))
    before = window.page
    ahead.step()
    assert window.page is before
    assert there(window) == {PageName.PRACTICE, PageName.SESSIONS, PageName.PROGRESS}


@pytest.mark.parametrize("name", PageName)
def test_what_is_loaded_ahead_is_there(name: PageName) -> None:
    maker = PAGES[name]
    assert isinstance(maker, LaterPage)
    assert [module for module in maker.modules if find_spec(module) is None] == []


class BrokenError(Exception):
    """What a page meets that can't be made."""


def no_page(_context: Context) -> Page:
    raise BrokenError


@pytest.mark.parametrize("maker", [no_page, LaterPage("ui.pages.none_such", "None")])
def test_a_page_that_cannot_be_made_costs_no_other(
    context: Context, qtbot: QtBot, maker: Callable[[Context], Page]
) -> None:
    window = MainWindow(context.say, context.theme, context.messages, WindowState())
    qtbot.addWidget(window)
    window.fill(context, {name: small(name) for name in PageName} | {PageName.SESSIONS: maker})
    ahead = Ahead(window, window)
    with qtbot.captureExceptions() as told:
        ahead._timer.start(0)
        qtbot.waitUntil(lambda: there(window) == set(PageName) - {PageName.SESSIONS})
    assert {kind for kind, _error, _trace in told} <= {BrokenError, ModuleNotFoundError}
    assert told
    ahead.end()
