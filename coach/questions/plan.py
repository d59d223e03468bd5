"""The sessions that are offered."""

from dataclasses import dataclass
from enum import StrEnum

from coach.errors import BankError
from coach.model.message import Message, message
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
        questions: How many are asked unless the person says otherwise; None for as many as they have set.
        minutes: About how long that takes; None when the number is theirs.
        mode: When feedback is given; None for as the person has it set.
        hidden_text: Whether the questions are only heard.
        thinking_s: Seconds to think before each answer; None for as the person has it set.
        limit_s: Seconds after which an answer is over; None for no limit.
        follow_ups: Whether the interviewer may ask for what is missing; the person may still say no.
        needs: What must be given besides: a competency, a prepared interview, or answers to look back on.
    """

    id: str
    style: SessionStyle
    questions: int | None = None
    minutes: int | None = None
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
        return message(
            f"questions.plan.{self.id.replace('-', '_')}.about",
            n=self.questions or 0,
            minutes=self.minutes or 0,
        )


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
    Plan(id="behavioural", style=SessionStyle.DRILL),
    Plan(id="competency", style=SessionStyle.DRILL, needs=frozenset({Need.COMPETENCY})),
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
        id="your-turn", style=SessionStyle.YOUR_TURN, questions=5, minutes=5, thinking_s=0, follow_ups=False
    ),
    Plan(
        id="listening",
        style=SessionStyle.LISTENING,
        hidden_text=True,
        follow_ups=False,
    ),
)


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


MINUTES_A_QUESTION = 2.5
"""A spoken answer of one to two minutes, its question, and a moment between."""


def questions_in(minutes: int) -> int:
    """How many questions fit into a time.

    Args:
        minutes: The time.

    Returns:
        At least one.
    """
    return max(1, round(minutes / MINUTES_A_QUESTION))


def minutes_for(questions: int) -> int:
    """About how long a number of questions takes.

    Args:
        questions: How many.

    Returns:
        Whole minutes, at least two.
    """
    return max(2, round(questions * MINUTES_A_QUESTION))


def length_in_questions(length: str) -> int | None:
    """How many questions a length means that a person has set.

    Args:
        length: ``q8`` for eight questions, ``min20`` for as many as fit into twenty minutes, else anything.

    Returns:
        The number; None for as many as a plan has.
    """
    if length.startswith("min"):
        return questions_in(int(length.removeprefix("min")))
    return int(length.removeprefix("q")) if length.startswith("q") else None
