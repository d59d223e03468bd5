"""What worked, quoted: the best evidence of the dimension with the highest level."""

from coach.feedback.quotes import (
    MAX_QUOTED_WORDS,
    clip,
    gives_amount,
    gives_reason,
    may_quote,
    quote,
    words_in,
)
from coach.model.feedback import Worked
from coach.model.message import Message, message
from coach.model.score import Answered, AnswerScore, AskClass, Dimension, Heard, Span, StarPart

_LEAST_LEVEL = 2

_USABLE_STAR = 3

# At equal levels the one whose quote says most. Delivery has nothing to quote.
_ORDER = (Dimension.STAR, Dimension.RESEARCH, Dimension.FOCUS, Dimension.STORY, Dimension.LISTENING)

_READABLE_WORDS = range(4, MAX_QUOTED_WORDS + 1)


def find_worked(score: AnswerScore) -> Worked | None:
    """Find the one thing to quote as having worked.

    Args:
        score: The answer.

    Returns:
        Quote and reason; None when no dimension reached level 2 with words that may be quoted.
    """
    reached = [
        name
        for name in _ORDER
        if score.dimension(name).applies and (score.dimension(name).level or 0) >= _LEAST_LEVEL
    ]
    reached.sort(key=lambda name: -(score.dimension(name).level or 0))  # stable, so _ORDER decides a tie
    for name in reached:
        clipped = [(clip(score, span), text) for span, text in _candidates(score, name)]
        candidates = [one for one in clipped if may_quote(score, one[0])]
        if candidates:
            span, text = max(candidates, key=lambda one: _readable(score, one[0]))
            return Worked(text=text, span=span)
    return None


def _candidates(score: AnswerScore, name: Dimension) -> list[tuple[Span, Message]]:
    """Stretches with why they worked, the best first."""
    if name is Dimension.STAR:
        return _star(score)
    if name is Dimension.RESEARCH:
        heard = [note for note in score.research.facts if note.heard is Heard.YES and note.span]
        if heard:
            return [(note.span, message("feedback.worked.fact")) for note in heard if note.span]
    if name is Dimension.FOCUS:
        return [
            (asked.span, message("feedback.worked.asked"))
            for asked in score.focus.questions
            if not asked.self_focused
            and not asked.early
            and asked.ask_class not in (AskClass.PRACTICAL, AskClass.OTHER)
        ]
    if name is Dimension.LISTENING:
        parts = score.question.parts
        answered = [
            (entry.span, message("feedback.worked.part", part=parts[entry.part].text))
            for entry in score.listening.parts
            if entry.answered is Answered.YES and entry.span and entry.part < len(parts)
        ]
        if answered:
            return answered
    why = message(f"feedback.worked.{name.value}")
    if name is Dimension.STORY and (score.star.level or 0) >= _USABLE_STAR:
        # What was done and what came of it shows the occasion better than its scene does.
        return [
            *_star(score),
            *((entry.span, why) for entry in score.story.evidence),
        ]
    return [(entry.span, why) for entry in score.dimension(name).evidence]


def _star(score: AnswerScore) -> list[tuple[Span, Message]]:
    ranked: list[tuple[int, Span, Message]] = []
    for entry in score.star.evidence:
        words = score.text[entry.start : entry.end]
        if entry.label == StarPart.RESULT and gives_amount(words):
            ranked.append((0, entry.span, message("feedback.worked.result_amount")))
        elif entry.label == StarPart.ACTION and gives_reason(words):
            ranked.append((1, entry.span, message("feedback.worked.action_reason")))
        elif entry.label in (StarPart.ACTION, StarPart.RESULT, StarPart.TASK, StarPart.SITUATION):
            rank = 2 + (StarPart.ACTION, StarPart.RESULT, StarPart.TASK, StarPart.SITUATION).index(
                StarPart(entry.label)
            )
            ranked.append((rank, entry.span, message(f"feedback.worked.{entry.label}")))
    ranked.sort(key=lambda one: (one[0], one[1].start))
    return [(span, why) for _, span, why in ranked]


def _readable(score: AnswerScore, span: Span) -> bool:
    """Whether a quote is long enough to mean something and short enough to be read at a glance."""
    return words_in(quote(score, span)) in _READABLE_WORDS
