"""What every page is handed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from coach.analysis import Analysis
from coach.audio.ports import AudioInput, AudioOutput
from coach.folders import Folders
from coach.library import Library
from coach.practice.equipment import Equipment
from coach.questions.bank import Banks
from coach.voice.ports import Voice
from coach.words import Words
from ui.errors import Messages
from ui.i18n import Say
from ui.places import Place
from ui.settings_store import SettingsStore
from ui.speech_choice import SpeechChoice
from ui.tasks import Tasks
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class SoundPorts:
    """Microphones and loudspeakers; real ones load their library when they are first asked.

    Args:
        microphone: Microphones.
        speaker: Loudspeakers.
    """

    microphone: AudioInput
    speaker: AudioOutput


class EquipmentFactory(Protocol):
    """Makes what the next interview is held with, from the settings as they are now."""

    def __call__(self, *, typed: bool = False, silent: bool = False) -> Equipment:
        """Make it; nothing is opened or loaded yet.

        Args:
            typed: No microphone: every answer is typed.
            silent: No loudspeaker and no voice: questions are shown only.

        Returns:
            The equipment; its hands are shared, so one interview at a time.
        """
        ...


class VoiceFactory(Protocol):
    """Makes the interviewer's voice from the settings as they are now."""

    def __call__(self) -> Voice | None:
        """Make it; nothing is loaded yet.

        Returns:
            The voice; None when there is none on this machine.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that a page may use; made once, by ``ui.app``.

    Args:
        words: Dates, durations, numbers; handed to ``coach.reports`` too.
        say: Sentences by message id.
        tasks: Background work.
        theme: Colours and fonts for painting; ``changed`` when they are others.
        messages: The message bar.
        settings: The person's choices; saved as they change.
        folders: The person's folders, to show.
        library: The sessions; its methods block, so they are called in tasks only.
        analysis: The analysis process; ``submit`` never blocks, ``tasks.watch`` brings its results.
        shipped: The question banks that come with the program; read when they are first needed.
        sound: Microphones and loudspeakers; their methods block, so they are called in tasks only.
        voice: Makes the interviewer's voice; what it gives is used in tasks only.
        equipment: Makes what an interview is held with.
        go: Shows another page.
        speech: Which recogniser listens, and how fast it is here; None where none does.
    """

    words: Words
    say: Say
    tasks: Tasks
    theme: Theme
    messages: Messages
    settings: SettingsStore
    folders: Folders
    library: Library
    analysis: Analysis
    shipped: Callable[[], Banks]
    sound: SoundPorts
    voice: VoiceFactory
    equipment: EquipmentFactory
    go: Callable[[Place], None]
    speech: SpeechChoice | None = None

    @property
    def banks(self) -> Banks:
        """The question banks that come with the program."""
        return self.shipped()
