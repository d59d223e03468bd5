"""Goals, weaknesses and reasons: what is listened for beside the parts, with the words that show it."""

from collections.abc import Callable

import pytest

from coach.language.ports import Language
from coach.model.score import ListeningScore, ScoringRequest
from coach.scoring.listening import score_listening
from coach.scoring.motives import Motive, motives
from coach.scoring.question_reading import read_question
from coach.scoring.reading import read_answer

pytestmark = pytest.mark.models

GOALS = "What are your short-term and long-term goals?"
WEAKNESS = "What is your greatest weakness, and what are you doing about it?"
WHY_YOU = "Why should we hire you?"
OVERQUALIFIED = "Aren't you overqualified for this job? What would keep you in it?"
WHY_US = "Why do you want to work for us?"


@pytest.fixture
def hear(language: Language) -> Callable[[str, str], dict[str, Motive]]:
    def run(ask: str, answer: str) -> dict[str, Motive]:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
        return {one.name: one for one in motives(read_answer(request, language))}

    return run


@pytest.fixture
def score(language: Language) -> Callable[[str, str], ListeningScore]:
    def run(ask: str, answer: str) -> ListeningScore:
        request = ScoringRequest(text=answer, question=read_question(ask, language.parser))
        return score_listening(read_answer(request, language))

    return run


@pytest.mark.parametrize(
    ("ask", "answer", "name"),
    [
        (GOALS, "This year I want my forklift ticket. Later I'd like to run a shift here.", "goals_fit"),
        (
            GOALS,
            "I want to learn the tills, and in five years I'd still be here, training others.",
            "goals_stay",
        ),
        (WEAKNESS, "I'm bad at saying no, so I write the day's jobs on a card.", "weakness_real"),
        (WHY_YOU, "Because I'd take the Sunday shift off your hands from week one.", "helps_them"),
        (OVERQUALIFIED, "I ran forty people and I missed the bench. I chose this.", "overqualified_wish"),
        (OVERQUALIFIED, "I'm not looking to move again, I'd stay until I retire.", "overqualified_stay"),
        (WHY_US, "Because you train every driver yourselves, and nobody else here does.", "this_job"),
    ],
)
def test_it_is_heard(hear: Callable[[str, str], dict[str, Motive]], ask: str, answer: str, name: str) -> None:
    found = hear(ask, answer)[name]

    assert found.heard
    assert not found.spoken_against
    assert all(answer[clause.start : clause.end].strip() for clause in found.heard)


@pytest.mark.parametrize(
    ("ask", "answer", "name"),
    [
        (GOALS, "I want to learn the trade, and then open my own salon.", "goals_stay"),
        (WEAKNESS, "I'd say I'm a perfectionist. I work too hard.", "weakness_real"),
        (WEAKNESS, "I'm always late, and I lose my temper.", "weakness_fits_job"),
        (OVERQUALIFIED, "It would be fine for now, until something comes up.", "overqualified_stay"),
        (WHY_US, "I need a job, and it's ten minutes from my house.", "this_job"),
    ],
)
def test_what_speaks_against_it_costs(
    score: Callable[[str, str], ListeningScore], ask: str, answer: str, name: str
) -> None:
    found = score(ask, answer)
    shown = {one.name: one for one in found.listened_for}[name]

    assert (shown.heard, shown.against) == (False, True)
    assert shown.span is not None
    assert answer[shown.span.start : shown.span.end].strip()
    assert found.level is not None
    assert found.level <= 3


def test_it_is_listened_for_only_where_the_question_wants_it(
    hear: Callable[[str, str], dict[str, Motive]],
) -> None:
    assert hear("Tell me about a time you failed.", "I'm a perfectionist and I need a job.") == {}
    assert "goals_stay" not in hear(WEAKNESS, "I want my own salon.")
