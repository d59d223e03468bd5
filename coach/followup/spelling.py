"""Spelling: the one importer of the spelling library."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SHORTEST = 3

# The library's dictionary is mostly American: a British word is right when its American form is known.
_BRITISH = (
    (re.compile(r"our(?=s?$|ed$|ing$|able$|ite$|ful|less|hood|al$)"), "or"),
    (re.compile(r"is(?=e$|es$|ed$|ing$|ation|er$|ers$)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"^enqu"), "inqu"),
    (re.compile(r"ful(?=ment|s?$)"), "fill"),
)


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A word that is in no dictionary.

    Args:
        start: Character offset into the text.
        end: Character offset, exclusive.
        word: As it stands.
        instead: Words that may be meant, the likeliest first.
    """

    start: int
    end: int
    word: str
    instead: tuple[str, ...] = ()


class Spelling(Protocol):
    """A dictionary."""

    def check(self, text: str, *, known: Iterable[str] = ()) -> Sequence[Misspelt]:
        """Find words that are in no dictionary.

        Args:
            text: Plain text.
            known: Words that are right as well, such as names that were noted.

        Returns:
            The words, in order.
        """
        ...


class EnglishSpelling:
    """English, British and American alike; the dictionary is loaded at the first use."""

    def __init__(self) -> None:
        self._words: object | None = None

    def check(self, text: str, *, known: Iterable[str] = ()) -> Sequence[Misspelt]:
        """Find words that are in no dictionary; a word with a capital inside a sentence counts as a name.

        Args:
            text: Plain text.
            known: Words that are right as well, such as names that were noted.

        Returns:
            The words, in order, each with at most three others that may be meant.
        """
        from spellchecker import SpellChecker  # noqa: PLC0415 - its dictionary takes half a second

        if not isinstance(self._words, SpellChecker):
            self._words = SpellChecker()
        checker = self._words
        right = {part.lower() for word in known for part in _WORD.findall(word)}
        found: list[Misspelt] = []
        for match in _WORD.finditer(text):
            word = match.group().replace("\u2019", "'")
            plain = word.lower().removesuffix("'s")
            named = word[0].isupper() and not _begins_sentence(text, match.start())
            if len(plain) < _SHORTEST or plain in right or named or word.isupper():
                continue
            if not checker.unknown([plain]) or not checker.unknown(_american(plain)):
                continue
            others = sorted(checker.candidates(plain) or (), key=checker.word_usage_frequency, reverse=True)
            instead = tuple(other for other in others if other != plain)[:3]
            found.append(Misspelt(match.start(), match.end(), match.group(), instead))
        return found


def _american(word: str) -> list[str]:
    for british, american in _BRITISH:
        changed = british.sub(american, word)
        if changed != word:
            return [changed]
    return [word]


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \t\"'\u201c\u2018(")
    return not before or before[-1] in ".!?:\n"
