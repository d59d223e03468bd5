"""How the recogniser is asked for fillers: as little as is needed."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.speech.assemble import RawWord
from coach.speech.hesitations import Gap
from coach.speech.pitch import PitchTrack
from coach.speech.probe import FillerProbe, best_of, doubtful
from coach.speech.voice_activity import Stretch, VoiceActivity

SPELLINGS = (" um", " uh", " er")


@pytest.mark.parametrize(
    ("probabilities", "best", "asked"),
    [
        ((0.4, 0.1, 0.3), (" um", 0.5), 2),
        ((0.02, 0.3, 0.3), (" uh", 0.32), 2),
        ((0.0001, 0.0001, 0.9), (" um", 0.0002), 2),
        ((0.004, 0.002, 0.3), (" er", 0.306), 3),
    ],
    ids=["likely", "the other", "hopeless", "in doubt"],
)
def test_spellings_are_asked_for_until_it_is_clear(
    probabilities: tuple[float, ...], best: tuple[str, float], asked: int
) -> None:
    seen: list[str] = []

    def probability(text: str) -> float:
        seen.append(text)
        return dict(zip(SPELLINGS, probabilities, strict=True))[text]

    text, total = best_of(SPELLINGS, probability, 0.03)
    assert (text, total, len(seen)) == (best[0], pytest.approx(best[1]), asked)


def words(text: str) -> tuple[RawWord, ...]:
    """Words of half a second, one after the other."""
    return tuple(
        RawWord(text=f" {word}", start_s=index / 2, end_s=index / 2 + 0.5, probability=0.9)
        for index, word in enumerate(text.split())
    )


def sound(index: int) -> Gap:
    return Gap(index, (Stretch(index / 2, index / 2 + 0.3),))


@pytest.mark.parametrize(
    ("text", "places", "expected", "asked"),
    [
        ("we left early", (2,), (0.9, 0.9, 0.9), (2,)),
        ("we left early", (2,), (0.9, 0.9, 0.99), ()),
        ("we left early", (3,), (0.99, 0.99, 0.99), (3,)),
        ("we left early", (), (0.99, 0.5, 0.9), (1,)),
        ("we um left early", (1,), (0.99, 0.1, 0.9, 0.99), ()),
        ("we um left early", (1,), (0.99, 0.1, 0.5, 0.99), (1, 2)),
    ],
    ids=[
        "a voice where the word is not certain",
        "a voice where the word is certain",
        "a voice behind the last word",
        "no voice, but a word that was not expected",
        "a filler that is written already",
        "and perhaps one more",
    ],
)
def test_it_is_asked_where_a_filler_may_be(
    text: str, places: tuple[int, ...], expected: tuple[float, ...], asked: tuple[int, ...]
) -> None:
    found = doubtful(words(text), [sound(index) for index in places], expected)
    assert tuple(gap.index for gap in found) == asked


class Aligned:
    """What the recogniser gives for one text."""

    def __init__(self, probabilities: list[float]) -> None:
        self.text_token_probs = probabilities


class Recogniser:
    """Expects each word of a script behind the one before it, and nothing else; a token is a word."""

    sot_prev, no_timestamps = 1, 2
    sot_sequence = (3,)

    def __init__(self, script: dict[tuple[str, str], float]) -> None:
        self.script = script
        self.known: list[str] = []
        self.model = self

    def encode(self, given: object) -> object:
        """As a tokenizer the numbers of words, as an encoder the sound itself."""
        if not isinstance(given, str):
            return given
        words = given.replace(",", "").split()
        self.known += [word for word in words if word not in self.known]
        return [100 + self.known.index(word) for word in words]

    def feature_extractor(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.zeros((80, len(samples) // 160 + 1), np.float32)

    def align(
        self, _encoded: object, _start: list[int], texts: list[list[int]], _frames: list[int]
    ) -> list[Aligned]:
        (tokens,) = texts
        said = ["", *(self.known[token - 100] for token in tokens)]
        return [Aligned([self.script.get(pair, 0.0) for pair in pairwise(said)])]


def filled(script: dict[tuple[str, str], float], text: str, *voiced: tuple[float, float]) -> str:
    recogniser = Recogniser(script)
    activity = VoiceActivity(
        stretches=tuple(Stretch(*span) for span in voiced), possible=(Stretch(0.0, 9.0),), duration_s=9.0
    )
    silent = PitchTrack(np.arange(0.0, 9.0, 0.01), np.full(900, np.nan), np.zeros(900))
    probe = FillerProbe(recogniser, recogniser)
    found = probe.fill(np.zeros(9 * 16_000, np.float32), words(text), activity, silent)
    return " ".join(word.text.strip() for word in found)


CERTAIN = {("", "we"): 0.99, ("we", "left"): 0.99, ("left", "early"): 0.99}


def test_a_likely_filler_is_put_where_its_sound_is() -> None:
    script = {**CERTAIN, ("left", "early"): 0.7, ("left", "uh"): 0.2}
    # The words take half a second each, so that there is room before the first and behind the last one.
    assert filled(script, "we left early", (0.9, 1.0)) == "we left early"
    assert filled({**script, ("left", "uh"): 0.5}, "we left early") == "we left uh early"


def test_behind_the_last_word_a_filler_must_be_likelier() -> None:
    for probability, heard in ((0.1, "we left early"), (0.2, "we left early um")):
        script = {**CERTAIN, ("early", "um"): probability}
        assert filled(script, "we left early", (0.0, 1.5), (2.0, 2.6)) == heard


def test_a_filler_that_is_expected_at_two_places_is_put_at_the_one_with_the_sound() -> None:
    script = {**CERTAIN, ("left", "early"): 0.1, ("left", "um"): 0.9, ("early", "um"): 0.8}
    assert filled(script, "we left early", (2.0, 2.6)) == "we left early um"
    assert filled(script, "we left early") == "we left um early"


def test_without_words_nothing_is_asked() -> None:
    assert filled({("", "Um"): 0.9}, "", (0.0, 2.0)) == ""
