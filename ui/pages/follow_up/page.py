"""The Follow up page: steps and the note of thanks, debrief, their feedback, where applications stop."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.followup.dates import when
from coach.followup.spelling import Spelling
from coach.followup.steps import Step
from coach.model.application import Application
from coach.model.preparation import Preparation
from ui.a11y import tab_before, tab_order
from ui.context import Context
from ui.pages.base import Page
from ui.pages.follow_up.debrief_view import DebriefView
from ui.pages.follow_up.feedback_view import FeedbackView
from ui.pages.follow_up.header import Header
from ui.pages.follow_up.interview_picker import InterviewPicker
from ui.pages.follow_up.new_view import NewView
from ui.pages.follow_up.note_card import NoteCard
from ui.pages.follow_up.presenter import FollowUpPresenter
from ui.pages.follow_up.step_list import StepList
from ui.pages.follow_up.stops_view import StopsView
from ui.pages.sessions.where_to import AskWhere, Kind, ask_where
from ui.places import PageName, Place
from ui.theme import Space
from ui.widgets.chips import Chips
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import CONTENT_WIDTH, card, scrolled

VIEWS = ("steps", "debrief", "feedback", "stops")
_ABOUT_ONE = frozenset({"debrief", "feedback"})
_TELL_OF_INTERVIEWS = frozenset({"steps", "debrief"})


def local_now() -> datetime:
    """Now, where the person is."""
    return datetime.now().astimezone()


class FollowUpPage(Page):
    """After the real interview.

    Args:
        context: What it may use.
        now: The clock.
        spelling: The dictionary of the notes; None for the usual one.
        ask_where: Asks for the calendar's file.
    """

    name: ClassVar[PageName] = PageName.FOLLOW_UP

    def __init__(
        self,
        context: Context,
        *,
        now: Callable[[], datetime] = local_now,
        spelling: Spelling | None = None,
        ask_where: AskWhere = ask_where,
    ) -> None:
        super().__init__(context)
        self._ask_where = ask_where
        self.presenter = FollowUpPresenter(context, now, self)
        say = context.say
        self.header = Header(context)
        self.steps = StepList(say)
        self.note = NoteCard(self.presenter, spelling)
        self.debrief, self.feedback = DebriefView(self.presenter), FeedbackView(self.presenter)
        self.stops, self.new_view = StopsView(self.presenter), NewView(context)
        self.begin, self.begin_debrief = (
            _primary(say(f"ui.follow_up.{name}")) for name in ("begin", "begin_debrief")
        )
        self._chosen = Chips(
            {name: say(f"ui.follow_up.view.{name}") for name in VIEWS}, say("ui.follow_up.views")
        )
        self.chips = self._chosen.buttons
        self._chosen.chosen.connect(self.show_view)
        self._view = "steps"
        self._assemble()
        self._connect()

    @property
    def view(self) -> QWidget | None:
        """The view that is shown."""
        return self._views.currentWidget()

    def on_shown(self, place: Place) -> None:  # noqa: ARG002 - every place here is the page itself
        """Read what there is now."""
        self.presenter.refresh()

    def on_hidden(self) -> None:
        """Keep what was written; what was being said is transcribed."""
        self.presenter.keep()
        self.debrief.spoken.dictation.finish()

    def on_closing(self) -> bool | None:
        """Keep what was written, and let go of the microphone."""
        self.presenter.keep()
        self.debrief.spoken.dictation.close()
        return None

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing that was written waits behind another page."""
        self.presenter.keep()
        super().hideEvent(event)

    @Slot(str)
    def show_view(self, name: str) -> None:
        """Show one of the views.

        Args:
            name: ``steps``, ``debrief``, ``feedback`` or ``stops``.
        """
        self._view = name
        self._show_all()

    @Slot()
    def show_new(self) -> None:
        """Ask for a new application."""
        desk = self.presenter.desk
        self._views.setCurrentWidget(self.new_view)
        self.new_view.begin(desk.preparations, can_leave=bool(desk.applications))

    @Slot()
    def _show_all(self) -> None:
        """Show the application that is open, in the view that is chosen."""
        application = self.presenter.application
        self._show_head(application)
        if application is None:
            self._views.setCurrentWidget(self.empty)
            return
        if self.presenter.debrief is None and self._view != "stops":
            target: QWidget = self.no_debrief
        else:
            target = {
                "steps": self._both,
                "debrief": self.debrief,
                "feedback": self.feedback,
                "stops": self.stops,
            }[self._view]
        self._views.setCurrentWidget(target)
        self._show_steps()
        for each in (self.note, self.debrief, self.feedback, self.stops):
            if target is each or (target is self._both and each is self.note):
                each.show_application()

    def _show_head(self, application: Application | None) -> None:
        title = self.context.say.message(self.title)
        self.header.show_application(application, self.presenter.desk.applications, title)
        self._chip_row.setVisible(application is not None)
        self._chosen.show_chosen(self._view)
        self._show_interviews()

    @Slot()
    def _show_interviews(self) -> None:
        """Which interviews can be opened; what is to be done next is about the newest alone."""
        application, debrief = self.presenter.application, self.presenter.debrief
        one_of_them = self._view in _ABOUT_ONE
        several = application is not None and len(application.debriefs) > 1
        self.interview.show_interviews(application, debrief)
        self.interview.setVisible(one_of_them and several)
        self.new_interview.setVisible(self._view in _TELL_OF_INTERVIEWS and debrief is not None)
        told = debrief if one_of_them else self.presenter.interviews.newest
        self.header.show_when(told, self.presenter.now())

    @Slot()
    def _show_steps(self) -> None:
        say, words, now = self.context.say, self.context.words, self.presenter.now()
        self.steps.show_steps(
            tuple(
                (step, say.message(step.what), say.message(when(step, now, words)))
                for step in self.presenter.steps
            )
        )
        tab_before(self.note.person, *(stop for row in self.steps.rows for stop in (row.box, row.write)))

    @Slot(object, bool)
    def _on_ticked(self, step: Step, done: bool) -> None:  # noqa: FBT001 - a slot
        self.presenter.tick(step, done=done)
        self.note.show_application()

    @Slot(str, str, object)
    def _on_new(self, company: str, job: str, preparation: Preparation | None) -> None:
        self._view = "steps"
        self.presenter.begin(company, job, preparation)

    @Slot()
    def _to_debrief(self) -> None:
        """To what is missing in the notes of the newest interview."""
        newest = self.presenter.interviews.newest
        if newest is not None:
            self.presenter.interviews.open(newest.id)
            self.show_view("debrief")
            missing = self.debrief.questions.add_button if newest.people else self.debrief.people
            missing.setFocus()

    @Slot()
    def _on_begin_debrief(self) -> None:
        self._view = "debrief"
        self.presenter.interviews.begin()

    @Slot()
    def _on_calendar(self) -> None:
        application = self.presenter.application
        if application is not None:
            say = self.context.say
            kinds = (Kind("ics", say("ui.follow_up.calendar_kind")),)
            name = "".join(each if each.isalnum() else "-" for each in application.company_name).strip("-")
            title = say("ui.follow_up.calendar")
            self._ask_where(self, title, f"{name or 'interview'}.ics", kinds, self.presenter.write_calendar)

    def _connect(self) -> None:
        presenter = self.presenter
        presenter.listed.connect(self._show_all)
        presenter.changed.connect(self._show_steps)
        presenter.changed.connect(self._show_interviews)
        self.steps.ticked.connect(self._on_ticked)
        self.steps.write_asked.connect(self.note.write_to)
        for asked in (self.note.people_asked, self.steps.debrief_asked):
            asked.connect(self._to_debrief)
        self.steps.text_asked.connect(presenter.references.copy_text)
        self.header.picked.connect(presenter.open)
        self.header.new.clicked.connect(self.show_new)
        self.begin.clicked.connect(self.show_new)
        self.begin_debrief.clicked.connect(self._on_begin_debrief)
        self.new_interview.clicked.connect(self._on_begin_debrief)
        self.header.calendar.clicked.connect(self._on_calendar)
        self.new_view.agreed.connect(self._on_new)
        self.new_view.left.connect(self._show_all)

    def _assemble(self) -> None:
        say = self.context.say
        self._chip_row = QWidget()
        chips = QHBoxLayout(self._chip_row)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(Space.S)
        chips.addWidget(self._chosen, 1)
        self.interview = InterviewPicker(self.context)
        self.interview.picked.connect(self.presenter.interviews.open)
        chips.addWidget(self.interview)
        self.new_interview = QPushButton(say("ui.follow_up.new_interview"))
        self.new_interview.setProperty("kind", "quiet")
        chips.addWidget(self.new_interview)
        self._both = QWidget()
        beside = QHBoxLayout(self._both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.L)
        left = card(scrolled(self.steps), heading=say("ui.follow_up.steps"))
        beside.addWidget(left, 4)
        beside.addWidget(self.note, 7)
        self.empty = EmptyState(say("ui.follow_up.empty_title"), say("ui.follow_up.empty_text"), self.begin)
        self.no_debrief = EmptyState(
            say("ui.follow_up.no_debrief_title"), say("ui.follow_up.no_debrief_text"), self.begin_debrief
        )
        self._views = QStackedWidget()
        # Nothing at first: neither "nothing yet" nor an empty list is true before the library was read.
        for view in (
            QWidget(),
            self.empty,
            self.no_debrief,
            self.new_view,
            self._both,
            self.debrief,
            self.feedback,
            self.stops,
        ):
            self._views.addWidget(view)
        self._chip_row.hide()
        self._frame()
        head = self.header
        tab_order(head.picker, head.new, head.calendar, *self.chips.values(), self.interview)
        tab_order(self.interview, self.new_interview, self._views)

    def _frame(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(CONTENT_WIDTH)
        page = QVBoxLayout(inner)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.M)
        page.addWidget(self.header)
        page.addWidget(self._chip_row)
        page.addWidget(self._views, 1)
        around = QHBoxLayout(self)
        around.setContentsMargins(Space.PAGE, Space.XXL + Space.XS, Space.PAGE, Space.XXL + Space.XS)
        around.addWidget(inner, 1000)
        around.addStretch(1)


def _primary(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "primary")
    return button
