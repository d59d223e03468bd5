"""Which class is which page; each is loaded when it is first shown, so that the window opens sooner."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec

from ui.context import Context, PageName
from ui.pages.base import Page


def _page(module: str, name: str) -> Callable[[Context], Page]:
    def make(context: Context) -> Page:
        made = getattr(import_module(module), name)(context)
        if not isinstance(made, Page):
            raise TypeError(f"{module}.{name} is no page")
        return made

    return make


def _built(module: str, name: str, until_then: str) -> Callable[[Context], Page]:
    try:
        there = find_spec(module) is not None and hasattr(import_module(module), name)
    except ImportError:
        there = False
    return _page(module, name) if there else _page("ui.pages.placeholder", until_then)


PAGES: Mapping[PageName, Callable[[Context], Page]] = {
    PageName.PRACTICE: _built("ui.pages.practice", "PracticePage", "PracticeSoon"),
    PageName.SESSIONS: _built("ui.pages.sessions", "SessionsPage", "SessionsSoon"),
    PageName.PROGRESS: _page("ui.pages.placeholder", "ProgressPage"),
    PageName.PREPARE: _page("ui.pages.placeholder", "PreparePage"),
    PageName.FOLLOW_UP: _page("ui.pages.placeholder", "FollowUpPage"),
    PageName.SETTINGS: _page("ui.pages.settings", "SettingsPage"),
}
