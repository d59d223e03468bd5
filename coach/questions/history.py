"""What was asked before, and when a question should come again: spaced repetition in Leitner's boxes.

The rule (after S. Leitner, So lernt man lernen, 1972): each question lies in one of five boxes.
A strong answer moves it up one box, a weak one back to the first, any other leaves it where it is.
It is due again when the days of its box are over: 1, 3, 7, 14, 30.
The days roughly double, as Leitner's boxes do; nobody has measured the best spacing for interview answers,
so these numbers are a choice, and they stand in one place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from statistics import median_low

from coach.model.history import AskedBefore
from coach.model.score import Dimension

BOX_DAYS = (1, 3, 7, 14, 30)
"""Days until a question of each box is due again."""

STRONG, WEAK = 4, 2
"""Lowest grade of a strong answer, and highest grade of a weak one."""

# How it was said goes with every answer, and says nothing about which question to practise.
_NOT_OF_THE_QUESTION = frozenset({Dimension.DELIVERY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How well a question is known.

    Args:
        question_id: Which.
        box: From 1, where all begin and weak answers return, to 5.
        grade: The newest answer's, 1 to 5; None when it was never scored.
        last_at: When it was asked last.
    """

    question_id: str
    box: int
    grade: int | None
    last_at: datetime

    @property
    def due_at(self) -> datetime:
        """When it should come again."""
        return self.last_at + timedelta(days=BOX_DAYS[self.box - 1])

    @property
    def is_weak(self) -> bool:
        """Whether its newest scored answer was weak."""
        return self.grade is not None and self.grade <= WEAK


def grade(asked: AskedBefore) -> int | None:
    """One number for an answer, only to order questions by; it is never shown.

    Args:
        asked: The answer.

    Returns:
        The lower median of its levels without delivery, 1 to 5; None without a level.
    """
    levels = [level for dimension, level in asked.levels if dimension not in _NOT_OF_THE_QUESTION]
    return median_low(levels) if levels else None


def standings(history: Iterable[AskedBefore]) -> dict[str, Standing]:
    """How well each question is known that was asked before.

    Args:
        history: In any order.

    Returns:
        One standing a question, by its id.
    """
    in_order = sorted(history, key=attrgetter("question_id", "at"))
    return {
        question_id: _standing(question_id, list(answers))
        for question_id, answers in groupby(in_order, key=attrgetter("question_id"))
    }


def _standing(question_id: str, answers: list[AskedBefore]) -> Standing:
    box, newest = 1, None
    for answer in answers:
        found = grade(answer)
        if found is None:
            continue
        newest = found
        if found >= STRONG:
            box = min(box + 1, len(BOX_DAYS))
        elif found <= WEAK:
            box = 1
    return Standing(question_id=question_id, box=box, grade=newest, last_at=answers[-1].at)
