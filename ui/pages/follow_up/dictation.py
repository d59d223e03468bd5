"""Speaking instead of typing: records, has it transcribed on this computer, and forgets the sound."""

from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.analysis import Priority, TranscribeJob
from coach.audio.ports import AudioInput, Recorded, Recording
from coach.errors import KnownError
from coach.model.message import message
from coach.model.transcript import Transcript
from coach.settings import declared
from ui.context import Context
from ui.tasks import Job, Lane, Task

TICK_MS = 200
LONGEST_S = 600.0
"""Twice the five minutes that a debrief takes; whoever walks away does not record the room."""

FILE = "debrief.wav"


class Dictation(QObject):
    """Records one stretch of speech and gives its words.

    Signals:
        recording(bool): Whether it listens.
        elapsed(float): Seconds that were recorded so far.
        working(bool): Whether what was recorded is being transcribed.
        heard(str): What was understood; empty for nothing.

    Args:
        context: What it may use.
        parent: The view.
    """

    recording = Signal(bool)
    elapsed = Signal(float)
    working = Signal(bool)
    heard = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._recording: Recording | None = None
        self._opening = False
        self._wanted = False
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def busy(self) -> bool:
        """Whether it records or transcribes."""
        return self._recording is not None or self._opening or self._job is not None

    @Slot()
    def toggle(self) -> None:
        """Begin to listen, or stop and transcribe what was said; while it transcribes, give that up."""
        if self._recording is not None:
            self.finish()
        elif self._job is not None:
            self.give_up()
        elif not self._opening:
            self._begin()

    def give_up(self) -> None:
        """Transcribe no further, and forget what was recorded."""
        job = self._job
        if job is not None:
            job.cancel()
            self._over()

    @Slot()
    def finish(self) -> None:
        """Stop listening, if it does, and transcribe what was said."""
        self._wanted = False
        self._timer.stop()
        recording, self._recording = self._recording, None
        if recording is None:
            return
        self.recording.emit(False)  # noqa: FBT003 - a signal takes no names
        self._context.tasks.run(
            Task(
                op=recording.stop,
                on_success=self._transcribe,
                on_failure=self._on_failed,
                owner=self,
                lane=Lane.SIDE,
                finish=True,
            )
        )

    def close(self) -> None:
        """Let go of the microphone, and forget what was recorded."""
        self._wanted = False
        self._timer.stop()
        recording, self._recording = self._recording, None
        if recording is not None:
            self._context.tasks.run(Task(op=recording.discard, lane=Lane.SIDE, finish=True))

    @property
    def _path(self) -> Path:
        return self._context.folders.cache / FILE

    def _begin(self) -> None:
        self._opening = self._wanted = True
        device = self._context.settings.value(declared.MICROPHONE) or None
        self._context.tasks.run(
            Task(
                op=partial(_open, self._context.sound.microphone, self._path, device),
                on_success=self._on_opened,
                on_failure=self._on_failed,
                owner=self,
                lane=Lane.SIDE,
            )
        )

    def _on_opened(self, recording: Recording) -> None:
        self._opening = False
        if not self._wanted:
            self._context.tasks.run(Task(op=recording.discard, lane=Lane.SIDE, finish=True))
            return
        self._recording = recording
        self.recording.emit(True)  # noqa: FBT003 - a signal takes no names
        self._timer.start()

    @Slot()
    def _tick(self) -> None:
        recording = self._recording
        if recording is None:
            return
        try:
            recording.check()
        except KnownError as error:
            # What was said until then is in the file and is transcribed all the same.
            self._context.messages.problem(error)
            self.finish()
            return
        self.elapsed.emit(recording.elapsed_s)
        if recording.elapsed_s >= LONGEST_S:
            self.finish()

    def _transcribe(self, recorded: Recorded) -> None:
        self.working.emit(True)  # noqa: FBT003 - a signal takes no names
        future: Future[Any] = self._context.analysis.submit(
            TranscribeJob(recorded.path), priority=Priority.TYPED
        )
        self._job = self._context.tasks.watch(
            future,
            Task(
                on_success=self._on_transcribed,
                on_failure=partial(self._on_not_transcribed, recorded),
                owner=self,
                note=message("ui.follow_up.spoken.work"),
                on_stop=self.give_up,
            ),
            stop=partial(self._context.analysis.cancel, future),
        )
        if self._job.over:
            self._job = None

    def _on_transcribed(self, transcript: Transcript) -> None:
        self._over()
        self.heard.emit(transcript.text)

    def _on_not_transcribed(self, recorded: Recorded, error: KnownError) -> None:
        self._job = None
        self.working.emit(False)  # noqa: FBT003 - a signal takes no names
        self._context.messages.problem(error)
        # The sound is kept until it could be read, or until something else is said.
        self._context.messages.say(
            message("ui.follow_up.spoken.not_read"),
            action=message("ui.follow_up.spoken.again"),
            on_action=partial(self._transcribe, recorded),
        )

    def _over(self) -> None:
        self._job = None
        self.working.emit(False)  # noqa: FBT003 - a signal takes no names
        remove = partial(self._path.unlink, missing_ok=True)
        self._context.tasks.run(Task(op=remove, lane=Lane.SIDE, finish=True))

    def _on_failed(self, error: KnownError) -> None:
        self._opening = False
        self._context.messages.problem(error)


def _open(microphone: AudioInput, path: Path, device: str | None) -> Recording:
    path.unlink(missing_ok=True)
    return microphone.record(path, device=device)
