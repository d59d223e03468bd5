"""How the recogniser is asked for fillers: as little as is needed."""

import pytest

from coach.speech.assemble import RawWord
from coach.speech.hesitations import Gap
from coach.speech.probe import best_of, doubtful
from coach.speech.voice_activity import Stretch

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
