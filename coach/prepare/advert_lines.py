"""The lines of an advert and how each of them stands: as an item of a list, as a heading, as plain talk."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST_HEADING_WORDS, LONGEST_ABOVE_A_LIST, LONGEST_LEADING_WORDS = 8, 12, 20
"""Words of a heading by itself, of one above a list, and of a line that ends with a colon."""

_BULLET = re.compile(
    r"^\s*(?:[-*+>\u2022\u25cf\u25aa\u25a0\u25e6\u2013\u2014\u00b7\u2023\u00bb\u2713\u2714\u27a2\u2610\uf0b7o]"
    r"|\d{1,2}[.)]|[a-z]\)|\([a-z0-9]\))\s+"
)
_SIGN = re.compile(r"\s*([^\w\s\"'()\[\]\u00a3$\u20ac\u201c\u2018]\ufe0f?)\s+(?=\S)")
_LEAST_SIGNS = 2
"""A sign that is no bullet anywhere else begins the items of a list when it begins two lines."""
_SHORTEST_BROKEN = 32
"""Characters of a line outside lists that a page was too narrow for; behind a shorter one a list goes on."""
_PAGE = re.compile(r"page \d+(?: of \d+)?|\d+ ?/ ?\d+|- ?\d+ ?-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line and how it stands.

    Args:
        text: Without its bullet.
        bullet: Whether it is an item of a list.
        leads_on: Whether it ends with a colon, as what leads to a list does.
        begins: Whether it stands as a heading does: a short one in capitals, or one above a list.
        apart: Whether an empty line stands before it.
        parts: Whether it stands as a short line does that parts two blocks: apart, and with no empty line
            behind it.
    """

    text: str
    bullet: bool
    leads_on: bool
    begins: bool
    apart: bool
    parts: bool


def lines_of(text: str) -> Iterator[Line]:
    """Take an advert apart.

    Args:
        text: The advert, a line a paragraph.

    Yields:
        Its lines without empty ones; what a PDF broke in the middle of a sentence is one line.
    """
    signs = _signs(text)
    for (line, apart), (following, far) in pairwise([*_joined(text, signs), ("", True)]):
        plain, bullet = _without_bullet(line, signs)
        words = len(plain.split())
        short = words <= LONGEST_HEADING_WORDS
        above = not bullet and _without_bullet(following, signs)[1]
        open_end = not bullet and not line.endswith((".", ",", ";"))
        heads = (above and words <= LONGEST_ABOVE_A_LIST) or (short and plain.isupper())
        yield Line(
            text=plain,
            bullet=bullet,
            leads_on=line.endswith(":") and words <= LONGEST_LEADING_WORDS,
            begins=open_end and heads,
            apart=apart,
            parts=open_end and short and apart and not far,
        )


def _signs(text: str) -> frozenset[str]:
    found = Counter(match.group(1) for line in text.split("\n") if (match := _SIGN.match(line)))
    return frozenset(sign for sign, times in found.items() if times >= _LEAST_SIGNS)


def _without_bullet(line: str, signs: frozenset[str]) -> tuple[str, bool]:
    match = _BULLET.match(line)
    if match is None and (sign := _SIGN.match(line)) is not None and sign.group(1) in signs:
        match = sign
    return (line[match.end() :], True) if match is not None else (line, False)


def _joined(text: str, signs: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Lines as they were written, and whether an empty one stands before them."""
    held, held_apart, apart = "", True, True
    for line in text.split("\n"):
        plain = line.strip()
        if _PAGE.fullmatch(plain):
            continue
        if held and plain and not apart and _goes_on(held, plain, signs):
            held = f"{held.removesuffix('-') if held.endswith('-') else held + ' '}{plain}"
            continue
        if not plain:
            apart = True
            continue
        if held:
            yield held, held_apart
        held, held_apart, apart = plain, apart, False
    if held:
        yield held, held_apart


def _goes_on(held: str, plain: str, signs: frozenset[str]) -> bool:
    """Whether a line is the rest of the one before it."""
    ended = held.endswith((".", ":", ";", "!", "?"))
    broken = len(held) >= _SHORTEST_BROKEN or _without_bullet(held, signs)[1]
    return plain[0].islower() and broken and not ended and not _without_bullet(plain, signs)[1]
