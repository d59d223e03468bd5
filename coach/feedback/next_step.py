"""The one change that is worth most, and a sentence to try."""

from coach.feedback.quotes import first_own, gives_amount, gives_reason, of_part, own_words, quote
from coach.model.feedback import NextStep
from coach.model.message import Message, message
from coach.model.question import PartKind
from coach.model.score import Answered, AnswerScore, Dimension, Heard, StarPart

# At equal levels: a question that was not answered first, then whether there is a story at all,
# since a story's parts mean little without it; delivery never comes before content.
_ORDER = (
    Dimension.LISTENING,
    Dimension.STORY,
    Dimension.STAR,
    Dimension.RESEARCH,
    Dimension.FOCUS,
    Dimension.DELIVERY,
)

_TOP_LEVEL = 5

MISSING_ORDER = (StarPart.ACTION, StarPart.RESULT, StarPart.TASK, StarPart.SITUATION)
"""Which missing part is worth most: without an action a story stays at 2, without a result at 3 (F1)."""

_WORST_DELIVERY = 3


def find_next_step(score: AnswerScore) -> NextStep | None:
    """Choose the dimension that is worth most and say what would raise it.

    Args:
        score: The answer.

    Returns:
        The condition of the next level and a sentence to try; None when nothing was scored or all is at 5.
    """
    open_ones = [
        name
        for name in _ORDER
        if score.dimension(name).applies and 0 < (score.dimension(name).level or 0) < _TOP_LEVEL
    ]
    if not open_ones:
        return None
    content = [name for name in open_ones if name is not Dimension.DELIVERY]
    chosen = min(content or open_ones, key=lambda name: score.dimension(name).level or 0)
    found = score.dimension(chosen)
    text = found.next_level or message(f"feedback.next.{chosen.value}")
    return NextStep(dimension=chosen, text=text, try_saying=_try_saying(score, chosen))


def _try_saying(score: AnswerScore, name: Dimension) -> Message | None:
    if name is Dimension.STAR:
        return _try_star(score)
    if name is Dimension.STORY:
        return _try_story(score)
    if name is Dimension.LISTENING:
        return _try_listening(score)
    if name is Dimension.RESEARCH:
        return _try_research(score)
    if name is Dimension.FOCUS:
        return _try_focus(score)
    return _try_delivery(score)


def _try_star(score: AnswerScore) -> Message | None:
    missing = next((part for part in MISSING_ORDER if part in score.star.missing), None)
    if missing is not None:
        return _try_missing(score, missing)
    actions, results = of_part(score, StarPart.ACTION), of_part(score, StarPart.RESULT)
    if not any(gives_reason(quote(score, entry)) for entry in actions):
        own = first_own(score, actions)
        return message("feedback.try.reason_own", quote=own) if own else message("feedback.try.reason")
    if not any(gives_amount(quote(score, entry)) for entry in results):
        own = first_own(score, results[::-1])
        return message("feedback.try.amount_own", quote=own) if own else message("feedback.try.amount")
    return None


def _try_missing(score: AnswerScore, missing: StarPart) -> Message:
    """A pattern for the missing part, beside the words that it belongs to."""
    actions = of_part(score, StarPart.ACTION)
    beside = {
        StarPart.RESULT: actions[::-1],
        StarPart.TASK: actions,
        StarPart.ACTION: (of_part(score, StarPart.TASK) + of_part(score, StarPart.SITUATION))[::-1],
        StarPart.SITUATION: (),
    }[missing]
    own = first_own(score, beside)
    if own is None:
        return message(f"feedback.try.{missing.value}")
    return message(f"feedback.try.{missing.value}_own", quote=own)


def _try_story(score: AnswerScore) -> Message:
    if (score.story.level or 0) >= 3:
        own = first_own(score, score.story.evidence)
        if own is not None:
            return message("feedback.try.detail_own", quote=own)
    return message("feedback.try.occasion")


_STARTERS = {
    PartKind.INSTANCE: "feedback.start.instance",
    PartKind.REASON: "feedback.start.reason",
    PartKind.METHOD: "feedback.start.method",
    PartKind.OUTCOME: "feedback.start.outcome",
    PartKind.PLAN: "feedback.start.plan",
    PartKind.PREFERENCE: "feedback.start.preference",
    PartKind.FACT: "feedback.start.fact",
    PartKind.LIST: "feedback.start.list",
}


def _try_listening(score: AnswerScore) -> Message | None:
    parts = score.question.parts
    for wanted in (Answered.NO, Answered.PARTLY):
        for entry in score.listening.parts:
            if entry.answered is wanted and entry.part < len(parts):
                part = parts[entry.part]
                starter = message(_STARTERS[part.kind])
                return message("feedback.try.part", part=part.text, starter=starter)
    bent = next((entry for entry in score.listening.constraints if entry.kept is False), None)
    return message("feedback.try.constraint", words=bent.text) if bent else None


def _try_research(score: AnswerScore) -> Message:
    heard = [note.span for note in score.research.facts if note.heard is Heard.YES and note.span]
    own = first_own(score, heard)
    if own is not None:
        return message("feedback.try.tie_own", quote=own)
    return message("feedback.try.tie") if heard else message("feedback.try.fact")


def _try_focus(score: AnswerScore) -> Message:
    for asked in score.focus.questions:
        if (asked.self_focused or asked.early) and asked.instead is not None:
            return message("feedback.try.instead", instead=asked.instead)
    for span in score.focus.presumption:
        own = own_words(score, span)
        if own is not None:
            return message("feedback.try.presumption_own", quote=own)
    if score.focus.presumption:
        return message("feedback.try.presumption")
    return message("feedback.try.ask")


_DELIVERY_TRIES = {
    "fillers": "feedback.try.fillers",
    "crutch_words": "feedback.try.crutch_words",
    "long_pauses": "feedback.try.long_pauses",
    "pitch_sd_st": "feedback.try.pitch",
}

_PACE_MIDDLE_WPM = 147.5
"""Middle of the guide band of F6, 130 to 165 words a minute."""


def _try_delivery(score: AnswerScore) -> Message | None:
    scored = [entry for entry in score.delivery.measures if entry.level is not None]
    worst = min(scored, key=lambda entry: entry.level or 0, default=None)
    if worst is None or (worst.level or 0) > _WORST_DELIVERY:
        return None
    if worst.name == "pace_wpm":
        slow = (worst.value or 0.0) < _PACE_MIDDLE_WPM
        return message("feedback.try.slow") if slow else message("feedback.try.fast")
    if worst.name == "length_s":
        target = score.question.target_s
        short = target is not None and (worst.value or 0.0) < target[0]
        return message("feedback.try.short") if short else message("feedback.try.long")
    known = _DELIVERY_TRIES.get(worst.name)
    return message(known) if known else None
