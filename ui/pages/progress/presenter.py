"""Between the Progress page and the core: reads what was measured, and works out how it changes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.library import Library
from coach.progress import progress
from coach.words import Words
from ui.context import Context
from ui.pages.progress.values import Shown, shown
from ui.places import PageName, Place
from ui.tasks import Lane, Task


class ProgressPresenter(QObject):
    """Reads in the background; only what was asked for last is shown.

    Signals:
        found(Shown): What there is to show.

    Args:
        context: What it may use.
        now: The clock.
        parent: Its page.
    """

    found = Signal(object)

    def __init__(self, context: Context, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._now = now
        self._asked = 0

    def refresh(self, last_sessions: int | None) -> None:
        """Read everything again.

        Args:
            last_sessions: Only the newest sessions; None for all.
        """
        self._asked += 1
        competencies = {
            question.id: question.competencies for question in self._context.banks.questions if question.id
        }
        op = partial(
            _read, self._context.library, competencies, last_sessions, self._context.words, self._now()
        )
        self._context.tasks.run(
            Task(op=op, on_success=partial(self._show, self._asked), owner=self, lane=Lane.SIDE)
        )

    def open_answer(self, answer_id: str) -> None:
        """Show an answer under Sessions.

        Args:
            answer_id: Which.
        """
        op = partial(self._context.library.review.session_of, answer_id)
        self._context.tasks.run(Task(op=op, on_success=partial(self._go, answer_id), owner=self))

    def open_session(self, session_id: str) -> None:
        """Show a session.

        Args:
            session_id: Which.
        """
        self._context.go(Place(page=PageName.SESSIONS, session_id=session_id))

    def practise(self) -> None:
        """Build a session of the weakest questions."""
        self._context.go(Place(page=PageName.PRACTICE, plan="weakest"))

    def _go(self, answer_id: str, session_id: str) -> None:
        self._context.go(Place(page=PageName.SESSIONS, session_id=session_id, answer_id=answer_id))

    def _show(self, asked: int, made: Shown) -> None:
        if asked == self._asked:
            self.found.emit(made)


def _read(
    library: Library,
    competencies: dict[str, tuple[str, ...]],
    last_sessions: int | None,
    words: Words,
    now: datetime,
) -> Shown:
    review = library.review
    made = progress(review.measured(), review.told(), competencies, last_sessions=last_sessions)
    return shown(made, words, now)
