"""The words that the checks of a thank-you note look for."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from coach.resources import asset_text

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_LEAST = 4
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ers",
    "ies",
    "ied",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "y",
    "e",
)
_STEM = 4


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Lists of phrases, compiled.

    Args:
        thanks: What thanks.
        pay: What speaks of pay or leave.
        not_pay: What holds such a word and speaks of something else.
        granted: What takes the job for granted.
        everyone: What addresses more than one.
        greetings: How a note begins.
        empty: Words that say nothing about a talk.
        calendar: Days and months, which are no misspelt names.
        british: Words beside the dictionary.
    """

    thanks: re.Pattern[str]
    pay: re.Pattern[str]
    not_pay: re.Pattern[str]
    granted: re.Pattern[str]
    everyone: re.Pattern[str]
    greetings: re.Pattern[str]
    empty: frozenset[str]
    calendar: frozenset[str]
    british: tuple[str, ...]


@cache
def note_words() -> NoteWords:
    """Read the lists, once."""
    lists = tomllib.loads(asset_text("rubric/follow_up.toml"))
    return NoteWords(
        thanks=_any(lists["thanks"]),
        pay=_any(lists["pay"]),
        not_pay=_any(lists["not_pay"]),
        granted=_any(lists["granted"]),
        everyone=_any(lists["everyone"]),
        greetings=_any(lists["greetings"]),
        empty=frozenset(lists["empty"]),
        calendar=frozenset(lists["calendar"]),
        british=tuple(lists["british"]),
    )


def telling(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, without their endings.

    Args:
        text: Plain text.

    Returns:
        Stems of its longer words; a rough stem is enough to tell "hospitals" from "hospital".
    """
    empty = note_words().empty
    words = (word.lower().replace("\u2019", "'").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(stem(word) for word in words if len(word) >= _LEAST and word not in empty)


def stem(word: str) -> str:
    """A word without its ending.

    Args:
        word: In small letters.

    Returns:
        Its first letters, four at least.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word.removesuffix(ending)
    return word


def _any(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
