"""Live transcription on both sides of the pipe: the hand-over in the parent, the sessions in the child.

The recorder's thread only puts a block into a list; the thread that owns the connection sends it on.
Whatever goes wrong here costs the live path alone: the answer is transcribed from its file then.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.analysis.jobs import FinishLiveJob, TranscribeJob
from coach.analysis.ports import LiveListener, Progress, Services
from coach.errors import KnownError
from coach.model.transcript import Caption, Transcript

if TYPE_CHECKING:  # else whoever only names the type waits for numpy to load
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

BACKLOG_S = 20.0
"""Sound that may wait for the connection; beyond it the analysis is too far behind to be live."""
LONGEST_BLOCK_S = 1.0
"""A longer block comes from no microphone but from a file, which is there to be read as a whole."""
PARCEL_S = 0.1
"""Sound that is sent at a time, so that listening costs little."""
MOST_SESSIONS = 3
"""Answers under way at once in the child: one is finished while the next one begins, and one to spare."""


@dataclass(frozen=True, slots=True, eq=False)
class SoundOrder:
    """To the child: the next sound of a session, which begins with its first one."""

    session: int
    samples: NDArray[np.float32]
    rate_hz: int


@dataclass(frozen=True, slots=True)
class ForgetOrder:
    """To the child: a session is over without a transcript."""

    session: int


LiveOrder = SoundOrder | ForgetOrder


@dataclass(frozen=True, slots=True)
class Understood:
    """To the parent: what was understood of a session so far."""

    session: int
    caption: Caption


SubmitFinish = Callable[[FinishLiveJob | TranscribeJob, Progress | None], "Future[Transcript]"]


class LiveSession:
    """One answer that is transcribed while it is spoken; the parent's side.

    ``hear`` may be called on any one thread, the rest on any other.

    Args:
        number: Of the session, unique in its process.
        wake: Tells the thread that owns the connection that there is something to send.
        submit: Queues the job that finishes it.
    """

    def __init__(self, number: int, wake: Callable[[], None], submit: SubmitFinish) -> None:
        self._number = number
        self._wake = wake
        self._submit = submit
        self._lock = threading.Lock()
        self._blocks: list[NDArray[np.float32]] = []
        self._rate_hz = 0
        self._waiting_s = 0.0
        self._woken = False
        self._lost = False
        self._caption = Caption()

    @property
    def caption(self) -> Caption:
        """What was understood so far; empty once the answer is left to its file."""
        return self._caption

    @property
    def number(self) -> int:
        """Of the session, unique in its process."""
        return self._number

    @property
    def lost(self) -> bool:
        """Whether the answer has to be transcribed from its file."""
        return self._lost

    def hear(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Take a block; returns at once.

        Args:
            samples: Shape ``(frames,)``, float32 mono; not changed afterwards.
            rate_hz: Frames a second.
        """
        length_s = len(samples) / rate_hz
        with self._lock:
            if self._lost:
                return
            other_rate = self._rate_hz not in (0, rate_hz)
            if other_rate or length_s > LONGEST_BLOCK_S or self._waiting_s + length_s > BACKLOG_S:
                self._lose()
            else:
                self._rate_hz = rate_hz
                self._blocks.append(samples)
                self._waiting_s += length_s
            wake = not self._woken and (self._lost or self._waiting_s >= PARCEL_S)
            self._woken = self._woken or wake
        if wake:
            self._wake()

    def finish(self, path: Path, on_progress: Progress | None = None) -> Future[Transcript]:
        """Say that all was heard.

        Args:
            path: The file that the sound is kept in, from which it is transcribed if it was not heard live.
            on_progress: Told the share that is done.

        Returns:
            The transcript to come.

        Raises:
            WorkerError: The analysis has been closed.
        """
        job = TranscribeJob(path) if self._lost else FinishLiveJob(self._number, path)
        return self._submit(job, on_progress)

    def cancel(self) -> None:
        """Forget the answer: it was dropped, or begun anew."""
        self.lose()
        self._wake()

    def lose(self) -> None:
        """Hear no more: the answer will be transcribed from its file."""
        with self._lock:
            self._lose()

    def _lose(self) -> None:
        self._lost = True
        self._caption = Caption()
        self._blocks = []
        self._waiting_s = 0.0

    # On the thread that owns the connection.

    def understand(self, caption: Caption) -> None:
        """Note what was understood.

        Args:
            caption: So far.
        """
        with self._lock:
            if not self._lost:
                self._caption = caption

    def take(self) -> LiveOrder | None:
        """What is to be sent now.

        Returns:
            All that waits, as one; None when nothing does.
        """
        with self._lock:
            self._woken = False
            if self._lost:
                return ForgetOrder(self._number)
            blocks, self._blocks = self._blocks, []
            self._waiting_s = 0.0
        import numpy as np  # noqa: PLC0415 - loading it would hold up the first picture

        return SoundOrder(self._number, np.concatenate(blocks), self._rate_hz) if blocks else None


