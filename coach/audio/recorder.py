"""A recording's one writer thread and its watchdog; where the blocks come from is somebody else's.

Three threads meet here, and each may do one thing:

- the source's thread (PortAudio's callback, or a fake's) calls ``feed``, which takes no lock of Python's and
  never waits;
- the writer thread owns the file and works out the level;
- the caller's thread starts, pauses, asks and stops.
"""

import logging
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio import levels
from coach.audio.ports import BlockListener, Level, Recorded
from coach.audio.wav import WavWriter
from coach.errors import DiskFullError, MicrophoneLostError, SoundFileError
from coach.units import Seconds

START_GRACE_S = 3.0
"""How long the first block may take: sound servers that slept need up to two seconds."""

STALL_S = 1.0
"""How long later blocks may take before the microphone counts as lost."""

SILENT_AFTER_S = 2.0
"""Exact zeros for this long are shown as silence: no microphone that is open gives them."""

BACKLOG_LIMIT = 2_000
"""Blocks that may wait for a slow disk, a minute at 30 ms each; what comes beyond is a dropout."""

Block = tuple[bytes, bool]
"""Interleaved int16 samples, and whether they are to be written."""

_log = logging.getLogger(__name__)


class Source(Protocol):
    """What gives the blocks."""

    def problem(self) -> str | None:
        """Id of the sentence that says why no more blocks will come; None while all is well."""
        ...

    def close(self) -> None:
        """Give no more blocks; returns within seconds even if the sound system hangs; twice is fine."""
        ...


