"""An answer and its follow-ups, scored together.

What was said counts, whenever it was said; how it was said, and whether a time or a number of words was kept,
is judged on the first answer alone, since that is what such a direction is about.
"""

from dataclasses import replace

from coach.model.message import message
from coach.model.question import ConstraintKind
from coach.model.score import AnswerScore, KeptConstraint, ListeningScore, ScoringRequest

_OF_THE_FIRST = frozenset({ConstraintKind.TIME, ConstraintKind.BRIEF})
_BROKEN_LEVEL = 4


def is_joint(request: ScoringRequest) -> bool:
    """Whether an answer was completed by follow-ups.

    Args:
        request: What is to be scored.

    Returns:
        Whether it is joined from several.
    """
    return len(request.pieces) > 1


def first_alone(request: ScoringRequest) -> ScoringRequest:
    """The first answer without what was said to follow-ups.

    Args:
        request: A joint one.

    Returns:
        The request for the first piece alone.
    """
    first = request.pieces[0]
    until_s = first.end_s or 0.0
    return replace(
        request,
        text=request.text[first.start : first.end],
        words=None if request.words is None else tuple(one for one in request.words if one.end <= first.end),
        pauses=None
        if request.pauses is None
        else tuple(one for one in request.pauses if one.end_s <= until_s),
        fillers=None
        if request.fillers is None
        else tuple(one for one in request.fillers if one.end_s <= until_s),
        filtered=tuple(one for one in request.filtered if one.end_s <= until_s),
        duration_s=first.end_s,
        pieces=(),
    )


def whole(request: ScoringRequest) -> ScoringRequest:
    """All that was said, without the directions that are about the first answer's form.

    Args:
        request: A joint one.

    Returns:
        The request to score the content from.
    """
    kept = tuple(one for one in request.question.constraints if one.kind not in _OF_THE_FIRST)
    return replace(request, question=replace(request.question, constraints=kept))


def put_together(of_all: AnswerScore, of_first: AnswerScore, request: ScoringRequest) -> AnswerScore:
    """Make one score of both.

    Args:
        of_all: The score of ``whole``.
        of_first: The score of ``first_alone``.
        request: The joint request.

    Returns:
        Content from all, delivery and form from the first.
    """
    return replace(
        of_all,
        question=request.question,
        delivery=of_first.delivery,
        listening=_listening(of_all.listening, of_first.listening, request),
        pieces=request.pieces,
    )


def _listening(of_all: ListeningScore, of_first: ListeningScore, request: ScoringRequest) -> ListeningScore:
    wanted = request.question.constraints
    if len(of_first.constraints) != len(wanted):
        return of_all  # a rule failed, and nothing is known of directions
    others = iter(of_all.constraints)
    kept: list[KeptConstraint] = []
    for number, one in enumerate(wanted):
        own = of_first.constraints[number]
        kept.append(own if one.kind in _OF_THE_FIRST else next(others, own))
    broken = next((one for one in kept if one.kept is False and one.kind in _OF_THE_FIRST), None)
    found = replace(of_all, constraints=tuple(kept))
    if broken is None or (of_all.level or 0) <= _BROKEN_LEVEL:
        return found
    return replace(
        found,
        level=_BROKEN_LEVEL,
        reason=message("listening.reason.direction", words=broken.text),
        next_level=message("listening.next.direction", words=broken.text),
    )
