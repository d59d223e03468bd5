"""What the settings page asks for that is not drawing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from coach.audio.ports import AudioOutput
from coach.errors import KnownError
from coach.model.message import message
from coach.settings import declared
from coach.speech.store import InstalledModel, ModelStore
from coach.voice.ports import Voice
from ui.context import Context
from ui.tasks import Job, Lane, Task, Ticket
from ui.widgets.device_watch import DeviceWatch

ListModels = Callable[[], tuple[InstalledModel, ...]]


class SettingsPresenter(QObject):
    """Devices, voice and models, asked for in the background.

    Signals:
        microphones_listed(tuple[Device, ...]): The microphones that are there now.
        speakers_listed(tuple[Device, ...]): The loudspeakers that are there now.
        devices_failed(Message): Why they can't be listed.
        models_listed(tuple[InstalledModel, ...]): Which models are there.
        speaking(bool): Whether the voice is being heard.
        voice_failed(Message): Why it can't be heard.

    Args:
        context: What it may use.
        parent: The page.
        list_models: Lists the models; None for the real store.
    """

    microphones_listed = Signal(object)
    speakers_listed = Signal(object)
    devices_failed = Signal(object)
    models_listed = Signal(object)
    speaking = Signal(bool)
    voice_failed = Signal(object)

    def __init__(self, context: Context, parent: QWidget, list_models: ListModels | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._list_models = list_models or self._store_list
        self._spoken: Job | None = None
        self._microphones = DeviceWatch(context, context.sound.microphone.devices, parent)
        self._speakers = DeviceWatch(context, context.sound.speaker.devices, parent)
        self._microphones.changed.connect(self.microphones_listed)
        self._speakers.changed.connect(self.speakers_listed)
        for watch in (self._microphones, self._speakers):
            watch.failed.connect(self.devices_failed)

    def refresh(self) -> None:
        """List devices and models again; devices are followed while the page is shown."""
        self._microphones.tell()
        self._speakers.tell()
        self._context.tasks.run(
            Task(op=self._list_models, on_success=self.models_listed.emit, owner=self, lane=Lane.SIDE)
        )

    def hear_or_stop(self) -> None:
        """Let the interviewer say a sentence, with the settings as they are now; or stop when it is said."""
        if self._spoken is not None:
            self.stop()
            return
        voice = self._context.voice()
        if voice is None:
            self.voice_failed.emit(message("ui.settings.no_voice"))
            return
        ticket = Ticket()
        sentence = self._context.say("ui.settings.sample")
        device = self._context.settings.value(declared.SPEAKER) or None
        work = partial(_speak, voice, sentence, self._context.sound.speaker, device, ticket)
        self.speaking.emit(True)  # noqa: FBT003 - a signal takes no names
        task = Task(
            op=work,
            on_success=self._heard,
            on_failure=self._not_heard,
            owner=self,
            lane=Lane.SIDE,
            ticket=ticket,
        )
        job = self._context.tasks.run(task)
        self._spoken = None if job.over else job

    def stop(self) -> None:
        """Let the voice stop."""
        if self._spoken is not None:
            self._spoken.cancel()
            self._spoken = None
            self.speaking.emit(False)  # noqa: FBT003 - a signal takes no names

    def open_data_folder(self) -> None:
        """Show the person's data in the system's file manager."""
        folder = self._context.folders.data
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._context.messages.problem(message("ui.settings.no_file_manager", folder=str(folder)))

    def _heard(self, _nothing: None) -> None:
        self._spoken = None
        self.speaking.emit(False)  # noqa: FBT003 - a signal takes no names

    def _not_heard(self, error: KnownError) -> None:
        self._spoken = None
        self.speaking.emit(False)  # noqa: FBT003 - a signal takes no names
        self.voice_failed.emit(error.message)

    def _store_list(self) -> tuple[InstalledModel, ...]:
        folder = self._context.settings.value(declared.SPEECH_MODEL_FOLDER)
        return ModelStore(self._context.folders.cache, Path(folder) if folder else None).list()


def _speak(voice: Voice, sentence: str, speaker: AudioOutput, device: str | None, ticket: Ticket) -> None:
    sound = voice.speak(sentence)
    ticket.check()
    playback = speaker.play(sound, device=device)
    while not playback.done():
        if ticket.wait(0.05):
            playback.stop()
            return
