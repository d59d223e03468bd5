"""A table of what was practised; as tall as its rows, since the page scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from ui.pages.progress.values import TableRow
from ui.theme import Space


class PractisedTable(QTableWidget):
    """Rows that open their newest answer, by a click or by Enter.

    Signals:
        opened(str): Id of the answer.

    Args:
        name: For a screen reader.
        headings: Of its columns, the first one wide.
    """

    opened = Signal(str)

    def __init__(self, name: str, headings: Sequence[str]) -> None:
        super().__init__(0, len(headings))
        self._rows: tuple[TableRow, ...] = ()
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(headings))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headings)):
            mode = QHeaderView.ResizeMode
            fixed = column == len(headings) - 1  # shares what is left with the first: see resizeEvent
            between = mode.Fixed if fixed else mode.ResizeToContents
            header.setSectionResizeMode(column, mode.Stretch if column == 0 else between)
        self.cellClicked.connect(self._open)

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show other rows.

        Args:
            rows: In order.
        """
        self._rows = rows
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row.cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
        self.resizeRowsToContents()
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows + Space.XS)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The last column gets half of what the narrow ones leave, and never less than its heading."""
        super().resizeEvent(event)
        header, last = self.horizontalHeader(), self.columnCount() - 1
        narrow = sum(header.sectionSize(column) for column in range(1, last))
        least = header.sectionSizeFromContents(last).width()
        header.resizeSection(last, max(least, (self.viewport().width() - narrow) // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow(), 0)
        else:
            super().keyPressEvent(event)

    def _open(self, row: int, _column: int) -> None:
        if 0 <= row < len(self._rows) and self._rows[row].answer_id:
            self.opened.emit(self._rows[row].answer_id)
