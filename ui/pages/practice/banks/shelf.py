"""The banks on hand: those that come with the program and the person's own, which are changed here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, Signal

from coach.analysis import Analysis
from coach.analysis.jobs import Priority, ReadQuestionJob
from coach.errors import BankError
from coach.library import Library
from coach.model.message import Message, message
from coach.model.question import Bank, Question
from coach.questions.bank import BankCheck, Banks
from coach.questions.choice import Past, choose
from coach.questions.naming import free, question_id
from coach.questions.own import OwnBanks, with_question, without_question
from coach.questions.plan import find_plan
from coach.questions.taken import bare_question, completed, take_file, understood
from coach.questions.written import write_bank
from ui.context import Context
from ui.tasks import Lane, Task

MOST_TOLD = 3
"""Problems of a file that are told one by one; the terminal's check tells all of them."""

_NEW = "questions"


@dataclass(frozen=True, slots=True)
class OnHand:
    """What is on the shelf.

    Args:
        banks: All that can be used.
        left_out: Files that can't.
        weakest: The questions whose answers left most to gain, worst first.
    """

    banks: Banks
    left_out: tuple[BankCheck, ...] = ()
    weakest: tuple[Question, ...] = ()


class Shelf(QObject):
    """Keeps the person's banks; each change is written in the background, and most can be undone.

    Signals:
        changed(OnHand): Something else is on hand.
        kept(Bank): This bank was written.
        suggested(Question): What a typed question was understood as.

    Args:
        context: What it may use.
        parent: The page.
    """

    changed = Signal(object)
    kept = Signal(object)
    suggested = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._own = OwnBanks(context.folders.data, context.shipped)
        self._told: set[str] = set()
        self._banks: Banks | None = None

    @property
    def banks(self) -> Banks:
        """All that can be used."""
        return self._banks or self._context.banks

    def refresh(self) -> None:
        """Read the banks and the history again."""
        op = partial(on_hand, self._own, self._context.library)
        self._context.tasks.run(Task(op=op, on_success=self._on_read, owner=self))

    def suggest(self, text: str) -> None:
        """Understand a typed question; ``suggested`` tells as what.

        Args:
            text: The question.
        """
        future = self._context.analysis.submit(ReadQuestionJob(text), priority=Priority.TYPED)
        self._context.tasks.watch(future, Task(on_success=self.suggested.emit, owner=self))

    def add(self, bank: Bank | None, title: str, texts: Sequence[str]) -> None:
        """Add questions to a bank of the person's own, or begin one.

        Args:
            bank: Which; None for a new one.
            title: What a new one is called.
            texts: The questions.
        """
        op = partial(_added, self._own, bank, title, tuple(texts), partial(_read, self._context.analysis))
        note = message("ui.practice.own.reading")
        self._change(op, message("ui.practice.own.added", n=len(texts)), note=note)

    def save(self, bank: Bank, question: Question) -> None:
        """Keep a question that was edited.

        Args:
            bank: Its bank, of the person's own.
            question: With its id.
        """
        told = message("ui.practice.own.saved")
        self._change(partial(self._own.save, with_question(bank, question)), told, undo=self._back_to(bank))

    def remove_question(self, bank: Bank, question: Question) -> None:
        """Take a question out of a bank; the last one takes the bank along.

        Args:
            bank: Its bank, of the person's own.
            question: Which.
        """
        left = without_question(bank, str(question.id))
        if not left.questions:
            self.remove(bank)
            return
        told = message("ui.practice.own.question_removed")
        self._change(partial(self._own.save, left), told, undo=self._back_to(bank))

    def remove(self, bank: Bank) -> None:
        """Remove a bank of the person's own.

        Args:
            bank: Which.
        """
        told = message("ui.practice.own.removed", title=bank.title)
        self._change(partial(_removed, self._own, bank), told, undo=self._back_to(bank))

    def take(self, paths: Sequence[Path]) -> None:
        """Import bank files; what is wrong with one is told, and the others are still taken.

        Args:
            paths: TOML, CSV, or lists.
        """
        op = partial(_taken, self._own, tuple(paths), partial(_read, self._context.analysis))
        self._context.tasks.run(
            Task(
                op=op,
                on_success=self._on_taken,
                owner=self,
                lane=Lane.SIDE,
                note=message("ui.practice.own.reading"),
            )
        )

    def share(self, bank: Bank, path: Path) -> None:
        """Write a bank to a file.

        Args:
            bank: Which.
            path: ``.toml`` or ``.csv``.
        """
        told = message("ui.practice.own.exported", file=path.name)
        self._context.tasks.run(
            Task(
                op=partial(write_bank, bank, path),
                on_success=partial(self._on_shared, told),
                owner=self,
                lane=Lane.SIDE,
            )
        )

    def _back_to(self, bank: Bank) -> Callable[[], None]:
        told = message("ui.practice.own.undone")
        return partial(self._change, partial(self._own.save, bank), told)

    def _change(
        self,
        op: Callable[[], Bank | None],
        told: Message,
        *,
        undo: Callable[[], None] | None = None,
        note: Message | None = None,
    ) -> None:
        self._context.tasks.run(
            Task(op=op, on_success=partial(self._on_changed, told, undo), owner=self, note=note, finish=True)
        )

    def _on_changed(self, told: Message, undo: Callable[[], None] | None, bank: Bank | None) -> None:
        action = message("ui.practice.own.undo") if undo is not None else None
        self._context.messages.say(told, action=action, on_action=undo)
        if bank is not None:
            self.kept.emit(bank)
        self.refresh()

    def _on_taken(self, taken: tuple[tuple[Bank | None, BankCheck], ...]) -> None:
        for bank, check in taken:
            if bank is not None:
                n = len(bank.questions)
                self._context.messages.say(message("ui.practice.own.imported", title=bank.title, n=n))
                self.kept.emit(bank)
            else:
                self._tell(check)
        self.refresh()

    def _on_shared(self, told: Message, _nothing: None) -> None:
        self._context.messages.say(told)

    def _on_read(self, found: OnHand) -> None:
        self._banks = found.banks
        for check in found.left_out:
            if str(check) not in self._told:
                self._told.add(str(check))
                self._tell(check)
        self.changed.emit(found)

    def _tell(self, check: BankCheck) -> None:
        for problem in check.problems[:MOST_TOLD]:
            where = ", ".join(part for part in (problem.question, problem.key) if part)
            name = message("ui.practice.own.problem_at", file=check.file.name, where=where)
            told = message(
                "ui.practice.own.problem", file=name if where else check.file.name, problem=problem.text
            )
            self._context.messages.problem(told)


