"""Between the settings page and the library: backup, restore, and erasing everything."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from coach.errors import KnownError
from coach.library import Library
from coach.library.backup import BackedUp
from coach.library.erased import personal_caches, told_of
from coach.library.restore import Restored
from coach.library.wipe import Erased
from coach.model.message import Message, message
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket

T = TypeVar("T")


class SafekeepingPresenter(QObject):
    """Does one thing at a time, and says what came of it.

    Signals:
        working(str): What is being done, such as "backup"; empty for nothing any more.
        progress(float): The share that is done.
        told(tuple[Message, ...]): What came of it.

    Args:
        context: What it may use.
        parent: Its page.
    """

    working = Signal(str)
    progress = Signal(float)
    told = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None

    def back_up(self, target: Path) -> None:
        """Write everything into one file.

        Args:
            target: The file.
        """
        ticket = Ticket()
        self._run("backup", partial(_back_up, self._context.library, target, ticket), self._backed_up, ticket)

    def restore(self, source: Path) -> None:
        """Add what is in a backup.

        Args:
            source: The file.
        """
        ticket = Ticket()
        self._run("restore", partial(_restore, self._context.library, source, ticket), self._restored, ticket)

    def ask_erase(self) -> None:
        """Ask once whether everything should really go."""
        self._context.messages.say(
            message("ui.settings.safe.erase_question"),
            action=message("ui.settings.safe.erase_yes"),
            on_action=self.erase,
        )

    def erase(self) -> None:
        """Erase everything; there is no stopping it half-way."""
        ticket = Ticket()
        caches = personal_caches(self._context.folders)
        work = partial(_erase, self._context.library, caches, ticket)
        self._run("erase", work, self._erased, ticket, finish=True)

    def stop(self) -> None:
        """Stop what is being done; nothing half done is left."""
        if self._job is not None:
            self._job.cancel()
            self._over()
            self.told.emit((message("ui.settings.safe.stopped"),))

    def _run(
        self,
        name: str,
        op: Callable[[], T],
        done: Callable[[T], None],
        ticket: Ticket,
        *,
        finish: bool = False,
    ) -> None:
        if self._job is not None:
            return
        self.working.emit(name)
        self.told.emit(())
        task = Task(
            op=op,
            on_success=partial(self._done, done),
            on_failure=self._failed,
            on_progress=self.progress.emit,
            owner=self,
            lane=Lane.LONG,
            note=message(f"ui.settings.safe.note_{name}"),
            on_stop=self.stop,
            ticket=ticket,
            finish=finish,
        )
        job = self._context.tasks.run(task)
        self._job = None if job.over else job

    def _over(self) -> None:
        self._job = None
        self.working.emit("")

    def _done(self, tell: Callable[[T], None], result: T) -> None:
        self._over()
        tell(result)

    def _failed(self, error: KnownError) -> None:
        self._over()
        self.told.emit((error.message,))

    def _backed_up(self, done: BackedUp) -> None:
        self._tell(message("cli.data.backed_up", n=done.sessions, file=str(done.path)))

    def _restored(self, done: Restored) -> None:
        there = (message("cli.data.were_there", n=done.there),) if done.there else ()
        self._tell(message("cli.data.restored", n=done.added), *there)

    def _erased(self, done: Erased) -> None:
        self._tell(*told_of(done))

    def _tell(self, *told: Message) -> None:
        self.told.emit(told)


def _back_up(library: Library, target: Path, ticket: Ticket) -> BackedUp:
    return library.safekeeping.back_up(target, on_progress=ticket.report, check=ticket.check)


def _restore(library: Library, source: Path, ticket: Ticket) -> Restored:
    return library.safekeeping.restore(source, on_progress=ticket.report, check=ticket.check)


def _erase(library: Library, caches: tuple[Path, ...], ticket: Ticket) -> Erased:
    return library.safekeeping.erase_everything(caches, on_progress=ticket.report, check=ticket.check)
