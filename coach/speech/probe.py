"""Asks the recogniser how likely a filled pause is at a place in what it has already written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coach.speech.assemble import RawWord
from coach.speech.hesitations import (
    LEAST_PROBABILITY,
    PROMPT,
    Found,
    candidates,
    gaps,
    placed,
    with_fillers,
    written_until,
)
from coach.speech.pitch import PitchTrack
from coach.speech.voice_activity import VoiceActivity

if TYPE_CHECKING:
    import faster_whisper

_WINDOW = 3_000
"""Frames of 10 ms that the encoder takes."""
_ALIGNED = 8
"""Frames to align with: only the probabilities are wanted, and these do not depend on it."""
_MOST_TOKENS = 420
_WORTH_MORE = 0.1
"""The third spelling is only asked for when the first two reach this share of what is believed."""


class FillerProbe:
    """Finds filled pauses among words of one stretch of sound.

    Args:
        model: The recogniser, loaded.
        language: ISO 639-1 code.
    """

    def __init__(self, model: "faster_whisper.WhisperModel", language: str) -> None:
        from faster_whisper.tokenizer import Tokenizer

        self._model: Any = model
        self._tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        self._start = [
            self._tokenizer.sot_prev,
            *self._tokenizer.encode(" " + PROMPT),
            *self._tokenizer.sot_sequence,
            self._tokenizer.no_timestamps,
        ]

    def fill(
        self,
        samples: NDArray[np.float32],
        words: Sequence[RawWord],
        activity: VoiceActivity,
        pitch: PitchTrack,
    ) -> tuple[RawWord, ...]:
        """Put the fillers that are heard between words.

        Args:
            samples: Shape ``(frames,)``, float32 at 16 kHz, at most 30 s: what was decoded.
            words: The recogniser's.
            activity: Where a voice is heard, on the same clock as the words.
            pitch: The sound's pitch.

        Returns:
            All words, with fillers between them.
        """
        places = gaps(words, activity, pitch)
        if not places:
            return tuple(words)
        encoded = self._encoded(samples)
        found: list[Found] = []
        for gap in places:
            before = "".join(word.text for word in words[: written_until(words, gap)])
            spellings = candidates(words, gap)
            said: list[tuple[str, float]] = []
            while len(said) < len(gap.islands):
                written = before + "".join(f"{text}," for text, _ in said)
                text, probability = best_of(spellings, partial(self._probability, encoded, written))
                if probability < LEAST_PROBABILITY:
                    break
                said.append((text, probability))
                spellings = tuple(spelling.lower() for spelling in spellings)
            found += placed(gap, said)
        return with_fillers(words, found)

    def _encoded(self, samples: NDArray[np.float32]) -> Any:  # noqa: ANN401 - the library's own array
        # As the library cuts its first window, so that it need not be encoded again.
        features = self._model.feature_extractor(samples)[:, :-1][:, :_WINDOW]
        return self._model.encode(np.pad(features, ((0, 0), (0, _WINDOW - features.shape[1]))))

    def _probability(self, encoded: Any, before: str, text: str) -> float:  # noqa: ANN401 - the library's own array
        tokens = self._tokenizer.encode(before)[-(_MOST_TOKENS - len(self._start)) :]
        asked = [*tokens, *self._tokenizer.encode(text)]
        (aligned,) = self._model.model.align(encoded, self._start, [asked], [_ALIGNED])
        return float(aligned.text_token_probs[-1])


def best_of(spellings: Sequence[str], probability: Callable[[str], float]) -> tuple[str, float]:
    """How likely any of some spellings is.

    Args:
        spellings: The likely ones first.
        probability: Of one.

    Returns:
        The likeliest, and the probability of all that were asked for.
    """
    known: dict[str, float] = {}
    for index, text in enumerate(spellings):
        if index > 1 and not _WORTH_MORE * LEAST_PROBABILITY <= sum(known.values()) < LEAST_PROBABILITY:
            break
        known[text] = probability(text)
    return max(known, key=lambda text: known[text]), min(1.0, sum(known.values()))
