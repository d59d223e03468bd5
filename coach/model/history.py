"""What was asked before, as the choice of the next question needs it."""

from dataclasses import dataclass
from datetime import datetime

from coach.model.feedback import Feedback
from coach.model.score import AnswerScore, Dimension


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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScore:
    """One score of an answer, as it was given at the time.

    Args:
        at: When, in UTC.
        versions: Of the rubric and of what judged, as name and version.
        score: The score.
        feedback: What was said about it; None for nothing.
        of_correction: Whether it judged words that the person had corrected.
    """

    at: datetime
    versions: tuple[tuple[str, str], ...]
    score: AnswerScore
    feedback: Feedback | None = None
    of_correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What trends need of one answer, without its words.

    Args:
        answer_id: The answer.
        session_id: Its session.
        at: When it was given, with its offset from UTC.
        question_id: The question's id in a bank; empty when a person typed it.
        question: As it was asked.
        levels: Of the dimensions that have one, by its newest score.
        measures: Of its delivery, as name and value: such as ("pace_wpm", 131.0).
    """

    answer_id: str
    session_id: str
    at: datetime
    question_id: str
    question: str
    levels: tuple[tuple[Dimension, int], ...] = ()
    measures: tuple[tuple[str, float], ...] = ()
