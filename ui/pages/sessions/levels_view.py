"""The table of levels: one row an answer, one column a dimension; never a total."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from coach.reports.document import LevelsRow
from ui.theme import Space, TextSize, Theme

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap

Index = QModelIndex | QPersistentModelIndex


class LevelsModel(QAbstractTableModel):
    """The rows of one session's table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[LevelsRow, ...] = ()
        self._heading = ""

    def set_table(self, heading: str, columns: tuple[str, ...], rows: tuple[LevelsRow, ...]) -> None:
        """Show another table.

        Args:
            heading: Of the first column.
            columns: Names of the dimensions.
            rows: One an answer.
        """
        self.beginResetModel()
        self._heading, self._columns, self._rows = heading, columns, rows
        self.endResetModel()

    def row(self, index: int) -> LevelsRow:
        """One row.

        Args:
            index: From 0.

        Returns:
            The row.
        """
        return self._rows[index]

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """One an answer."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """The question, then the dimensions."""
        return 0 if parent is not None and parent.isValid() else 1 + len(self._columns)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heading if section == 0 else self._columns[section - 1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A question, or a level."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if column == 0:
            return row.question
        if not row.cells:
            return row.note if column == 1 else None
        return row.cells[column - 1]

    def _spoken(self, row: LevelsRow, column: int) -> str:
        if column == 0 or not row.cells:
            return f"{row.number}. {row.question} {row.note}".strip()
        return f"{self._columns[column - 1]} {row.cells[column - 1]}"


class LevelsDelegate(QStyledItemDelegate):
    """Draws a cell: a question on as many lines as it needs, a level, or a quiet dash.

    Args:
        theme: Colours and fonts.
        parent: The table.
    """

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802 - Qt's
        """Room for the text as wide as the column is."""
        text = str(index.data() or "")
        metrics = QFontMetrics(self._theme.font())
        if index.column() == 0:
            width = max(1, self._view.columnWidth(0) - 2 * Space.S)
            box = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAPPED, text)
            return QSize(0, box.height() + 2 * (Space.M - 2))
        wide = 0 if self._view.columnSpan(index.row(), 1) > 1 else metrics.horizontalAdvance(text)
        return QSize(wide + 2 * Space.S, metrics.height() + 2 * (Space.M - 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        box: QRect = option.rect
        state = option.state
        theme, text = self._theme, str(index.data() or "")
        painter.save()
        chosen = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("accent_soft" if chosen else "hover"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        level = index.column() > 0 and text.isdigit()
        painter.setFont(theme.font(TextSize.BODY))
        painter.setPen(theme.colour("text" if level or index.column() == 0 else "muted"))
        inner = box.adjusted(Space.S, 0, -Space.S, -1)
        painter.drawText(inner, _WRAPPED | Qt.AlignmentFlag.AlignVCenter, text)
        if chosen and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        painter.restore()


class LevelsView(QTableView):
    """The table; as tall as its rows, since what holds it scrolls.

    Signals:
        chosen(int): The person wants to see the answer of this row, from 0.

    Args:
        theme: Colours and fonts.
        name: Its accessible name.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.setItemDelegate(LevelsDelegate(theme, self))
        self.setMouseTracking(True)
        self._table = LevelsModel(self)
        self.setModel(self._table)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().setVisible(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._fit_soon)
        self.activated.connect(self._on_chosen)
        self.clicked.connect(self._on_chosen)

    def show_table(self, heading: str, columns: tuple[str, ...], rows: tuple[LevelsRow, ...]) -> None:
        """Show a session's levels; the place of the keyboard stays.

        Args:
            heading: Of the first column.
            columns: Names of the dimensions; none when nothing is scored yet.
            rows: One an answer.
        """
        place = self.currentIndex().row()
        self.clearSpans()
        self._table.set_table(heading, columns or ("",), rows)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for row in range(len(rows)):
            if not rows[row].cells and len(columns) > 1:
                self.setSpan(row, 1, 1, len(columns))
        if 0 <= place < len(rows):
            self.mark(place)
        self._fit()

    def mark(self, row: int) -> None:
        """Put the keyboard's place on a row.

        Args:
            row: From 0.
        """
        self.setCurrentIndex(self._table.index(row, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Begin at the first row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.mark(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of the page go there, in place of being looked for as the start of a question."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fit_soon(self, _section: int, _before: int, _after: int) -> None:
        # The header says so while it is still at work on its other columns.
        self._fitting.start(0)

    def _fit(self) -> None:
        """Wrap the questions anew."""
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + 2
        height += sum(self.rowHeight(row) for row in range(self._table.rowCount()))
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def _on_chosen(self, index: Index) -> None:
        self.chosen.emit(index.row())
