"""The Practice page: choosing, the interview, feedback, the end; and the microphone check."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QStackedWidget, QVBoxLayout, QWidget

from coach.audio.ports import Device
from coach.model.message import message
from coach.model.question import Bank
from coach.model.session import Session
from coach.practice.values import Interview
from ui.context import Context
from ui.pages.base import Command, Key, Page
from ui.pages.practice.banks.room import BanksRoom, dropped, greet_drag
from ui.pages.practice.banks.shelf import OnHand, Shelf
from ui.pages.practice.check import MicrophoneCheck, Verdict
from ui.pages.practice.choose import ChooseView
from ui.pages.practice.ended import EndedView
from ui.pages.practice.feedback import FeedbackView
from ui.pages.practice.first_start import FirstStartView
from ui.pages.practice.first_time import is_first, remember
from ui.pages.practice.interview import InterviewView
from ui.pages.practice.interview_keys import InterviewKeys
from ui.pages.practice.presenter import InterviewPresenter, is_review
from ui.pages.practice.ready import ReadyView
from ui.pages.practice.setup import Begun
from ui.places import PageName, Place
from ui.tasks import Task

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})

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

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shelf = Shelf(context, self)
        self.presenter = InterviewPresenter(context, self)
        self.check = MicrophoneCheck(context, self, lambda: self.presenter.busy)
        self.choose = ChooseView(context)
        self.banks = BanksRoom(context, self.shelf)
        self.ready = ReadyView(context)
        self.first_start = FirstStartView(context, self.check)
        self.interview = InterviewView(context, InterviewKeys(context))
        self.feedback = FeedbackView(context)
        self.ended = EndedView(context)
        self.setAcceptDrops(True)
        self._greeted = False
        self._views = QStackedWidget()
        for view in (
            self.choose,
            self.ready,
            self.banks,
            self.first_start,
            self.interview,
            self.feedback,
            self.ended,
        ):
            self._views.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._views)
        self._connect()

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    @property
    def occupied(self) -> bool:
        """Whether an interview is held."""
        return self.presenter.busy

    def on_shown(self, place: Place) -> None:  # noqa: ARG002 - there is nothing to open on this page
        """Look again at settings and devices; an interview under way is where it was."""
        self.choose.refresh()
        self.shelf.refresh()
        self.check.list_devices()
        if not self._greeted:
            self._greeted = True
            folder = self.context.folders.config
            self.context.tasks.run(Task(op=partial(is_first, folder), on_success=self._greet, owner=self))

    def on_hidden(self) -> None:
        """Nothing is recorded or played behind another page."""
        self.presenter.rest()
        self._be_quiet()

    def on_command(self, command: Command) -> bool:
        """A new interview when none is under way; a report when one is over."""
        if command is Command.NEW_INTERVIEW and not self.presenter.busy:
            self._show_choose()
            return True
        if command is Command.EXPORT and self.view is self.ended:
            self.ended.ask_where()
            return True
        return False

    def keys(self) -> tuple[Key, ...]:
        """The keys of an interview and of its feedback."""
        return tuple(Key(keys, message(f"ui.practice.does.{does}")) for keys, does in _KEYS)

    def on_closing(self) -> bool | None:
        """Let go of sound; what is being recorded is kept."""
        self.presenter.close()
        self._be_quiet()
        return None

    def _be_quiet(self) -> None:
        self.check.stop()
        self.feedback.panel.stop()
        self.ended.panel.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A bank file may be dropped while something is chosen."""
        if self.view in {self.choose, self.banks}:
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
        if not self._take(event, key):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent, key: Qt.Key) -> bool:
        view = self.view
        if view is self.interview:
            return self.interview.keys.take(event)
        if view is self.feedback:
            return self.feedback.take(event)
        if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in ENTER:
            buttons = {
                self.choose: self.choose.start_buttons[0],
                self.ready: self.ready.start,
                self.first_start: self.first_start.go_on,
                self.ended: self.ended.again,
            }
            for owner, button in buttons.items():
                if view is owner:
                    button.click()
            return True
        if key == Qt.Key.Key_Escape and view in {self.ready, self.first_start}:
            self._show_choose()
            return True
        return view is self.ended and self.ended.panel.take(event)

    def _connect(self) -> None:
        presenter, keys = self.presenter, self.interview.keys
        self.choose.chosen.connect(presenter.start)
        self.choose.plan_opened.connect(self._open_plan)
        self.choose.banks_opened.connect(self._open_banks)
        self.choose.check_asked.connect(self._open_check)
        self.ready.chosen.connect(self._start_plan)
        self.ready.left.connect(self._show_choose)
        self.banks.chosen.connect(self._start_bank)
        self.banks.left.connect(self._show_choose)
        self.shelf.changed.connect(self._on_shelf)
        self.first_start.left.connect(self._leave_check)
        self.check.devices_listed.connect(self._show_devices)
        self.check.devices_failed.connect(self.choose.show_no_microphone)
        for button, does in (
            (keys.done, presenter.done),
            (keys.repeat, presenter.repeat),
            (keys.start_over, presenter.start_over),
            (keys.skip, presenter.skip),
            (keys.pause, presenter.pause),
            (self.feedback.try_again, presenter.try_again),
            (self.feedback.next, presenter.go_on),
        ):
            button.clicked.connect(does)
        self.interview.typed.connect(presenter.done_typing)
        keys.end_agreed.connect(presenter.end)
        presenter.begun.connect(self._on_begun)
        presenter.changed.connect(self._on_changed)
        presenter.ticked.connect(self.interview.show_live)
        presenter.finished.connect(self._on_finished)
        presenter.nothing_kept.connect(self._on_nothing_kept)
        self.ended.again.clicked.connect(self._show_choose)

    @Slot()
    def _show_choose(self) -> None:
        self.check.stop()
        self.ended.panel.stop()
        self.choose.refresh()
        self._show(self.choose, self.choose.start_buttons[0])

    def _show(self, view: QWidget, focus: QWidget) -> None:
        self._views.setCurrentWidget(view)
        focus.setFocus()

    def _greet(self, first: bool) -> None:  # noqa: FBT001 - a task's result
        if first and not self.presenter.busy:
            self._open_check(first=True)
        elif self.view is self.choose:
            self.choose.start_buttons[0].setFocus()

    def _open_check(self, *, first: bool = False) -> None:
        self.first_start.welcome(first=first)
        self.check.list_devices()
        self._show(self.first_start, self.first_start.go_on)

    @Slot()
    def _leave_check(self) -> None:
        folder = self.context.folders.config
        self.context.tasks.run(Task(op=partial(remember, folder), finish=True))
        self.check.list_devices()
        self._show_choose()

    @Slot(object)
    def _show_devices(self, devices: tuple[Device, ...]) -> None:
        verdict: Verdict | None = self.check.verdict
        say = self.context.say
        state = say.message(verdict.short) if verdict else say("ui.practice.microphone.ready")
        self.choose.show_microphone(devices, state)

    @Slot(str)
    def _open_plan(self, plan_id: str) -> None:
        self.ready.show_plan(plan_id, self.shelf.banks)
        self._show(self.ready, self.ready.start)

    @Slot()
    def _open_banks(self) -> None:
        self._views.setCurrentWidget(self.banks)
        self.banks.open()

    @Slot(object)
    def _on_shelf(self, on_hand: OnHand) -> None:
        self.presenter.banks = on_hand.banks
        self.choose.show_banks(on_hand.banks)
        self.choose.show_weakest(on_hand.weakest)

    @Slot(str, object)
    def _start_plan(self, plan_id: str, more: dict[str, object]) -> None:
        self.presenter.start(self.choose.setup_for(plan=plan_id, **more))

    @Slot(object, int, object)
    def _start_bank(self, bank: Bank, count: int, ticked: tuple[str, ...]) -> None:
        self.presenter.start(
            self.choose.setup_for(plan="first-interview", bank=bank.id, questions=count, question_ids=ticked)
        )

    @Slot(object)
    def _on_begun(self, begun: Begun) -> None:
        self.check.stop()
        self.interview.begin(begun)

    @Slot(object)
    def _on_changed(self, interview: Interview) -> None:
        if is_review(interview):
            answer = self.presenter.result()
            if self.view is not self.feedback and answer is not None:
                self.feedback.show_answer(answer, interview, self.presenter.earlier())
                self._show(self.feedback, self.feedback.next)
            return
        self.feedback.panel.stop()
        self._views.setCurrentWidget(self.interview)
        self.interview.show_interview(interview)

    @Slot(object)
    def _on_finished(self, session: Session) -> None:
        self.feedback.panel.stop()
        self.ended.show_session(session)
        self._show(self.ended, self.ended.again)

    @Slot()
    def _on_nothing_kept(self) -> None:
        self.context.messages.say(message("ui.practice.ended.nothing"))
        self._show_choose()
