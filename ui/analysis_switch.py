"""One analysis for the pages, whichever process stands behind it: another model is another process."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol

from coach.analysis import Analysis, AnalysisConfig, Job, Priority
from coach.analysis.ports import Listens, LiveAnswer, Progress
from coach.errors import WorkerError


class ClosableAnalysis(Analysis, Listens, Protocol):
    """An analysis that can listen along and be ended."""

    def close(self) -> None:
        """Stop its work and its process."""
        ...


class AnalysisSwitch:
    """Hands jobs to a process for the configuration as it is now.

    A job that was begun is finished by the process that began it; that process leaves after its last job.

    Args:
        make: Makes the process for a configuration; it is started with its first job.
        config: The configuration to begin with.
    """

    def __init__(self, make: Callable[[AnalysisConfig], ClosableAnalysis], config: AnalysisConfig) -> None:
        self._make = make
        self._config = config
        self._lock = threading.RLock()
        self._current = make(config)
        self._owners: dict[Future[Any], ClosableAnalysis] = {}
        self._old: list[ClosableAnalysis] = []
        self._leaving: list[threading.Thread] = []
        self._closed = False

    def use(self, config: AnalysisConfig) -> None:
        """Use another configuration for what comes from now on.

        Args:
            config: Such as with another model.
        """
        with self._lock:
            if config == self._config or self._closed:
                return
            self._config = config
            self._old.append(self._current)
            self._current = self._make(config)
            self._let_go_of_idle()

    def submit(
        self, job: Job, *, priority: Priority = Priority.SCORE, on_progress: Progress | None = None
    ) -> "Future[Any]":
        """Queue a job.

        Args:
            job: What to do.
            priority: Which goes first.
            on_progress: Told the share that is done, on another thread.

        Returns:
            The result to come.

        Raises:
            WorkerError: The analysis has been closed.
        """
        with self._lock:
            if self._closed:
                raise WorkerError("error.worker.closed")
            current = self._current
            submit: Callable[..., Future[Any]] = current.submit  # whose kinds of job are told apart by type
            future = submit(job, priority=priority, on_progress=on_progress)
            self._owners[future] = current
        future.add_done_callback(self._done)
        return future

    def listen(self) -> LiveAnswer | None:
        """Begin to transcribe an answer while it is spoken, in the process as it is now.

        Should the model be changed before the answer is over, it is transcribed from its file.

        Returns:
            What takes its sound; None when answers are transcribed from their files.
        """
        with self._lock:
            return None if self._closed else self._current.listen()

    def cancel(self, future: "Future[object]") -> None:
        """Stop a job that waits or runs.

        Args:
            future: What ``submit`` gave.
        """
        with self._lock:
            owner = self._owners.get(future)
        if owner is not None:
            owner.cancel(future)

    def give_up(self, future: "Future[Any]") -> bool:
        """Stop a job that can't be stopped half-way, by ending its process; the next job begins another.

        Args:
            future: What ``submit`` gave.

        Returns:
            Whether it was stopped; not so where other work waits in the same process.
        """
        with self._lock:
            owner = self._owners.get(future)
            theirs = [one for one, process in self._owners.items() if process is owner]
            if owner is not self._current or len(theirs) > 1 or self._closed:
                return False
            self._current = self._make(self._config)
        self._leave(owner)
        return True

    def close(self) -> None:
        """Stop all work; what was not finished is told so."""
        with self._lock:
            self._closed = True
            ending = [self._current, *self._old]
            self._old.clear()
            leaving = tuple(self._leaving)
        for analysis in ending:
            analysis.close()
        for thread in leaving:
            thread.join()

    def _done(self, future: "Future[Any]") -> None:
        with self._lock:
            self._owners.pop(future, None)
            if not self._closed:
                self._let_go_of_idle()

    def _let_go_of_idle(self) -> None:
        busy = set(map(id, self._owners.values()))
        for analysis in tuple(self._old):
            if id(analysis) not in busy:
                self._old.remove(analysis)
                self._leave(analysis)

    def _leave(self, analysis: ClosableAnalysis) -> None:
        # Elsewhere: the process may take a second to leave, and this may be its own thread.
        thread = threading.Thread(target=analysis.close, name="analysis-leaving")
        with self._lock:
            self._leaving.append(thread)
        thread.start()
