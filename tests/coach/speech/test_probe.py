"""How the recogniser is asked for fillers: as little as is needed."""

import pytest

from coach.speech.probe import best_of

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

    text, total = best_of(SPELLINGS, probability)
    assert (text, total, len(seen)) == (best[0], pytest.approx(best[1]), asked)
