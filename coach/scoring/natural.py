"""Answers that sound read aloud or learnt by heart (the rubric's F6): noticed gently, and never scored."""

import re
import statistics
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from coach.model.message import message
from coach.model.score import Confidence, Noticed, Span
from coach.model.transcript import Word
from coach.scoring.context import AnswerContext
from coach.scoring.patterns import Phrases, Sheet, plain, read_sheet

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


class _Rules(Sheet):
    least_words: int
    window_words: int
    even_spread: float
    written_per_100_words: float
    run_words: int
    same_share: float
    surely_same_share: float
    written: Phrases


@cache
def _rules() -> _Rules:
    return read_sheet("natural.toml", _Rules)


@dataclass(frozen=True, slots=True)
class _Signs:
    even: bool
    smooth: bool
    written: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        return self.even + self.smooth + bool(self.written)


def find_noticed(context: AnswerContext, crutches: int) -> tuple[Noticed, ...]:
    """Notice what makes an answer sound read or learnt.

    Short answers, typed ones and those whose silences and fillers were not measured are left alone, but
    for words that stood in an earlier attempt: a recogniser leaves out fillers, so that their absence from
    the text alone tells nothing. One sign by itself is never enough.

    Args:
        context: The answer, read once.
        crutches: How many stock phrases were heard in it.

    Returns:
        At most one note of each kind, with the words that it rests on and how sure it is.
    """
    if len(_WORD.findall(context.request.text)) < _rules().least_words or not context.request.words:
        return ()
    learnt = _learnt(context)
    read = _read_aloud(context, crutches)
    return tuple(one for one in (learnt, read) if one is not None)


def _learnt(context: AnswerContext) -> Noticed | None:
    """The same words as in an earlier attempt, by runs of words that both have."""
    rules = _rules()
    said = list(_WORD.finditer(context.request.text))
    low = [plain(match.group()) for match in said]
    best: tuple[float, int, int] = (0.0, 0, 0)
    for earlier in context.request.earlier:
        before = [plain(word) for word in _WORD.findall(earlier)]
        blocks = SequenceMatcher(None, before, low, autojunk=False).get_matching_blocks()
        runs = [block for block in blocks if block.size >= rules.run_words]
        share = sum(block.size for block in runs) / len(low)
        if share > best[0]:
            longest = max(runs, key=lambda block: block.size)
            best = (share, longest.b, longest.b + longest.size)
    share, first, end = best
    if share < rules.same_share:
        return None
    return Noticed(
        name="learnt",
        text=message("delivery.noticed.learnt"),
        confidence=Confidence.HIGH if share >= rules.surely_same_share else Confidence.MEDIUM,
        spans=(context.span(said[first].start(), said[end - 1].end()),),
    )


def _read_aloud(context: AnswerContext, crutches: int) -> Noticed | None:
    signs = _signs(context, crutches)
    # Even and smooth without written words is also how a practised speaker sounds.
    if not signs.written or signs.count < 2:
        return None
    spans: tuple[Span, ...] = tuple(context.span(start, end) for start, end in signs.written)
    return Noticed(
        name="read_aloud",
        text=message("delivery.noticed.read_aloud"),
        confidence=Confidence.MEDIUM if signs.count == 3 else Confidence.LOW,
        spans=spans,
    )


def _signs(context: AnswerContext, crutches: int) -> _Signs:
    request = context.request
    words = request.words or ()
    measured = request.fillers is not None and request.pauses is not None
    fillers = len(request.fillers or ()) + sum(word.filler for word in words)
    smooth = measured and not fillers and not crutches and not _restarts(words)
    text = plain(request.text)
    found = [match.span() for match in _rules().written.finditer(text) if match.group()]
    enough = len(found) * 100.0 >= _rules().written_per_100_words * max(1, len(words))
    return _Signs(_is_even(words), smooth, tuple(found) if enough else ())


def _restarts(words: tuple[Word, ...]) -> bool:
    """Whether a word was said twice in a row, or broken off."""
    said = [plain(word.text).strip(" .,!?;:") for word in words if not word.filler]
    return any(a == b for a, b in pairwise(said)) or any(word.endswith("-") for word in said)


def _is_even(words: tuple[Word, ...]) -> bool:
    """Whether the pace of stretches of a few words, in letters a second, hardly varies."""
    size = _rules().window_words
    rates: list[float] = []
    for at in range(0, len(words) - size + 1, size):
        stretch = words[at : at + size]
        seconds = stretch[-1].end_s - stretch[0].start_s
        if seconds > 0.0:
            rates.append(sum(len(word.text) for word in stretch) / seconds)
    return len(rates) >= 4 and statistics.stdev(rates) <= _rules().even_spread * statistics.fmean(rates)
