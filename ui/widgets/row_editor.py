"""A list that is edited in place: a row a thing, fields beside each other, and a way to take a row out."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.a11y import tab_before
from ui.i18n import Say
from ui.theme import Space
from ui.widgets.parts import label
from ui.widgets.row_fields import Column, ColumnKind, EditedRow, Row


class RowEditor(QWidget):
    """Rows of fields; every change is told at once.

    Signals:
        changed(tuple[Row, ...]): The rows are others now.
        removed(int, Row): A row was taken out from this place.

    Args:
        columns: What a row is made of.
        add: What the button below says.
        name: Of the whole list, for a screen reader.
        say: The words.
    """

    changed = Signal(object)
    removed = Signal(int, object)

    def __init__(self, columns: Sequence[Column], add: str, name: str, say: Say) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._say = say
        self._rows: list[EditedRow] = []
        self.setAccessibleName(name)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.S)
        self._grid.setVerticalSpacing(Space.XS)
        self._headings = [label(column.heading, "section") for column in columns]
        for place, column in enumerate(columns):
            self._grid.setColumnStretch(place, column.stretch)
            self._grid.addWidget(self._headings[place], 0, place)
        self.add_button = QPushButton(add)
        self.add_button.setProperty("kind", "quiet")
        self.add_button.clicked.connect(self.add_row)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.XS)
        layout.addLayout(self._grid)
        layout.addLayout(foot)
        self._head()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is written now."""
        return tuple(row.value for row in self._rows)

    @property
    def edited(self) -> tuple[EditedRow, ...]:
        """The rows with their fields."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; a field that shows the same already keeps its cursor.

        Args:
            rows: In order.
        """
        if tuple(rows) == self.rows:
            return
        while len(self._rows) > len(rows):
            self._drop(self._rows.pop())
        for place, row in enumerate(rows):
            if place < len(self._rows):
                self._rows[place].show_value(row)
            else:
                self._append(row)
        self._lay_out()

    def add_row(self) -> None:
        """Add an empty row and go there."""
        self._append(tuple(column.empty for column in self._columns))
        self._lay_out()
        self._rows[-1].focus()
        self._tell()

    def take_out(self, row: EditedRow) -> None:
        """Take a row out.

        Args:
            row: One of ``edited``.
        """
        place = self._rows.index(row)
        value = row.value
        self._rows.remove(row)
        self._drop(row)
        self._lay_out()
        following = self._rows[min(place, len(self._rows) - 1)] if self._rows else None
        if following is not None:
            following.focus()
        else:
            self.add_button.setFocus()
        self._tell()
        self.removed.emit(place, value)

    def put_back(self, place: int, value: Row) -> None:
        """Put a row back that was taken out.

        Args:
            place: Where it was.
            value: What it held.
        """
        rows = list(self.rows)
        rows.insert(min(place, len(rows)), value)
        self.show_rows(rows)
        self._tell()

    def set_choices(self, column: int, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices in a column.

        Args:
            column: Which.
            choices: Value and text of each.
        """
        for row in self._rows:
            row.set_choices(column, choices)
        self._columns = tuple(
            each.offering(choices) if number == column else each for number, each in enumerate(self._columns)
        )

    def _append(self, value: Row) -> None:
        row = EditedRow(self._columns, value, self._say)
        row.changed.connect(self._tell)
        row.entered.connect(partial(self._on_enter, row))
        row.pasted.connect(partial(self._on_paste, row))
        row.remove.clicked.connect(partial(self.take_out, row))
        self._rows.append(row)

    def _on_enter(self, row: EditedRow) -> None:
        """Enter goes to the next row, and makes one behind the last."""
        place = self._rows.index(row)
        if place + 1 < len(self._rows):
            self._rows[place + 1].focus()
        else:
            self.add_row()

    def _on_paste(self, row: EditedRow, column: int, lines: tuple[str, ...]) -> None:
        """Several lines become several rows."""
        place = self._rows.index(row)
        rows = list(self.rows)
        made = [
            tuple(line if number == column else each.empty for number, each in enumerate(self._columns))
            for line in lines
        ]
        rows[place + 1 : place + 1] = made
        if not str(rows[place][column]).strip():
            rows.pop(place)
        self.show_rows(rows)
        self._tell()

    def _drop(self, row: EditedRow) -> None:
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        row.deleteLater()

    def _lay_out(self) -> None:
        for number, row in enumerate(self._rows):
            for place, widget in enumerate(row.widgets[:-1]):
                # Fields may be of several lines, and stand in one line at their tops.
                low = isinstance(widget, QLabel | QCheckBox)
                edge = Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(widget, number * 2 + 1, place, edge)
            self._grid.addWidget(row.remark, number * 2 + 2, 0, 1, len(self._columns) + 1)
            row.name(number + 1)
        self._head()
        tab_before(self.add_button, *(stop for row in self._rows for stop in row.stops))

    def _head(self) -> None:
        for heading in self._headings:
            heading.setVisible(bool(self._rows) and len(self._columns) > 1)

    def _tell(self) -> None:
        self.changed.emit(self.rows)


__all__ = ["Column", "ColumnKind", "EditedRow", "Row", "RowEditor"]
