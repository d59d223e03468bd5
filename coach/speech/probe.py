"""Asks the recogniser how likely a filled pause is at a place in what it has already written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.speech.assemble import RawWord, is_filler
from coach.speech.hesitations import (
    PROMPT,
    Found,
    Gap,
    candidates,
    gaps,
    hidden,
    needed,
    placed,
    with_fillers,
    written_until,
)
from coach.speech.pitch import PitchTrack
from coach.speech.voice_activity import VoiceActivity

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
        model: The recogniser, loaded: faster-whisper's, which is only imported beside this.
        tokenizer: Its own, for the language that is spoken.
    """

    def __init__(self, model: Any, tokenizer: Any) -> None:  # noqa: ANN401 - see above
        self._model = model
        self._tokenizer = tokenizer
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
        if not words:
            return ()
        encoded = self._encoded(samples)
        found: list[Found] = []
        places = doubtful(words, gaps(words, activity, pitch), self._expected(encoded, words))
        for gap in sorted(places, key=lambda gap: not gap.heard):
            # Expected at two places one word apart, a filler is at the one where it is heard.
            if not gap.heard and any(abs(one.index - gap.index) <= 1 for one in found):
                continue
            before = "".join(word.text for word in words[: written_until(words, gap)])
            spellings = candidates(words, gap)
            said: list[tuple[str, float]] = []
            while len(said) < len(gap.islands):
                written = before + "".join(f"{text}," for text, _ in said)
                least = needed(words, gap, len(said))
                text, probability = best_of(spellings, partial(self._probability, encoded, written), least)
                if probability < least:
                    break
                said.append((text, probability))
                spellings = tuple(spelling.lower() for spelling in spellings)
            found += placed(gap, said)
        return with_fillers(words, found)

    def _expected(self, encoded: Any, words: Sequence[RawWord]) -> list[float]:  # noqa: ANN401 - the library's own array
        """How likely the first piece of each word is behind those before it, for one who writes fillers."""
        pieces = [self._tokenizer.encode(word.text) for word in words]
        tokens = [token for word in pieces for token in word][: _MOST_TOKENS - len(self._start)]
        (aligned,) = self._model.model.align(encoded, self._start, [tokens], [_ALIGNED])
        firsts = [sum(map(len, pieces[:index])) for index in range(len(pieces))]
        return [float(aligned.text_token_probs[first]) if first < len(tokens) else 1.0 for first in firsts]

    def _encoded(self, samples: NDArray[np.float32]) -> Any:  # noqa: ANN401 - the library's own array
        # As the library cuts its first window, so that it need not be encoded again.
        features = self._model.feature_extractor(samples)[:, :-1][:, :_WINDOW]
        return self._model.encode(np.pad(features, ((0, 0), (0, _WINDOW - features.shape[1]))))

    def _probability(self, encoded: Any, before: str, text: str) -> float:  # noqa: ANN401 - the library's own array
        tokens = self._tokenizer.encode(before)[-(_MOST_TOKENS - len(self._start)) :]
        asked = [*tokens, *self._tokenizer.encode(text)]
        (aligned,) = self._model.model.align(encoded, self._start, [asked], [_ALIGNED])
        return float(aligned.text_token_probs[-1])


def doubtful(words: Sequence[RawWord], places: Sequence[Gap], expected: Sequence[float]) -> tuple[Gap, ...]:
    """Places at which a filler may be likely enough, so that it is worth asking.

    Args:
        words: The recogniser's.
        places: Where a voice has no word.
        expected: How likely each word is behind those before it: where a word is certain no filler is likely.

    Returns:
        Some of the places, and others where a word was not expected; in order.
    """
    left = [*(1.0 - probability for probability in expected), 1.0]
    asked = {gap.index: gap for gap in places if left[written_until(words, gap)] >= needed(words, gap, 0)}
    for index, word in enumerate(words):
        gap = hidden(words, index)
        if index not in asked and not is_filler(word.text) and left[index] >= needed(words, gap, 0):
            asked[index] = gap
    return tuple(asked[index] for index in sorted(asked))


def best_of(spellings: Sequence[str], probability: Callable[[str], float], least: float) -> tuple[str, float]:
    """How likely any of some spellings is.

    Args:
        spellings: The likely ones first.
        probability: Of one.
        least: What is believed.

    Returns:
        The likeliest, and the probability of all that were asked for.
    """
    known: dict[str, float] = {}
    for index, text in enumerate(spellings):
        if index > 1 and not _WORTH_MORE * least <= sum(known.values()) < least:
            break
        known[text] = probability(text)
    return max(known, key=lambda text: known[text]), min(1.0, sum(known.values()))