class Recorder:
    """One recording under way; implements ``coach.audio.ports.Recording``.

    Args:
        writer: The file, owned by the writer thread from now on.
        device: Name of the microphone, for messages.
        channels: Interleaved channels in what ``feed`` gets; they are mixed to one.
        on_block: Also gets each block that is written.
        paused: Whether to begin paused.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        writer: WavWriter,
        *,
        device: str,
        channels: int = 1,
        on_block: BlockListener | None = None,
        paused: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer = writer
        self._device = device
        self._channels = channels
        self._on_block = on_block
        self._paused = paused
        self._clock = clock
        self._source: Source | None = None
        self._queue: SimpleQueue[Block | None] = SimpleQueue()
        self._first = threading.Event()
        self._last_fed_at = clock()
        self._dropouts = 0
        self._all_zero = True
        self._zero_s = 0.0
        self._level = Level(peak=0.0, rms=0.0, clipped=False)
        self._error: DiskFullError | SoundFileError | None = None
        self._discarded = False
        # A daemon, so that a program that forgets to stop can end; its part file is adopted later.
        self._thread = threading.Thread(target=self._write_all, name="recording", daemon=True)
        self._thread.start()

    # The source's side.

    def feed(self, data: bytes, *, overflowed: bool = False) -> None:
        """Take one block; called on the source's thread.

        Args:
            data: Interleaved int16 samples.
            overflowed: Whether the sound card lost samples before them.
        """
        if overflowed or self._queue.qsize() >= BACKLOG_LIMIT:
            self._dropouts += 1
        if self._queue.qsize() < BACKLOG_LIMIT:
            # The pause holds from the moment of hearing, not of writing: what waits in the queue is kept.
            self._queue.put((data, not self._paused))
        self._last_fed_at = self._clock()
        self._first.set()

    @property
    def backlog(self) -> int:
        """Blocks that wait to be written."""
        return self._queue.qsize()

    @property
    def paused(self) -> bool:
        """Whether what is heard now is left out."""
        return self._paused

    def attach(self, source: Source) -> None:
        """Tell the recording where its blocks come from.

        Args:
            source: Watched by ``check`` and closed by ``stop``.
        """
        self._source = source

    def wait_for_sound(self, limit_s: float = START_GRACE_S) -> bool:
        """Wait for the first block.

        Args:
            limit_s: How long.

        Returns:
            Whether it came.
        """
        return self._first.wait(limit_s)

    # The caller's side.

    @property
    def elapsed_s(self) -> Seconds:
        """Seconds of sound written so far."""
        return self._writer.duration_s

    def level(self) -> Level:
        """Loudness of the newest block; cheap, for a meter at 30 Hz."""
        return self._level

    def check(self) -> None:
        """Say whether the recording is alive.

        Raises:
            MicrophoneLostError: No sound has come for too long, or the microphone is gone.
            DiskFullError: The file could not be written; what was written is kept.
            SoundFileError: The file could not be written for another reason.
        """
        if self._error is not None:
            raise self._error
        problem = self._source.problem() if self._source is not None else None
        if problem is None and self._clock() - self._last_fed_at > STALL_S:
            problem = "error.audio.microphone_stalled"
        if problem is not None:
            raise MicrophoneLostError(problem, device=self._device)

    def pause(self) -> None:
        """Leave out what is heard from now on, until ``resume``; the level and the watchdog go on."""
        self._paused = True

    def resume(self) -> None:
        """Record again after ``pause``."""
        self._paused = False

    def stop(self) -> Recorded:
        """Drain, close and keep the recording; asked again, it answers the same.

        Returns:
            The finished recording; also when the device was lost, as far as it was heard.

        Raises:
            DiskFullError: The file could not be written; what was written is kept as a ``.part`` file.
            SoundFileError: The file could not be written for another reason.
        """
        self._finish()
        if self._error is not None:
            raise self._error
        return Recorded(
            path=self._writer.path,
            duration_s=self._writer.duration_s,
            rate_hz=self._writer.rate_hz,
            dropouts=self._dropouts,
            silent=self._all_zero,
        )

    def discard(self) -> None:
        """Stop and remove the file, also after ``stop``."""
        self._discarded = True
        self._finish()
        self._writer.discard()
        self._writer.path.unlink(missing_ok=True)

    def _finish(self) -> None:
        # The source first, then the sentinel: what was heard lies before it in the queue, so the end is not
        # cropped. An interrupt may come anywhere here; stopping again goes on from there.
        if self._source is not None:
            self._source.close()
        self._queue.put(None)
        self._thread.join()

    # The writer thread.

    def _write_all(self) -> None:
        while (block := self._queue.get()) is not None:
            self._take(*block)
        if self._discarded or self._error is not None:
            self._writer.leave()
            return
        try:
            self._writer.close()
        except (DiskFullError, SoundFileError) as error:
            self._error = error

    def _take(self, data: bytes, keep: bool) -> None:  # noqa: FBT001 - a block is a tuple
        frames = self._mono(data)
        samples = levels.from_int16(frames)
        zero = levels.is_all_zero(samples)
        self._zero_s = self._zero_s + len(frames) / self._writer.rate_hz if zero else 0.0
        self._level = levels.level(samples, silent=self._zero_s >= SILENT_AFTER_S)
        if not keep or self._error is not None:
            return
        self._all_zero = self._all_zero and zero
        try:
            self._writer.write(frames)
        except (DiskFullError, SoundFileError) as error:
            self._error = error
            return
        self._tell(samples)

    def _mono(self, data: bytes) -> NDArray[np.int16]:
        frames = np.frombuffer(data, dtype=np.int16)
        if self._channels == 1:
            return frames
        mixed: NDArray[np.int16] = frames.reshape(-1, self._channels).mean(axis=1).astype(np.int16)
        return mixed

    def _tell(self, samples: NDArray[np.float32]) -> None:
        if self._on_block is None:
            return
        try:
            self._on_block(samples, self._writer.rate_hz)
        except Exception:  # noqa: BLE001 - it may raise anything, and is logged with its traceback
            # A listener that fails must not cost the recording, which nobody can speak again.
            _log.exception("the listener failed and hears no more of this recording")
            self._on_block = None
