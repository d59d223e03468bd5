"""The microphone check: record a sentence, hear it back, read it, and say what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from coach.analysis import Priority, TranscribeJob
from coach.audio.ports import AudioInput, Device, Level, Recording
from coach.errors import KnownError
from coach.model.message import Message, message
from coach.model.sound import Sound
from coach.model.transcript import Transcript
from coach.settings import declared
from coach.voice.ports import Voice
from ui.context import Context
from ui.tasks import Lane, Task
from ui.widgets.device_watch import DeviceWatch
from ui.widgets.sounding import SoundPlayer

TICK_MS = 40
LONGEST_S = 12.0
"""A sentence is shorter; whoever walks away does not record the room."""

QUIET_PEAK = 0.05
"""Speech into a well-set microphone peaks at a fifth of full scale or more; below this much of it is lost."""

FILE = "microphone-check.wav"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How the microphone sounds.

    Args:
        fine: Whether an interview can be recorded with it.
        short: In two or three words.
        text: What was heard, and what to do.
    """

    fine: bool
    short: Message
    text: Message


def judge(sound: Sound, *, silent: bool) -> Verdict:
    """Say how a recorded sentence sounds.

    Args:
        sound: What was recorded.
        silent: Whether every sample was exactly zero.

    Returns:
        The verdict.
    """
    from coach.audio.levels import is_clipped, peak  # noqa: PLC0415 - it brings numpy

    if silent:
        kind, fine = "silent", False
    elif is_clipped(sound.samples):
        kind, fine = "clipped", True
    elif peak(sound.samples) < QUIET_PEAK:
        kind, fine = "quiet", False
    else:
        kind, fine = "clear", True
    return Verdict(
        fine=fine,
        short=message(f"ui.practice.check.short.{kind}"),
        text=message(f"ui.practice.check.verdict.{kind}"),
    )


class MicrophoneCheck(QObject):
    """Records one sentence and gives it back.

    Signals:
        devices_listed(tuple[Device, ...]): The microphones that are there now, the default first.
        devices_failed(Message): Why they can't be listed.
        opening(): The microphone is being opened, which may take seconds.
        recording(bool): Whether it listens.
        level_changed(Level): How loud it is.
        judged(Verdict): How it sounded.
        heard(str): What was understood; empty for nothing.
        not_heard(): It could not be found out what was said.
        failed(Message): Why it can't be recorded.

    Args:
        context: What it may use.
        parent: The page.
        quiet: Whether to leave the sound system alone, as while an interview is held.
    """

    devices_listed = Signal(object)
    devices_failed = Signal(object)
    opening = Signal()
    recording = Signal(bool)
    level_changed = Signal(object)
    judged = Signal(object)
    heard = Signal(str)
    not_heard = Signal()
    failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget, quiet: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._context = context
        self._watch = DeviceWatch(context, context.sound.microphone.devices, parent, quiet)
        self._watch.changed.connect(self.devices_listed)
        self._watch.failed.connect(self.devices_failed)
        self._recording: Recording | None = None
        self._opening = False
        self._wanted = False
        self.verdict: Verdict | None = None
        self.player = SoundPlayer(context, self)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def list_devices(self) -> None:
        """Tell which microphones are there now; they are followed while the page is shown."""
        self._watch.tell()

    def choose(self, name: str) -> None:
        """Use another microphone from now on.

        Args:
            name: Its name; empty for the system's default.
        """
        self.verdict = None
        self._context.settings.set(declared.MICROPHONE, name)

    @Slot()
    def toggle(self) -> None:
        """Begin to listen, or stop and give back what was heard."""
        if self._recording is not None:
            self._finish()
        elif not self._opening:
            self._begin()

    def hear_voice(self) -> None:
        """Let the interviewer say a sentence."""
        voice = self._context.voice()
        if voice is None:
            self._context.messages.problem(message("ui.practice.check.no_voice"))
            return
        self.player.play(partial(_speak, voice, self._context.say("ui.practice.check.sample")))

    def stop(self) -> None:
        """Let go of the microphone and of the loudspeaker, and forget what was recorded."""
        self.player.stop()
        self._wanted = False
        self._timer.stop()
        recording, self._recording = self._recording, None
        if recording is not None:
            self._context.tasks.run(Task(op=recording.discard, lane=Lane.SIDE, finish=True))
        if recording is not None or self._opening:
            self.recording.emit(False)  # noqa: FBT003 - a signal takes no names
        self._forget()

    @property
    def _path(self) -> Path:
        return self._context.folders.cache / FILE

    def _begin(self) -> None:
        self.player.stop()
        self._opening = self._wanted = True
        self.opening.emit()
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
        level: Level = recording.level()
        self.level_changed.emit(level)
        try:
            recording.check()
        except KnownError as error:
            self.stop()
            self.failed.emit(error.message)
            return
        if recording.elapsed_s >= LONGEST_S:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        recording, self._recording = self._recording, None
        if recording is None:
            return
        self.recording.emit(False)  # noqa: FBT003 - a signal takes no names
        self._context.tasks.run(
            Task(
                op=partial(_keep, recording),
                on_success=self._on_kept,
                on_failure=self._on_failed,
                owner=self,
                lane=Lane.SIDE,
            )
        )

    def _on_kept(self, kept: tuple[Sound, Verdict]) -> None:
        sound, verdict = kept
        self.verdict = verdict
        self.judged.emit(verdict)
        if not verdict.fine:
            self._forget()
            return
        self.player.play(partial(_same, sound))
        future = self._context.analysis.submit(TranscribeJob(self._path), priority=Priority.TYPED)
        self._context.tasks.watch(
            future,
            Task(
                on_success=self._on_transcribed,
                on_failure=self._on_not_transcribed,
                owner=self,
            ),
        )

    def _on_transcribed(self, transcript: Transcript) -> None:
        self._forget()
        self.heard.emit(transcript.text)

    def _on_not_transcribed(self, _error: KnownError) -> None:
        self._forget()  # the sound was heard, which is what the check is for; an interview says what is wrong
        self.not_heard.emit()

    def _forget(self) -> None:
        if self._recording is None and not self._opening:
            remove = partial(self._path.unlink, missing_ok=True)
            self._context.tasks.run(Task(op=remove, lane=Lane.SIDE, finish=True))

    def _on_failed(self, error: KnownError) -> None:
        self._opening = False
        self.failed.emit(error.message)


def _open(microphone: AudioInput, path: Path, device: str | None) -> Recording:
    path.unlink(missing_ok=True)
    return microphone.record(path, device=device)


def _keep(recording: Recording) -> tuple[Sound, Verdict]:
    from coach.audio.files import read_sound  # noqa: PLC0415 - it brings numpy

    recorded = recording.stop()
    sound = read_sound(recorded.path)
    return sound, judge(sound, silent=recorded.silent)


def _same(sound: Sound) -> Sound:
    return sound


def _speak(voice: Voice, sentence: str) -> Sound:
    return voice.speak(sentence)


def device_choices(devices: tuple[Device, ...]) -> tuple[str, ...]:
    """Names to choose from, each once.

    Args:
        devices: As listed.

    Returns:
        Their names in the same order.
    """
    return tuple(dict.fromkeys(device.name for device in devices))
