"""Where a long answer is cut into paragraphs, so that Qt lays out one after the other and not all at once."""

import re

LONG_TEXT = 4_000
"""Letters from which an answer has paragraphs, some five minutes of talk; a shorter one flows on."""
PARAGRAPH = 1_200
"""Letters after which a paragraph ends with its sentence, or with the next part."""

_SENTENCE_END = re.compile(r"[.?!…]\s+")
_SPACE = re.compile(r"\s+")


def pieces(text: str, begun: int) -> list[str]:
    """Cut a text after sentences.

    Args:
        text: Of one look.
        begun: Letters that stand in its paragraph already.

    Returns:
        Pieces that are the text when they are joined, each but the first in a paragraph of its own; one word
        stays in one piece.
    """
    found, start = [], 0
    while True:
        full = start + max(0, PARAGRAPH - begun)
        if full >= len(text):
            break
        end = _SENTENCE_END.search(text, full)
        if end is None or end.start() > full + PARAGRAPH:  # nobody heard where a sentence ends
            end = _SPACE.search(text, full + PARAGRAPH)
        if end is None or end.end() >= len(text):
            break
        found.append(text[start : end.end()])
        start, begun = end.end(), 0
    return [*found, text[start:]]
