"""A tale in the present tense, or without tenses, beside the same tale in the past, and beside habits."""

import pytest

from coach.language.ports import Language
from coach.language.values import ClauseType, Door
from coach.model.question import PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import ScoringRequest
from coach.scoring.context import AnswerContext
from coach.scoring.reading import cut_answer, read_answer
from coach.scoring.story import score_story

pytestmark = pytest.mark.models

TIME = Question(
    text="Tell me about a time something went wrong at work.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time something went wrong"),),
)
PAST = (
    "It was a Friday in June and the fridge at the corner shop died. I rang the owner, and he was in Spain. "
    "So I carried the milk and the meat down to the cellar, I put ice on all of it, and I wrote every price "
    "down on a card. The engineer came at nine. We lost two boxes of butter and nothing else."
)
PRESENT = (
    "So it's a Friday in June and the fridge at the corner shop dies. I ring the owner, and he's in Spain. "
    "So I carry the milk and the meat down to the cellar, I put ice on all of it, and I write every price "
    "down on a card. The engineer comes at nine. We lose two boxes of butter and nothing else."
)
LEARNED_LATE = (
    "Is Friday in June and fridge of corner shop die. I call the owner, he is in Spain. I carry milk and "
    "meat down in cellar, I put ice on all, I write every price on card. Engineer come at nine. We lose two "
    "box of butter, nothing more."
)
HABIT = (
    "When something goes wrong I always stay calm. I look at the problem, I ring the people who can help, "
    "and I write everything down. I never blame anybody. I think about the customer first and I work until "
    "it is finished, because that is how I am."
)


def read(text: str, language: Language, question: Question = TIME) -> AnswerContext:
    return read_answer(ScoringRequest(id="a", text=text, question=question), language)


@pytest.mark.parametrize("told", [PRESENT, LEARNED_LATE], ids=["present", "second language"])
def test_a_tale_keeps_its_level_in_the_present_tense(told: str, language: Language) -> None:
    level = score_story(read(PAST, language)).level
    other = score_story(read(told, language)).level

    assert level is not None
    assert level >= 4
    assert other is not None
    assert abs(level - other) <= 1


def test_what_happens_in_such_a_tale_is_believed_for_the_whole(language: Language) -> None:
    without_date = PRESENT.replace("it's a Friday in June and ", "")
    events = [one for one in read(without_date, language).clauses if one.type is ClauseType.EVENT]

    assert {"die", "ring", "carry"} <= {one.verb for one in events if one.door is Door.READ}


def test_what_one_always_does_stays_a_habit(language: Language) -> None:
    request = ScoringRequest(id="a", text=HABIT, question=TIME)

    assert read_answer(request, language).clauses == cut_answer(request, language).clauses
    assert (score_story(read(HABIT, language)).level or 0) <= 2


def test_a_tale_in_the_past_tense_is_left_as_its_grammar_has_it(language: Language) -> None:
    request = ScoringRequest(id="a", text=PAST, question=TIME)

    assert read_answer(request, language).clauses == cut_answer(request, language).clauses


def test_where_no_occasion_is_asked_for_nothing_is_placed_in_time(language: Language) -> None:
    asked = Question(
        text="What would you do if a fridge died?",
        kind=QuestionKind.SITUATIONAL,
        parts=(QuestionPart(PartKind.METHOD, "what you would do"),),
    )

    assert all(one.door is not Door.READ for one in read(PRESENT, language, asked).clauses)
