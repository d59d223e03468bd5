"""Which of the person's words may be quoted, and how much of them."""

import re
from collections.abc import Iterable

from coach.model.score import AnswerScore, Span, StarPart

MAX_OWN_WORDS = 14
"""Longest stretch of the person's own words that is put into a sentence to try."""

MAX_QUOTED_WORDS = 25
"""Longest quote: what a person recognises at a glance."""

_MIN_WORDS = 3

# Spoken joints and fillers carry nothing of their own; a quote reads better without a leading one.
_LEADING = re.compile(
    r"^(?:(?:so|and|but|then|well|okay|um+|uh+|er+|[eu]rm+|ah|hmm)\b[\s,.…-]*)+(?=\w)", re.IGNORECASE
)

# A joint after the last sentence belongs to what was cut off.
_TRAILING = re.compile(r"(?<=[.!?…])[\"”’]?\s+(?:so|and|but|then|because|or)[\s,.…-]*$", re.IGNORECASE)

# Where a clause ends in a text: at a mark, or before a joint with a subject of its own.
_EDGE = re.compile(
    r"(?<=[.!?…])[\"”’]?\s+|(?<=[,;:])\s+(?=\w)|"
    r"\s+(?=(?:and|but|so|then|because|which|when|while|where|after|before)\s+"
    r"(?:then\s+)?(?:i|we|he|she|they|it|you|the|my|our|that|this|there)\b)",
    re.IGNORECASE,
)
_SENTENCE_EDGE = re.compile(r"[.!?…][\"”’]?\s*$")

_REASON = re.compile(r"\b(?:because|so that|instead of|rather than|in order to)\b", re.IGNORECASE)

_AMOUNT = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|million|percent|per cent|half|halved|doubled|tripled|zero|"
    r"twice)\b",
    re.IGNORECASE,
)


def may_quote(score: AnswerScore, span: Span) -> bool:
    """Whether a stretch may be shown as the person's words.

    Args:
        score: The answer.
        span: The stretch.

    Returns:
        False when the recogniser was unsure of any of it, or when there are no words in it.
    """
    if not 0 <= span.start < span.end <= len(score.text) or not quote(score, span):
        return False
    return not any(unsure.start < span.end and span.start < unsure.end for unsure in score.unsure)


def quote(score: AnswerScore, span: Span) -> str:
    """The words of a stretch.

    Args:
        score: The answer.
        span: The stretch.

    Returns:
        The words as they were said, without space around them.
    """
    return score.text[span.start : span.end].strip()


def clip(score: AnswerScore, span: Span) -> Span:
    """A stretch cut down to what can be quoted: whole clauses, without leading joints and fillers.

    Args:
        score: The answer.
        span: The stretch.

    Returns:
        The stretch, or its first clauses up to ``MAX_QUOTED_WORDS``, at a sentence's end where there is one;
        a single clause that is longer ends at a word. A time within the stretch is read off its share of it.
    """
    piece = score.text[span.start : span.end]
    lead = _LEADING.match(piece)
    start = span.start + (lead.end() if lead else len(piece) - len(piece.lstrip()))
    text = _TRAILING.sub("", score.text[start : span.end].rstrip())
    if words_in(text) > MAX_QUOTED_WORDS:
        edges = [match.start() for match in _EDGE.finditer(text)]
        fitting = [at for at in edges if _MIN_WORDS < words_in(text[:at]) <= MAX_QUOTED_WORDS]
        ends = [at for at in fitting if _SENTENCE_EDGE.search(text[:at])]
        words = [match.end() for match in re.finditer(r"\S+", text)]
        text = text[: (ends or fitting or words[:MAX_QUOTED_WORDS])[-1]].rstrip()
    end = start + len(text)
    return Span(start=start, end=end, start_s=_time_at(span, start), end_s=_time_at(span, end))


def _time_at(span: Span, offset: int) -> float | None:
    if span.start_s is None or span.end_s is None:
        return None
    return span.start_s + (span.end_s - span.start_s) * (offset - span.start) / max(1, span.end - span.start)


def words_in(text: str) -> int:
    """How many words a text has.

    Args:
        text: Any.

    Returns:
        The number of stretches between white space.
    """
    return len(text.split())


def own_words(score: AnswerScore, span: Span) -> str | None:
    """A stretch short and clean enough to be put into a sentence to try.

    Args:
        score: The answer.
        span: The stretch.

    Returns:
        A verbatim piece of the answer, without a leading joint and without punctuation around it; None when
        it may not be quoted, or is too short, too long, or holds quotation marks of its own.
    """
    if not may_quote(score, span):
        return None
    piece = _LEADING.sub("", quote(score, span)).strip(" \t,.;:!?…-")
    if not _MIN_WORDS <= words_in(piece) <= MAX_OWN_WORDS:
        return None
    return None if set(piece) & set('“”"«»\n{}') else piece


def of_part(score: AnswerScore, part: StarPart) -> tuple[Span, ...]:
    """Evidence of one STAR part that may be quoted.

    Args:
        score: The answer.
        part: Which part.

    Returns:
        In the order in which it was said.
    """
    own = (entry.span for entry in score.star.evidence if entry.label == part)
    found = (span for span in own if may_quote(score, span))
    return tuple(sorted(found, key=lambda span: span.start))


def first_own(score: AnswerScore, spans: Iterable[Span]) -> str | None:
    """The first stretch that can be put into a sentence to try.

    Args:
        score: The answer.
        spans: Stretches, the best first.

    Returns:
        Its words; None when there is none.
    """
    return next((words for span in spans if (words := own_words(score, span))), None)


def gives_reason(text: str) -> bool:
    """Whether a text says why.

    Args:
        text: The person's words.

    Returns:
        Whether it has a word such as "because".
    """
    return _REASON.search(text) is not None


def gives_amount(text: str) -> bool:
    """Whether a text says how much.

    Args:
        text: The person's words.

    Returns:
        Whether it has a number or a measure of change.
    """
    return _AMOUNT.search(text) is not None
