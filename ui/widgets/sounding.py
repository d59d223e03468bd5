"""Plays one sound at a time, and says where it is."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.audio.ports import AudioOutput, Playback
from coach.errors import KnownError
from coach.model.sound import Sound
from coach.settings import declared
from ui.context import Context
from ui.tasks import Job, Lane, Task

TICK_MS = 40

# Qt Multimedia would bring a second FFmpeg into the process; the loudspeaker that asks the questions can play
# answers too, and a clock beside it tells the position well enough to mark a word.


class SoundPlayer(QObject):
    """Plays sounds through the chosen loudspeaker.

    Signals:
        started(): It can be heard now.
        position(float): Seconds from the start of the whole sound, while it plays.
        stopped(): It is over, was stopped, or could not be played.

    Args:
        context: What it may use.
        parent: Whoever plays.
        clock: Monotonic seconds.
    """

    started = Signal()
    position = Signal(float)
    stopped = Signal()

    def __init__(self, context: Context, parent: QObject, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(parent)
        self._context = context
        self._clock = clock
        self._job: Job | None = None
        self._playback: Playback | None = None
        self._number = 0
        self._began_s = 0.0
        self._from_s = 0.0
        self._until_s: float | None = None
        self._speed = 1.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        """Whether something is being played or about to be."""
        return self._job is not None or self._playback is not None

    def play(
        self,
        make: Callable[[], Sound],
        *,
        from_s: float = 0.0,
        until_s: float | None = None,
        speed: float = 1.0,
    ) -> None:
        """Play a sound; what plays is stopped.

        Args:
            make: Gives the sound, in the background.
            from_s: Where to begin.
            until_s: Where to stop; None for the end.
            speed: 0.5 to 2.0 times, at the same pitch.
        """
        self._let_go()
        self._number += 1
        self._from_s, self._until_s, self._speed = max(0.0, from_s), until_s, speed
        device = self._context.settings.value(declared.SPEAKER) or None
        work = partial(_begin, make, self._context.sound.speaker, device, self._from_s, speed)
        self._job = self._context.tasks.run(
            Task(
                op=work,
                on_success=partial(self._on_begun, self._number),
                on_failure=self._on_failed,
                owner=self,
                lane=Lane.SIDE,
            )
        )
        if self._playback is not None:
            self._job = None  # it was begun inside the call

    def stop(self) -> None:
        """Be silent."""
        was = self.playing
        self._let_go()
        if was:
            self.stopped.emit()

    def _let_go(self) -> None:
        self._number += 1
        self._timer.stop()
        self._job = None
        playback, self._playback = self._playback, None
        if playback is not None:
            self._context.tasks.run(Task(op=playback.stop, lane=Lane.SIDE, finish=True))

    def _on_begun(self, number: int, playback: Playback) -> None:
        if number != self._number:
            self._context.tasks.run(Task(op=playback.stop, lane=Lane.SIDE, finish=True))
            return
        self._job = None
        self._playback = playback
        self._began_s = self._clock()
        self._timer.start()
        self.started.emit()
        self._tick()

    def _on_failed(self, error: KnownError) -> None:
        self._context.messages.problem(error)
        self.stop()

    @Slot()
    def _tick(self) -> None:
        playback = self._playback
        if playback is None:
            return
        at_s = self._from_s + (self._clock() - self._began_s) * self._speed
        if playback.done() or (self._until_s is not None and at_s >= self._until_s):
            self.stop()
        else:
            self.position.emit(at_s)


def _begin(
    make: Callable[[], Sound], speaker: AudioOutput, device: str | None, from_s: float, speed: float
) -> Playback:
    from coach.audio.speed import at_speed  # noqa: PLC0415 - it brings numpy, and nobody plays at first

    sound = make()
    first = min(len(sound.samples), round(from_s * sound.rate_hz))
    return speaker.play(at_speed(Sound(sound.samples[first:], sound.rate_hz), speed), device=device)
