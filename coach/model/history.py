"""What was asked before, as the choice of the next question needs it."""

from dataclasses import dataclass
from datetime import datetime

from coach.model.score import Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBefore:
    """One answer to a question of a bank.

    Args:
        question_id: The question's id.
        at: When it was answered or skipped, with its offset from UTC.
        levels: Of the dimensions that have one; empty when it was skipped or not scored.
    """

    question_id: str
    at: datetime
    levels: tuple[tuple[Dimension, int], ...] = ()
