"""Directions: said with the question, and held as a constraint so that following them is scored."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.question import Constraint, ConstraintKind, PartKind, Question, QuestionKind, QuestionPart
from coach.model.session import SessionStyle
from coach.practice.directions import MOST, with_directions
from coach.words import Words

WORDS = Words.load()


def asked(kind: QuestionKind) -> Question:
    return Question(text="What about it?", kind=kind, parts=(QuestionPart(PartKind.FACT, "it"),))


QUESTIONS = tuple(asked(kind) for kind in QuestionKind)


def directed(style: SessionStyle, seed: int = 1) -> tuple[Question, ...]:
    rng = random.Random(seed)  # noqa: S311 - which questions get one is no secret
    return with_directions(QUESTIONS, style, wording=WORDS.text, rng=rng)


@given(st.integers())
def test_an_interview_has_a_direction_or_two_and_each_is_said_and_held(seed: int) -> None:
    questions = directed(SessionStyle.INTERVIEW, seed)
    given_one = [one for one in questions if one.constraints]
    assert 1 <= len(given_one) <= MOST
    for one in given_one:
        (constraint,) = one.constraints
        assert constraint.text in one.text
        assert one.text.startswith("What about it? ")
    assert [one.kind for one in questions] == [one.kind for one in QUESTIONS]


def test_a_listening_drill_gives_one_wherever_one_fits() -> None:
    kinds = {one.kind for one in directed(SessionStyle.LISTENING) if one.constraints}
    assert QuestionKind.BEHAVIOURAL in kinds
    assert QuestionKind.CLOSING not in kinds


def test_a_story_starts_with_its_result_and_is_not_asked_for_twice() -> None:
    story = next(one for one in directed(SessionStyle.LISTENING) if one.kind is QuestionKind.BEHAVIOURAL)
    assert story.constraints[0].kind is ConstraintKind.ORDER
    assert story.text.endswith("Please start with the result.")


def test_a_direction_that_is_there_already_stays_alone() -> None:
    brief = Constraint(ConstraintKind.BRIEF, "briefly")
    question = Question(
        text="Briefly, who are you?",
        kind=QuestionKind.SELF,
        parts=(QuestionPart(PartKind.FACT, "you"),),
        constraints=(brief,),
    )
    rng = random.Random(1)  # noqa: S311 - no secret
    (same,) = with_directions((question,), SessionStyle.LISTENING, wording=WORDS.text, rng=rng)
    assert same == question


@pytest.mark.parametrize("style", [SessionStyle.DRILL, SessionStyle.PITCH, SessionStyle.YOUR_TURN])
def test_elsewhere_questions_stay_as_they_are(style: SessionStyle) -> None:
    assert directed(style) == QUESTIONS
