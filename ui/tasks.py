"""Background work as values, and the one place where its results come home.

A page never touches a thread.
It hands a ``Task`` to ``Tasks.run``; the work is done on a lane, and what came of it arrives on the main
thread, in the order in which it was finished::

    context.tasks.run(Task(op=library.sessions, on_success=self._show, owner=self))

    ticket = Ticket()
    job = context.tasks.run(Task(op=partial(export, ticket), ticket=ticket, on_progress=self._bar.set_share))
    job.cancel()

    context.tasks.watch(context.analysis.submit(job), Task(on_success=self._show, owner=self))

Nothing is called after ``cancel``, after the owner is destroyed, or after ``close``.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from coach.errors import BugError, Cancelled, KnownError
from coach.model.message import Message
from ui.ticket import Ticket, Work

__all__ = ["Job", "Lane", "Task", "Tasks", "Ticket"]

T = TypeVar("T")

log = logging.getLogger(__name__)


class Lane(StrEnum):
    """Where work is done; each lane does one thing at a time."""

    LIBRARY = "library"
    """Reads and writes of the library and of files; each takes well under a second."""
    SIDE = "side"
    """What may take seconds: devices, the voice, reports."""
    LONG = "long"
    """What may take minutes: answers that wait from an earlier time."""


def _nothing() -> Any:  # noqa: ANN401 - stands in for any result
    raise BugError("a task without an op was run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[T]):
    """A piece of work, and who hears what came of it; every callback comes on the main thread.

    Args:
        op: The work; it sees values only, never a widget. Left out for ``Tasks.watch``.
        on_success: Gets what ``op`` gave.
        on_failure: Gets the error of the world that stopped it; left out, the message bar shows it.
        on_progress: Gets the share that is done, 0.0 to 1.0; may miss some.
        owner: When this object is gone, nobody is called; the page or presenter that asks.
        lane: Where it is done.
        note: What the window's quiet line says while it runs; None for what takes no time.
        ticket: Handed to ``op`` too when it reports how far it is or can be stopped half-way.
        finish: Done even when the window is closing, such as a change that the person has made.
        on_stop: What the quiet line's Cancel does, such as ``cancel`` of the presenter that asked; left out,
            the line has no such button.
    """

    op: Callable[[], T] = _nothing
    on_success: Callable[[T], None] | None = None
    on_failure: Callable[[KnownError], None] | None = None
    on_progress: Callable[[float], None] | None = None
    owner: QObject | None = None
    lane: Lane = Lane.LIBRARY
    note: Message | None = None
    ticket: Ticket = field(default_factory=Ticket)
    finish: bool = False
    on_stop: Callable[[], None] | None = None


class Job:
    """Work that was handed in.

    Args:
        number: Its own number; results are tagged with it.
        task: What is done.

    Attributes:
        over: Whether nobody will hear of it any more: it is finished, cancelled, or was never begun.
        share: How much is done, as far as it was told.
        stopping: Whether the person has asked it to stop.
    """

    def __init__(self, number: int, task: "Task[Any]") -> None:
        self.number = number
        self.task = task
        self.future: Future[Any] | None = None
        self.stop: Callable[[], None] = task.ticket.cancel
        self.over = False
        self.share: float | None = None
        self.stopping = False

    def cancel(self) -> None:
        """Let nobody hear of it any more, and stop it where it can be stopped."""
        self.over = True
        self.task.ticket.cancel()
        if self.future is not None:
            self.future.cancel()
        self.stop()


@dataclass(frozen=True, slots=True)
class _News:
    number: int
    share: float | None = None
    value: Any = None
    error: BaseException | None = None


class Tasks(QObject):
    """Runs tasks, and is the signal home: the one object through which results reach the main thread.

    Signals:
        running_changed(tuple[Work, ...]): The tasks with a note that run now, oldest first.
        failed(KnownError): A task without ``on_failure`` met an error of the world.
        broke(BaseException): A task met an error of ours; its page is not told, the bug report is shown.

    Args:
        executors: One for each lane; None for a thread each.
            Tests hand in one that works at once; callbacks are then called inside ``run``.
    """

    running_changed = Signal(object)
    failed = Signal(object)
    broke = Signal(object)
    _news = Signal(object)

    def __init__(self, executors: Mapping[Lane, Executor] | None = None) -> None:
        super().__init__()
        self._executors = dict(executors) if executors else _threads()
        self._jobs: dict[int, Job] = {}
        self._works: tuple[Work, ...] = ()
        self._count = 0
        self._closed = False
        self._gate = threading.Event()
        # Queued on the main thread too: work that is over already would overtake its own progress.
        at_once = Qt.ConnectionType.AutoConnection
        self._news.connect(self._arrived, at_once if executors else Qt.ConnectionType.QueuedConnection)

    def run(self, task: Task[T]) -> Job:
        """Do a piece of work in the background.

        Args:
            task: What, and who hears of it.

        Returns:
            The job, to cancel it.
        """
        job = self._enter(task)
        if self._closed:
            job.over = True
            return job
        self._follow(job, self._executors[task.lane].submit(_Op(task.ticket, task.op)))
        return job

    def watch(self, future: "Future[T]", task: Task[T], *, stop: Callable[[], None] | None = None) -> Job:
        """Bring the result of work that was begun elsewhere to the main thread.

        Args:
            future: Such as ``context.analysis.submit`` gives.
            task: Who hears of it; its ``op`` and ``lane`` are not used.
            stop: Called by ``Job.cancel``, such as a ``partial`` of ``context.analysis.cancel``.

        Returns:
            The job, to cancel it.
        """
        job = self._enter(task)
        if stop is not None:
            job.stop = stop
        self._follow(job, future)
        return job

    def hold(self) -> None:
        """Begin nothing on the lanes before ``release``: all of it would hold up the first picture."""
        for executor in self._executors.values():
            executor.submit(self._gate.wait)

    def release(self) -> None:
        """Begin what waits since ``hold``."""
        self._gate.set()

    def call_home(self, call: Callable[[], None], owner: QObject | None = None) -> None:
        """Call something on the main thread, from any thread.

        Args:
            call: What; called when the main thread is free, or at once on it.
            owner: As for ``Task``.
        """
        self._news.emit(_Call(call, owner))

    @property
    def running(self) -> int:
        """How many tasks are under way."""
        return len(self._jobs)

    @Slot(int)
    def stop(self, number: int) -> None:
        """Stop a job as the quiet line's Cancel does; does nothing when that can't be.

        Args:
            number: The job's, as in ``Work``.
        """
        job = self._jobs.get(number)
        if job is not None and job.task.on_stop is not None and not job.stopping:
            job.stopping = True
            job.task.on_stop()
            self._tell_running()

    def cancel_all(self, owner: QObject) -> None:
        """Cancel all that one page or presenter has asked for.

        Args:
            owner: As given in its tasks.
        """
        for job in tuple(self._jobs.values()):
            if job.task.owner is owner:
                job.cancel()

    def close(self, wait_s: float = 2.0) -> bool:
        """Take no more work, cancel what can be, and wait for the rest.

        Args:
            wait_s: How long to wait at most.

        Returns:
            Whether everything has come to an end.
        """
        self._closed = True
        self.release()
        for job in tuple(self._jobs.values()):
            if not job.task.finish:
                job.cancel()
        open_futures = [job.future for job in self._jobs.values() if job.future is not None]
        for executor in self._executors.values():
            executor.shutdown(wait=False)
        stuck = wait(open_futures, timeout=wait_s).not_done
        self._jobs.clear()
        return not stuck

    def _enter(self, task: "Task[Any]") -> Job:
        self._count += 1
        job = Job(self._count, task)
        if task.on_progress is not None or task.note is not None:
            task.ticket.listen(_Progress(self._post, job.number))
        if not self._closed:
            self._jobs[job.number] = job
            self._tell_running()
        return job

    def _follow(self, job: Job, future: "Future[Any]") -> None:
        job.future = future
        future.add_done_callback(_Done(self._post, job.number))

    def _post(self, news: object) -> None:
        if not self._closed:
            try:
                self._news.emit(news)
            except RuntimeError:  # the application is gone, and nobody is left to hear
                log.debug("news after the end")

    @Slot(object)
    def _arrived(self, news: "_News | _Call") -> None:
        if self._closed:
            return
        if isinstance(news, _Call):
            if news.owner is None or shiboken6.isValid(news.owner):
                news.call()
            return
        job = self._jobs.get(news.number)
        if job is None:
            return
        heard = not job.over
        if news.share is None:
            job.over = True
            del self._jobs[news.number]
            self._tell_running()
        elif job.task.note is not None:
            job.share = news.share
            self._tell_running()
        if heard or news.error is not None:
            self._deliver(job, news, heard=heard)

    def _deliver(self, job: Job, news: _News, *, heard: bool) -> None:
        task, error = job.task, news.error
        heard = heard and (task.owner is None or shiboken6.isValid(task.owner))
        if isinstance(error, Cancelled | CancelledError):
            return
        if error is not None and not isinstance(error, KnownError):
            self.broke.emit(error)  # a bug is told even when the page is gone
        elif not heard:
            return
        elif news.share is not None:
            if task.on_progress is not None:
                task.on_progress(news.share)
        elif isinstance(error, KnownError):
            if task.on_failure is not None:
                task.on_failure(error)
            else:
                self.failed.emit(error)
        elif task.on_success is not None:
            task.on_success(news.value)

    def _tell_running(self) -> None:
        found = (_work_of(job) for job in self._jobs.values())
        works = tuple(work for work in found if work is not None)
        if works != self._works:
            self._works = works
            self.running_changed.emit(works)


def _work_of(job: Job) -> Work | None:
    task, told = job.task, job.task.ticket.told
    if task.note is None:
        return None
    return Work(
        number=job.number,
        note=told.note or task.note,
        share=job.share,
        left_s=told.left_s,
        can_stop=task.on_stop is not None,
        stopping=job.stopping or job.over,
    )


@dataclass(frozen=True, slots=True)
class _Call:
    call: Callable[[], None]
    owner: QObject | None


@dataclass(frozen=True, slots=True)
class _Op:
    """The work of a task, or nothing when it was cancelled while it waited.

    Not the task itself: a thread that held its owner last would destroy a widget.
    """

    ticket: Ticket
    op: Callable[[], Any]

    def __call__(self) -> Any:  # noqa: ANN401 - the task's own type
        self.ticket.check()
        return self.op()


@dataclass(frozen=True, slots=True)
class _Progress:
    post: Callable[[object], None]
    number: int

    def __call__(self, share: float) -> None:
        self.post(_News(self.number, share=share))


@dataclass(frozen=True, slots=True)
class _Done:
    post: Callable[[object], None]
    number: int

    def __call__(self, future: "Future[Any]") -> None:
        if future.cancelled():
            self.post(_News(self.number, error=CancelledError()))
            return
        error = future.exception()
        self.post(_News(self.number, error=error, value=None if error else future.result()))


def _threads() -> dict[Lane, Executor]:
    return {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=lane) for lane in Lane}
