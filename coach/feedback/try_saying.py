"""A sentence to try: a pattern for what is missing, beside the person's own words where that is safe."""

from coach.feedback.quotes import first_own, gives_amount, gives_reason, of_part, own_words, quote
from coach.model.message import Message, message
from coach.model.question import PartKind
from coach.model.score import Answered, AnswerScore, Dimension, DimensionScore, Heard, StarPart

MISSING_ORDER = (StarPart.ACTION, StarPart.RESULT, StarPart.TASK, StarPart.SITUATION)
"""Which missing part is worth most: without an action a story stays at 2, without a result at 3 (F1)."""

_WORST_DELIVERY = 3


def find_try(score: AnswerScore, name: Dimension) -> Message | None:
    """Choose a sentence to try.

    Args:
        score: The answer.
        name: The dimension that it should raise.

    Returns:
        The pattern; None where none fits.
    """
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


def _condition(found: DimensionScore) -> str:
    """What stands before the next level: the last segment of ``next_level``'s id, as the rules name it."""
    return found.next_level.id.rpartition(".")[2] if found.next_level is not None else ""


def _try_star(score: AnswerScore) -> Message | None:
    return _try_told(score, _condition(score.star)) or _try_first_missing(score)


def _try_story(score: AnswerScore) -> Message | None:
    told = _try_told(score, _condition(score.story))
    return told or message("feedback.try.occasion")


def _try_first_missing(score: AnswerScore) -> Message | None:
    """For a condition that these rules don't know: the missing part, then a reason, then an amount."""
    missing = next((part for part in MISSING_ORDER if part in score.star.missing), None)
    if missing is not None:
        return _try_missing(score, missing)
    if not any(gives_reason(quote(score, entry)) for entry in of_part(score, StarPart.ACTION)):
        return _try_told(score, "reason")
    if not any(gives_amount(quote(score, entry)) for entry in of_part(score, StarPart.RESULT)):
        return _try_told(score, "checkable")
    return None


_PATTERNS = {
    "occasion": "occasion",
    "realised": "occasion",
    "content": "occasion",
    "generic": "occasion",
    "steps": "step",
    "acts": "step",
    "more_acts": "step",
    "happenings": "step",
    "own": "own",
    "concrete": "amount",
    "checkable": "amount",
    "reason": "reason",
    "balance": "balance",
    "details": "detail",
    "particular": "detail",
    "anchor": "situation",
}
"""Which pattern helps with which condition of the rules for STAR and story."""

_BESIDE_ACTIONS = frozenset({"step", "reason", "balance"})


def _try_told(score: AnswerScore, condition: str) -> Message | None:
    """The pattern for a condition, beside the person's own words where it has a place among them."""
    if condition == "parts":
        missing = next((part for part in MISSING_ORDER if part in score.star.missing), None)
        return _try_missing(score, missing) if missing is not None else None
    if condition in set(StarPart):
        return _try_missing(score, StarPart(condition))
    if condition == "ending":
        return _try_missing(score, StarPart.RESULT)
    pattern = _PATTERNS.get(condition)
    if pattern is None:
        return None
    own: str | None = None
    if pattern in _BESIDE_ACTIONS:
        actions = of_part(score, StarPart.ACTION)
        own = first_own(score, actions[::-1] if pattern == "step" else actions)
    elif pattern == "amount":
        own = first_own(score, of_part(score, StarPart.RESULT)[::-1])
    elif pattern == "detail":
        own = first_own(score, (entry.span for entry in score.story.evidence))
    return message(f"feedback.try.{pattern}_own", quote=own) if own else message(f"feedback.try.{pattern}")


def _try_missing(score: AnswerScore, missing: StarPart) -> Message:
    """A pattern for the missing part, beside the words that it belongs to."""
    actions = of_part(score, StarPart.ACTION)
    beside = {
        StarPart.RESULT: (actions + of_part(score, StarPart.RESULT))[::-1],
        StarPart.TASK: actions[:1],  # a task that comes after an act comes too late
        StarPart.ACTION: (of_part(score, StarPart.TASK) + of_part(score, StarPart.SITUATION))[::-1],
        StarPart.SITUATION: (),
    }[missing]
    own = first_own(score, beside)
    if own is None:
        return message(f"feedback.try.{missing.value}")
    return message(f"feedback.try.{missing.value}_own", quote=own)


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
                return message("feedback.try.part", starter=starter)
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
    return message(_QUESTIONS.get(_condition(score.focus), "feedback.try.ask"))


_QUESTIONS = {
    "build_on": "feedback.try.ask_heard",
    "second_question": "feedback.try.ask_heard",
    "particular": "feedback.try.ask_read",
    "read_up": "feedback.try.ask_read",
}
"""A question to try that does what the condition asks for."""


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