class LiveDesk:
    """The sessions in the child; not for several threads at once.

    Args:
        services: What listens.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._listeners: dict[int, LiveListener] = {}
        self._heard_at: dict[int, float] = {}
        self._told: dict[int, Caption] = {}
        self._given_up: set[int] = set()

    def take(self, order: LiveOrder, arrived_at: float) -> None:
        """Take what came for a session.

        Args:
            order: Sound, or that the session is over.
            arrived_at: When it came, on the monotonic clock.
        """
        number = order.session
        if isinstance(order, ForgetOrder):
            self._give_up(number)
        elif number not in self._given_up:
            if number not in self._listeners:
                if len(self._listeners) >= MOST_SESSIONS:
                    self._give_up(min(self._listeners))
                self._listeners[number] = self._services.listen()
            self._heard_at[number] = arrived_at
            self._try(number, lambda: self._listeners[number].hear(order.samples, order.rate_hz))

    def work(self) -> bool:
        """Transcribe one stretch that is finished, of the oldest session that has one.

        Returns:
            Whether there was one.
        """
        return any(self._try(number, self._listeners[number].work) for number in sorted(self._listeners))

    def look_ahead(self) -> bool:
        """Transcribe the newest session's open stretch if it is in a pause.

        Returns:
            Whether there was something to do.
        """
        newest = max(self._listeners, default=None)
        return newest is not None and self._try(newest, self._listeners[newest].look_ahead)

    def news(self) -> tuple[Understood, ...]:
        """What was understood since this was last asked.

        Returns:
            One for each session of which there is more.
        """
        found: list[Understood] = []
        for number, listener in self._listeners.items():
            caption = listener.caption
            if caption != self._told.get(number, Caption()):
                self._told[number] = caption
                found.append(Understood(number, caption))
        return tuple(found)

    def finish(self, number: int, frames: int, file: str) -> Transcript | None:
        """Finish a session.

        Args:
            number: Which.
            frames: Of the file, at its own rate: all of them must have been heard.
            file: The file's name.

        Returns:
            The transcript; None when the file has to be transcribed.
        """
        listener = self._listeners.get(number)
        if listener is None or listener.frames_heard != frames:
            self._give_up(number)
            return None
        found: list[Transcript] = []
        self._try(number, lambda: found.append(listener.finish(file)))
        arrived_at = self._heard_at.get(number, 0.0)
        self._give_up(number)
        if not found:
            return None
        (transcript,) = found
        if transcript.timing is None:
            return transcript
        timing = replace(transcript.timing, after_end_s=time.monotonic() - arrived_at)
        return replace(transcript, timing=timing)

    def _try(self, number: int, step: Callable[[], bool | None]) -> bool:
        """Do a step of a session; one that fails loses the session only."""
        try:
            return bool(step())
        except KnownError as error:
            log.info("live session %d is given up: %s", number, error.message.id)
        except Exception as error:  # noqa: BLE001 - the file is still there, and is transcribed instead
            # The log names the kind only: an error's own text may hold what was said.
            log.error("live session %d failed with %s", number, type(error).__name__)  # noqa: TRY400
        self._give_up(number)
        return False

    def _give_up(self, number: int) -> None:
        self._given_up.add(number)
        self._listeners.pop(number, None)
        self._heard_at.pop(number, None)
        self._told.pop(number, None)
