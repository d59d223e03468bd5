"""Two attempts at one question beside each other: which levels moved, what was gained and what was lost."""

from dataclasses import dataclass

from coach.model.message import Message, message
from coach.model.score import Answered, AnswerScore, Dimension, StarPart


@dataclass(frozen=True, slots=True)
class Moved:
    """One dimension that both attempts have a level in.

    Args:
        dimension: Which.
        before: Level of the earlier attempt, 1 to 5.
        after: Level of the later attempt, 1 to 5.
    """

    dimension: Dimension
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from one attempt to the next.

    Args:
        levels: Every dimension that has a level in both, in their order; also those that stayed.
        gained: What was heard now and not before.
        lost: What was heard before and not now.
    """

    levels: tuple[Moved, ...]
    gained: tuple[Message, ...]
    lost: tuple[Message, ...]


def compare(before: AnswerScore, after: AnswerScore) -> Comparison:
    """Compare two attempts at one question.

    Args:
        before: The earlier attempt.
        after: The later one.

    Returns:
        Levels side by side; parts of the story, parts of the question and directions that came or went.
    """
    moved = [
        Moved(name, first, second)
        for name in Dimension
        if (first := before.dimension(name).level) is not None
        and (second := after.dimension(name).level) is not None
    ]
    had, has = _heard(before), _heard(after)
    return Comparison(
        levels=tuple(moved),
        gained=tuple(one for one in has if one not in had),
        lost=tuple(one for one in had if one not in has),
    )


def _heard(score: AnswerScore) -> tuple[Message, ...]:
    """What an answer holds, each once and in a fixed order."""
    parts = tuple(
        message(f"feedback.compare.{part.value}")
        for part in StarPart
        if any(one.label == part for one in score.star.evidence)
    )
    wanted = score.question.parts
    answered = tuple(
        message("feedback.compare.part", part=wanted[one.part].text)
        for one in score.listening.parts
        if one.answered is not Answered.NO and one.part < len(wanted)
    )
    kept = tuple(
        message("feedback.compare.direction", words=one.text)
        for one in score.listening.constraints
        if one.kept
    )
    return tuple(dict.fromkeys((*parts, *answered, *kept)))
