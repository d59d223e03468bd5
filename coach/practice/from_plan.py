"""An interview at its start, made from a plan and from what the person chose."""

from dataclasses import dataclass

from coach.model.company import Company
from coach.model.question import Question
from coach.model.session import Mode, SessionStyle
from coach.practice.following import MOST_ASKED, MOST_FOLLOW_UPS
from coach.practice.script import panel_of
from coach.practice.values import PATIENCE_S, Interview
from coach.questions.plan import Plan

REPLY_PATIENCE_S = 20.0
"""Where the person asks, the answer is waited for: there is nothing else to go on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the person would like to be interviewed; a plan may know better.

    Args:
        mode: When feedback is given.
        thinking_s: Seconds to think before each answer.
        typed: Whether answers are typed.
        follow_ups: Whether the interviewer asks for what is missing.
        hidden: Whether the questions are only heard.
        askers: Names of those who ask in turn, at most three; empty for one interviewer without a name.
    """

    mode: Mode = Mode.COACH
    thinking_s: float = 0.0
    typed: bool = False
    follow_ups: bool = True
    hidden: bool = False
    askers: tuple[str, ...] = ()


def interview_from(
    plan: Plan, questions: tuple[Question, ...], manner: Manner, *, style: SessionStyle | None = None
) -> Interview:
    """An interview that has not begun.

    Args:
        plan: What the plan says of mode, time, text and follow-ups goes before what the person chose.
        questions: What is asked, in order.
        manner: What the person chose.
        style: Another style than the plan's; None for the plan's.

    Returns:
        The interview, idle.
    """
    style = style or plan.style
    asks = style is SessionStyle.YOUR_TURN
    follow_ups = MOST_FOLLOW_UPS if manner.follow_ups and plan.follow_ups else 0
    # One invitation is enough: after each answer the person has the floor again.
    questions = questions[:1] if asks else questions
    return Interview(
        questions=questions,
        mode=plan.mode or manner.mode,
        think_s=float(manner.thinking_s if plan.thinking_s is None else plan.thinking_s),
        typed=manner.typed,
        style=style,
        follow_ups=MOST_ASKED if asks else follow_ups,
        patience_s=REPLY_PATIENCE_S if asks else PATIENCE_S,
        limit_s=plan.limit_s,
        hidden=plan.hidden_text or manner.hidden,
        askers=_in_turn(manner.askers, len(questions)),
    )


def askers_of(company: Company | None, *, panel: bool) -> tuple[str, ...]:
    """Names of those who ask.

    Args:
        company: What the person noted about the employer.
        panel: Whether all who may ask do, in turn; else only the first.

    Returns:
        At most three names; empty for an interviewer without one.
    """
    names = tuple(person.name for person in panel_of(company))
    return names if panel else names[:1]


def _in_turn(askers: tuple[str, ...], questions: int) -> tuple[str, ...]:
    return tuple(askers[n % len(askers)] for n in range(questions)) if askers else ()
