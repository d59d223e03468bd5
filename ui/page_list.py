"""Which class is which page."""

from collections.abc import Callable, Mapping

from ui.context import Context, PageName
from ui.pages.base import Page
from ui.pages.placeholder import FollowUpPage, PracticeSoon, PreparePage, ProgressPage, SessionsSoon
from ui.pages.settings import SettingsPage

PAGES: Mapping[PageName, Callable[[Context], Page]] = {
    PageName.PRACTICE: PracticeSoon,
    PageName.SESSIONS: SessionsSoon,
    PageName.PROGRESS: ProgressPage,
    PageName.PREPARE: PreparePage,
    PageName.FOLLOW_UP: FollowUpPage,
    PageName.SETTINGS: SettingsPage,
}
