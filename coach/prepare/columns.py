"""Two columns of a page that were written line by line across, one after the other again.

Some programs write a page with two columns row by row, so that a line of the one runs into a line of the
other; where on the page each piece stands shows the gap between them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"\s*[-*\u2022\u25cf\u25aa\u00b7\u2013\ue000-\uf8ff]")
_WORDS = re.compile(r"\w\w")
_LEAST_ROWS, _LEAST_ITEMS = 4, 2
_NEAR = 1.5
_MOST_STARTS = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page's text.

    Args:
        x: Where it begins, in points from the left.
        y: Its line, in points from below.
        text: The words.
    """

    x: float
    y: float
    text: str


def unmixed(pieces: Iterable[Piece]) -> str | None:
    """Put columns one after the other where a page mixes them.

    Args:
        pieces: In the order in which they were written.

    Returns:
        The page's text with the left column first; None where nothing is mixed, or where the columns are
        those of a table, which is read across: both must hold items of a list.
    """
    rows = _rows(pieces)
    starts = Counter(round(x) for row in rows for x in {round(piece.x) for piece in row[1:]})
    for start, count in starts.most_common(_MOST_STARTS):
        split = [_split(row, start) for row in rows]
        both = [place for place, (left, right) in enumerate(split) if _WORDS.search(left) and right]
        if count < _LEAST_ROWS or len(both) < _LEAST_ROWS:
            continue
        if all(sum(bool(_BULLET.match(split[n][side])) for n in both) >= _LEAST_ITEMS for side in (0, 1)):
            first, last = both[0], both[-1] + 1
            middle = split[first:last]
            parts = (
                [left + right for left, right in split[:first]],
                [left for left, _ in middle],
                [right for _, right in middle],
                [left + right for left, right in split[last:]],
            )
            return "\n".join(line for part in parts for line in part)
    return None


def _rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        if rows and abs(rows[-1][-1].y - piece.y) <= _NEAR:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _split(row: Sequence[Piece], start: int) -> tuple[str, str]:
    left = "".join(piece.text for piece in row if piece.x < start - _NEAR)
    right = "".join(piece.text for piece in row if piece.x >= start - _NEAR)
    return left, right.lstrip()
