"""A line of text that is seen whole: it goes on below where it is longer than the field is wide."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 4
_LEAST_WIDTH = 72
_AROUND = 16
"""Border and padding of a field, above and below together, as the style sheet has them."""


class LineField(QPlainTextEdit):
    """A line of text into which several lines can be pasted.

    Signals:
        entered(): Enter was pressed.
        lines(tuple[str, ...]): Several lines were pasted; nothing was put into the field.

    Args:
        parent: Its parent.
    """

    entered = Signal()
    lines = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self._fit)

    def text(self) -> str:
        """What is written."""
        return self.toPlainText()

    def setText(self, text: str) -> None:  # noqa: N802 - as a line of Qt's own has it
        """Write something else, seen from its beginning.

        Args:
            text: Without line ends.
        """
        self.setPlainText(" ".join(text.splitlines()))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()  # also where nobody is told of the new text

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its text."""
        return QSize(super().sizeHint().width() // 2, self._height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as may be."""
        return QSize(_LEAST_WIDTH, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is told; a line has no line ends."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """A file is no line of text: who drops one means the page."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Several lines are told instead of put in."""
        found = clean(source.text().splitlines())
        if len(found) > 1:
            self.lines.emit(found)
        else:
            self.insertPlainText(" ".join(source.text().split()) if found else source.text().strip("\n"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width breaks the line elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger letters need more room."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = round(self.document().size().height())
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        none = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(more if lines > _MOST_LINES else none)
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        lines = min(max(1, round(self.document().size().height())), _MOST_LINES)
        inside = lines * self.fontMetrics().lineSpacing() + 2 * round(self.document().documentMargin())
        return inside + _AROUND


def clean(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines as they are kept, without the marks of a list.

    Args:
        lines: As pasted.

    Returns:
        Those that hold anything.
    """
    plain = (" ".join(line.split()).strip("-\u2022* ") for line in lines)
    return tuple(line for line in plain if line)
