"""An answer as the reader sees it: clause by clause, without labels and without names.

Names are replaced, so that what somebody is called changes nothing; labels without content ("the result
was") are left out, so that they raise nothing.
"""

import math
from dataclasses import replace
from functools import lru_cache

from coach.language.values import AnswerReading, Clause, ClauseType, Parse
from coach.scoring.context import AnswerContext

NAME = "Sam"
"""Stands for every name."""

_MOST_SURE = 0.99
_NOT_TOLD = (0.0, 0.0, 0.0, 0.0, 1.0)


def nameless(parse: Parse, clause: Clause) -> str:
    """The words of a clause with one name for all names.

    Args:
        parse: The answer, parsed.
        clause: One of its clauses.

    Returns:
        Its tokens as they were spaced; fillers have none.
    """
    words: list[str] = []
    end = clause.start
    for token in parse.tokens[slice(*clause.tokens)]:
        blank = " " if token.start > end and words else ""
        end = token.end
        if token.pos != "PROPN":
            words.append(blank + token.text)
        elif not words or words[-1].strip() != NAME:
            words.append(blank + NAME)
    return "".join(words)


def with_content(context: AnswerContext) -> tuple[Clause, ...]:
    """The clauses that say something; mere labels, such as "the result was good", may raise nothing.

    Args:
        context: The answer.

    Returns:
        In order; all of them where there is nothing else.
    """
    return tuple(one for one in context.clauses if one.type is not ClauseType.SHELL) or context.clauses


@lru_cache(maxsize=2)
def read_pieces(context: AnswerContext) -> tuple[tuple[int, str], ...]:
    """What the reader is given of an answer.

    Args:
        context: The answer.

    Returns:
        The index of each clause that is not a mere label, with its words.
    """
    return tuple(
        (index, nameless(context.parse, clause))
        for index, clause in enumerate(context.clauses)
        if clause.type is not ClauseType.SHELL
    )


@lru_cache(maxsize=2)  # every dimension asks for the same answer
def read_whole(context: AnswerContext) -> AnswerReading:
    """Read an answer to its question.

    Args:
        context: The answer.

    Returns:
        What is read of it, with a row in ``pieces`` for every clause of the context.
    """
    question = context.request.question
    pieces = read_pieces(context)
    if not pieces:
        return _nothing_read(context)
    parts = [part.text for part in question.parts]
    found = context.reader.read_answer(question.text, parts, [words for _, words in pieces])
    rows = dict(zip((index for index, _ in pieces), found.pieces, strict=True))
    return replace(found, pieces=tuple(rows.get(index, _NOT_TOLD) for index in range(len(context.clauses))))


def _nothing_read(context: AnswerContext) -> AnswerReading:
    """Where nothing but labels was said there is nothing to read: no part is answered and nothing is told."""
    return AnswerReading(
        parts=((1.0, 0.0, 0.0),) * len(context.request.question.parts),
        pieces=(_NOT_TOLD,) * len(context.clauses),
        nearness=0.0,
        off_topic=0.5,
        listening=1.0,
        star=1.0,
        story=1.0,
    )


def log_odds(chance: float) -> float:
    """A chance as learned weights take it.

    Args:
        chance: 0 to 1.

    Returns:
        Log odds, about -4.6 to 4.6.
    """
    kept = min(_MOST_SURE, max(1.0 - _MOST_SURE, chance))
    return math.log(kept / (1.0 - kept))
