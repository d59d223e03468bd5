"""The scripted recogniser behaves as the real one does, as far as its callers can tell."""

import numpy as np
import pytest

from coach.errors import Cancelled, TranscriptionError
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.ports import Transcriber
from coach.testing.speech import ScriptedTranscriber

SOUND = Sound(np.zeros(4 * SPEECH_RATE_HZ, np.float32), SPEECH_RATE_HZ)


def test_it_says_its_texts_in_turn_and_then_the_last_one_again() -> None:
    fake: Transcriber = ScriptedTranscriber(["So, um, yes.", ""])
    told: list[float] = []
    first = fake.transcribe(SOUND, file="a.wav", on_progress=told.append)
    assert (first.text, first.file, first.duration_s) == ("So, um, yes.", "a.wav", 4.0)
    assert [f.text for f in first.fillers] == ["um"]
    assert [first.text[w.start : w.end] for w in first.words] == ["So,", "um,", "yes."]
    assert told[-1] == 1.0
    assert fake.transcribe(SOUND).words == fake.transcribe(SOUND).words == ()


def test_it_fails_and_stops_when_it_is_told_to() -> None:
    fake = ScriptedTranscriber([TranscriptionError("error.transcription.failed", model="base")])
    with pytest.raises(TranscriptionError):
        fake.transcribe(SOUND)
    with pytest.raises(Cancelled):
        fake.transcribe(SOUND, should_stop=lambda: True)
