"""A report is written behind the window; it can be stopped, and then no file is changed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coach.errors import Cancelled, KnownError
from coach.model.message import Message, message
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket

Check = Callable[[], None]


def write_behind(
    context: Context,
    write: Callable[[Check], None],
    *,
    note: Message,
    on_written: Callable[[], None],
    on_stopped: Callable[[], None] | None = None,
    on_failure: Callable[[KnownError], None] | None = None,
    owner: QObject,
) -> Job:
    """Write a file in the background.

    Args:
        context: What it may use.
        write: Writes it; calls what it is handed before the file is put in its place.
        note: What the quiet line says meanwhile.
        on_written: The file is there.
        on_stopped: The person has stopped it, and there is no file.
        on_failure: As for ``Task``.
        owner: When this object is gone, nobody is called.

    Returns:
        The job.
    """
    # A ticket of its own for the person's Cancel: a job whose own ticket is cancelled is not heard of again,
    # and whether the Cancel was in time is known when the work comes to its end.
    ticket, stopped = Ticket(), Ticket()
    return context.tasks.run(
        Task(
            op=partial(_written, write, ticket, stopped),
            on_success=partial(_tell, context, on_written, on_stopped),
            on_failure=on_failure,
            owner=owner,
            lane=Lane.SIDE,
            note=note,
            ticket=ticket,
            on_stop=stopped.cancel,
        )
    )


def _written(write: Callable[[Check], None], ticket: Ticket, stopped: Ticket) -> bool:
    def check() -> None:
        ticket.check()
        stopped.check()

    try:
        check()
        write(check)
    except Cancelled:
        return False
    return True


def _tell(
    context: Context,
    on_written: Callable[[], None],
    on_stopped: Callable[[], None] | None,
    written: bool,  # noqa: FBT001 - a task's result
) -> None:
    if written:
        on_written()
        return
    context.messages.say(message("ui.work.not_written"))
    if on_stopped is not None:
        on_stopped()
