"""What a search found: a model and a way to draw a line, so that only lines that are seen cost time."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from coach.model.search import Hit
from ui.pages.sessions.line_list import LINE, Index, LineDelegate, LineList
from ui.pages.sessions.values import HitLine
from ui.theme import Space, TextSize, Theme

SNIPPET_LINES = 3


class HitListModel(QAbstractListModel):
    """The hits, in order; more are asked for when the person comes to the end.

    Signals:
        more_wanted(): The end was reached, and there is more.
    """

    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[HitLine, ...] = ()
        self._more = False
        self._asked = False

    def set_lines(self, lines: Sequence[HitLine], *, more: bool) -> None:
        """Show other hits.

        Args:
            lines: The hits.
            more: Whether there are more.
        """
        self.beginResetModel()
        self.lines, self._more, self._asked = tuple(lines), more, False
        self.endResetModel()

    def add_lines(self, lines: Sequence[HitLine], *, more: bool) -> None:
        """Show further hits below.

        Args:
            lines: The hits.
            more: Whether there are still more.
        """
        self._more, self._asked = more, False
        if lines:
            at = len(self.lines)
            self.beginInsertRows(QModelIndex(), at, at + len(lines) - 1)
            self.lines += tuple(lines)
            self.endInsertRows()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is more to ask for."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002, N802 - Qt's name
        """Ask for more."""
        self._asked = True
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a hit says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.hit.snippet
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return line if role == LINE else None


class HitDelegate(LineDelegate):
    """Draws a hit: its session and where it is, and the words around it with what was looked for in bold."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's
        """A heading and lines of text with air around them."""
        small = QFontMetricsF(self._theme.font(TextSize.SMALL)).lineSpacing()
        label = QFontMetricsF(self._theme.font(TextSize.LABEL)).lineSpacing()
        return QSize(0, round(small + SNIPPET_LINES * label + 2 * Space.M + Space.XS))

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw it."""
        line: HitLine = index.data(LINE)
        small = self._theme.font(TextSize.SMALL)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        about = metrics.elidedText(line.about, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), about)
        self._draw_snippet(painter, box.adjusted(0, metrics.lineSpacing() + Space.XS, 0, 0), line.hit)

    def _draw_snippet(self, painter: QPainter, box: QRectF, hit: Hit) -> None:
        theme = self._theme
        layout = QTextLayout(hit.snippet, theme.font(TextSize.LABEL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        strong = QTextCharFormat()
        strong.setFont(theme.font(TextSize.LABEL, strong=True))
        strong.setForeground(theme.colour("accent"))
        marks = []
        for start, end in hit.marks:
            mark = QTextLayout.FormatRange()
            # Qt counts in UTF-16, where an emoji is two.
            mark.start = _utf16(hit.snippet[:start])
            mark.length = _utf16(hit.snippet[start:end])
            mark.format = strong
            marks.append(mark)
        layout.setFormats(marks)
        layout.beginLayout()
        top = 0.0
        for _ in range(SNIPPET_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        painter.setPen(theme.colour("text"))
        layout.draw(painter, box.topLeft())


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class HitList(LineList):
    """The list itself.

    Signals:
        chosen(Hit): The person wants to hear or see it: Enter, or a click.
        left(): Escape.

    Args:
        theme: Colours and fonts.
        name: Its accessible name.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, HitDelegate)
        self.hits = HitListModel(self)
        self.setModel(self.hits)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Put the keyboard on the first hit, if there is one."""
        if self.hits.rowCount():
            self.setFocus()
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self.hits.index(0))

    def _on_activated(self, index: Index) -> None:
        self.chosen.emit(self.hits.lines[index.row()].hit)
