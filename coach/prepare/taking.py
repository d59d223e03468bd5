"""A story taken from a practised answer, in the words in which it was told."""

import re
from itertools import pairwise

from coach.model.preparation import Story
from coach.model.score import StarPart
from coach.model.session import Answer
from coach.prepare.sheet import sheet

_NUMBER = re.compile(
    r"([\u00a3$\u20ac]?\d+(?:[.,]\d+)*(?:\s?%|(?:st|nd|rd|th)\b)?)"
    r"(\s(?:per cent|percent|[a-z]+))?"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?\u2026]\s+|[\"\u201c])\s*$")
_NAME = re.compile(r"[A-Z][a-z'\u2019]+(?:\s[A-Z][a-z'\u2019]+)?")
_OPENERS = frozenset(
    (
        "it",
        "there",
        "they",
        "we",
        "i",
        "he",
        "she",
        "the",
        "a",
        "an",
        "my",
        "one",
        "two",
        "three",
        "then",
        "and",
        "so",
        "this",
        "that",
        "his",
        "her",
        "their",
        "our",
        "four",
        "today",
        "in",
    )
)
_BEFORE_NAMES = re.compile(
    r"(?:(?:um+|uh+|erm+|well|yes|yeah|okay|just|only|mostly|with)\b[\s,.]*)+", re.IGNORECASE
)
"""What is said before the first name and names nobody."""
_TITLE_WORDS = 7
_MOST = 8
_SMALL = frozenset(
    ("of", "the", "a", "an", "and", "or", "to", "in", "on", "at", "for", "by", "was", "were", "is")
)


def story_from_answer(story_id: str, answer: Answer) -> Story:
    """Make a story of an answer.

    Args:
        story_id: The new story's id.
        answer: An answer with its score; the parts are the passages that its score shows as evidence.

    Returns:
        The story, word for word; an answer without marked parts stands whole in the situation.
    """
    text = _text(answer)
    parts: dict[str, list[str]] = {part.value: [] for part in StarPart}
    last_part = ""
    if answer.score is not None:
        for piece in sorted(answer.score.star.evidence, key=lambda one: one.start):
            if piece.label in parts:
                words = answer.score.text[piece.start : piece.end].strip(" ,;")
                if piece.label == last_part and parts[piece.label]:
                    parts[piece.label][-1] += f", {words}"
                else:
                    parts[piece.label].append(words)
                last_part = piece.label
    told = {part: _sentences(pieces) for part, pieces in parts.items()}
    if not any(told.values()):
        told["situation"] = text.strip()
    return Story(
        id=story_id,
        title=_title(told["situation"] or told["task"] or told["action"] or answer.question.text),
        situation=told["situation"],
        task=told["task"],
        action=told["action"],
        result=told["result"],
        skills=answer.question.competencies,
        numbers=numbers_in(text),
        people=people_in(text),
        answer_id=answer.id,
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """Figures worth saying.

    Args:
        text: What was said.

    Returns:
        Each with the word behind it, such as "40 per cent" or "twelve parcels"; each once, at most eight.
    """
    found = {match.start(): _with_what(match) for match in _NUMBER.finditer(text)}
    known = sheet().number_words
    words = list(re.finditer(r"[\w'-]+", text))
    for before, after in pairwise(words):
        if before.group().lower() in known and (before.start() == 0 or text[before.start() - 1] != "-"):
            counts = after.group().lower() not in _SMALL
            found[before.start()] = f"{before.group()} {after.group()}" if counts else before.group()
    kept: list[str] = []
    end = -1
    for start in sorted(found):
        if start > end:
            kept.append(found[start].rstrip(".,"))
            end = start + len(found[start])
    return tuple(dict.fromkeys(kept))[:_MOST]


def people_in(text: str) -> tuple[str, ...]:
    """Who else was in it.

    Args:
        text: What was said.

    Returns:
        Names inside sentences, and roles such as "my manager"; each once, at most eight.
    """
    rules = sheet()
    found: dict[int, str] = {}
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        if _SENTENCE_START.search(text[:start]):  # its first word may be any word
            first, _, name = name.partition(" ")
            start += len(first) + 1
        if name and name.split()[0].lower() not in rules.not_names:
            found[start] = name
    low = text.replace("\u2019", "'").lower()
    for match in re.finditer(rf"(?<!\w)(?:my|the|our|a|one)\s(?:\w+\s)?({rules.people.pattern})", low):
        found[match.start(1)] = match.group(1)
    return tuple(dict.fromkeys(found[start] for start in sorted(found)))[:_MOST]


def names_said(spoken: str) -> tuple[str, ...]:
    """Names in a few spoken words about who was there.

    Args:
        spoken: Such as "Dana Ruiz and a Sam Okoro from engineering."

    Returns:
        The names; words without any stay whole, to be corrected.
    """
    plain = spoken.strip()
    before = _BEFORE_NAMES.match(plain)
    said = plain[before.end() :] if before is not None else plain
    first = said.partition(" ")[0].strip(",.").lower()
    # The first word of a sentence may be any word; of a list of names it is one.
    found = people_in(said if first in _OPENERS else f"with {said}")
    names = tuple(name for name in found if name[0].isupper())
    return names or tuple(filter(None, (plain.strip(" .,"),)))


def _with_what(match: re.Match[str]) -> str:
    figure, behind = match.group(1), (match.group(2) or "").strip()
    counts = figure[-1].isdigit() and figure[0].isdigit() and behind and behind not in _SMALL
    return f"{figure} {behind}" if counts else figure


def _text(answer: Answer) -> str:
    if answer.score is not None:
        return answer.score.text
    if answer.typed is not None:
        return answer.typed
    return answer.transcript.text if answer.transcript is not None else ""


def _sentences(pieces: list[str]) -> str:
    made = [piece[:1].upper() + piece[1:] for piece in pieces if piece]
    return " ".join(piece if piece.endswith((".", "!", "?")) else f"{piece}." for piece in made)


def _title(text: str) -> str:
    words = text.split()
    short = " ".join(words[:_TITLE_WORDS]).strip(" ,.;:!?")
    return f"{short}\u2026" if len(words) > _TITLE_WORDS else short
