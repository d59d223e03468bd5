"""How an interview is put together: which questions of a bank, and in which order."""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.errors import BankError
from coach.model.message import Message, message
from coach.model.question import Bank, Question, QuestionKind
from coach.model.session import Mode, SessionStyle


class Need(StrEnum):
    """What a plan needs to be told before it can begin."""

    COMPETENCY = "competency"
    PREPARED = "prepared"
    HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session as it is offered.

    Args:
        id: As it is named on the command line.
        style: How it goes from question to question.
        questions: How many are asked unless the person wants another number.
        minutes: About how long that takes, at the middle of each question's target length.
        mode: When feedback is given; None for as the person has it set.
        hidden_text: Whether the questions are only heard.
        thinking_s: Seconds to think before each answer; None for as the person has it set.
        limit_s: Seconds after which an answer is over; None for no limit.
        follow_ups: Whether the interviewer may ask for what is missing; the person may still say no.
        needs: What must be given besides: a competency, a prepared interview, or answers to look back on.
    """

    id: str
    style: SessionStyle
    questions: int
    minutes: int
    mode: Mode | None = None
    hidden_text: bool = False
    thinking_s: int | None = None
    limit_s: int | None = None
    follow_ups: bool = True
    needs: frozenset[Need] = frozenset()

    @property
    def title(self) -> Message:
        """As it is shown."""
        return message(f"questions.plan.{self.id.replace('-', '_')}.title")

    @property
    def about(self) -> Message:
        """What it is, in one line."""
        values = {"n": self.questions, "minutes": self.minutes}
        return message(f"questions.plan.{self.id.replace('-', '_')}.about", **values)


PLANS = (
    Plan(id="first-interview", style=SessionStyle.INTERVIEW, questions=8, minutes=20),
    Plan(id="screening-call", style=SessionStyle.INTERVIEW, questions=4, minutes=10),
    Plan(
        id="prepared",
        style=SessionStyle.INTERVIEW,
        questions=8,
        minutes=20,
        needs=frozenset({Need.PREPARED}),
    ),
    Plan(id="quick", style=SessionStyle.DRILL, questions=3, minutes=8),
    Plan(id="behavioural", style=SessionStyle.DRILL, questions=5, minutes=15),
    Plan(
        id="competency",
        style=SessionStyle.DRILL,
        questions=4,
        minutes=10,
        needs=frozenset({Need.COMPETENCY}),
    ),
    Plan(id="weakest", style=SessionStyle.DRILL, questions=3, minutes=8, needs=frozenset({Need.HISTORY})),
    Plan(
        id="pitch-30",
        style=SessionStyle.PITCH,
        questions=1,
        minutes=1,
        mode=Mode.COACH,
        limit_s=30,
        follow_ups=False,
    ),
    Plan(
        id="pitch-60",
        style=SessionStyle.PITCH,
        questions=1,
        minutes=2,
        mode=Mode.COACH,
        limit_s=60,
        follow_ups=False,
    ),
    Plan(
        id="your-turn", style=SessionStyle.YOUR_TURN, questions=5, minutes=6, thinking_s=0, follow_ups=False
    ),
    Plan(
        id="listening",
        style=SessionStyle.LISTENING,
        questions=4,
        minutes=10,
        hidden_text=True,
        follow_ups=False,
    ),
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
