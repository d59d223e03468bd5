"""The list of sessions: a model and a way to draw a line, so that only lines that are seen cost time."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.pages.sessions.line_list import LINE, Index, LineDelegate, LineList
from ui.pages.sessions.profile import draw_profile, profile_size
from ui.pages.sessions.values import SessionLine
from ui.theme import Space, TextSize, Theme

STAR = "\N{BLACK STAR}"


class SessionListModel(QAbstractListModel):
    """The lines, newest first; more are asked for when the person comes to the end.

    Signals:
        more_wanted(): The end was reached, and there are more.
    """

    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: tuple[SessionLine, ...] = ()
        self._more = False
        self._asked = False

    def set_lines(self, lines: Sequence[SessionLine], *, more: bool = False) -> None:
        """Show other lines; what only has more below stays where it is.

        Args:
            lines: From the newest on.
            more: Whether there are more than these.
        """
        new, old = tuple(lines), self._lines
        self._more, self._asked = more, False
        if old and len(new) > len(old) and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._lines = new
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there are more to ask for."""
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002, N802 - Qt's name
        """Ask for more."""
        self._asked = True
        self.more_wanted.emit()

    def row_of(self, session_id: str | None) -> int | None:
        """Where a session stands.

        Args:
            session_id: Which.

        Returns:
            Its row; None when it is not in the list.
        """
        return next((row for row, line in enumerate(self._lines) if line.id == session_id), None)

    def line(self, row: int) -> SessionLine:
        """One line.

        Args:
            row: From 0.

        Returns:
            The line.
        """
        return self._lines[row]

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a line says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return line if role == LINE else None


class SessionDelegate(LineDelegate):
    """Draws a line: title, how many answers and when, and the profile on the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's
        """Two lines of text with air around them."""
        title = QFontMetricsF(self._theme.font(TextSize.BODY, strong=True)).height()
        about = QFontMetricsF(self._theme.font(TextSize.SMALL)).height()
        return QSize(0, round(title + about + 2 * Space.M + Space.XS))

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw it."""
        line: SessionLine = index.data(LINE)
        bars = profile_size(self._theme, len(line.profile))
        bars_box = QRectF(
            box.right() - bars.width(), box.center().y() - bars.height() / 2, bars.width(), bars.height()
        )
        draw_profile(painter, bars_box, [level for _, level in line.profile], self._theme)
        self._draw_words(painter, box.adjusted(0, 0, -(bars.width() + Space.M), 0), line)

    def _draw_words(self, painter: QPainter, box: QRectF, line: SessionLine) -> None:
        theme = self._theme
        strong, small = theme.font(TextSize.BODY, strong=True), theme.font(TextSize.SMALL)
        metrics, low = QFontMetricsF(strong), QFontMetricsF(small)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        elide = Qt.TextElideMode.ElideRight
        title = QRectF(box.left(), box.top(), box.width(), metrics.height())
        if line.starred:
            mark = f"{STAR} "
            painter.setPen(theme.colour("accent"))
            painter.drawText(title, Qt.AlignmentFlag.AlignLeft, mark)
            title.setLeft(title.left() + metrics.horizontalAdvance(mark))
            painter.setPen(theme.colour("text"))
        painter.drawText(
            title, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(line.title, elide, title.width())
        )
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        about = QRectF(box.left(), title.bottom() + Space.XS, box.width(), low.height())
        painter.drawText(about, Qt.AlignmentFlag.AlignLeft, low.elidedText(line.about, elide, box.width()))


class SessionList(LineList):
    """The list itself.

    Signals:
        chosen(str): The person moved to this session, by mouse or by key.
        opened(str): The person wants to go into it: Enter, or a click.

    Args:
        theme: Colours and fonts.
        name: Its accessible name.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, SessionDelegate)
        self.lines = SessionListModel(self)
        self.setModel(self.lines)
        self.activated.connect(self._on_activated)
        self.clicked.connect(self._on_activated)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """The person moved."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.lines.line(current.row()).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the page go there, in place of being looked for as the start of a title."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_lines(self, lines: Sequence[SessionLine], current: str | None, *, more: bool = False) -> None:
        """Show other lines and keep the place.

        Args:
            lines: From the newest on.
            current: The session that is open; None for none.
            more: Whether there are more than these.
        """
        at = self.verticalScrollBar().value()
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.lines.set_lines(lines, more=more)
        self.mark(current)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.verticalScrollBar().setValue(at)

    def mark(self, session_id: str | None) -> None:
        """Show which session is open, without opening it again.

        Args:
            session_id: Which; None for none.
        """
        row = self.lines.row_of(session_id)
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        if row is None:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.lines.index(row))
        self.blockSignals(blocked)

    def _on_activated(self, index: Index) -> None:
        self.opened.emit(self.lines.line(index.row()).id)
