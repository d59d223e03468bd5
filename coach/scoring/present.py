"""A tale told in the present tense, or without tenses, is a tale.

"So it's August, I ring the engineer, I tape the curtain up" has the grammar of a habit, and so has much of
what is told in a second language. Rules over grammar made it a generality, two levels below the same tale in
the past tense (``benchmarks/fairness.py``). What tells them apart is the whole: the reader is asked whether
one occasion is told, and where.
"""

from dataclasses import replace

from coach.language.values import AnswerReading, Clause, ClauseType, Door, Subject
from coach.scoring.context import AnswerContext
from coach.scoring.rubric import story_rubric
from coach.scoring.whole import read_whole

_BE = frozenset({"", "be", "have"})
_ACTS = (ClauseType.HABITUAL, ClauseType.OTHER, ClauseType.SELF_DESCRIPTION)
_HOLDS = (ClauseType.OPINION, ClauseType.SELF_DESCRIPTION)


def placed_in_time(context: AnswerContext) -> AnswerContext:
    """Take what is told of one occasion in the present tense for what it is.

    Args:
        context: The answer, with its clauses typed by grammar alone.

    Returns:
        The same with happenings and states in place of habits and opinions, where the reader finds one
        occasion that is told mostly in the present; unchanged otherwise.
    """
    if not context.request.question.calls_for_story or not any(
        clause.type in _ACTS for clause in context.clauses
    ):
        return context
    limits = story_rubric().present
    reading = read_whole(context)
    if reading.story < limits.story:
        return context
    clauses = tuple(
        _placed(clause) if _is_told(reading, index, limits.told) else clause
        for index, clause in enumerate(context.clauses)
    )
    happened = [clause for clause in clauses if clause.type is ClauseType.EVENT]
    present = sum(clause.door is not Door.PAST for clause in happened)
    if present < limits.share * len(happened):
        return context
    return replace(context, clauses=clauses)


def _is_told(reading: AnswerReading, index: int, least: float) -> bool:
    return 1.0 - reading.pieces[index][-1] >= least


def _placed(clause: Clause) -> Clause:
    if clause.type in _ACTS and clause.verb not in _BE and clause.subject is not Subject.YOU:
        return replace(clause, type=ClauseType.EVENT, door=Door.READ)
    if clause.type in _HOLDS:
        return replace(clause, type=ClauseType.STATE)
    return clause
