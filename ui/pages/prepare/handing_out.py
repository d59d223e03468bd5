"""What leaves the page: the calendar file, the printed card, and the interview to practise."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from coach.model.company import Company
from coach.model.message import Message, message
from coach.model.question import Question
from coach.prepare.day import company_for
from coach.prepare.evidence import Cover, Evidence
from coach.prepare.rehearsing import case_questions
from coach.questions.own import OwnBanks
from coach.reports.day_files import save_calendar, save_card
from ui.context import Context
from ui.pages.practice.next_interview import asked_before
from ui.pages.prepare.presenter import PreparePresenter
from ui.places import PageName, Place
from ui.tasks import Lane, Task


class HandingOut(QObject):
    """Writes files in the background, and leads to Practice.

    Args:
        context: What it may use.
        presenter: Holds what is open.
    """

    def __init__(self, context: Context, presenter: PreparePresenter) -> None:
        super().__init__(presenter)
        self._context = context
        self._presenter = presenter
        self._own = OwnBanks(context.folders.data, context.banks)
        self._titles: tuple[str, ...] = ()
        presenter.looker.evidence_found.connect(self._on_evidence)

    def calendar(self, path: Path) -> None:
        """Write the interview's dates into a calendar file.

        Args:
            path: Where.
        """
        opened = self._presenter.preparation
        if opened is not None:
            op = partial(save_calendar, opened, self._context.words, path)
            self._run(Task(op=op, on_success=self._calendar_saved, owner=self, lane=Lane.SIDE))

    def card(self, path: Path) -> None:
        """Write the day on one page.

        Args:
            path: Where.
        """
        opened = self._presenter.preparation
        if opened is not None:
            titles = self._titles or tuple(story.title for story in self._presenter.stories)
            op = partial(save_card, opened, titles, self._context.words, path)
            self._run(Task(op=op, on_success=self._card_saved, owner=self, lane=Lane.SIDE))

    def practise(self, plan: str = "prepared") -> None:
        """Go and practise for this company.

        Args:
            plan: Id of the plan.
        """
        opened = self._presenter.preparation
        if opened is None:
            return
        self._presenter.flush()
        company = company_for(opened)
        if plan == "prepared" and not company.requirements:
            self._context.messages.problem(message("ui.prepare.nothing_to_practise"))
            return
        expected = case_questions(opened, self._context.banks) if plan == "prepared" else ()
        found = partial(self._go, plan, company, expected)
        op = partial(asked_before, self._context.library, self._own, company.name)
        self._context.tasks.run(Task(op=op, on_success=found, owner=self))

    def _go(
        self, plan: str, company: Company, expected: tuple[Question, ...], real: tuple[Question, ...]
    ) -> None:
        place = Place(page=PageName.PRACTICE, plan=plan, company=company, real=(*real, *expected))
        self._context.go(place)

    def _run(self, task: Task[str]) -> None:
        self._presenter.flush()
        self._context.tasks.run(task)

    def _calendar_saved(self, name: str) -> None:
        self._say(message("ui.prepare.calendar_saved", file=name))

    def _card_saved(self, name: str) -> None:
        self._say(message("ui.prepare.card_saved", file=name))

    def _say(self, said: Message) -> None:
        self._context.messages.say(said)

    def _on_evidence(self, found: tuple[Evidence, ...]) -> None:
        best = sorted(found, key=lambda one: one.cover is not Cover.COVERED)
        self._titles = tuple(dict.fromkeys(one.story.title for one in best if one.story is not None))
