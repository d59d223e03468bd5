"""The field of a note: words that are in no dictionary are underlined, and a passage can be pointed out."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from coach.followup.spelling import Misspelt
from ui.theme import Theme

_LEAST_HEIGHT = 96


class NoteEditor(QPlainTextEdit):
    """A field that marks words.

    Args:
        theme: For the colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._wavy: tuple[tuple[int, int], ...] = ()
        self._quoted: tuple[tuple[int, int], ...] = ()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        theme.changed.connect(self._draw)

    @property
    def underlined(self) -> tuple[str, ...]:
        """The words that are underlined."""
        text = self.toPlainText()
        return tuple(text[start:end] for start, end in self._wavy)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The passages that are marked."""
        text = self.toPlainText()
        return tuple(text[start:end] for start, end in self._quoted)

    def mark(self, words: Sequence[Misspelt], other: Sequence[tuple[int, int]] = ()) -> None:
        """Underline words.

        Args:
            words: In no dictionary.
            other: More passages to underline, as start and end.
        """
        self._wavy = (*((word.start, word.end) for word in words), *other)
        self._draw()

    def quote(self, start: int | None, end: int | None) -> None:
        """Mark a passage and bring it into view.

        Args:
            start: Where it begins; None to mark nothing.
            end: Where it ends, exclusive.
        """
        self._quoted = () if start is None or end is None else ((start, end),)
        self._draw()
        if start is not None:
            cursor = self.textCursor()
            cursor.setPosition(start)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def write(self, text: str) -> None:
        """Put another text in, such that Ctrl+Z brings the one before back.

        Args:
            text: The text.
        """
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _draw(self) -> None:
        length = len(self.toPlainText())
        ground, under = QTextCharFormat(), QTextCharFormat()
        ground.setBackground(QColor(self._theme.colour("accent_soft")))
        under.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        under.setUnderlineColor(QColor(self._theme.colour("warning")))
        passages = [(each, ground) for each in self._quoted] + [(each, under) for each in self._wavy]
        made: list[QTextEdit.ExtraSelection] = []
        for (start, end), look in passages:
            if end > length:
                continue
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format = look
            made.append(selection)
        self.setExtraSelections(made)
