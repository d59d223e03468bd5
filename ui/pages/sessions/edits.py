"""Changes of the session that is open: note, star, what counts, and how much is kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.library import Library
from coach.model.message import message
from coach.model.session import Keep
from ui.context import Context
from ui.tasks import Task


class Edits(QObject):
    """Writes changes in the background, in the order in which they were made.

    Signals:
        changed(): Something is otherwise now.

    Args:
        context: What it may use.
        shown: Gives the id of the session that is open; None for none.
        parent: The page.
    """

    changed = Signal()

    def __init__(self, context: Context, shown: Callable[[], str | None], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown = shown

    def note(self, text: str) -> None:
        """Write a note beside the session."""
        self._run(self._context.library.review.note_session, text)

    def star(self, starred: bool) -> None:  # noqa: FBT001 - a slot
        """Mark the session, or no longer."""
        session_id = self._shown()
        if session_id is not None:
            self._do(partial(self._context.library.review.star_session, session_id, starred=starred))

    def count(self, in_trends: bool) -> None:  # noqa: FBT001 - a slot
        """Let the session count in trends, or not."""
        session_id = self._shown()
        if session_id is not None:
            self._do(partial(self._context.library.review.count_session, session_id, in_trends=in_trends))

    def note_answer(self, answer_id: str, text: str) -> None:
        """Write a note beside an answer."""
        self._do(partial(self._context.library.review.note_answer, answer_id, text))

    def star_answer(self, answer_id: str, starred: bool) -> None:  # noqa: FBT001 - a slot
        """Mark an answer, or no longer."""
        self._do(partial(self._context.library.review.star_answer, answer_id, starred=starred))

    def ask_keep(self, keep: Keep) -> None:
        """Say what would go, and ask once; what stays as it is needs no question."""
        session_id = self._shown()
        if session_id is None:
            return
        if keep is Keep.SOUND:
            self._do(partial(self._context.library.retention.keep, session_id, keep))
            return
        self._context.messages.say(
            message(f"ui.sessions.keep.question_{keep}"),
            action=message(f"ui.sessions.keep.yes_{keep}"),
            on_action=partial(self._keep, session_id, keep),
        )
        self.changed.emit()  # the choice shows what is so until it is confirmed

    def _keep(self, session_id: str, keep: Keep) -> None:
        self._context.tasks.run(
            Task(
                op=partial(_shorten, self._context.library, session_id, keep),
                on_success=self._shortened,
                owner=self,
                note=message("ui.sessions.work.shortening"),
                finish=True,
            )
        )

    def _shortened(self, done: bool) -> None:  # noqa: FBT001 - a task's result
        if not done:
            self._context.messages.say(message("ui.sessions.keep.later"))
        self.changed.emit()

    def _run(self, change: Callable[[str, str], None], text: str) -> None:
        session_id = self._shown()
        if session_id is not None:
            self._do(partial(change, session_id, text))

    def _do(self, op: Callable[[], object]) -> None:
        self._context.tasks.run(Task(op=op, on_success=self._done, owner=self, finish=True))

    def _done(self, _nothing: object) -> None:
        self.changed.emit()


def _shorten(library: Library, session_id: str, keep: Keep) -> bool:
    library.retention.keep(session_id, keep)
    return library.retention.shorten(session_id)
