"""Answers that wait are finished behind the window; the quiet line tells how far that is, and can stop it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coach.model.message import message
from coach.practice.backlog import CallOff, Finished, Left, finish_waiting
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket
from ui.ticket import Told


def finish_behind(
    context: Context, only: frozenset[str], on_finished: Callable[[Finished], None], owner: QObject
) -> Job:
    """Write down and score answers that wait, one after the other; stopped, they wait for the next start.

    Args:
        context: What it may use.
        only: Ids of the answers.
        on_finished: Gets what came of it.
        owner: When this object is gone, nobody is called.

    Returns:
        The job.
    """
    call_off, ticket = CallOff(), Ticket()
    work = partial(
        finish_waiting,
        context.library,
        context.analysis,
        only=only,
        on_left=telling(context, ticket),
        call_off=call_off,
    )
    return context.tasks.run(
        Task(
            op=work,
            on_success=partial(_tell_kept, context, on_finished),
            lane=Lane.LONG,
            note=message("ui.work.backlog"),
            ticket=ticket,
            on_stop=call_off.ask,
            owner=owner,
        )
    )


def telling(context: Context, ticket: Ticket) -> Callable[[Left], None]:
    """What tells the quiet line how much is left, by the speed that was measured on this computer.

    Args:
        context: What it may use.
        ticket: Of the task.

    Returns:
        What the backlog is handed.
    """
    measured = None if context.speech is None else context.speech.measured
    return partial(tell_left, ticket, None if measured is None else measured.share)


def tell_left(ticket: Ticket, work_s_for_a_second: float | None, left: Left) -> None:
    """Tell the quiet line what is left.

    Args:
        ticket: Of the task.
        work_s_for_a_second: Seconds of work for a second of sound, as measured on this computer; None when
            it was not measured, and then no time is told.
        left: What is left.
    """
    if not left.spoken:
        # Nobody measured how long scoring takes.
        ticket.report(1.0, Told(note=message("ui.work.scoring", n=left.answers)))
        return
    left_s = None
    if work_s_for_a_second is not None and left.sound_s > 0.0:
        left_s = work_s_for_a_second * left.sound_s
    done = 1.0 - left.sound_s / left.of_s if left.of_s > 0.0 else 0.0
    ticket.report(done, Told(note=message("ui.work.writing", n=left.spoken), left_s=left_s))


def _tell_kept(context: Context, on_finished: Callable[[Finished], None], done: Finished) -> None:
    if done.waiting:
        context.messages.say(message("ui.work.kept", n=len(done.waiting)))
    on_finished(done)
