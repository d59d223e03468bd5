"""The naive references: what a word list and a clock of the answer would say. Never part of the product."""

import re

from coach.model.company import Company

PARTS = ("situation", "task", "action", "result")
# Where each part ends in an answer told in order: the career offices' shares of 20, 10, 60 and 10 %.
POSITION_ENDS = (0.20, 0.30, 0.90, 1.01)

_PART_WORDS = {
    "situation": r"situation|context|background|problem|when i was|at my (?:last|previous) job",
    "task": r"task|goal|objective|my (?:job|role) was|responsib\w+|had to|needed to",
    "action": r"action|i decided|i did|steps?|implemented|so i|then i|first i",
    "result": r"results?|outcome|in the end|as a result|achieved|learn(?:ed|t)|success\w*",
}
_STORY_WORDS = r"last (?:year|week|month)|when i|one (?:day|time)|once|ago|there was|i remember|for example"
_PRACTICAL = (
    r"salar\w+|pay\w*|wages?|bonus\w*|holidays?|vacation|leave|benefits?|perks?|insurance|pension\w*|remote\w*|"
    r"hours|promot\w+|discounts?|car|overtime|raise|flexib\w+|parking|from home|time off"
)
_SMALL_WORDS = """
a an the and or but of in on at to for with from by is are was were be been have has had
do did does i you we they he she it me my your our us this that what how why when where
who about tell time would can could not so as if there their them his her its which than
then
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def words(text: str) -> set[str]:
    """Content words, by a list of small ones."""
    return set(re.findall(r"[a-z']{3,}", text.lower())) - _SMALL


def parts(text: str) -> set[str]:
    """STAR parts by word list."""
    return {part for part, pattern in _PART_WORDS.items() if re.search(rf"\b(?:{pattern})\b", text.lower())}


def levels(text: str, question: str, company: Company | None) -> dict[str, int]:
    """A level for each dimension by counting words."""
    low = text.lower()
    overlap = len(words(text) & words(question)) / max(1, len(words(question)))
    heard = sum(facts(text, company)) if company else 0
    named = bool(company and company.name and company.name.lower() in low)
    return {
        "star": 1 + len(parts(text)),
        "story": 1 + min(4, len(re.findall(rf"\b(?:{_STORY_WORDS})\b", low))),
        "research": min(5, 1 + named + 2 * heard),
        "listening": 1 + min(4, round(6 * overlap)),
        "focus": 2 if self_focused(text) or "?" not in text else 4,
    }


def facts(text: str, company: Company) -> list[bool]:
    """Facts that share two content words with the answer."""
    said = words(text)
    return [len(words(fact.text) & said) >= 2 for fact in company.facts]


def answered(text: str, part: str) -> bool:
    """A part is held to be answered when one of its words is said."""
    return bool(words(text) & words(part))


def strangeness(text: str, question: str) -> float:
    """How little of the question is said."""
    return 1 - len(words(text) & words(question)) / max(1, len(words(question)))


def self_focused(text: str) -> bool:
    """A practical noun anywhere."""
    return re.search(rf"\b(?:{_PRACTICAL})\b", text.lower()) is not None


def part_by_place(place: float) -> str:
    """STAR part by position alone.

    Args:
        place: From 0 at the beginning of an answer to 1 at its end.

    Returns:
        The part.
    """
    return next(part for part, end in zip(PARTS, POSITION_ENDS, strict=True) if place < end)
