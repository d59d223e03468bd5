"""The parent's side of the analysis: a queue by priority, and the one child that works on it."""

import heapq
import itertools
import logging
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any

from coach.analysis.jobs import AnalysisConfig, FinishLiveJob, Job, Priority, TranscribeJob
from coach.analysis.live import ForgetOrder, LiveSession, Understood
from coach.analysis.ports import Progress, Services
from coach.analysis.worker import Advance, Failure, Order, Result, StopOrder, perform, run
from coach.errors import Cancelled, KnownError, WorkerError
from coach.model.transcript import Transcript

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 2
"""A job whose process dies is tried once more; twice is no accident."""

STOP_GRACE_S = 1.0
"""How long the child may take to leave before it is killed."""


@dataclass(order=True, slots=True)
class _Entry:
    priority: int
    number: int
    job: Job = field(compare=False)
    future: "Future[Any]" = field(compare=False)
    on_progress: Progress | None = field(compare=False)
    attempts: int = field(default=0, compare=False)


class InlineAnalysis:
    """Does each job at once, in the caller's own process; for single commands and tests.

    Args:
        services: What does the work.
    """

    def __init__(self, services: Services) -> None:
        self._services = services

    def submit(
        self,
        job: Job,
        *,
        priority: Priority = Priority.SCORE,  # noqa: ARG002 - the port's argument; there is no queue here
        on_progress: Progress | None = None,
    ) -> "Future[Any]":
        """Do a job now.

        Args:
            job: What to do.
            priority: Unused.
            on_progress: Told the share that is done.

        Returns:
            A future that is done.
        """
        future: Future[Any] = Future()
        try:
            future.set_result(perform(self._services, job, on_progress or _ignore, _never))
        except (KnownError, Cancelled) as error:
            future.set_exception(error)
        return future

    def cancel(self, future: "Future[object]") -> None:
        """Do nothing, since every job is done already.

        Args:
            future: What ``submit`` gave.
        """

    def close(self) -> None:
        """Do nothing, since nothing runs."""


def _ignore(_share: float) -> None:
    return


def _never() -> bool:
    return False


