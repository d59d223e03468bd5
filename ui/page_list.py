"""Which class is which page; each is loaded when it is first shown, so that the window opens sooner."""

from collections.abc import Callable, Mapping
from importlib import import_module

from ui.context import Context
from ui.pages.base import Page
from ui.places import PageName


def _page(module: str, name: str) -> Callable[[Context], Page]:
    def make(context: Context) -> Page:
        made = getattr(import_module(module), name)(context)
        if not isinstance(made, Page):
            raise TypeError(f"{module}.{name} is no page")
        return made

    return make


PAGES: Mapping[PageName, Callable[[Context], Page]] = {
    PageName.PRACTICE: _page("ui.pages.practice", "PracticePage"),
    PageName.SESSIONS: _page("ui.pages.sessions", "SessionsPage"),
    PageName.PROGRESS: _page("ui.pages.progress", "ProgressPage"),
    PageName.PREPARE: _page("ui.pages.prepare", "PreparePage"),
    PageName.FOLLOW_UP: _page("ui.pages.follow_up", "FollowUpPage"),
    PageName.SETTINGS: _page("ui.pages.settings", "SettingsPage"),
}
