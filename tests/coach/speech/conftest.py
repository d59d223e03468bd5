"""Real weights and sound that the tests make themselves."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.model.sound import Sound
from coach.speech.store import ModelStore
from coach.speech.whisper import WhisperTranscriber
from coach.units import Hertz

VOICE_RATE = Hertz(24_000)

Speak = Callable[[str], NDArray[np.float32]]


@pytest.fixture(scope="session")
def transcriber(tmp_path_factory: pytest.TempPathFactory) -> WhisperTranscriber:
    """The real recogniser, loaded once for all tests."""
    store = ModelStore(tmp_path_factory.mktemp("weights"))
    return WhisperTranscriber(store.path("base"), "base")


@pytest.fixture(scope="session")
def speak() -> Speak:
    """The interviewer's voice, without the silence around what it says, at 24 kHz."""
    from hibari import Hibari

    voice = Hibari()

    def say(text: str) -> NDArray[np.float32]:
        samples = np.asarray(voice(text), dtype=np.float32)
        loud = np.flatnonzero(np.abs(samples) > 0.01 * np.abs(samples).max())
        return samples[loud[0] : loud[-1] + 1]

    return say


@pytest.fixture(scope="session")
def answer(speak: Speak) -> tuple[Sound, list[tuple[float, float]]]:
    """An answer of three sentences, and the two silences between them."""

    def silence(seconds: float) -> NDArray[np.float32]:
        return np.zeros(round(seconds * VOICE_RATE), np.float32)

    pieces = [
        silence(0.8),
        speak("Last spring I managed a small team at the depot."),
        silence(1.5),
        speak("One morning we lost a delivery."),
        silence(0.7),
        speak("I rang the customer that night and brought the parcel myself."),
        silence(0.5),
    ]
    edges = np.cumsum([len(piece) for piece in pieces]) / VOICE_RATE
    gaps = [(float(edges[1]), float(edges[2])), (float(edges[3]), float(edges[4]))]
    return Sound(np.concatenate(pieces), VOICE_RATE), gaps


@pytest.fixture
def nowhere(tmp_path: Path) -> WhisperTranscriber:
    """A recogniser whose weights are not there, so that any use of them fails."""
    return WhisperTranscriber(tmp_path / "nothing", "base")