# In the background.


def _read(analysis: Analysis, text: str) -> Question:
    return analysis.submit(ReadQuestionJob(text), priority=Priority.TYPED).result()


def on_hand(own: OwnBanks, library: Library) -> OnHand:
    """Read what is on the shelf; it may take a moment.

    Args:
        own: The person's banks.
        library: What was asked before.

    Returns:
        The banks, and the questions to come back to.

    Raises:
        LibraryError: The library can't be read.
    """
    banks, left_out = own.load()
    past = Past(now=datetime.now().astimezone(), asked=library.asked_before())
    try:
        weakest = choose(find_plan("weakest"), banks, past=past, rng=Random(0))  # noqa: S311 - it has no say
    except BankError:
        weakest = ()  # nothing was answered yet
    return OnHand(banks, left_out, weakest)


def _added(
    own: OwnBanks, bank: Bank | None, title: str, texts: tuple[str, ...], read: Callable[[str], Question]
) -> Bank:
    banks = own.load()[0]
    grown = bank or own.new(title or _NEW)
    taken = {str(question.id) for question in banks.questions}
    for text in texts:
        name = free(question_id(grown.id, text), taken)
        taken.add(name)
        grown = with_question(grown, replace(understood(bare_question(text), read), id=name))
    return own.save(grown)


def _removed(own: OwnBanks, bank: Bank) -> None:
    own.remove(bank.id)


def _taken(
    own: OwnBanks, paths: tuple[Path, ...], read: Callable[[str], Question]
) -> tuple[tuple[Bank | None, BankCheck], ...]:
    taken = []
    for path in paths:
        bank, check = take_file(path)
        taken.append((own.save(completed(bank, own.load()[0], read)) if bank is not None else None, check))
    return tuple(taken)
