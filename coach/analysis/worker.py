"""The child process: takes one job at a time from its connection and answers it.

It imports neither Qt nor sounddevice, and nothing heavy before the first job needs it.
"""

import logging
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from coach.analysis.jobs import (
    AnalysisConfig,
    Job,
    JudgeJob,
    ReadQuestionJob,
    ScoreJob,
    TranscribeJob,
    WarmJob,
)
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
        case TranscribeJob():
            return services.transcribe(job.path, on_progress, should_stop)
        case ScoreJob():
            return services.score(job.request)
        case JudgeJob():
            return services.judge(job.text)
        case ReadQuestionJob():
            return services.read_question(job.text)


class _Mailbox:
    """The connection as the loop sees it: orders that came while a job ran are kept for later."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: deque[Order] = deque()
        self._stopped: set[int] = set()

    def next_order(self) -> Order:
        while not self._waiting:
            self._receive()
        return self._waiting.popleft()

    def is_stopped(self, number: int) -> bool:
        while self._connection.poll():
            self._receive()
        return number in self._stopped

    def send(self, item: Advance | Result | Failure) -> None:
        self._connection.send(item)

    def _receive(self) -> None:
        item = self._connection.recv()
        if isinstance(item, StopOrder):
            self._stopped.add(item.number)
        else:
            self._waiting.append(item)


def run(
    connection: Connection, make_services: Callable[[AnalysisConfig], Services], config: AnalysisConfig
) -> None:
    """Serve jobs until the parent closes its end.

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
        while True:
            _serve(mailbox, services, mailbox.next_order())
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent has gone


def _serve(mailbox: _Mailbox, services: Services, order: Order) -> None:
    number = order.number
    try:
        if mailbox.is_stopped(number):
            raise Cancelled  # noqa: TRY301 - the same way out as when it is stopped half-way
        value = perform(
            services,
            order.job,
            lambda share: mailbox.send(Advance(number, share)),
            lambda: mailbox.is_stopped(number),
        )
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
