"""The paragraph that opens a report: what is strong over all answers, and what would help most."""

from collections import Counter
from collections.abc import Sequence

from coach.feedback.try_saying import MISSING_ORDER
from coach.model.message import message
from coach.model.score import AnswerScore, Dimension, StarPart
from coach.model.session import Answer
from coach.reports.document import Inline
from coach.words import Words

_SOLID = 4

DELIVERY_HABITS = ("pace_wpm", "fillers", "crutch_words", "long_pauses", "pitch_sd_st", "length_s")
"""The measures that delivery can ask to change."""


def build_summary(answers: Sequence[Answer], words: Words) -> tuple[Inline, ...]:
    """Sum up answers.

    Args:
        answers: Of one session, or of a period.
        words: The language.

    Returns:
        One paragraph; the one thing to work on is its strong piece.
    """
    scores = [answer.score for answer in answers if answer.score is not None]
    if not answers:
        return (Inline(words.text(message("report.summary.empty"))),)
    if not any(score.dimension(name).level for score in scores for name in Dimension):
        return (Inline(words.text(message("report.summary.unscored"))),)
    newest = newest_attempts(answers)
    wanted = most_wanted(newest) if _lacking(newest) is None else Dimension.STAR
    return (*_strong(scores, wanted, words), *_help(newest, words))


def newest_attempts(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """The last scored attempt at each question: trying again is not a second answer that lacks the same.

    Args:
        answers: Any, of one session or several.

    Returns:
        Those in the same order; an attempt that was not scored says nothing yet.
    """
    kept: list[Answer] = []
    following: dict[tuple[str, int], int] = {}
    for answer in reversed([each for each in answers if each.score is not None]):
        place = (answer.question.text, answer.position)
        # Another session has the same question with a first attempt again.
        if following.get(place, 0) <= answer.attempt:
            kept.append(answer)
        following[place] = answer.attempt
    return tuple(reversed(kept))


def low_median(levels: list[int]) -> int:
    """The middle level, the lower one of two, so that it is never flattered.

    Args:
        levels: At least one.

    Returns:
        A level.
    """
    return sorted(levels)[(len(levels) - 1) // 2]


def _levels(scores: list[AnswerScore], name: Dimension) -> list[int]:
    found = (score.dimension(name) for score in scores)
    return [one.level for one in found if one.applies and one.level is not None]


def _strong(scores: list[AnswerScore], wanted: Dimension | None, words: Words) -> tuple[Inline, ...]:
    """What is strong; never what is about to be named as the thing to work on."""
    best: tuple[int, Dimension] | None = None
    for name in Dimension:
        if name is wanted:
            continue
        levels = _levels(scores, name)
        if levels and low_median(levels) >= _SOLID and (best is None or low_median(levels) > best[0]):
            best = (low_median(levels), name)
    if best is None:
        return ()
    return (Inline(words.text(message(f"report.summary.strong.{best[1].value}")) + " "),)


def _lacking(answers: Sequence[Answer]) -> tuple[StarPart, int, int] | None:
    """A part of the story that is missing again and again, in how many it was heard, and of how many."""
    scores = [answer.score for answer in answers if answer.score is not None]
    told = [score for score in scores if score.star.level is not None]
    missing = Counter(part for score in told for part in score.star.missing)
    part = max(MISSING_ORDER, key=lambda one: missing[one])
    if missing[part] >= 2 or (missing[part] and len(told) == 1 and _star_leads(answers)):
        return part, len(told) - missing[part], len(told)
    return None


def _help(answers: Sequence[Answer], words: Words) -> tuple[Inline, ...]:
    lacking = _lacking(answers)
    if lacking is not None:  # the clearest thing to say
        return _missing_part(*lacking, words)
    name = most_wanted(answers)
    if name is None:
        return ()
    lead = words.text(message("report.summary.help"))
    step = words.text(message(_delivery_step(answers) if name is Dimension.DELIVERY else _step(name)))
    return (Inline(lead + " "), Inline(step, strong=True), Inline("."))


def _step(name: Dimension) -> str:
    return f"report.summary.step.{name.value}"


def _delivery_step(answers: Sequence[Answer]) -> str:
    """The habit that most answers name, so that the summary asks for what they ask for."""
    steps = (answer.feedback.next_step for answer in answers if answer.feedback is not None)
    named = Counter(
        habit
        for step in steps
        if step is not None and step.dimension is Dimension.DELIVERY
        if (habit := step.text.id.rpartition(".")[2]) in DELIVERY_HABITS
    )
    return f"report.summary.delivery.{named.most_common(1)[0][0]}" if named else _step(Dimension.DELIVERY)


def _missing_part(part: StarPart, heard: int, told: int, words: Words) -> tuple[Inline, ...]:
    lead = words.text(message("report.summary.help"))
    step = words.text(message(f"report.summary.part.{part.value}"))
    count = words.text(message("report.summary.heard", n=told, heard=heard))
    return (Inline(lead + " "), Inline(step, strong=True), Inline(". " + count))


def _star_leads(answers: Sequence[Answer]) -> bool:
    return most_wanted(answers) is Dimension.STAR


def most_wanted(answers: Sequence[Answer]) -> Dimension | None:
    """What most answers would gain by.

    Args:
        answers: Any.

    Returns:
        The dimension that most of them name as their next step, the earlier one of two; None for none.
    """
    wanted = Counter(
        answer.feedback.next_step.dimension
        for answer in answers
        if answer.feedback is not None and answer.feedback.next_step is not None
    )
    return max(Dimension, key=lambda name: wanted[name]) if wanted else None
