"""Tables of documents as lines: what stands below "Essential" and "Desirable" goes below these words.

Adverts sort what they ask for in tables, and a row of such a table read across says nothing.
"""

import re
from collections.abc import Iterator, Sequence

Cell = tuple[str, ...]
"""The lines of one cell."""

_KINDS = (
    ("Essential", re.compile(r"\b(?:essential|required|must|mandatory|minimum)\b", re.IGNORECASE)),
    ("Desirable", re.compile(r"\b(?:desirable|preferred|nice|advantageous|optional|bonus)\b", re.IGNORECASE)),
)
_LONGEST_HEADING_WORDS = 4
_BULLET = re.compile(r"^[-\u2022*\u00b7\u25aa\u25cf\u2013]\s+")
_MARK_WORDS = 1
_LETTERS = {"e": "Essential", "d": "Desirable"}


def table_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The words of a table.

    Args:
        rows: Each with its cells, and each cell with its lines.

    Yields:
        A line a row where every cell is one line; a line each where cells hold several. Columns headed by
        "Essential" and "Desirable" come one after the other, as lists; so do rows that are marked as one.
    """
    full = [list(row) for row in rows if any(row)]
    kinds = _kinds(full[0]) if len(full) > 1 else {}
    if not kinds:
        for row in full:
            yield from _row(row)
        return
    below = full[1:]
    if _marked(below, kinds):
        yield from _by_mark(below, kinds)
        return
    for place, heading in enumerate(full[0]):
        column = [line for row in below if place < len(row) for line in row[place]]
        if column and place in kinds:
            yield " ".join(heading)
            yield from _items(column)


def _kinds(head: Sequence[Cell]) -> dict[int, tuple[str, ...]]:
    """Which columns sort, and into what."""
    if any(len(cell) > 1 or len(" ".join(cell).split()) > _LONGEST_HEADING_WORDS for cell in head):
        return {}
    found = {
        place: tuple(name for name, pattern in _KINDS if pattern.search(" ".join(cell)))
        for place, cell in enumerate(head)
    }
    sorts = {place: names for place, names in found.items() if names}
    told = {name for names in sorts.values() for name in names}
    return sorts if len(told) > 1 else {}


def _marked(rows: Sequence[Sequence[Cell]], kinds: dict[int, tuple[str, ...]]) -> bool:
    """Whether the sorting columns hold marks, such as a tick or "E", and another one the words."""
    cells = [" ".join(row[place]) for row in rows for place in kinds if place < len(row)]
    return all(len(cell.split()) <= _MARK_WORDS for cell in cells)


def _by_mark(rows: Sequence[Sequence[Cell]], kinds: dict[int, tuple[str, ...]]) -> Iterator[str]:
    sorted_rows: dict[str, list[str]] = {name: [] for name, _ in _KINDS}
    for row in rows:
        what = max((cell for place, cell in enumerate(row) if place not in kinds), key=_length, default=())
        kind = next((found for place, names in kinds.items() if (found := _mark(row, place, names))), "")
        if kind:
            sorted_rows[kind].extend(what)
        else:
            yield from what
    for name, lines in sorted_rows.items():
        if lines:
            yield name
            yield from _items(lines)


def _mark(row: Sequence[Cell], place: int, names: tuple[str, ...]) -> str:
    mark = " ".join(row[place]).strip(" .()").lower() if place < len(row) else ""
    if not mark:
        return ""
    if len(names) == 1:
        return names[0] if mark not in {"no", "n", "-", "n/a"} else ""
    return _LETTERS.get(mark[:1], "")


def _row(row: Sequence[Cell]) -> Iterator[str]:
    if all(len(cell) <= 1 for cell in row):
        yield "  ".join(" ".join(cell) for cell in row if cell)
        return
    for cell in row:
        yield from cell


def _items(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"- {_BULLET.sub('', line)}"


def _length(cell: Cell) -> int:
    return sum(map(len, cell))
