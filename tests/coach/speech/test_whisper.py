"""The real recogniser on sound that these tests make."""

import re
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.errors import Cancelled, ModelError
from coach.model.sound import SPEECH_RATE_HZ, Sound
from coach.speech.resample import at_speech_rate
from coach.speech.whisper import WhisperTranscriber, physical_cores
from coach.units import Hertz

pytestmark = pytest.mark.models

SAID = (
    "last spring i managed a small team at the depot one morning we lost a delivery "
    "i rang the customer that night and brought the parcel myself"
)


def plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def noise(kind: str) -> NDArray[np.float32]:
    """Eight seconds in which nobody speaks."""
    rng, t = np.random.default_rng(3), np.arange(8 * SPEECH_RATE_HZ) / SPEECH_RATE_HZ
    made = {
        "silence": np.zeros(len(t)),
        "white noise": 0.1 * rng.standard_normal(len(t)),
        "hum": 0.2 * np.sin(2 * np.pi * 50 * t) + 0.1 * np.sin(2 * np.pi * 150 * t),
        "breathing": 0.03 * rng.standard_normal(len(t)) * np.clip(np.sin(2 * np.pi * 0.3 * t), 0, 1),
        "keys": 0.4 * rng.standard_normal(len(t)) * (np.arange(len(t)) % 2_900 < 90),
        "chord": 0.1 * sum(np.sin(2 * np.pi * f * t) for f in (262, 330, 392)),
    }
    return made[kind].astype(np.float32)


@pytest.mark.parametrize("kind", ["silence", "white noise", "hum", "breathing", "keys", "chord"])
def test_where_nobody_speaks_there_are_no_words_and_the_model_is_not_even_loaded(
    nowhere: WhisperTranscriber, kind: str
) -> None:
    found = nowhere.transcribe(Sound(noise(kind), SPEECH_RATE_HZ))
    assert (found.text, found.words, found.speech_s) == ("", (), 0.0)
    assert found.duration_s == 8.0
    assert found.speech_start_s is None


def test_an_answer_becomes_words_pauses_and_measures(
    transcriber: WhisperTranscriber, answer: tuple[Sound, list[tuple[float, float]]]
) -> None:
    sound, gaps = answer
    told: list[float] = []
    found = transcriber.transcribe(sound, file="answer.wav", on_progress=told.append)

    assert plain(found.text) == SAID
    assert [found.text[w.start : w.end] for w in found.words] == [w.text for w in found.words]
    assert not found.fillers
    assert not found.filtered
    assert (found.model, found.language, found.file) == ("base", "en", "answer.wav")

    long = [(p.start_s, p.end_s) for p in found.pauses if p.end_s - p.start_s > 0.5]
    assert np.array(long) == pytest.approx(np.array(gaps), abs=0.15)
    assert found.speech_start_s == pytest.approx(0.8, abs=0.15)
    assert found.speech_end_s == pytest.approx(sound.duration_s - 0.5, abs=0.15)
    assert found.speech_s == pytest.approx(sound.duration_s - 3.5, abs=0.6)
    assert found.pitch_sd_st is not None
    assert 1.0 < found.pitch_sd_st < 6.0

    delivery = next(w for w in found.words if "delivery" in w.text)
    assert gaps[0][1] < delivery.start_s < delivery.end_s < gaps[1][0] + 0.3

    assert told == sorted(told)
    assert told[-1] == 1.0
    options = dict(found.options)
    assert options["model_sha256"] == "d01c3014881c"
    assert options["beam"] == "5"
    assert found.timing is not None
    assert found.timing.transcribe_s > 0


def test_the_same_sound_gives_the_same_transcript(transcriber: WhisperTranscriber, speak) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Also where the first decoding fails by its own measures: noise as loud as the voice."""
    voice = at_speech_rate(Sound(speak("I wrote to them, and then I, I rang them again."), Hertz(24_000)))
    rng = np.random.default_rng(4)
    noisy = Sound(voice + (0.08 * rng.standard_normal(len(voice))).astype(np.float32), SPEECH_RATE_HZ)
    first, second = (replace(transcriber.transcribe(noisy), timing=None) for _ in range(2))
    assert first == second


def test_a_spoken_filler_is_in_the_transcript(transcriber: WhisperTranscriber, speak) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    gap = np.zeros(12_000, np.float32)
    before = "Last spring I ran the early shift at the depot, with six drivers and two trainees."
    after = "Two vans had the wrong parcels on board, and the first customer had already called us."
    sound = np.concatenate([gap, speak(before), gap, speak("um"), gap, speak(after)])
    found = transcriber.transcribe(Sound(sound, Hertz(24_000)))
    assert plain(found.text) == f"{plain(before)} um {plain(after)}"
    (filler,) = found.fillers
    (word,) = [w for w in found.words if w.filler]
    assert plain(found.text[word.start : word.end]) == "um"
    spoken_s = (2 * len(gap) + len(speak(before))) / 24_000
    assert filler.start_s - 0.4 < spoken_s < filler.end_s + 0.4


def test_it_stops_when_it_is_asked_to(
    transcriber: WhisperTranscriber, answer: tuple[Sound, list[tuple[float, float]]]
) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        transcriber.transcribe(answer[0], should_stop=stop)


def test_weights_that_cannot_be_loaded_are_named(
    nowhere: WhisperTranscriber, answer: tuple[Sound, list[tuple[float, float]]]
) -> None:
    with pytest.raises(ModelError) as caught:
        nowhere.transcribe(answer[0])
    assert caught.value.message.id == "error.model.not_loaded"


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_any_rate_becomes_the_recognisers(rate: int) -> None:
    t = np.arange(rate) / rate
    found = at_speech_rate(Sound(np.sin(2 * np.pi * 440 * t).astype(np.float32), Hertz(rate)))
    assert found.dtype == np.float32
    assert len(found) == pytest.approx(16_000, abs=2)
    spectrum = np.abs(np.fft.rfft(found))
    assert np.argmax(spectrum) == pytest.approx(440, abs=1)


def test_samples_that_are_no_numbers_become_silence() -> None:
    samples = np.array([0.5, np.nan, np.inf, -np.inf], np.float32)
    assert at_speech_rate(Sound(samples, SPEECH_RATE_HZ)).tolist() == [0.5, 0.0, 0.0, 0.0]


def test_there_is_at_least_one_core() -> None:
    assert physical_cores() >= 1
