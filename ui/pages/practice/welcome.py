"""The first start, and the microphone check whenever it is asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from coach.audio.ports import Device
from ui.pages.practice.check import Verdict
from ui.pages.practice.first_time import is_first, remember
from ui.pages.practice.later import shown
from ui.pages.practice.setup import Setup
from ui.tasks import Task

if TYPE_CHECKING:
    from ui.pages.practice.page import PracticePage


class Welcome(QObject):
    """Leads to the check and back, and says which microphone listens.

    Args:
        page: The page with the views.
    """

    def __init__(self, page: "PracticePage") -> None:
        super().__init__(page)
        self._page = page
        self._greeted = self._asking = False
        self._wanted: Setup | None = None
        page.choose.check_asked.connect(self.open)
        page.check.devices_listed.connect(self._show_devices)
        page.check.devices_failed.connect(page.choose.show_no_microphone)

    def greet_once(self) -> None:
        """At the first start of all, begin with the check."""
        if not self._greeted:
            self._greeted = self._asking = True
            context = self._page.context
            op = partial(is_first, context.folders.config)
            context.tasks.run(Task(op=op, on_success=self._greet, owner=self._page))

    @Slot(object)
    def start(self, setup: Setup) -> None:
        """Begin an interview; while it is not known yet whether the check comes first, it waits for that.

        Args:
            setup: What was chosen.
        """
        if self._asking:
            self._wanted = setup
        else:
            self._page.presenter.start(setup)

    def _greet(self, first: bool) -> None:  # noqa: FBT001 - a task's result
        page = self._page
        wanted, self._wanted, self._asking = self._wanted, None, False
        if wanted is not None and not first:
            page.presenter.start(wanted)
        elif first and not page.presenter.busy:
            self.open(first=True)
        elif shown(page) == "choose":
            page.choose.start_buttons[0].setFocus()

    @Slot()
    def open(self, *, first: bool = False) -> None:
        """Show the check.

        Args:
            first: Whether it is the first start.
        """
        page = self._page
        page.first_start.welcome(first=first)
        page.check.list_devices()
        page.show_view(page.first_start, page.first_start.go_on)

    @Slot()
    def leave(self) -> None:
        """Back to what can be practised."""
        context = self._page.context
        context.tasks.run(Task(op=partial(remember, context.folders.config), finish=True))
        self._page.check.list_devices()
        self._page.show_choose()

    @Slot(object)
    def _show_devices(self, devices: tuple[Device, ...]) -> None:
        verdict: Verdict | None = self._page.check.verdict
        say = self._page.context.say
        state = say.message(verdict.short) if verdict else say("ui.practice.microphone.ready")
        self._page.choose.show_microphone(devices, state)
