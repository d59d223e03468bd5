"""The phrases and words of this room, from ``assets/rubric/prepare.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from coach.resources import asset_text

_WORD = re.compile(r"[a-z0-9][a-z0-9+#'.-]*[a-z0-9+#]|[a-z0-9]")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is looked for.

    Args:
        leads: A story in which the person led others.
        leads_skills: Skills that say so.
        asks_to_lead: Requirements that ask for it.
        pressing: Questions that go to what is hard for them.
        people: Roles of people in stories.
        not_names: Capitalised words that name nobody.
        number_words: Numbers in words.
        general: Words that say nothing particular.
        kinds: Kinds of facts about an employer, each with what tells it, in the order of looking.
    """

    leads: re.Pattern[str]
    leads_skills: frozenset[str]
    asks_to_lead: re.Pattern[str]
    pressing: re.Pattern[str]
    people: re.Pattern[str]
    not_names: frozenset[str]
    number_words: frozenset[str]
    general: frozenset[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def sheet() -> Sheet:
    """What is looked for, read once.

    Returns:
        The phrases as patterns over ``plain`` text.
    """
    lists = tomllib.loads(asset_text("rubric/prepare.toml"))
    return Sheet(
        leads=_any(lists["leads"]),
        leads_skills=frozenset(lists["leads_skills"]),
        asks_to_lead=_any(lists["asks_to_lead"]),
        pressing=_any(lists["pressing"]),
        people=_any(lists["people"]),
        not_names=frozenset(lists["not_names"]),
        number_words=frozenset(lists["number_words"]),
        general=frozenset(lists["general"]),
        kinds=tuple((kind, _any(phrases)) for kind, phrases in lists["kinds"].items()),
    )


def plain(text: str) -> str:
    """A text as the phrases expect it.

    Args:
        text: As it was written.

    Returns:
        The same in small letters, with straight apostrophes and single blanks; its length may differ.
    """
    return " ".join(text.replace("\u2019", "'").lower().split())


def particular(text: str) -> frozenset[str]:
    """The words of a text that say something particular, cut to their stems.

    Args:
        text: As it was written.

    Returns:
        Stems in small letters; without general words and short ones, but with "c++" and "c#".
    """
    general = sheet().general
    words = (word.removesuffix("'s") for word in _WORD.findall(plain(text)))
    return frozenset(
        stem(w) for w in words if w not in general and (len(w) >= _SHORTEST or w.endswith(("+", "#")))
    )


def stem(word: str) -> str:
    """Cut a word's ending off, so that "planned" and "planning" are the same.

    Args:
        word: In small letters.

    Returns:
        A stem, which need not be a word.
    """
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ers",
        "er",
        "ies",
        "ied",
        "ed",
        "es",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _any(phrases: list[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
