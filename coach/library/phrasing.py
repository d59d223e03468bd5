"""What a person types, as an expression that FTS5 takes: whatever it is, it never breaks the syntax.

https://www.sqlite.org/fts5.html#full_text_query_syntax: between double quotes, only a double quote means
anything, and is doubled.
"""

import re
import unicodedata

from coach.errors import InputError

MAX_TERMS = 32
"""More words than anybody looks for; FTS5 itself stops at 256."""

_TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
_SEARCHABLE = ("L", "N", "Co")
"""Categories of characters that the tokenizer takes for parts of words."""


def expression(text: str, *, as_typed: bool = False) -> str | None:
    """Read what a person looks for.

    Args:
        text: Words that must all be there; "in quotes" as a phrase, with * at the end for a beginning.
        as_typed: Whether the last word may be unfinished.

    Returns:
        The expression; None when there is nothing in it that could be found.

    Raises:
        InputError: It is no valid Unicode, or far too long.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError("error.library.bad_text") from None
    terms: list[str] = []
    open_end = as_typed and text[-1:] not in ("", '"', "*") and not text[-1:].isspace()
    for phrase, star, word in _TERM.findall(text.replace("\0", " ")):
        content = phrase or word.rstrip("*")
        prefix = bool(star) or word.endswith("*")
        if any(unicodedata.category(sign).startswith(_SEARCHABLE) for sign in content):
            terms.append(_quoted(content) + (" *" if prefix else ""))
        else:
            open_end = open_end and not word
    if len(terms) > MAX_TERMS:
        raise InputError("error.library.search_too_long", limit=MAX_TERMS)
    if not terms:
        return None
    if open_end and not terms[-1].endswith("*"):
        terms[-1] += " *"
    return " AND ".join(terms)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
