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
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from coach.audio import levels
from coach.audio.clocks import asleep_s
from coach.audio.ports import SLEPT, BlockListener, Level, Recorded
from coach.audio.wav import WavWriter
from coach.errors import DiskFullError, MicrophoneLostError, NoMicrophoneError, SoundFileError
from coach.units import Hertz, Seconds

START_GRACE_S = 3.0
"""How long the first block may take: sound servers that slept need up to two seconds."""

STALL_S = 1.0
"""How long later blocks may take before the microphone counts as lost."""

SILENT_AFTER_S = 2.0
"""Exact zeros for this long are shown as silence: few microphones that are open give them."""

SILENT_IN_SPEECH_AFTER_S = 15.0
"""The same once something was heard: headsets that cut noise give zeros while somebody thinks."""

BACKLOG_LIMIT = 2_000
"""Blocks that may wait for a slow disk, a minute at 30 ms each; what comes beyond is a dropout."""

SLEEP_S = 2.0
"""Time that passed while this program's own clock stood still, from which on the computer slept."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Inlet:
    """Where one microphone's blocks come in; one that was replaced is not heard any more.

    Args:
        rate_hz: Frames a second.
        channels: Interleaved channels; they are mixed to one.
    """

    rate_hz: Hertz
    channels: int


Block = tuple[bytes, bool, Inlet]
"""Interleaved int16 samples, whether they are to be written, and whence they come."""


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
        asleep: Seconds that the computer has slept, from any beginning.
        reopen: Opens a microphone by its name (None for the default), attaches it and waits for its sound;
            None where there is nothing to go on with.
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
        asleep: Callable[[], float] = asleep_s,
        reopen: "Callable[[Recorder, str | None], None] | None" = None,
    ) -> None:
        self._writer = writer
        self._device = device
        self._inlet = Inlet(writer.rate_hz, channels)
        self._reopen = reopen
        self._to_file_rate: tuple[Inlet, Any] | None = None
        self._on_block = on_block
        self._paused = paused
        self._clock = clock
        self._asleep = asleep
        self._asleep_at_start_s = asleep()
        self._source: Source | None = None
        self._queue: SimpleQueue[Block | None] = SimpleQueue()
        self._first = threading.Event()
        self._last_fed_at = clock()
        self._dropouts = 0
        self._interrupted = False
        self._all_zero = True
        self._zero_s = 0.0
        self._heard = False
        self._level = Level(peak=0.0, rms=0.0, clipped=False)
        self._error: DiskFullError | SoundFileError | None = None
        self._not_closed: DiskFullError | SoundFileError | None = None
        self._discarded = False
        # A daemon, so that a program that forgets to stop can end; its part file is adopted later.
        self._thread = threading.Thread(target=self._write_all, name="recording", daemon=True)
        self._thread.start()

    # The source's side.

    def feed(self, data: bytes, *, overflowed: bool = False, inlet: Inlet | None = None) -> None:
        """Take one block; called on the source's thread.

        Args:
            data: Interleaved int16 samples.
            overflowed: Whether the sound card lost samples before them.
            inlet: As ``expect`` gave it; None for the first.
        """
        inlet = inlet or self._inlet
        if inlet is not self._inlet:
            return  # a sound server that hung may wake after another microphone took over
        if overflowed or self._queue.qsize() >= BACKLOG_LIMIT:
            self._dropouts += 1
        if self._queue.qsize() < BACKLOG_LIMIT:
            # The pause holds from the moment of hearing, not of writing: what waits in the queue is kept.
            self._queue.put((data, not self._paused, inlet))
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

    def expect(self, rate_hz: Hertz, channels: int) -> Inlet:
        """Make ready for a microphone; one that was heard before is not heard any more.

        Args:
            rate_hz: Its rate.
            channels: Interleaved channels in its blocks.

        Returns:
            What its blocks are to be fed with.
        """
        self._first.clear()
        self._inlet = Inlet(rate_hz, channels)
        return self._inlet

    def attach(self, source: Source, device: str | None = None) -> None:
        """Tell the recording where its blocks come from.

        Args:
            source: Watched by ``check`` and closed by ``stop``.
            device: Its name, for messages; None for the same as before.
        """
        self._source = source
        self._device = device or self._device

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
        if problem is None and self._asleep() - self._asleep_at_start_s > SLEEP_S:
            problem = SLEPT
        if problem is None and self._clock() - self._last_fed_at > STALL_S:
            problem = "error.audio.microphone_stalled"
        if problem is not None:
            self._interrupted = True
            raise MicrophoneLostError(problem, device=self._device)

    def pause(self) -> None:
        """Leave out what is heard from now on, until ``resume``; the level and the watchdog go on."""
        self._paused = True

    def resume(self) -> None:
        """Record again after ``pause``."""
        self._paused = False

    def go_on(self, *, device: str | None = None) -> str:
        """Go on in the same file with a microphone that is there; see ``Recording.go_on``.

        Args:
            device: Name of the microphone; None for the system's default.

        Returns:
            Name of the microphone that it goes on with.

        Raises:
            PortAudioMissingError: The system library is not installed.
            NoMicrophoneError: There is no microphone, the named one is gone, or it gives no sound.
        """
        if self._reopen is None:
            raise NoMicrophoneError("error.audio.no_microphone", device=device or "")
        try:
            self.check()
        except MicrophoneLostError:
            if self._source is not None:
                self._source.close()
            self._reopen(self, device)
            self._asleep_at_start_s = self._asleep()
            self._last_fed_at = self._clock()
        if self._interrupted:
            # Also when it came back by itself, as from a sound server that hung for a moment.
            self._interrupted = False
            self._dropouts += 1
        return self._device

    def stop(self) -> Recorded:
        """Drain, close and keep the recording; asked again, it answers the same.

        Returns:
            The finished recording; also when the device was lost or the disk is full, as far as it was kept.

        Raises:
            DiskFullError: Not even the file's end could be written; what was is kept as a ``.part`` file.
            SoundFileError: The same for another reason.
        """
        self._finish()
        if self._not_closed is not None:
            raise self._not_closed
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
            data, keep, inlet = block
            self._take(self._at_file_rate(_mono(data, inlet.channels), inlet), keep=keep)
        if self._to_file_rate is not None and not self._paused:
            # What the filter still holds; it is not worth the trouble where a microphone follows.
            self._take(self._to_file_rate[1].resample_chunk(np.zeros(0, np.int16), last=True), keep=True)
        if self._discarded:
            self._writer.leave()
            return
        try:
            self._writer.close()
        except (DiskFullError, SoundFileError) as error:
            self._not_closed = error

    def _take(self, frames: NDArray[np.int16], *, keep: bool) -> None:
        if len(frames) == 0:
            return
        samples = levels.from_int16(frames)
        zero = levels.is_all_zero(samples)
        self._zero_s = self._zero_s + len(frames) / self._writer.rate_hz if zero else 0.0
        self._heard = self._heard or not zero
        limit_s = SILENT_IN_SPEECH_AFTER_S if self._heard else SILENT_AFTER_S
        self._level = levels.level(samples, silent=self._zero_s >= limit_s)
        if not keep or self._error is not None:
            return
        self._all_zero = self._all_zero and zero
        try:
            self._writer.write(frames)
        except (DiskFullError, SoundFileError) as error:
            self._error = error
            return
        self._tell(samples)

    def _at_file_rate(self, frames: NDArray[np.int16], inlet: Inlet) -> NDArray[np.int16]:
        """Bring the blocks of a microphone that took over to the file's rate."""
        if inlet.rate_hz == self._writer.rate_hz:
            return frames
        if self._to_file_rate is None or self._to_file_rate[0] is not inlet:
            import soxr  # heavy, and hardly ever needed

            stream = soxr.ResampleStream(inlet.rate_hz, self._writer.rate_hz, 1, dtype="int16", quality="HQ")
            self._to_file_rate = inlet, stream
        resampled: NDArray[np.int16] = self._to_file_rate[1].resample_chunk(frames)
        return resampled

    def _tell(self, samples: NDArray[np.float32]) -> None:
        if self._on_block is None:
            return
        try:
            self._on_block(samples, self._writer.rate_hz)
        except Exception:  # noqa: BLE001 - it may raise anything, and is logged with its traceback
            # A listener that fails must not cost the recording, which nobody can speak again.
            _log.exception("the listener failed and hears no more of this recording")
            self._on_block = None


def _mono(data: bytes, channels: int) -> NDArray[np.int16]:
    frames = np.frombuffer(data, dtype=np.int16)
    if channels == 1:
        return frames
    mixed: NDArray[np.int16] = frames.reshape(-1, channels).mean(axis=1).astype(np.int16)
    return mixed
