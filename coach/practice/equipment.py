"""What an interview is held with."""

from collections.abc import Callable
from dataclasses import dataclass

from coach.analysis import Analysis, Listens
from coach.audio.ports import AudioInput, AudioOutput
from coach.practice.ports import Hands, SessionStore
from coach.voice.ports import Voice
from coach.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What an interview is held with.

    Args:
        store: Where it is kept.
        analysis: What transcribes and scores.
        hands: What does the waiting.
        clock: Monotonic seconds.
        microphone: None to type every answer.
        speaker: None to show the questions only.
        voice: None to show the questions only.
        microphone_name: Which microphone; None for the system's default.
        speaker_name: Which loudspeaker; None for the system's default.
        listening: What transcribes answers while they are spoken; None to transcribe each from its file.
        words: What the interviewer says besides the questions; None to say nothing else and ask no follow-up.
    """

    store: SessionStore
    analysis: Analysis
    hands: Hands
    clock: Callable[[], float]
    microphone: AudioInput | None = None
    speaker: AudioOutput | None = None
    voice: Voice | None = None
    microphone_name: str | None = None
    speaker_name: str | None = None
    listening: Listens | None = None
    words: Words | None = None
