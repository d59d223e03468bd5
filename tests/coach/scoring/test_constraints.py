"""Directions in a question: what shows that they were followed, and what shows that they weren't."""

from collections.abc import Callable

import pytest

from coach.language.ports import Language
from coach.model.score import KeptConstraint, ScoringRequest
from coach.scoring.listening import score_listening
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer

pytestmark = pytest.mark.models

TWO = "Give me two examples of a time you had to say no to somebody."
ONE_OCCASION = (
    "A guest wanted the room next door for nothing because of the lift. I said I couldn't give two rooms. "
    "I moved him to the back and carried his bags."
)


@pytest.fixture
def check(language: Language) -> Callable[[str, str], tuple[KeptConstraint, ...]]:
    def run(ask: str, answer: str) -> tuple[KeptConstraint, ...]:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
        return score_listening(read_answer(request, language)).constraints

    return run


@pytest.mark.parametrize(
    ("ask", "answer", "kept", "shown"),
    [
        (TWO, ONE_OCCASION, False, None),
        (TWO, f"{ONE_OCCASION} Another time a supplier wanted cash, and I refused.", True, "Another time"),
        (TWO, f"{ONE_OCCASION} I also brought him tea, and he was pleased in the end too.", False, None),
        (
            "Tell me about a project from your studies.",
            "We were four. It was in my final year at university, a bridge of paper.",
            True,
            "final year at university",
        ),
        (
            "Tell me about a project from your studies.",
            "At my last company my manager gave me the shelves to plan.",
            False,
            "my last company",
        ),
        (
            "Start with the result: tell me about a sale you made.",
            "We sold forty boilers that week. I had rung every old customer before the frost.",
            True,
            "We sold forty boilers",
        ),
        (
            "Start with the result: tell me about a sale you made.",
            "There is a street behind the station. I used to walk there. In the end I sold six boilers.",
            False,
            "There is a street",
        ),
    ],
)
def test_a_direction_is_checked_with_its_words(
    check: Callable[[str, str], tuple[KeptConstraint, ...]],
    ask: str,
    answer: str,
    kept: bool,
    shown: str | None,
) -> None:
    (found,) = check(ask, answer)

    assert found.kept is kept
    words = answer[found.span.start : found.span.end] if found.span else ""
    assert (shown or "") in words
    assert (found.span is None) == (shown is None)
