"""What the person reads first: one thing that worked, one next step, one follow-up."""

from dataclasses import dataclass

from coach.model.message import Message
from coach.model.score import Dimension, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """Something that worked, never without a quote.

    Args:
        text: Why it worked.
        span: The answer's words that did.
    """

    text: Message
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one change that is worth most.

    Args:
        dimension: Which level it would raise.
        text: What to change.
        try_saying: A sentence to try, from the person's own words where that is safe.
    """

    dimension: Dimension
    text: Message
    try_saying: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Feedback on one answer.

    Args:
        worked: None when nothing could be quoted.
        next_step: None when there is nothing left to ask for, or nothing was scored.
        follow_up: What an interviewer would ask next; None when nothing is missing.
    """

    worked: Worked | None
    next_step: NextStep | None
    follow_up: Message | None
