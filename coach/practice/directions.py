"""Directions that an interviewer gives with a question; following them is part of listening."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coach.model.message import Message, message
from coach.model.question import Constraint, ConstraintKind, Question, QuestionKind
from coach.model.session import SessionStyle

SHARE = 1 / 3
"""Of the questions of an interview to which a direction fits; more would be a test and no talk."""

MOST = 2
"""In one interview."""


@dataclass(frozen=True, slots=True)
class _Direction:
    kind: ConstraintKind
    amount: float | None = None


_TIME = _Direction(ConstraintKind.TIME, 60.0)
_COUNT = _Direction(ConstraintKind.COUNT, 2.0)
_ORDER = _Direction(ConstraintKind.ORDER)

# A story is one example, so two are asked for only where a list is; a result stands first only in a story.
_FITTING = {
    QuestionKind.SELF: (_TIME,),
    QuestionKind.COMPANY: (_TIME,),
    QuestionKind.MOTIVATION: (_TIME, _COUNT),
    QuestionKind.STRENGTH: (_COUNT,),
    QuestionKind.GOALS: (_TIME,),
    QuestionKind.BEHAVIOURAL: (_ORDER,),
}


def with_directions(
    questions: Sequence[Question],
    style: SessionStyle,
    *,
    wording: Callable[[Message], str],
    rng: random.Random,
) -> tuple[Question, ...]:
    """Give some questions a direction, such as "in about a minute".

    Args:
        questions: What is asked, in order.
        style: Some of an interview's questions get one, all fitting ones of a listening drill, and else none.
        wording: Turns a message into what is said.
        rng: Decides which; the same state gives the same directions.

    Returns:
        The same questions; those with a direction say it and hold it as a constraint.
    """
    if style not in {SessionStyle.INTERVIEW, SessionStyle.LISTENING}:
        return tuple(questions)
    fitting = [
        number
        for number, question in enumerate(questions)
        if question.kind in _FITTING and not question.constraints
    ]
    chosen = set(fitting)
    if style is SessionStyle.INTERVIEW:
        chosen = set(rng.sample(fitting, min(MOST, round(len(fitting) * SHARE))))
    return tuple(
        _directed(question, rng.choice(_FITTING[question.kind]), wording) if number in chosen else question
        for number, question in enumerate(questions)
    )


def _directed(question: Question, direction: _Direction, wording: Callable[[Message], str]) -> Question:
    kind = direction.kind.value
    constraint = Constraint(
        direction.kind, wording(message(f"practice.says.direction.words.{kind}")), direction.amount
    )
    target_s = question.target_s
    if direction.kind is ConstraintKind.TIME and direction.amount is not None:
        target_s = (round(direction.amount * 0.6), round(direction.amount))
    return replace(
        question,
        text=f"{question.text} {wording(message(f'practice.says.direction.{kind}'))}",
        constraints=(constraint,),
        target_s=target_s,
    )
