"""What worked, quoted: the best evidence of the dimension with the highest level.

Nothing is praised that the levels beside it call missing: no praise is better than one that is not true.
"""

import re

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

_WHOLE_STORY = 4
"""From this level on one occasion was told (F2); at 3 there is an experience, and below it none."""

_PART_OF_STORY = 3

_ALL_ANSWERED = 4
"""From this level on every part of the question was answered (F4)."""

_NOT_FOUND_OUT = frozenset({"praise", "claim", "company_name"})
"""Evidence of research that shows nothing found out: it fits any employer, or is not in the notes."""

# What somebody always or never does is no occasion, whatever the sentence around it says.
_GENERAL = re.compile(r"\b(?:always|never|every(?:body|one)|any(?:body|one)|nobody|no one)\b", re.IGNORECASE)

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
    return {
        Dimension.STAR: _star,
        Dimension.STORY: _story,
        Dimension.RESEARCH: _research,
        Dimension.LISTENING: _listening,
        Dimension.FOCUS: _focus,
    }[name](score)


def _focus(score: AnswerScore) -> list[tuple[Span, Message]]:
    return [
        (asked.span, message("feedback.worked.asked"))
        for asked in score.focus.questions
        if not asked.self_focused
        and not asked.early
        and asked.ask_class not in (AskClass.PRACTICAL, AskClass.OTHER)
    ]


def _research(score: AnswerScore) -> list[tuple[Span, Message]]:
    heard = [note.span for note in score.research.facts if note.heard is Heard.YES and note.span]
    if heard:
        return [(span, message("feedback.worked.fact")) for span in heard]
    return [
        (entry.span, message(f"feedback.worked.{_research_reason(entry.label)}"))
        for entry in score.research.evidence
        if entry.label not in _NOT_FOUND_OUT
    ]


def _research_reason(label: str) -> str:
    return "requirement" if label == "requirement" else Dimension.RESEARCH.value


def _listening(score: AnswerScore) -> list[tuple[Span, Message]]:
    """Answered parts; where the level says that something is missing, only the parts that are not missing."""
    parts, found = score.question.parts, score.listening
    heard = [entry for entry in found.parts if entry.span and entry.part < len(parts)]
    answered = [entry for entry in heard if entry.answered is Answered.YES]
    level = found.level or 0
    if level < _ALL_ANSWERED and len(answered) == len(found.parts):
        return []  # every part was spoken to, and what was said speaks against the answer
    if answered:
        return [
            (entry.span, message("feedback.worked.part", part=parts[entry.part].text))
            for entry in answered
            if entry.span
        ]
    if level >= _ALL_ANSWERED:
        return [(entry.span, message("feedback.worked.listening")) for entry in found.evidence]
    return [
        (entry.span, message("feedback.worked.begun", part=parts[entry.part].text))
        for entry in heard
        if entry.answered is Answered.PARTLY and entry.span
    ]


def _story(score: AnswerScore) -> list[tuple[Span, Message]]:
    level = score.story.level or 0
    if level < _PART_OF_STORY:
        return []
    why = message("feedback.worked.story" if level >= _WHOLE_STORY else "feedback.worked.experience")
    told = [
        (entry.span, why) for entry in score.story.evidence if not _GENERAL.search(quote(score, entry.span))
    ]
    # What was done and what came of it shows the occasion better than its scene does.
    return [*_star(score), *told] if (score.star.level or 0) >= _USABLE_STAR else told


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
