"""The interviewer's voice with its real synthesiser."""

import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from coach.errors import VoiceError
from coach.voice import choice
from coach.voice.cache import CachedVoice
from coach.voice.choice import best_voice
from coach.voice.hibari_voice import MAX_CHARACTERS, HibariVoice
from coach.words import Words

QUESTION = "Tell me about a time you disagreed with a colleague."


@pytest.fixture(scope="module")
def voice() -> HibariVoice:
    return HibariVoice()


def test_a_question_becomes_sound_and_is_the_same_each_time(voice: HibariVoice) -> None:
    sound = voice.speak(QUESTION)
    assert sound.rate_hz == 24_000
    assert sound.samples.dtype == np.float32
    assert 2.0 < sound.duration_s < 6.0
    assert 0.1 < np.abs(sound.samples).max() <= 1.0
    assert np.array_equal(HibariVoice().speak(QUESTION).samples, sound.samples)


def test_speed_changes_length_and_name() -> None:
    slow, quick = HibariVoice(speed=0.8), HibariVoice(speed=1.25)
    assert slow.speak(QUESTION).duration_s > 1.2 * quick.speak(QUESTION).duration_s
    assert slow.name != quick.name


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x07", "🙂🎤", "你好，请介绍一下自己", "مرحبا", "-----"])
def test_text_with_nothing_to_speak_is_a_sound_of_no_length(voice: HibariVoice, text: str) -> None:
    sound = voice.speak(text)
    assert len(sound.samples) == 0
    assert sound.duration_s == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "Łódź and José, please.",
        "On 3 April 2026 at 17:45 you earned £1,250.75, that is 12.5 %.",
        "What do C++, C# and R&D mean to you?",
        "A" * 500,
        "Why? " * 100,
        "🙂 Why us?",
    ],
)
def test_names_numbers_signs_and_long_texts_are_spoken(voice: HibariVoice, text: str) -> None:
    assert voice.speak(text).duration_s > 0.3


def test_a_text_that_would_take_minutes_is_refused(voice: HibariVoice) -> None:
    with pytest.raises(VoiceError) as told:
        voice.speak("a" * (MAX_CHARACTERS + 1))
    assert told.value.message.id == "error.voice.too_long"


def test_an_error_of_the_synthesiser_is_told(voice: HibariVoice) -> None:
    # hibari 0.2.1 can't read a number of four hundred digits and says so with an IndexError.
    with pytest.raises(VoiceError) as told:
        voice.speak("9" * 400)
    assert Words.load().text(told.value.message) == (
        "The interviewer's voice failed (IndexError); read the question, which is shown as text."
    )


def test_any_voice_that_would_have_to_be_downloaded_is_refused() -> None:
    with pytest.raises(VoiceError, match=r"error\.voice\.other_voice"):
        HibariVoice(voice="emma")


def test_speaking_reaches_for_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        pytest.fail("the voice opened a socket")

    monkeypatch.setattr(socket, "socket", forbidden)
    assert HibariVoice().speak("Why us?").duration_s > 0.3


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hibari", None)
    with pytest.raises(VoiceError, match=r"error\.voice\.missing"):
        HibariVoice().speak("Why us?")


def test_without_a_synthesiser_there_is_no_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(choice, "is_installed", lambda: False)
    assert best_voice(tmp_path) is None


def test_with_a_synthesiser_the_voice_remembers(tmp_path: Path) -> None:
    voice = best_voice(tmp_path)
    assert isinstance(voice, CachedVoice)
    first = voice.speak("Why us?")
    assert len(list((tmp_path / "speech").glob("*.wav"))) == 1
    assert np.array_equal(voice.speak("Why us?").samples, first.samples)


def test_importing_the_voice_loads_no_synthesiser(python: str) -> None:
    heavy = {"hibari", "onnxruntime"}
    loaded = subprocess.run(
        [python, "-c", f"import sys, coach.voice.choice; print({heavy} & set(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout.strip() == "set()"
