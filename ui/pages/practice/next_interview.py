"""The interview that is next, when one is prepared: a quiet line that leads to practising for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coach.followup.asked import asked_by
from coach.library import Library
from coach.model.application import Application
from coach.model.message import Message, message
from coach.model.preparation import Preparation
from coach.model.question import Question
from coach.prepare.day import company_for, next_interview, title_of
from coach.questions.own import OwnBanks
from ui.context import Context
from ui.places import PageName, Place
from ui.tasks import Lane, Task
from ui.theme import Space
from ui.widgets.parts import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An interview that is near.

    Args:
        preparation: What was prepared for it.
        real: What this employer really asked before.
    """

    preparation: Preparation
    real: tuple[Question, ...]


def local_now() -> datetime:
    """Now, where the person is."""
    return datetime.now().astimezone()


class NextInterview(QWidget):
    """Hidden until an interview is prepared for one of the next days.

    Args:
        context: What it may use.
        now: The clock.
    """

    def __init__(self, context: Context, now: Callable[[], datetime] = local_now) -> None:
        super().__init__()
        self._context = context
        self._now = now
        self._own = OwnBanks(context.folders.data, context.shipped)
        self._coming: Coming | None = None
        self.practise = QPushButton(context.say("ui.prepare.practise"))
        self.practise.setProperty("kind", "link")
        self.practise.clicked.connect(self._to_practice)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(label(context.say("ui.practice.next.coming"), "muted"))
        line.addWidget(self.practise)
        line.addStretch(1)
        self.hide()

    def refresh(self) -> None:
        """Look again which interview is next."""
        op = partial(_coming, self._context.library, self._own, self._now())
        self._context.tasks.run(Task(op=op, on_success=self._show, owner=self, lane=Lane.SIDE))

    def _show(self, coming: Coming | None) -> None:
        self._coming = coming
        if coming is not None:
            made = coming.preparation
            name = made.company.name.strip() or title_of(made, self._context.words)
            self.practise.setText(
                self._context.say("ui.practice.next.practise", name=name, day=self._day(made))
            )
        self.setVisible(coming is not None)

    def _day(self, made: Preparation) -> Message:
        starts, now = made.day.starts_at, self._now()
        days = (starts.date() - now.date()).days if starts is not None else 0
        if days in (0, 1):
            return message(f"ui.practice.next.{('today', 'tomorrow')[days]}")
        return message("ui.practice.next.day", day=self._context.words.day_and_month(starts or now))

    @Slot()
    def _to_practice(self) -> None:
        from coach.prepare.rehearsing import case_questions  # noqa: PLC0415 - it brings pydantic

        if self._coming is not None:
            company = company_for(self._coming.preparation)
            real = (*self._coming.real, *case_questions(self._coming.preparation, self._context.banks))
            place = Place(page=PageName.PRACTICE, plan="prepared", company=company, real=real)
            self._context.go(place)


def _coming(library: Library, own: OwnBanks, now: datetime) -> Coming | None:
    found = next_interview(library.papers.all(Preparation), now)
    if found is None:
        return None
    return Coming(preparation=found, real=asked_before(library, own, found.company.name))


def asked_before(library: Library, own: OwnBanks, company: str) -> tuple[Question, ...]:
    """What an employer really asked before, as far as it was kept for practice.

    Args:
        library: Where applications are kept.
        own: The person's own banks.
        company: The employer.

    Returns:
        The questions.
    """
    return asked_by(company, library.papers.all(Application), own.load()[0])
