"""The child process: takes one job at a time from its connection and answers it.

It imports neither Qt nor sounddevice, and nothing heavy before the first job needs it.
"""

import logging
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from coach.analysis.jobs import (
    AnalysisConfig,
    FinishLiveJob,
    Job,
    JudgeJob,
    LikenessJob,
    ReadQuestionJob,
    ScoreJob,
    TranscribeJob,
    WarmJob,
)
from coach.analysis.live import ForgetOrder, LiveDesk, LiveOrder, SoundOrder, Understood
from coach.analysis.ports import Progress, Services, Stop
from coach.errors import BugError, Cancelled, KnownError

log = logging.getLogger(__name__)

NICENESS = 5
"""Below the window and the recorder: recording always wins over transcription."""


@dataclass(frozen=True, slots=True)
class Order:
    """From the parent: do this job."""

    number: int
    job: Job


@dataclass(frozen=True, slots=True)
class StopOrder:
    """From the parent: stop this job if it is still running."""

    number: int


@dataclass(frozen=True, slots=True)
class Advance:
    """To the parent: this share of the job is done."""

    number: int
    share: float


@dataclass(frozen=True, slots=True)
class Result:
    """To the parent: the job is done."""

    number: int
    value: Any


@dataclass(frozen=True, slots=True)
class Failure:
    """To the parent: the job failed; ``error`` is what its future raises."""

    number: int
    error: BaseException


def perform(services: Services, job: Job, on_progress: Progress, should_stop: Stop) -> Any:  # noqa: ANN401
    """Do one job.

    Args:
        services: What does the work.
        job: What to do.
        on_progress: Told the share that is done.
        should_stop: Asked between pieces.

    Returns:
        What the job's documentation says.
    """
    match job:
        case WarmJob():
            return services.warm(speech=job.speech, scoring=job.scoring)
        case TranscribeJob() | FinishLiveJob():
            return services.transcribe(job.path, on_progress, should_stop)
        case ScoreJob():
            return services.score(job.request)
        case JudgeJob():
            return services.judge(job.text)
        case ReadQuestionJob():
            return services.read_question(job.text)
        case LikenessJob():
            return services.likeness(job.left, job.right)


class _Mailbox:
    """The connection as the loop sees it.

    A thread of its own empties the connection at all times, so that the parent never waits to send.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._news = threading.Condition()
        self._orders: deque[Order] = deque()
        self._live: deque[tuple[LiveOrder, float]] = deque()
        self._stopped: set[int] = set()
        self._over = False
        threading.Thread(target=self._read, name="mailbox", daemon=True).start()

    def wait(self) -> None:
        """Return when there is something to do; raises EOFError when the parent has gone."""
        with self._news:
            self._news.wait_for(lambda: self._orders or self._live or self._over)
            if self._over:
                raise EOFError

    def next_order(self) -> Order | None:
        with self._news:
            return self._orders.popleft() if self._orders else None

    def live_orders(self) -> list[tuple[LiveOrder, float]]:
        with self._news:
            orders = list(self._live)
            self._live.clear()
        return orders

    def is_stopped(self, number: int) -> bool:
        with self._news:
            if self._over:
                raise EOFError
            return number in self._stopped

    def send(self, item: Advance | Result | Failure | Understood) -> None:
        self._connection.send(item)

    def _read(self) -> None:
        try:
            while True:
                self._sort(self._connection.recv())
        except (EOFError, OSError):
            with self._news:
                self._over = True
                self._news.notify()

    def _sort(self, item: Order | StopOrder | LiveOrder) -> None:
        with self._news:
            match item:
                case StopOrder():
                    self._stopped.add(item.number)
                case SoundOrder() | ForgetOrder():
                    self._live.append((item, time.monotonic()))
                case Order():
                    self._orders.append(item)
            self._news.notify()


def run(
    connection: Connection, make_services: Callable[[AnalysisConfig], Services], config: AnalysisConfig
) -> None:
    """Serve jobs and live sessions until the parent closes its end.

    Args:
        connection: The child's end of a two-way pipe.
        make_services: Builds what does the work; a module-level function, since it crosses processes by name.
        config: Handed to ``make_services``.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    os.environ["HF_HUB_OFFLINE"] = "1"
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    mailbox = _Mailbox(connection)
    try:
        services = make_services(config)
        worker = _Worker(mailbox, services)
        while True:
            worker.step()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has gone


class _Worker:
    """Does one thing after the other: a finished stretch of speech, a job, in idle moments a look ahead.

    A stretch takes about a third of the time that it was spoken in, so that jobs get their turn between two.
    """

    def __init__(self, mailbox: _Mailbox, services: Services) -> None:
        self._mailbox = mailbox
        self._services = services
        self._live = LiveDesk(services)

    def step(self) -> None:
        """Do the next thing, or wait for one."""
        worked = self._hear_and_work()
        order = self._mailbox.next_order()
        if order is not None:
            self._serve(order)
        elif not worked and not self._live.look_ahead():
            self._mailbox.wait()
        self._tell()

    def _hear_and_work(self) -> bool:
        for order, arrived_at in self._mailbox.live_orders():
            self._live.take(order, arrived_at)
        return self._live.work()

    def _tell(self) -> None:
        for understood in self._live.news():
            self._mailbox.send(understood)

    def _serve(self, order: Order) -> None:
        number, mailbox = order.number, self._mailbox
        try:
            if mailbox.is_stopped(number):
                raise Cancelled  # noqa: TRY301 - the same way out as when it is stopped half-way
            value = self._do(order)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except (KnownError, Cancelled) as error:
            mailbox.send(Failure(number, error))
        except Exception as error:  # noqa: BLE001 - a bug in one job must not take the models with it
            # The log names the kind only: an error's own text may hold what was said.
            log.error("job %d failed with %s", number, type(error).__name__)  # noqa: TRY400
            mailbox.send(Failure(number, BugError("".join(traceback.format_exception(error)))))
        else:
            mailbox.send(Result(number, value))

    def _do(self, order: Order) -> Any:  # noqa: ANN401 - what the job gives
        job, number = order.job, order.number
        if isinstance(job, FinishLiveJob):
            from coach.audio.files import read_sound  # noqa: PLC0415 - the scorer's side needs no sound

            # All sound of the session came before the job did.
            self._hear_and_work()
            frames = len(read_sound(job.path).samples)
            found = self._live.finish(job.session, frames, job.path.name)
            if found is not None:
                return found
            log.info("live session %d is transcribed from its file", job.session)
        return perform(
            self._services,
            job,
            lambda share: self._mailbox.send(Advance(number, share)),
            lambda: self._gives_way_or_stops(number),
        )

    def _gives_way_or_stops(self, number: int) -> bool:
        """Between two pieces of a file, the answer that is being spoken goes first, and jobs more urgent.

        The parent sends only such jobs while another one is under way.
        """
        self._hear_and_work()
        self._tell()
        urgent = self._mailbox.next_order()
        if urgent is not None:
            self._serve(urgent)
        return self._mailbox.is_stopped(number)
