"""One thread for everything that is asked of a sound library that may hang.

PortAudio is not made to be called from several threads, and a call into a sound server that is frozen never
returns: a program that calls it directly can't even stop a recording any more.
"""

import atexit
import contextlib
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from queue import SimpleQueue
from typing import Any, TypeVar

from coach.audio.device_list import Kind, Listed, list_devices

T = TypeVar("T")

CALL_LIMIT_S = 5.0
"""How long an open may take; a Bluetooth headset that changes its profile needs up to three seconds."""

CLOSE_LIMIT_S = 1.5
"""How long a stop may wait for a sound server that hangs."""


class HangsError(Exception):
    """The sound system does not answer; never leaves this package."""


class RefusedError(Exception):
    """PortAudio said no; never leaves this package."""


class CallThread:
    """Runs calls one after the other on one daemon thread and gives up waiting for one that hangs."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._overdue: Callable[[], bool] | None = None
        self._started = False

    def call(
        self,
        work: Callable[[], T],
        *,
        limit_s: float = CALL_LIMIT_S,
        when_late: Callable[[T], None] | None = None,
    ) -> T:
        """Run something on the thread and wait for it.

        Args:
            work: What to run.
            limit_s: How long to wait.
            when_late: Gets, on the thread, what ``work`` returned after nobody waited any more.

        Returns:
            What ``work`` returned.

        Raises:
            HangsError: It took too long, or an earlier call still hangs.
        """
        if self.hangs:
            raise HangsError
        future: Future[T] = Future()
        settle = threading.Lock()
        given_up = False

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001 - it is raised where the call was made
                future.set_exception(error)
                return
            with settle:
                future.set_result(result)
                late = given_up
            if late and when_late is not None:
                when_late(result)

        self.post(job)
        try:
            return future.result(limit_s)
        except BaseException as error:
            with settle:
                if future.done() and isinstance(error, FutureTimeoutError):
                    return future.result()  # it came just now
                given_up = True
            if isinstance(error, FutureTimeoutError):
                if not future.cancel():
                    self._overdue = future.done
                raise HangsError from error
            if future.done() and future.exception() is None and when_late is not None:
                done = future.result()
                self.post(lambda: when_late(done))  # an interrupt between its end and ours
            raise

    @property
    def hangs(self) -> bool:
        """Whether a call that was given up still hangs."""
        return self._overdue is not None and not self._overdue()

    def post(self, work: Callable[[], None]) -> None:
        """Run something on the thread without waiting; safe from an audio callback.

        Args:
            work: What to run; it must not raise.
        """
        self._jobs.put(work)
        if not self._started:
            self._started = True
            threading.Thread(target=self._run, name="sound system", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._jobs.get()()


class SoundSystem:
    """PortAudio, asked on one thread; shared by a program's input and output.

    PortAudio lists devices once, at its start, so it is started anew before each use while no stream is open.

    Args:
        load: Imports sounddevice and returns it; called on the thread, before the first use.
    """

    def __init__(self, load: Callable[[], Any]) -> None:
        self._load = load
        self._thread = CallThread()
        self._library: Any = None
        self._open_streams = 0  # touched on the thread only

    def call(
        self,
        work: Callable[[Any], T],
        *,
        limit_s: float = CALL_LIMIT_S,
        when_late: Callable[[T], None] | None = None,
    ) -> T:
        """Ask PortAudio for something.

        Args:
            work: Gets the sounddevice module.
            limit_s: How long to wait.
            when_late: Cleans up what ``work`` returned after nobody waited any more.

        Returns:
            What ``work`` returned.

        Raises:
            PortAudioMissingError: The system library is not installed.
            HangsError: The sound system does not answer.
        """

        def guarded() -> T:
            library = self._loaded()
            try:
                return work(library)
            except library.PortValueError as error:
                raise RefusedError(str(error)) from error

        try:
            return self._thread.call(guarded, limit_s=limit_s, when_late=when_late)
        except HangsError:
            if self._library is not None:
                # Its exit handler would wait for the same sound server, and the program could not end.
                atexit.unregister(self._library._exit_handler)  # noqa: SLF001 - there is no public way
            raise

    def devices(self, kind: Kind) -> tuple[Listed, ...]:
        """Devices that are there now.

        Args:
            kind: "input" or "output".

        Returns:
            The default first.

        Raises:
            PortAudioMissingError: The system library is not installed.
            HangsError: The sound system does not answer.
        """

        def work(library: Any) -> tuple[Listed, ...]:  # noqa: ANN401 - sounddevice is not typed
            if self._open_streams == 0:
                library._terminate()  # noqa: SLF001 - the way that its maintainer names (issue 125)
                library._initialize()  # noqa: SLF001 - as above
            default = library.default.device[0 if kind == "input" else 1]
            return list_devices(
                library.query_devices(), library.query_hostapis(), default, kind, sys.platform
            )

        return self.call(work)

    def open(self, make: Callable[[Any], Any], *, abort: bool) -> "Stream":
        """Open a stream and start it.

        Args:
            make: Gets the sounddevice module and returns its stream, not started.
            abort: Whether its close drops what PortAudio still holds.

        Returns:
            The running stream.

        Raises:
            PortAudioMissingError: The system library is not installed.
            HangsError: The sound system does not answer.
        """

        def work(library: Any) -> "Stream":  # noqa: ANN401 - sounddevice is not typed
            made = make(library)
            self._open_streams += 1
            stream = Stream(self, made, abort=abort)
            try:
                made.start()
            except BaseException:
                stream.close_on_thread()
                raise
            return stream

        return self.call(work, when_late=Stream.close_on_thread)

    def post(self, work: Callable[[], None]) -> None:
        """Have something done on the thread without waiting.

        Args:
            work: What to do; it must not raise.
        """
        self._thread.post(work)

    def stream_closed(self) -> None:
        """Count a stream as closed; called on the thread."""
        self._open_streams -= 1

    def _loaded(self) -> Any:  # noqa: ANN401 - sounddevice is not typed
        if self._library is None:
            self._library = self._load()
        return self._library


class Stream:
    """An open PortAudio stream.

    Args:
        system: Where it was opened.
        stream: sounddevice's stream.
        abort: Whether its close drops what PortAudio still holds.
    """

    def __init__(self, system: SoundSystem, stream: Any, *, abort: bool) -> None:  # noqa: ANN401
        self._system = system
        self._stream = stream
        self._abort = abort
        self._closed = False

    def close(self) -> None:
        """Stop and close; returns within seconds even when the sound system hangs."""
        # What is refused or hangs is closed when the sound system answers again, or ends with the program.
        with contextlib.suppress(HangsError, RefusedError):
            self._system.call(lambda _: self.close_on_thread(), limit_s=CLOSE_LIMIT_S)

    def close_on_thread(self) -> None:
        """Stop and close, on the sound system's thread; twice does no harm."""
        if self._closed:
            return
        self._closed = True
        # sounddevice ignores errors in these two: whatever is wrong with a stream, this is its end.
        (self._stream.abort if self._abort else self._stream.stop)()
        self._stream.close()
        self._system.stream_closed()
