"""The head of the page: which application, how long ago its interview was, and what can be done with it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from coach.model.application import Application, Debrief
from coach.model.message import Message, message
from coach.words import Words
from ui.a11y import name_choice
from ui.context import Context
from ui.theme import Space
from ui.widgets.folding import FoldingRow
from ui.widgets.parts import TITLE_WIDTH, beside, label


class Header(QWidget):
    """A line above, the title, and three controls.

    Signals:
        picked(str): Id of the application that is to be opened.

    Args:
        context: What it may use.
    """

    picked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say = context.say
        self.above = label("", "small")
        self.title = label("", "title", wrap=True)
        self.picker = QComboBox()
        name_choice(self.picker, say("ui.follow_up.picker"))
        self.picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picker.setMinimumContentsLength(14)
        self.new = QPushButton(say("ui.follow_up.new"))
        self.new.setAccessibleName(say("ui.follow_up.new_title"))
        self.calendar = QPushButton(say("ui.follow_up.calendar"))
        self.picker.currentIndexChanged.connect(self._on_picked)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.above)
        titles.addWidget(self.title)
        titles.setContentsMargins(0, 0, 0, 0)
        named = QWidget()
        named.setLayout(titles)
        named.setMinimumWidth(context.theme.scaled(TITLE_WIDTH))
        head = FoldingRow(Space.M)
        head.add(named)
        head.add(beside(self.picker, self.new, self.calendar, spacing=Space.S), 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(head)
        self.show_application(None, (), context.say("ui.rail.follow_up"))

    def show_application(
        self, application: Application | None, others: Sequence[Application], without: str
    ) -> None:
        """Show another application.

        Args:
            application: The one that is open; None while there is none.
            others: All that can be picked.
            without: The title while there is none.
        """
        self.picker.blockSignals(True)  # noqa: FBT003 - Qt's own argument
        self.picker.clear()
        for each in others:
            self.picker.addItem(name_of(each), each.id)
        self.picker.setCurrentIndex(self.picker.findData(application.id) if application else -1)
        self.picker.blockSignals(False)  # noqa: FBT003 - Qt's own argument
        self.picker.setVisible(len(others) > 1)
        for widget in (self.above, self.new, self.calendar):
            widget.setVisible(application is not None)
        self.title.setText(name_of(application) if application else without)

    def show_when(self, debrief: Debrief | None, now: datetime) -> None:
        """Say when the interview was.

        Args:
            debrief: The newest; None before the first.
            now: With an offset from UTC.
        """
        self.calendar.setEnabled(debrief is not None)
        told = when_it_was(debrief, now, self._context.words)
        self.above.setText(self._context.say.message(told))

    def _on_picked(self) -> None:
        chosen = self.picker.currentData()
        if chosen:
            self.picked.emit(str(chosen))


def name_of(application: Application) -> str:
    """What an application is called.

    Args:
        application: Which.

    Returns:
        Company and job, as far as they are known.
    """
    if not application.job_title:
        return application.company_name
    return f"{application.company_name} \N{MIDDLE DOT} {application.job_title}"


def when_it_was(debrief: Debrief | None, now: datetime, words: Words) -> Message:
    """When an interview was, in words.

    Args:
        debrief: Which; None for none.
        now: With an offset from UTC.
        words: The language.

    Returns:
        Such as "First interview was today, 10:00".
    """
    if debrief is None:
        return message("ui.follow_up.head.none")
    stage = message(f"prepare.stage.{debrief.stage}")
    time = words.time_of_day(debrief.held_at)
    days = (now.date() - debrief.held_at.date()).days
    if days == 0:
        return message("ui.follow_up.head.today", stage=stage, time=time)
    if days == 1:
        return message("ui.follow_up.head.yesterday", stage=stage, time=time)
    day = words.day_and_month(debrief.held_at)
    if days < 0:
        return message("ui.follow_up.head.coming", stage=stage, time=time, day=day)
    return message("ui.follow_up.head.on", stage=stage, time=time, day=day)
