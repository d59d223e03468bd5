"""Whether an answer spoke to what the interviewer who asked cares about."""

from itertools import pairwise

from coach.model.score import Cared
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import plain

SURELY = 0.5
"""Cosine of a stretch and the words of the note, from which the stretch is about it."""

PERHAPS = 0.3
"""The same when one of the note's own words is heard in the stretch."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_EMPTY = frozenset({"be", "have", "do", "get", "make", "thing", "person", "people", "good", "well", "care"})


def find_cared(context: AnswerContext) -> Cared | None:
    """Look for what the asker cares about.

    Args:
        context: The answer, read once.

    Returns:
        With the stretch that says most about it; without one when nothing does.
        None when nobody in particular asked, or nothing is known of what they care about.
    """
    asker = context.request.asker
    if asker is None or not asker.cares.strip():
        return None
    wanted = frozenset(
        plain(token.lemma)
        for token in context.parser.parse(asker.cares).tokens
        if token.pos in _CONTENT and plain(token.lemma) not in _EMPTY
    )
    places = _places(context)
    if not places:
        return Cared(person=asker.name, cares=asker.cares)
    vectors = context.vectors.encode([asker.cares, *(context.request.text[a:b] for a, b in places)])
    best: tuple[float, tuple[int, int]] | None = None
    for place, vector in zip(places, vectors[1:], strict=True):
        likeness = float(vectors[0] @ vector)
        named = bool(wanted & _lemmas(context, place))
        enough = likeness >= (PERHAPS if named else SURELY)
        if enough and (best is None or likeness > best[0]):
            best = (likeness, place)
    return Cared(
        person=asker.name, cares=asker.cares, span=context.span(*best[1]) if best is not None else None
    )


def _places(context: AnswerContext) -> list[tuple[int, int]]:
    """Clauses, and neighbours in pairs; what echoes the question and what may not be quoted is left out."""
    clauses = [clause for clause in context.clauses if not context.is_unsure(clause)]
    alone = [(clause.start, clause.end) for clause in clauses]
    pairs = [
        (first.start, second.end) for first, second in pairwise(clauses) if 0 <= second.start - first.end <= 8
    ]
    return alone + pairs


def _lemmas(context: AnswerContext, place: tuple[int, int]) -> frozenset[str]:
    return frozenset(
        plain(token.lemma) for token in context.parse.tokens if place[0] <= token.start < place[1]
    )