class AnalysisProcess:
    """One child process with the models loaded, and the queue in front of it.

    The child is started with the first job.
    One thread owns the connection: it hands out jobs and takes in results.

    Args:
        make_services: A module-level function that builds what does the work, called in the child.
        config: Handed to it.
    """

    def __init__(self, make_services: Callable[[AnalysisConfig], Services], config: AnalysisConfig) -> None:
        self._make_services = make_services
        self._config = config
        self._lock = threading.Lock()
        self._queue: list[_Entry] = []
        self._numbers = itertools.count()
        self._running: dict[int, _Entry] = {}
        self._stop_asked: set[int] = set()
        self._sessions: dict[int, LiveSession] = {}
        self._closing = False
        self._wake_reader, self._wake_writer = Pipe(duplex=False)
        self._thread: threading.Thread | None = None
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def submit(
        self, job: Job, *, priority: Priority = Priority.SCORE, on_progress: Progress | None = None
    ) -> "Future[Any]":
        """Queue a job.

        Args:
            job: What to do.
            priority: Which goes first.
            on_progress: Told the share that is done, on this object's own thread.

        Returns:
            The result to come.

        Raises:
            WorkerError: The analysis has been closed.
        """
        with self._lock:
            if self._closing:
                raise WorkerError("error.worker.closed")
            future: Future[Any] = Future()
            heapq.heappush(self._queue, _Entry(priority, next(self._numbers), job, future, on_progress))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="analysis", daemon=True)
                self._thread.start()
        self._wake()
        return future

    def listen(self) -> LiveSession | None:
        """Begin to transcribe an answer while it is spoken.

        Returns:
            What takes its sound; None when answers are to be transcribed from their files.
        """
        with self._lock:
            if self._closing or not self._config.live:
                return None
            session = LiveSession(next(self._numbers), self._wake, self._submit_finish)
            self._sessions[session.number] = session
        return session

    def _submit_finish(
        self, job: FinishLiveJob | TranscribeJob, on_progress: Progress | None
    ) -> "Future[Transcript]":
        return self.submit(job, priority=Priority.SPOKEN, on_progress=on_progress)

    def cancel(self, future: "Future[object]") -> None:
        """Stop a job that waits or runs.

        Args:
            future: What ``submit`` gave.
        """
        if future.cancel():
            return
        with self._lock:
            self._stop_asked.update(
                number for number, entry in self._running.items() if entry.future is future
            )
        self._wake()

    def close(self) -> None:
        """Stop the work and the child; jobs that wait are cancelled, a running one is stopped."""
        with self._lock:
            self._closing = True
            thread = self._thread
        self._wake()
        if thread is not None:
            thread.join()
        self._wake_reader.close()
        self._wake_writer.close()

    def _wake(self) -> None:
        try:
            self._wake_writer.send_bytes(b"1")
        except OSError:
            log.debug("woken after close")

    # Everything below runs on the one thread that owns the connection.

    def _run(self) -> None:
        while True:
            with self._lock:
                if self._closing:
                    break
            self._pass_on_sound()
            self._hand_out()
            self._wait()
        self._shut_down()

    def _hand_out(self) -> None:
        """Give the child what is next: a job when it is idle, a more urgent one while it reads a file."""
        while True:
            with self._lock:
                if not self._queue or not self._gives_way_to(self._queue[0]):
                    return
                entry = heapq.heappop(self._queue)
            if entry.attempts or entry.future.set_running_or_notify_cancel():
                self._hand(entry)

    def _gives_way_to(self, entry: _Entry) -> bool:
        if not self._running:
            return True
        latest = self._running[next(reversed(self._running))]
        return isinstance(latest.job, TranscribeJob) and entry.priority < latest.priority

    def _hand(self, entry: _Entry) -> None:
        entry.attempts += 1
        with self._lock:
            self._running[entry.number] = entry
        # A session's last sound goes before the job that finishes it.
        self._pass_on_sound()
        if isinstance(entry.job, FinishLiveJob):
            with self._lock:
                self._sessions.pop(entry.job.session, None)
        try:
            self._started().send(Order(entry.number, entry.job))
        except (OSError, EOFError):
            self._child_died()

    def _pass_on_sound(self) -> None:
        with self._lock:
            sessions = tuple(self._sessions.values())
        for session in sessions:
            order = session.take()
            if isinstance(order, ForgetOrder):
                with self._lock:
                    self._sessions.pop(session.number, None)
            if order is None or (self._connection is None and isinstance(order, ForgetOrder)):
                continue
            try:
                self._started().send(order)
            except (OSError, EOFError):
                session.lose()  # the sentinel will tell

    def _wait(self) -> None:
        sources: list[Any] = [self._wake_reader]
        if self._connection is not None and self._process is not None:
            sources += [self._connection, self._process.sentinel]
        ready = wait(sources)
        if self._wake_reader in ready:
            self._wake_reader.recv_bytes()
            self._pass_on_stops()
        if self._connection in ready:
            self._receive()
        elif self._process is not None and self._process.sentinel in ready:
            self._child_died()

    def _pass_on_stops(self) -> None:
        with self._lock:
            numbers, self._stop_asked = self._stop_asked, set()
        if self._connection is None:
            return
        for number in numbers:
            try:
                self._connection.send(StopOrder(number))
            except OSError:
                return  # the sentinel will tell

    def _receive(self) -> None:
        if self._connection is None:
            return
        try:
            item = self._connection.recv()
        except (EOFError, OSError):
            self._child_died()
            return
        if isinstance(item, Understood):
            with self._lock:
                session = self._sessions.get(item.session)
            if session is not None:
                session.understand(item.caption)
            return
        entry = self._running.get(item.number)
        if entry is None:
            return
        match item:
            case Advance():
                if entry.on_progress is not None:
                    entry.on_progress(item.share)
            case Result():
                self._finish(entry)
                entry.future.set_result(item.value)
            case Failure():
                self._finish(entry)
                entry.future.set_exception(item.error)

    def _finish(self, entry: _Entry) -> None:
        with self._lock:
            self._stop_asked.discard(entry.number)
            self._running.pop(entry.number, None)

    def _started(self) -> Connection:
        if self._connection is None:
            here, there = Pipe(duplex=True)
            process = multiprocessing.get_context("spawn").Process(
                target=run, args=(there, self._make_services, self._config), name="analysis", daemon=True
            )
            process.start()
            there.close()
            self._process, self._connection = process, here
        return self._connection

    def _child_died(self) -> None:
        exit_code = self._reap()
        with self._lock:
            sessions, self._sessions = self._sessions, {}
        for session in sessions.values():
            session.lose()
        for entry in tuple(self._running.values()):
            self._finish(entry)
            if entry.attempts < MAX_ATTEMPTS:
                log.info("analysis process left with %s; job %d is tried again", exit_code, entry.number)
                with self._lock:
                    heapq.heappush(self._queue, entry)
            else:
                entry.future.set_exception(WorkerError("error.worker.died"))

    def _reap(self) -> int | None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if process is None:
            return None
        process.join(STOP_GRACE_S)
        if process.is_alive():
            process.kill()
            process.join()
        code = process.exitcode
        process.close()
        return code

    def _shut_down(self) -> None:
        with self._lock:
            waiting, self._queue = self._queue, []
        running = tuple(self._running.values())
        if self._connection is not None and running and self._process is not None:
            self._process.kill()  # a native call can't be interrupted, and its job is kept in the library
        self._reap()
        for other in waiting:
            if other.attempts:
                other.future.set_exception(CancelledError())
            else:
                other.future.cancel()
                other.future.set_running_or_notify_cancel()
        for entry in running:
            self._finish(entry)
            entry.future.set_exception(Cancelled())
