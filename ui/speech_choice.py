"""Which recogniser listens: what the person chose, or what a short measurement in the background found."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from coach.analysis import Analysis, Priority, TranscribeJob
from coach.errors import KnownError
from coach.model.message import message
from coach.model.transcript import Transcript
from coach.settings import declared
from coach.speech.own import shown_name
from coach.speech.speed import LOOKS, Measured, SpeedBook, measured_from, measured_sample, picked
from coach.speech.weights import PREFERRED_WHISPER
from ui.errors import Messages
from ui.settings_store import SettingsStore
from ui.tasks import Job, Task, Tasks

CALM_MS = 5_000
"""After the models are there; whoever begins at once is not kept waiting."""
LATER_MS = 120_000


class SpeechChoice(QObject):
    """Measures once how fast the recogniser is here, and says so when it picks a smaller one.

    An interview goes first: nothing is begun while one is held, and what one may have slowed down is not
    believed.

    Signals:
        changed(): Another model is to be used, or all is to be measured again.
        measured_changed(): A measurement has come or begun.

    Args:
        settings: The person's choices.
        book: The measurements.
        tasks: Background work.
        messages: The message bar.
        analysis: What transcribes.
        occupied: Whether an interview is held.
        to_settings: Goes to the page with the way back.
        parent: Whoever lives as long as the window.
    """

    changed = Signal()
    measured_changed = Signal()

    def __init__(
        self,
        *,
        settings: SettingsStore,
        book: SpeedBook,
        tasks: Tasks,
        messages: Messages,
        analysis: Analysis,
        occupied: Callable[[], bool],
        to_settings: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._book = settings, book
        self._tasks, self._messages, self._analysis = tasks, messages, analysis
        self._occupied, self._to_settings = occupied, to_settings
        self._best: Measured | None = None
        self._looks = 0
        self._asked_for = ""
        self._job: Job | None = None
        self._ended = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def model(self) -> str:
        """The recogniser to use now: a name, or a folder."""
        return self._book.resolve(self._settings.value(declared.SPEECH_MODEL))

    @property
    def measured(self) -> Measured | None:
        """How fast it is on this computer; None when that is not known yet."""
        return self._book.measured(shown_name(self.model))

    @property
    def measured_better(self) -> Measured | None:
        """How fast the better of the shipped ones is, whichever is used; None when that is not known."""
        return self._book.measured(PREFERRED_WHISPER[0])

    @property
    def measuring(self) -> bool:
        """Whether it is being measured."""
        return bool(self._asked_for)

    def begin(self, warm: "Future[None]") -> None:
        """Measure in a calm moment after the models are there, unless that was done before.

        Args:
            warm: The loading of the models.
        """
        task = Task(on_success=self._when_warm, on_failure=_told_elsewhere, owner=self)
        self._tasks.watch(warm, task)

    def measure_again(self) -> None:
        """Forget what was measured, begin with the better model again, and measure."""
        self._tasks.run(Task(op=self._book.forget, on_success=self._forgotten, owner=self, finish=True))

    def end(self) -> None:
        """Begin nothing any more."""
        self._ended = True
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Measure now, unless it is known already or an interview is held."""
        if self._ended or self.measuring or self.measured is not None:
            return
        if self._occupied():
            self._timer.start(LATER_MS)
            return
        self._best, self._looks = None, 0
        self._asked_for = self.model
        self._transcribe()
        self.measured_changed.emit()

    def _when_warm(self, _warm: None) -> None:
        if not self._ended:
            self._timer.start(CALM_MS)

    def _forgotten(self, _nothing: None) -> None:
        self.changed.emit()
        self.measured_changed.emit()
        self._timer.start(0)

    def _transcribe(self) -> None:
        self._looks += 1
        job = TranscribeJob(measured_sample())
        future: Future[Any] = self._analysis.submit(job, priority=Priority.IMPORT)
        note = message("ui.work.measure")
        task = Task(
            on_success=self._heard,
            on_failure=self._not_heard,
            note=note,
            owner=self,
            on_stop=self._stop,
        )
        self._job = self._tasks.watch(future, task, stop=partial(self._analysis.cancel, future))

    def _heard(self, transcript: Transcript) -> None:
        found = measured_from(transcript)
        if self._ended or found is None or self._occupied() or self._asked_for != self.model:
            self._over(again=found is not None)
            return
        if self._best is None or found.share < self._best.share:
            self._best = found
        if not self._best.fast_enough and self._looks < LOOKS:
            self._transcribe()
            return
        keep = partial(self._book.keep, self._best)
        done = partial(self._kept, self._best, self.model)
        self._tasks.run(Task(op=keep, on_success=done, on_failure=self._not_heard, owner=self, finish=True))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._over(again=False)  # it is measured at the next start

    def _kept(self, found: Measured, before: str, _nothing: None) -> None:
        self._over(again=False)
        if self.model != before:
            action = message("ui.rail.settings")
            self._messages.say(picked(found), action=action, on_action=self._to_settings)
            self.changed.emit()

    def _not_heard(self, _error: KnownError) -> None:
        self._over(again=False)  # what is wrong with the models is said where they are asked for

    def _over(self, *, again: bool) -> None:
        self._asked_for = ""
        if again and not self._ended:
            self._timer.start(LATER_MS)
        self.measured_changed.emit()


def _told_elsewhere(_error: KnownError) -> None:
    """Models that can't be loaded are told of where they are asked for."""
