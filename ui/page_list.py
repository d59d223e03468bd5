"""Which class is which page; each is loaded when it is first shown, or before that in a calm moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from ui.context import Context
from ui.pages.base import Page
from ui.places import PageName


@dataclass(frozen=True, slots=True)
class LaterPage:
    """Makes a page, whose module it loads then.

    Args:
        module: Where its class is.
        name: The class.
        first: What that module loads and what takes a moment, to be loaded one after the other beforehand.
    """

    module: str
    name: str
    first: tuple[str, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """What to load, in order."""
        return (*self.first, self.module)

    def __call__(self, context: Context) -> Page:
        """Make the page.

        Args:
            context: What it may use.

        Returns:
            The page.
        """
        made = getattr(import_module(self.module), self.name)(context)
        if not isinstance(made, Page):
            raise TypeError(f"{self.module}.{self.name} is no page")
        return made


PAGES: Mapping[PageName, Callable[[Context], Page]] = {
    PageName.PRACTICE: LaterPage("ui.pages.practice", "PracticePage"),
    PageName.SESSIONS: LaterPage("ui.pages.sessions", "SessionsPage", ("coach.practice.bringing",)),
    PageName.PROGRESS: LaterPage(
        "ui.pages.progress", "ProgressPage", ("coach.progress", "ui.widgets.trend_line")
    ),
    PageName.PREPARE: LaterPage(
        "ui.pages.prepare",
        "PreparePage",
        (
            "coach.prepare.documents",
            "coach.prepare.advert",
            "coach.prepare.asking",
            "coach.prepare.evidence",
            "coach.reports.day_files",
            "ui.widgets.row_editor",
        ),
    ),
    PageName.FOLLOW_UP: LaterPage(
        "ui.pages.follow_up",
        "FollowUpPage",
        ("coach.followup.note", "coach.followup.changes", "coach.followup.told", "coach.followup.fits"),
    ),
    PageName.SETTINGS: LaterPage("ui.pages.settings", "SettingsPage", ("coach.speech.store",)),
}
