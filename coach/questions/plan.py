"""How an interview is put together: which questions of a bank, and in which order."""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coach.errors import BankError
from coach.model.message import Message, message
from coach.model.question import Bank, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class Plan:
    """An interview as it is offered.

    Args:
        id: As it is named on the command line.
        title: As it is shown.
        questions: How many are asked.
    """

    id: str
    title: Message
    questions: int


PLANS = (
    Plan("first-interview", message("questions.plan.first_interview"), 8),
    Plan("quick", message("questions.plan.quick"), 3),
)

# The order in which interviewers go, and the kinds that belong to each stretch.
_STAGES: tuple[frozenset[QuestionKind], ...] = (
    frozenset({QuestionKind.SELF}),
    frozenset({QuestionKind.COMPANY, QuestionKind.MOTIVATION}),
    frozenset({QuestionKind.STRENGTH, QuestionKind.WEAKNESS}),
    frozenset({QuestionKind.BEHAVIOURAL, QuestionKind.SITUATIONAL}),
    frozenset({QuestionKind.GOALS, QuestionKind.OTHER}),
    frozenset({QuestionKind.CLOSING}),
)
_OPENING, _MOTIVES, _TRAITS, _STORIES, _OUTLOOK, _CLOSING = range(len(_STAGES))

# What is asked first when there is room for few: an interview of three opens, asks for one story and
# hands over; about half of a longer one is stories, and it never has more than two openings.
_WANTED = (_STORIES, _OPENING, _CLOSING, _MOTIVES, _TRAITS, _STORIES, _OUTLOOK, _STORIES)
_THEN = (_STORIES, _TRAITS, _MOTIVES, _OUTLOOK, _STORIES, _OPENING, _CLOSING)


def find_plan(plan_id: str) -> Plan:
    """The plan with this id.

    Args:
        plan_id: Its id.

    Returns:
        The plan.

    Raises:
        BankError: There is none.
    """
    for plan in PLANS:
        if plan.id == plan_id:
            return plan
    raise BankError("error.question.unknown_plan", id=plan_id, known=tuple(plan.id for plan in PLANS))


def choose_questions(
    bank: Bank, n: int, *, rng: random.Random, asked_lately: Sequence[str] = ()
) -> tuple[Question, ...]:
    """Choose the questions of one interview.

    Args:
        bank: Where they come from.
        n: How many.
        rng: Decides among equals; the same state gives the same interview.
        asked_lately: Ids of questions already asked, oldest first; a stretch of the interview
            repeats one, the oldest, only when it has no other.

    Returns:
        ``n`` different questions in an interview's natural order: opening, motives, strengths, stories,
        outlook, and the candidate's own questions last.
        Two of the same kind follow each other only where that can't be avoided.

    Raises:
        BankError: ``n`` is below one or above the number of questions.
    """
    if not 1 <= n <= len(bank.questions):
        raise BankError("error.question.count", wanted=n, bank=bank.title, limit=len(bank.questions))
    freshest = _by_freshness(bank.questions, rng, asked_lately)
    stages = {stage: [q for q in freshest if q.kind in kinds] for stage, kinds in enumerate(_STAGES)}
    chosen: list[Question] = []
    for stage in itertools.chain(_WANTED, itertools.cycle(_THEN)):
        if len(chosen) == n:
            break
        if stages[stage]:
            chosen.append(stages[stage].pop(0))
    return _natural_order(chosen)


def _by_freshness(
    questions: Sequence[Question], rng: random.Random, asked_lately: Sequence[str]
) -> list[Question]:
    asked = {question_id: position for position, question_id in enumerate(asked_lately, start=1)}
    shuffled = rng.sample(questions, len(questions))
    return sorted(shuffled, key=lambda question: asked.get(str(question.id), 0))


def _natural_order(chosen: Sequence[Question]) -> tuple[Question, ...]:
    waiting = sorted(chosen, key=_stage)
    last = [question for question in waiting if question.kind is QuestionKind.CLOSING]
    waiting = [question for question in waiting if question.kind is not QuestionKind.CLOSING]
    ordered: list[Question] = []
    while waiting:
        ordered.append(_next(waiting, ordered[-1].kind if ordered else None))
        waiting.remove(ordered[-1])
    return (*ordered, *last)


def _next(waiting: Sequence[Question], before: QuestionKind | None) -> Question:
    kind, times = Counter(question.kind for question in waiting).most_common(1)[0]
    # A kind that fills more than half of what is left must be asked now, or it will meet itself later.
    crowded = times * 2 > len(waiting)
    opening = before is None and waiting[0].kind is QuestionKind.SELF
    if crowded and kind is not before and not opening:
        return next(question for question in waiting if question.kind is kind)
    return next((question for question in waiting if question.kind is not before), waiting[0])


def _stage(question: Question) -> int:
    return next(stage for stage, kinds in enumerate(_STAGES) if question.kind in kinds)
