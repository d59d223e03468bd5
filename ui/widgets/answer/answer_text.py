"""What was said, with its parts, its fillers, and what was hard to hear; a word plays, or is corrected."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from coach.model.transcript import Word
from coach.reports.document import Passage, Run
from ui.context import Context
from ui.widgets.answer.line_moves import LINE_MOVES, moved
from ui.widgets.answer.paragraphs import LONG_TEXT, PARAGRAPH, pieces
from ui.widgets.answer.text_looks import asked_format, label_format, run_format

BEFORE_S = 0.2
LINE_PERCENT = 150.0


class AnswerText(QTextEdit):
    """The words of one answer.

    Signals:
        play_asked(float): From which second it is to be heard.
        edit_asked(int): Which of the shown words is to be corrected.

    Args:
        context: What it may use.
    """

    play_asked = Signal(float)
    edit_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._passages: tuple[Passage, ...] = ()
        self._words: tuple[Word, ...] = ()
        self._places: list[tuple[int, int]] = []
        self._marked = -1
        self._written: QTextDocument | None = None
        self._correctable = False
        self._playable = True
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "transcript")
        self.setAccessibleName(context.say("ui.practice.feedback.transcript"))
        self.setAccessibleDescription(context.say("ui.practice.feedback.play_word"))
        self.setTabChangesFocus(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self._theme.changed.connect(self._write)

    def show_text(self, passages: tuple[Passage, ...], words: tuple[Word, ...]) -> None:
        """Show another answer.

        Args:
            passages: Its text, marked.
            words: When each word was said; none where that is not known.
        """
        self._passages, self._words = passages, words
        self._write()

    def set_playable(self, playable: bool) -> None:  # noqa: FBT001 - a setter
        """Whether its words can be played.

        Args:
            playable: Whether.
        """
        self._playable = playable

    def set_correctable(self, correctable: bool) -> None:  # noqa: FBT001 - a setter
        """Whether its words can be corrected now.

        Args:
            correctable: Whether.
        """
        self._correctable = correctable

    def place_of_word(self, index: int) -> QRect:
        """Where a word stands on the screen, brought into view.

        Args:
            index: Its place among the words that are shown.

        Returns:
            Its rectangle in the viewport; of its first line when it is broken.
        """
        cursor = self._word_cursor(index)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        start, end = QTextCursor(cursor), QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        left, right = self.cursorRect(start), self.cursorRect(end)
        return left.united(right) if left.top() == right.top() else left

    def mark(self, at_s: float | None) -> None:
        """Mark the word that is being played.

        Args:
            at_s: Where the sound is; None when it is silent.
        """
        index = -1 if at_s is None else bisect_right(self._words, at_s, key=lambda word: word.start_s) - 1
        if index == self._marked:
            return
        self._marked = index
        selections = []
        if 0 <= index < len(self._words):
            selection = QTextEdit.ExtraSelection()
            cursor = self._word_cursor(index)
            selection.cursor = cursor
            selection.format.setBackground(self._theme.colour("accent"))
            selection.format.setForeground(self._theme.colour("on_accent"))
            selections.append(selection)
            if not self.rect().contains(self.cursorRect(cursor)):
                self._scroll_to(cursor)
        self.setExtraSelections(selections)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        """Bring the word that is played into view, without moving the person's own cursor."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.height() // 3)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click plays from the word; a drag selects text."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            position = self._letter_at(event.position())
            if position is not None:
                self._play_at(position)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A second click corrects the word."""
        position = self._letter_at(event.position())
        if position is not None:
            self._edit_at(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go from word to word, Enter plays from there, F2 corrects; all else is the page's."""
        key, keys, plain = event.key(), Qt.Key, not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        cursor = self.textCursor()
        begin = cursor.selectionStart()
        if plain and self._words and key in {keys.Key_Left, keys.Key_Right}:
            by = -1 if key == keys.Key_Left else 1
            here = self._word_at(begin)
            self._choose(here + by if cursor.hasSelection() else here)
        elif plain and self._words and key in LINE_MOVES:
            self._choose(moved(self, begin, LINE_MOVES[keys(key)], self._word_at))
        elif plain and self._words and key in {keys.Key_Return, keys.Key_Enter}:
            self._play_at(begin)
        elif plain and key == keys.Key_F2 and self._words and self._correctable:
            self._edit_at(begin)
        elif (event.text().isprintable() and event.text() and not event.modifiers()) or key == keys.Key_F2:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int | None) -> None:
        """Choose a word; the first or the last where there is none so far."""
        if index is not None:
            self.setTextCursor(self._word_cursor(min(len(self._words) - 1, max(0, index))))
            self.ensureCursorVisible()

    def _word_at(self, position: int) -> int:
        """The word at a place of the document, or the next one."""
        offset = self._to_text(position)
        return min(bisect_right(self._words, offset, key=lambda word: word.end), len(self._words) - 1)

    def _word_cursor(self, index: int) -> QTextCursor:
        word = self._words[index]
        cursor = self.textCursor()
        cursor.setPosition(self._to_document(word.start))
        cursor.setPosition(self._to_document(word.end - 1) + 1, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _edit_at(self, position: int) -> None:
        if self._correctable and self._words:
            self.edit_asked.emit(self._word_at(position))

    def _letter_at(self, point: QPointF) -> int | None:
        """The letter under a point; Qt answers with the nearest gap, which is often the next letter."""
        scrolled = point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        hit = self.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)
        if hit < 0:
            return None
        cursor = self.textCursor()
        cursor.setPosition(hit)
        return hit - 1 if hit > 0 and point.x() < self.cursorRect(cursor).left() else hit

    def _play_at(self, position: int) -> None:
        if self._playable and self._words and self._to_text(position) < self._words[-1].end:
            word = self._words[self._word_at(position)]
            self.play_asked.emit(max(0.0, word.start_s - BEFORE_S))

    def _to_document(self, offset: int) -> int:
        place = self._places[max(0, bisect_right(self._places, offset, key=lambda each: each[1]) - 1)]
        return place[0] + offset - place[1]

    def _to_text(self, position: int) -> int:
        if not self._places:
            return 0
        found = bisect_right(self._places, position, key=lambda each: each[0]) - 1
        if found < 0:
            return self._places[0][1]
        begin, offset = self._places[found]
        following = self._places[found + 1][1] if found + 1 < len(self._places) else offset + position
        return min(offset + position - begin, following)

    @Slot()
    def _write(self) -> None:
        self._marked = -1
        self.setExtraSelections([])
        self._places = []
        # A document of its own, shown when it is written: Qt then lays out what is seen, and the paragraphs
        # below it in calm moments. In one that is shown, all of it would be laid out at once.
        written = QTextDocument(self)
        written.setUndoRedoEnabled(False)
        written.setDefaultFont(self.font())
        cursor = QTextCursor(written)
        block = QTextBlockFormat()
        block.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        self._write_passages(cursor)
        self.setDocument(written)
        if self._written is not None:
            self._written.deleteLater()
        self._written = written
        start = self.textCursor()
        start.setPosition(self._places[0][0] if self._places else 0)
        self.setTextCursor(start)

    def _write_passages(self, cursor: QTextCursor) -> None:
        offset = begun = 0
        long = sum(len(run.text) for passage in self._passages for run in passage.runs) > LONG_TEXT
        for passage in self._passages:
            if passage.asked:
                before = "\n" if offset else ""
                cursor.insertText(f"{before}{passage.asked}\n", asked_format(self._theme))
                begun = 0
            elif long and passage.label and begun > PARAGRAPH:
                cursor.insertBlock()
                begun = 0
            if passage.label:
                cursor.insertText(f" {passage.label} ", label_format(self._theme, passage))
                cursor.insertText(" ", run_format(self._theme, "", Run(text=" ")))
            for run in passage.runs:
                shape = run_format(self._theme, passage.part, run)
                for number, piece in enumerate(pieces(run.text, begun) if long else [run.text]):
                    if number:
                        cursor.insertBlock()
                        begun = 0
                    self._places.append((cursor.position(), offset))
                    cursor.insertText(piece, shape)
                    offset += len(piece)
                    begun += len(piece)
