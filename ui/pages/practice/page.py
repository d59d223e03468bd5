"""The Practice page: choosing, the interview, feedback, the end; and the microphone check."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QVBoxLayout, QWidget

from coach.model.message import message
from coach.model.question import Bank
from ui.context import Context
from ui.pages.answer_keys import answer_keys
from ui.pages.base import Command, Key, Page
from ui.pages.practice.banks.dropping import dropped, greet_drag
from ui.pages.practice.banks.shelf import OnHand, Shelf
from ui.pages.practice.check import MicrophoneCheck
from ui.pages.practice.choose import ChooseView
from ui.pages.practice.conduct import Conduct
from ui.pages.practice.later import (
    FIRST_MS,
    connect_banks,
    connect_ended,
    connect_feedback,
    connect_first_start,
    connect_interview,
    connect_ready,
    later,
    make_in_calm,
    shown,
    stop_playing,
    with_check,
    with_keys,
    with_shelf,
)
from ui.pages.practice.page_keys import ENTER, take_key
from ui.pages.practice.presenter import InterviewPresenter
from ui.pages.practice.welcome import Welcome
from ui.places import PageName, Place

_HERE = "ui.pages.practice"
_KEYS = (
    ("Return", "start"),
    ("Space", "done"),
    ("Ctrl+Return", "done_typing"),
    ("R", "repeat"),
    ("Ctrl+R", "start_over"),
    ("S", "skip"),
    ("P", "pause"),
    ("Esc", "end"),
    ("T", "try_again"),
    ("Return", "next"),
    ("Space", "play"),
)


class PracticePage(Page):
    """Shows one of its views at a time, and hands on what happens between them and the presenters.

    Args:
        context: What it may use.
    """

    name: ClassVar[PageName] = PageName.PRACTICE
    ready = later(f"{_HERE}.ready", "ReadyView", connect_ready)
    first_start = later(f"{_HERE}.first_start", "FirstStartView", connect_first_start, with_check)
    interview = later(f"{_HERE}.interview", "InterviewView", connect_interview, with_keys)
    banks = later(f"{_HERE}.banks.room", "BanksRoom", connect_banks, with_shelf)
    feedback = later(f"{_HERE}.feedback", "FeedbackView", connect_feedback)
    ended = later(f"{_HERE}.ended", "EndedView", connect_ended)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shelf = Shelf(context, self)
        self._wanted_bank = ""
        self.presenter = InterviewPresenter(context, self)
        self.check = MicrophoneCheck(context, self, lambda: self.presenter.busy)
        self.choose = ChooseView(context)
        self.setAcceptDrops(True)
        self.views = QStackedWidget()
        self.views.addWidget(self.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.views)
        self.choose.plan_opened.connect(self._open_plan)
        self.choose.banks_opened.connect(self._open_banks)
        self.shelf.changed.connect(self._on_shelf)
        self.welcome = Welcome(self)
        self.choose.chosen.connect(self.welcome.start)
        self.conduct = Conduct(self)

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self.views.currentWidget()

    def dress(self) -> None:
        """Each view by itself: together they are a third of all that the window has."""
        view = self.view
        if view is not None:
            self.context.theme.dress(view)

    @property
    def occupied(self) -> bool:
        """Whether an interview is held."""
        return self.presenter.busy

    def on_shown(self, place: Place) -> None:
        """Look again at settings and devices; an interview under way is where it was."""
        self.choose.refresh()
        # Before the banks are read, so that the check is there at once where it comes first.
        self.welcome.greet_once()
        self._wanted_bank = place.bank if not self.presenter.busy else ""
        self.shelf.refresh()
        self.check.list_devices()
        # Behind the first picture of the page.
        QTimer.singleShot(FIRST_MS, self, partial(make_in_calm, self))
        if place.company is not None:
            self.choose.show_prepared(place.company, place.real)
        if place.plan and not self.presenter.busy:
            self._open_plan(place.plan)
        if place.check and not self.presenter.busy:
            self.welcome.open()

    def on_hidden(self) -> None:
        """Nothing is recorded or played behind another page."""
        self.presenter.rest()
        self._be_quiet()

    def on_command(self, command: Command) -> bool:
        """A new interview when none is under way; a report when one is over."""
        if command is Command.NEW_INTERVIEW and not self.presenter.busy:
            self.show_choose()
            return True
        if command is Command.EXPORT and shown(self) == "ended":
            self.ended.ask_where()
            return True
        return False

    def keys(self) -> tuple[Key, ...]:
        """The keys of an interview and of its feedback."""
        own = tuple(Key(keys, message(f"ui.practice.does.{does}")) for keys, does in _KEYS)
        return (*own, *answer_keys())

    def on_closing(self) -> bool | None:
        """Let go of sound; what is being recorded is kept."""
        self.presenter.close()
        self._be_quiet()
        return None

    def _be_quiet(self) -> None:
        self.check.stop()
        stop_playing(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A bank file may be dropped while something is chosen."""
        if shown(self) in {"choose", "banks"}:
            greet_drag(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the bank files that were dropped."""
        paths = dropped(event)
        if paths:
            self._open_banks()
            self.shelf.take(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that whatever has the focus did not want."""
        focused = QApplication.focusWidget()
        key = Qt.Key(event.key())
        if key in ENTER and isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
            return
        if not take_key(self, event):
            super().keyPressEvent(event)

    @Slot()
    def show_choose(self) -> None:
        """Show what can be practised."""
        self._be_quiet()
        self.choose.refresh()
        self.show_view(self.choose, self.choose.start_buttons[0])

    def show_view(self, view: QWidget, focus: QWidget | None = None) -> None:
        """Show a view.

        Args:
            view: One of the page's.
            focus: What gets the focus; None to leave that to the view.
        """
        self.context.theme.dress(view)
        self.views.setCurrentWidget(view)
        if focus is not None:
            focus.setFocus()

    @Slot(str)
    def _open_plan(self, plan_id: str) -> None:
        self.ready.show_plan(plan_id, self.shelf.banks)
        self.show_view(self.ready, self.ready.start)

    @Slot()
    def _open_banks(self) -> None:
        self.show_view(self.banks)
        self.banks.open()

    @Slot(object)
    def _on_shelf(self, on_hand: OnHand) -> None:
        self.presenter.banks = on_hand.banks
        self.choose.show_banks(on_hand.banks)
        self.choose.show_weakest(on_hand.weakest)
        wanted, self._wanted_bank = self._wanted_bank, ""
        if wanted in {bank.id for bank in on_hand.banks.banks}:
            self.show_view(self.banks)
            self.banks.open_bank(wanted)

    @Slot(str, object)
    def start_plan(self, plan_id: str, more: dict[str, object]) -> None:
        """Practise a plan.

        Args:
            plan_id: Which.
            more: What else was chosen for it.
        """
        self.welcome.start(self.choose.setup_for(plan=plan_id, **more))

    @Slot(object, int, object)
    def start_bank(self, bank: Bank, count: int, ticked: tuple[str, ...]) -> None:
        """Practise one bank.

        Args:
            bank: Which.
            count: How many of its questions.
            ticked: The ids of those that are wanted; empty to let them be chosen.
        """
        self.welcome.start(
            self.choose.setup_for(plan="first-interview", bank=bank.id, questions=count, question_ids=ticked)
        )
