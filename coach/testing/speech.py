"""A recogniser that says what it was told to, for tests of everything behind it."""

from collections.abc import Sequence

from coach.errors import Cancelled, KnownError
from coach.model.sound import Sound
from coach.model.transcript import Timing, Transcript
from coach.speech.assemble import RawWord, assemble
from coach.speech.ports import Progress, Stop
from coach.speech.voice_activity import Stretch, VoiceActivity


class ScriptedTranscriber:
    """Implements ``Transcriber``: gives the next of its texts for each sound, spoken evenly over the sound.

    Args:
        script: A text, or an error to raise, for each call in order; the last one is repeated.
        model: The model's name.
    """

    def __init__(self, script: Sequence[str | KnownError], model: str = "scripted") -> None:
        self._script = list(script)
        self._model = model
        self.heard: list[str] = []
        """The ``file`` of each call, in order."""

    @property
    def model(self) -> str:
        """Name of the model."""
        return self._model

    def transcribe(
        self,
        sound: Sound,
        *,
        file: str = "",
        on_progress: Progress | None = None,
        should_stop: Stop | None = None,
    ) -> Transcript:
        """Give the next text; see ``Transcriber.transcribe``."""
        entry = self._script[min(len(self.heard), len(self._script) - 1)]
        self.heard.append(file)
        for share in (0.0, 0.5, 1.0):
            if should_stop and should_stop():
                raise Cancelled
            if on_progress:
                on_progress(share)
        if isinstance(entry, KnownError):
            raise entry
        return scripted_transcript(entry, float(sound.duration_s), model=self._model, file=file)


def scripted_transcript(
    text: str, duration_s: float, *, model: str = "scripted", file: str = ""
) -> Transcript:
    """A transcript of a text that was spoken evenly over a sound.

    Args:
        text: The words; fillers are marked as in a real transcript.
        duration_s: Length of the sound.
        model: Name of the model.
        file: Name of the sound's file.

    Returns:
        The transcript, with words, offsets, times and fillers.
    """
    words = text.split()
    each_s = duration_s / max(1, len(words))
    raw = [
        RawWord(text=f" {word}", start_s=index * each_s, end_s=(index + 1) * each_s, probability=0.95)
        for index, word in enumerate(words)
    ]
    whole = (Stretch(0.0, duration_s),) if words else ()
    found = assemble(raw, VoiceActivity(stretches=whole, possible=whole, duration_s=duration_s))
    return Transcript(
        text=found.text,
        words=found.words,
        duration_s=duration_s,
        speech_s=duration_s if words else 0.0,
        language="en",
        model=model,
        fillers=found.fillers,
        filtered=found.filtered,
        timing=Timing(load_s=0.0, transcribe_s=0.0),
        file=file,
        speech_start_s=0.0 if words else None,
        speech_end_s=duration_s if words else None,
    )
