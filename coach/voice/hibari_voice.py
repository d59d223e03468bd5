"""The only importer of hibari: an American voice of 8 MB that comes inside its wheel."""

import threading
from importlib import metadata, util
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.errors import VoiceError
from coach.model.sound import Sound
from coach.units import Hertz

PACKAGE = "hibari-tts"
VOICE = "heart"
"""The one voice in the wheel; hibari downloads any other, which this program never does by itself."""

MAX_CHARACTERS = 2_000
"""Far beyond any question; 75,000 characters without a full stop took hibari two minutes."""

_SEED = 20_260
# hibari's breath noise is random: one seed makes the same text the same samples.


class _Synthesiser(Protocol):
    sample_rate: int

    def __call__(self, text: str, speed: float, seed: int) -> NDArray[np.float32]: ...


def is_installed() -> bool:
    """Tell, without loading anything, whether the synthesiser can be imported.

    Returns:
        Whether the package is there; its weights are found out about when it first speaks.
    """
    return util.find_spec("hibari") is not None


class HibariVoice:
    """hibari's built-in voice; it is loaded when it first speaks.

    Args:
        speed: 1.0 is the voice's own pace; 0.5 to 2.0.
        voice: Only ``heart``.

    Raises:
        VoiceError: Another voice was asked for.
        ValueError: The speed is out of range.
    """

    def __init__(self, speed: float = 1.0, voice: str = VOICE) -> None:
        if voice != VOICE:
            raise VoiceError("error.voice.other_voice", name=voice, known=VOICE)
        if not 0.5 <= speed <= 2.0:
            raise ValueError(f"speed is 0.5 to 2.0, not {speed}")
        self._speed = speed
        self._synthesiser: _Synthesiser | None = None
        self._loading = threading.Lock()

    @property
    def name(self) -> str:
        """Package, version, voice and speed: whatever changes the samples."""
        try:
            version = metadata.version(PACKAGE)
        except metadata.PackageNotFoundError:
            version = "missing"
        return f"{PACKAGE} {version} {VOICE} {self._speed:.2f}"

    def speak(self, text: str) -> Sound:
        """Turn text into sound; the same text gives the same samples.

        Args:
            text: One or more sentences in English, 2,000 characters at most.

        Returns:
            Mono sound at 24 kHz; of no length when there is nothing in the text that can be spoken.

        Raises:
            VoiceError: The text is too long, or hibari is missing or failed.
        """
        if len(text) > MAX_CHARACTERS:
            raise VoiceError("error.voice.too_long", length=len(text), limit=MAX_CHARACTERS)
        synthesiser = self._loaded()
        try:
            samples = synthesiser(" ".join(text.split()), speed=self._speed, seed=_SEED)
        except Exception as error:
            raise VoiceError("error.voice.failed", reason=type(error).__name__) from error
        return Sound(np.clip(samples, -1.0, 1.0, dtype=np.float32), Hertz(synthesiser.sample_rate))

    def _loaded(self) -> _Synthesiser:
        with self._loading:
            if self._synthesiser is None:
                self._synthesiser = _load()
            return self._synthesiser


def _load() -> _Synthesiser:
    try:
        from hibari import Hibari
    except ImportError as error:
        raise VoiceError("error.voice.missing") from error
    try:
        loaded: _Synthesiser = Hibari(voice=VOICE)
    except Exception as error:
        raise VoiceError("error.voice.failed", reason=type(error).__name__) from error
    return loaded
