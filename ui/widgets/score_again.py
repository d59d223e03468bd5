"""Says how many answers older rules scored, and scores them again: with progress, to be stopped."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from coach.analysis import Analysis
from coach.library import Library
from coach.model.message import message
from coach.practice.rescoring import Rescored, old_answers, score_again
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket
from ui.theme import Space
from ui.widgets.parts import label


class ScoreAgain(QFrame):
    """A line with a button; hidden while there is nothing to do.

    Signals:
        done(): Answers have other scores now.

    Args:
        context: What it may use.
    """

    done = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._ids: tuple[str, ...] = ()
        self._job: Job | None = None
        self.setProperty("role", "card")
        self.said = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(context.say("ui.answer.scoring"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.button = QPushButton(context.say("ui.answer.again"))
        self.button.setToolTip(context.say("ui.answer.again_tip"))
        self.button.clicked.connect(self._press)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        line.setSpacing(Space.M)
        line.addWidget(self.said, 1)
        line.addWidget(self.bar, 1)
        line.addWidget(self.button)
        self.hide()

    @property
    def working(self) -> bool:
        """Whether answers are being scored now."""
        return self._job is not None

    def look(self) -> None:
        """See whether there is something to do."""
        if not self.working:
            op = partial(old_answers, self._context.library)
            self._context.tasks.run(Task(op=op, on_success=self._show, owner=self))

    def _show(self, ids: tuple[str, ...]) -> None:
        self._ids = ids
        self.said.setText(self._context.say("ui.answer.old", n=len(ids)))
        self.setVisible(bool(ids))

    @Slot()
    def _press(self) -> None:
        if self._job is not None:
            self._job.cancel()  # what was scored until now stays
            self._rest()
            self.look()
            return
        ticket = Ticket()
        work = partial(_work, self._context.library, self._context.analysis, self._ids, ticket)
        task = Task(
            op=work,
            on_success=self._on_done,
            on_progress=self._on_progress,
            owner=self,
            lane=Lane.LONG,
            note=message("ui.answer.scoring"),
            ticket=ticket,
            on_stop=self._press,
        )
        self.bar.setValue(0)
        self.bar.show()
        self.button.setText(self._context.say("ui.answer.stop"))
        job = self._context.tasks.run(task)
        self._job = None if job.over else job

    @Slot(float)
    def _on_progress(self, share: float) -> None:
        self.bar.setValue(round(100 * share))

    def _rest(self) -> None:
        self._job = None
        self.bar.hide()
        self.button.setText(self._context.say("ui.answer.again"))

    def _on_done(self, found: Rescored) -> None:
        self._rest()
        self._context.messages.say(message("ui.answer.rescored", n=len(found.done), moved=found.moved))
        self.look()
        self.done.emit()


def _work(library: Library, analysis: Analysis, ids: tuple[str, ...], ticket: Ticket) -> Rescored:
    def tell(done: int, total: int) -> None:
        ticket.report(done / max(1, total))

    return score_again(library, analysis, ids, tell, lambda: ticket.cancelled)
