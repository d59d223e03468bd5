"""The fields of one row of a ``RowEditor``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget

from ui.a11y import name_choice
from ui.i18n import Say
from ui.theme import set_state
from ui.widgets.choice_field import ChoiceField
from ui.widgets.line_field import LineField
from ui.widgets.parts import label

Row = tuple[str | bool, ...]
"""One value a column: text, the value of a choice, whether it is ticked, or what is shown."""


class ColumnKind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Args:
        heading: Above it.
        kind: What it holds.
        stretch: How much of the spare width it takes.
        choices: Value and text of each choice.
    """

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    stretch: int = 0
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> str | bool:
        """What a new row holds here."""
        if self.kind is ColumnKind.TICK:
            return False
        return self.choices[0][0] if self.kind is ColumnKind.CHOICE and self.choices else ""

    def offering(self, choices: Sequence[tuple[str, str]]) -> "Column":
        """The same column with other choices."""
        return replace(self, choices=tuple(choices))


class EditedRow(QObject):
    """The widgets of a row.

    Signals:
        changed(): Something was edited.
        entered(): Enter was pressed in a text.
        pasted(int, tuple[str, ...]): Several lines were pasted into this column.

    Args:
        columns: What it is made of.
        value: What it holds.
        say: The words.
    """

    changed = Signal()
    entered = Signal()
    pasted = Signal(int, object)

    def __init__(self, columns: Sequence[Column], value: Row, say: Say) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._say = say
        self.fields: list[QWidget] = [self._field(number, column) for number, column in enumerate(columns)]
        self.remove = QPushButton("\N{MULTIPLICATION SIGN}")
        self.remove.setProperty("kind", "quiet")
        self.remove.setToolTip(say("ui.rows.remove_tip"))
        self.remark = label("", "small", wrap=True)
        self.remark.hide()
        self.show_value(value)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Fields, the button, and the remark last."""
        return (*self.fields, self.remove, self.remark)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at."""
        return (*(field for field in self.fields if not isinstance(field, QLabel)), self.remove)

    @property
    def value(self) -> Row:
        """What it holds."""
        return tuple(_read(field) for field in self.fields)

    def show_value(self, value: Row) -> None:
        """Hold something else; nobody is told.

        Args:
            value: One a column.
        """
        for field, one in zip(self.fields, value, strict=True):
            before = field.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            _write(field, one)
            field.blockSignals(before)

    def set_choices(self, column: int, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices.

        Args:
            column: Which.
            choices: Value and text of each.
        """
        box = self.fields[column]
        if isinstance(box, QComboBox):
            chosen = box.currentData()
            before = box.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            box.clear()
            for value, text in choices:
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(before)

    def say_about(self, text: str, *, wrong: bool = False) -> None:
        """Say something below the row.

        Args:
            text: What; empty for nothing.
            wrong: Whether it is trouble.
        """
        self.remark.setText(text)
        set_state(self.remark, "role", "wrong" if wrong else "small")
        self.remark.setVisible(bool(text))

    def focus(self) -> None:
        """Go to its first text."""
        texts = [field for field in self.fields if isinstance(field, LineField)]
        (texts or self.fields)[0].setFocus()

    def name(self, number: int) -> None:
        """Name the fields for a screen reader.

        Args:
            number: Of the row, from 1.
        """
        for column, field in zip(self._columns, self.fields, strict=True):
            name = self._say("ui.rows.field", heading=column.heading, n=number)
            if isinstance(field, QComboBox):
                name_choice(field, name)
            else:
                field.setAccessibleName(name)
        first = next((str(one) for one in self.value if isinstance(one, str) and one), "")
        self.remove.setAccessibleName(self._say("ui.rows.remove", n=number, text=first))

    def _field(self, number: int, column: Column) -> QWidget:
        if column.kind is ColumnKind.SHOWN:
            return label("", "muted")
        if column.kind is ColumnKind.TICK:
            tick = QCheckBox()
            tick.toggled.connect(self.changed)
            return tick
        if column.kind is ColumnKind.CHOICE:
            box = ChoiceField()
            for value, text in column.choices:
                box.addItem(text, value)
            longest = max((len(text) for _, text in column.choices), default=0)
            box.setMinimumContentsLength(min(box.minimumContentsLength(), longest))
            box.currentIndexChanged.connect(self.changed)
            return box
        line = LineField()
        line.textChanged.connect(self.changed)
        line.entered.connect(self.entered)
        line.lines.connect(lambda lines, column=number: self.pasted.emit(column, lines))
        return line


def _read(field: QWidget) -> str | bool:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return str(field.currentData() or "")
    return field.text() if isinstance(field, LineField | QLabel) else ""


def _write(field: QWidget, value: str | bool) -> None:  # noqa: FBT001 - a value
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(value)))
    elif isinstance(field, LineField):
        if field.text() != value:
            field.setText(str(value))
    elif isinstance(field, QLabel):
        field.setText(str(value))
