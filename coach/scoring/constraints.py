"""Directions in a question about the form of its answer: how many, how long, from where, in which order."""

import re

from coach.model.question import Constraint, ConstraintKind, PartKind
from coach.model.score import KeptConstraint
from coach.scoring.listening_parts import Material, count_items, listening_rules
from coach.scoring.patterns import plain
from coach.scoring.reading import word_count

_OCCASIONS = re.compile(
    r"examples?|times|occasions|situations|projects?|challenges|mistakes|achievements?|customers"
)
_Place = tuple[int, int] | None
_Checked = tuple[bool | None, _Place]


def kept_constraint(answer: Material, constraint: Constraint) -> KeptConstraint:
    """Whether a direction was followed, and where that is heard.

    Args:
        answer: The answer.
        constraint: The direction.

    Returns:
        Its state, None where it cannot be told; and the place that shows it.
    """
    checks = {
        ConstraintKind.COUNT: _count,
        ConstraintKind.TIME: _time,
        ConstraintKind.PLACE: _place,
        ConstraintKind.BRIEF: _brief,
        ConstraintKind.ORDER: _order,
    }
    kept, place = checks[constraint.kind](answer, constraint)
    span = answer.context.span(*place) if place else None
    return KeptConstraint(kind=constraint.kind, text=constraint.text, kept=kept, span=span)


def _count(answer: Material, constraint: Constraint) -> _Checked:
    if constraint.amount is None:
        return None, None
    told = any(part.kind is PartKind.INSTANCE for part in answer.question.parts)
    if told and _OCCASIONS.search(plain(constraint.text)):
        starts = answer.with_cue(listening_rules().cues.occasion)
        place = (starts[-1].start, starts[-1].end) if starts else None
        return 1 + len(starts) >= constraint.amount, place
    return count_items(answer) >= constraint.amount, None


def _time(answer: Material, constraint: Constraint) -> _Checked:
    words = answer.context.request.words
    if constraint.amount is None or not words:
        return None, None
    # A tenth over is what a listener would not notice.
    limit = words[0].start_s + constraint.amount * 1.1
    over = [word for word in words if word.end_s > limit]
    return not over, (over[0].start, over[-1].end) if over else None


def _place(answer: Material, constraint: Constraint) -> _Checked:
    places = listening_rules().place
    wanted = plain(constraint.text)
    if wanted.startswith(("outside", "not ")):
        return None, None
    if places.studies.search(wanted):
        asked, other = places.studies, places.work
    elif places.work.search(wanted):
        asked, other = places.work, places.studies
    else:
        return None, None
    for pattern, kept in ((asked, True), (other, False)):
        for clause, text in zip(answer.clauses, answer.texts, strict=True):
            if pattern.search(text):
                return kept, (clause.start, clause.end)
    return None, None


def _brief(answer: Material, constraint: Constraint) -> _Checked:
    brief = listening_rules().brief
    count = word_count(answer.context.request.text)
    limit = brief.sentence_words if re.search(r"sentence|word", plain(constraint.text)) else brief.most_words
    return count <= limit, None


def _order(answer: Material, constraint: Constraint) -> _Checked:
    wanted = plain(constraint.text)
    if not re.search(r"result|outcome|end|how it", wanted) or wanted.startswith(("end", "finish")):
        return None, None
    first = max(1, min(2, len(answer.texts) // 3 + 1))
    for clause, text in list(zip(answer.clauses, answer.texts, strict=True))[:first]:
        if listening_rules().cues.outcome.search(text):
            return True, (clause.start, clause.end)
    return False, (answer.clauses[0].start, answer.clauses[first - 1].end)
