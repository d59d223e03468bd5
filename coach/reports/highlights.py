"""What a mentor reads on one page: what worked, what to work on, and where it was missed."""

from collections.abc import Sequence

from coach.feedback.quotes import may_quote
from coach.model.message import message
from coach.model.score import Dimension
from coach.model.session import Answer
from coach.reports.answers import quote_of
from coach.reports.document import Row
from coach.words import Words

_MOST = 3
"""Of each kind: more does not fit beside a table of ten answers."""


def highlights(answers: Sequence[Answer], words: Words) -> tuple[Row, ...]:
    """The few findings that are worth talking about.

    Args:
        answers: In the order in which they were given.
        words: The language.

    Returns:
        First what worked in the best answers, then the next step of those that would gain most by it.
    """
    worked = [
        Row(
            heading=words.text(message("report.row.worked")),
            text=words.text(answer.feedback.worked.text),
            quotes=(quote_of(answer.score, answer.feedback.worked.span, words),),
            note=answer.question.text,
            quote_first=True,
        )
        for answer in sorted(answers, key=_total, reverse=True)
        if answer.score is not None
        and answer.feedback is not None
        and answer.feedback.worked is not None
        and may_quote(answer.score, answer.feedback.worked.span)
    ]
    wanted: dict[Dimension, Row] = {}
    for answer in sorted(answers, key=_total):
        step = answer.feedback.next_step if answer.feedback is not None else None
        if step is not None and step.dimension not in wanted:
            wanted[step.dimension] = Row(
                heading=words.text(message("report.row.work_on")),
                text=words.text(step.text),
                note=answer.question.text,
            )
    return (*worked[:_MOST], *list(wanted.values())[:_MOST])


def _total(answer: Answer) -> float:
    """Mean level of an answer, to choose by and never shown."""
    score = answer.score
    if score is None:
        return 0.0
    levels = [found.level for found in (score.dimension(name) for name in Dimension) if found.applies]
    known = [level for level in levels if level is not None]
    return sum(known) / len(known) if known else 0.0
