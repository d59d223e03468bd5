"""Signs that no format can take, made harmless; shared by the renderers."""

import unicodedata

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs that turn the direction of what follows: text from outside could disguise the rest of a line."""


def plain(text: str) -> str:
    """A text that can be shown.

    Args:
        text: Any, also with halves of characters.

    Returns:
        The same without signs that turn the direction, with a space for each control character,
        and with a mark for each sign that is none.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if " " <= sign < "\x7f":
        return sign
    if sign in TURNING:
        return ""
    category = unicodedata.category(sign)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "\ufffd" if category == "Cs" or (ord(sign) & 0xFFFE) == 0xFFFE else sign
