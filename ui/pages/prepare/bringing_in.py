"""What comes into the page: adverts, pages about the company, and practised answers."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coach.model.company import Fact
from coach.model.message import message
from coach.model.preparation import Preparation
from coach.model.session import Answer
from coach.prepare.advert import Advert, read_advert
from coach.prepare.arriving import facts_from, with_advert
from coach.prepare.documents import read_document
from coach.prepare.taking import story_from_answer
from ui.context import Context
from ui.pages.prepare.presenter import PreparePresenter
from ui.tasks import Lane, Task


class BringingIn(QObject):
    """Reads in the background what is dropped, pasted or chosen.

    Signals:
        taken(Story): A story was made of a practised answer.

    Args:
        context: What it may use.
        presenter: Holds what is open.
    """

    taken = Signal(object)

    def __init__(self, context: Context, presenter: PreparePresenter) -> None:
        super().__init__(presenter)
        self._context = context
        self._presenter = presenter

    def advert_text(self, text: str) -> None:
        """Find what an advert asks for.

        Args:
            text: The advert.
        """
        task = Task(op=partial(_understood, text), on_success=self._take_advert, owner=self, lane=Lane.SIDE)
        self._context.tasks.run(task)

    def advert_file(self, path: Path) -> None:
        """The same from a file; without an open preparation, one is begun.

        Args:
            path: A text, PDF, Word or HTML file.
        """
        op = partial(_understood_file, path)
        self._context.tasks.run(Task(op=op, on_success=self._take_advert, owner=self, lane=Lane.SIDE))

    def facts_file(self, path: Path) -> None:
        """Take the lines of a document as facts about the company.

        Args:
            path: As for an advert.
        """
        done = partial(self._take_facts, path.name)
        op = partial(read_document, path)
        self._context.tasks.run(Task(op=op, on_success=done, owner=self, lane=Lane.SIDE))

    def facts_text(self, text: str) -> None:
        """Take pasted or dropped lines as facts about the company.

        Args:
            text: The lines.
        """
        self._take_facts("", text)

    def story_from(self, answer_id: str) -> None:
        """Make a story of a practised answer.

        Args:
            answer_id: Which.
        """
        op = partial(self._context.library.answer, answer_id)
        self._context.tasks.run(Task(op=op, on_success=self._take_answer, owner=self))

    def _take_advert(self, read: tuple[str, Advert]) -> None:
        text, advert = read
        presenter = self._presenter
        before = presenter.preparation or Preparation(id=self._context.library.papers.new_id())
        made, new = with_advert(before, text, advert)
        presenter.take(made)
        presenter.flush()
        if not advert.requirements:
            self._context.messages.problem(message("ui.prepare.none_found"))
        elif not new:
            self._context.messages.say(message("ui.prepare.nothing_new"))
        else:
            presenter.offer_undo(message("ui.prepare.found", n=new), partial(self._take_back, before, made))

    def _take_back(self, before: Preparation, made: Preparation) -> None:
        """Take out what an advert brought; what was edited since stays."""
        now = self._presenter.preparation
        if now is not None and now.id == made.id:
            kept = {each.text for each in before.requirements}
            brought = {each.text for each in made.requirements} - kept
            left = tuple(each for each in now.requirements if each.text not in brought)
            self._presenter.take(replace(now, requirements=left, advert=before.advert, leads=before.leads))

    def _take_facts(self, name: str, text: str) -> None:
        opened = self._presenter.preparation
        if opened is None:
            return
        today = self._context.words.short_date(datetime.now().astimezone())
        facts = facts_from(text, name, opened.company, today)
        if not facts:
            nothing = (
                message("ui.prepare.no_facts_found", file=name)
                if name
                else message("ui.prepare.no_facts_pasted")
            )
            self._context.messages.problem(nothing)
            return
        company = replace(opened.company, facts=(*opened.company.facts, *facts))
        self._presenter.take(replace(opened, company=company))
        self._presenter.offer_undo(
            message("ui.prepare.facts_taken", n=len(facts), file=name)
            if name
            else message("ui.prepare.facts_pasted", n=len(facts)),
            partial(self._drop_facts, opened.id, facts),
        )

    def _drop_facts(self, home: str, facts: tuple[Fact, ...]) -> None:
        now = self._presenter.preparation
        if now is not None and now.id == home:
            left = tuple(fact for fact in now.company.facts if fact not in facts)
            self._presenter.take(replace(now, company=replace(now.company, facts=left)))

    def _take_answer(self, answer: Answer) -> None:
        story = story_from_answer(self._context.library.papers.new_id(), answer)
        self._presenter.take_story(story)
        self._presenter.flush()
        self.taken.emit(story)
        self._context.messages.say(message("ui.prepare.stories.taken"))


def _understood(text: str) -> tuple[str, Advert]:
    return text, read_advert(text)


def _understood_file(path: Path) -> tuple[str, Advert]:
    return _understood(read_document(path))
