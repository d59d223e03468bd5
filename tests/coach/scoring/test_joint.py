"""An answer and its follow-up scored together: what was asked for counts, and each word keeps its place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.language.ports import Language
from coach.model.company import Company, Person
from coach.model.question import Constraint, ConstraintKind, PartKind, Question, QuestionKind, QuestionPart
from coach.model.score import AnswerScore
from coach.model.session import Answer, AnswerStatus
from coach.scoring.engine import AnswerScorer
from coach.scoring.requests import answer_request
from coach.testing.analysis import transcript_of

ASKED = Question(
    text="Tell me about a time you dealt with a problem at work.",
    kind=QuestionKind.BEHAVIOURAL,
    parts=(QuestionPart(PartKind.INSTANCE, "a time you dealt with a problem"),),
)
TOLD = (
    "Last March at the bakery both ovens went out at four in the morning. I was in charge, so I had to find "
    "a way. I rang the café next door, I borrowed their oven and I called our three biggest customers."
)
OUTCOME = "In the end a hundred and ninety loaves went out on time and the owner thanked me."

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def scorer(language: Language) -> AnswerScorer:
    return AnswerScorer(language)


def answer(text: str, *follow_ups: str, question: Question = ASKED, asker: str = "") -> Answer:
    given = [
        Answer(
            id=f"a{number}",
            position=0,
            attempt=1,
            question=question,
            status=AnswerStatus.DONE,
            recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
            transcript=transcript_of(one, word_s=0.35),
        )
        for number, one in enumerate((text, *follow_ups))
    ]
    return replace(given[0], follow_ups=tuple(given[1:]), asker=asker)


def piece_of(score: AnswerScore, start: int) -> str:
    return next(one.answer_id for one in score.pieces if one.start <= start < one.end)


def test_the_outcome_told_to_a_follow_up_is_the_answers_outcome(scorer: AnswerScorer) -> None:
    alone = scorer.score(answer_request(answer(TOLD)))
    both = scorer.score(answer_request(answer(TOLD, OUTCOME)))
    assert "result" in alone.star.missing
    assert "result" not in both.star.missing
    assert (both.star.level or 0) > (alone.star.level or 0)
    results = [one for one in both.star.evidence if one.label == "result"]
    assert {piece_of(both, one.start) for one in results} == {"a1"}
    second = both.pieces[1]
    assert second.start_s is not None
    assert all(one.start_s is not None and one.start_s >= second.start_s for one in results)


def test_delivery_is_the_first_answers(scorer: AnswerScorer) -> None:
    alone = scorer.score(answer_request(answer(TOLD)))
    both = scorer.score(answer_request(answer(TOLD, OUTCOME)))
    assert both.delivery == alone.delivery


def test_a_time_that_was_kept_is_not_broken_by_a_follow_up(scorer: AnswerScorer) -> None:
    limit = Constraint(ConstraintKind.TIME, "in about twenty seconds", 20.0)
    asked = replace(ASKED, constraints=(limit,))
    both = scorer.score(answer_request(answer(TOLD, OUTCOME, question=asked)))
    assert [one.kept for one in both.listening.constraints] == [True]
    assert both.question.constraints == (limit,)
    tight = replace(ASKED, constraints=(replace(limit, amount=5.0),))
    both = scorer.score(answer_request(answer(TOLD, OUTCOME, question=tight)))
    assert [one.kept for one in both.listening.constraints] == [False]
    assert (both.listening.level or 0) <= 4


PANEL = Company(
    people=(
        Person("Sam Lee", cares="looking after customers"),
        Person("Ana Ruiz", cares="keeping costs down"),
        Person("Jo Park"),
    )
)


def test_what_the_asker_cares_about_is_looked_for(scorer: AnswerScorer) -> None:
    heard = scorer.score(answer_request(answer(TOLD, asker="Sam Lee"), company=PANEL)).cared
    assert heard is not None
    assert heard.span is not None
    assert "customers" in TOLD[heard.span.start : heard.span.end]
    missed = scorer.score(answer_request(answer(TOLD, asker="Ana Ruiz"), company=PANEL)).cared
    assert missed is not None
    assert (missed.person, missed.span) == ("Ana Ruiz", None)


def test_nobodys_care_is_looked_for_where_none_is_noted(scorer: AnswerScorer) -> None:
    assert scorer.score(answer_request(answer(TOLD, asker="Jo Park"), company=PANEL)).cared is None
    assert scorer.score(answer_request(answer(TOLD), company=PANEL)).cared is None
