"""Questions that were really asked: kept in a bank of the person's own, and found among practised answers."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.analysis import Analysis, Priority, ReadQuestionJob
from coach.followup.asked import grown
from coach.model.message import message
from coach.model.question import Bank, Question
from coach.questions.own import OwnBanks
from ui.context import Context
from ui.places import PageName, Place
from ui.tasks import Lane, Task


class AskedKeeper(QObject):
    """Adds to the bank.

    Signals:
        kept(): The bank was written.

    Args:
        context: What it may use.
        parent: The view.
    """

    kept = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._own = OwnBanks(context.folders.data, context.banks)

    def keep(self, texts: tuple[str, ...], *, practise: bool = False) -> None:
        """Put questions into the bank.

        Args:
            texts: The questions.
            practise: Whether to go on to practising them.
        """
        if not texts:
            return
        title = self._context.say("ui.follow_up.asked.bank")
        read = partial(_read, self._context.analysis)
        self._context.tasks.run(
            Task(
                op=partial(_kept, self._own, title, texts, read),
                on_success=partial(self._on_kept, len(texts), practise),
                owner=self,
                lane=Lane.SIDE,
                note=message("ui.practice.own.reading"),
                finish=True,
            )
        )

    def _on_kept(self, count: int, practise: bool, bank: Bank) -> None:  # noqa: FBT001 - a task's result
        self.kept.emit()
        if practise:
            self._context.go(Place(page=PageName.PRACTICE, bank=bank.id))
        else:
            self._context.messages.say(message("ui.follow_up.asked.kept", n=count, title=bank.title))


def _read(analysis: Analysis, text: str) -> Question:
    return analysis.submit(ReadQuestionJob(text), priority=Priority.TYPED).result()


def _kept(own: OwnBanks, title: str, texts: tuple[str, ...], read: "partial[Question]") -> Bank:
    return own.save(grown(own.load()[0], title, texts, read))
