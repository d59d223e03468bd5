"""From a word of an answer to one in the line above or below, or at an end of its line."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

Move = QTextCursor.MoveOperation

LINE_MOVES = {
    Qt.Key.Key_Up: Move.Up,
    Qt.Key.Key_Down: Move.Down,
    Qt.Key.Key_Home: Move.StartOfLine,
    Qt.Key.Key_End: Move.EndOfLine,
}
"""What a key does."""


def moved(view: QTextEdit, begin: int, move: Move, word_at: Callable[[int], int]) -> int | None:
    """The word that a key leads to.

    Args:
        view: What shows the words.
        begin: Where the chosen word begins in the document.
        move: One of ``LINE_MOVES``.
        word_at: Gives the word at a place of the document, or the next one.

    Returns:
        Its place among the words; None where there is no further line.
    """
    cursor = view.textCursor()
    cursor.setPosition(begin)
    here = view.cursorRect(cursor)
    if not cursor.movePosition(move):
        return None
    if move in {Move.Up, Move.Down}:
        cursor = view.cursorForPosition(QPoint(here.left(), view.cursorRect(cursor).center().y()))
    found = word_at(cursor.position())
    # The end of a line may lie in the space before a word that stands in the next one.
    begins_below = move is Move.EndOfLine and found != word_at(cursor.position() - 1)
    return found - 1 if begins_below and found > word_at(begin) else found
