"""Named texts below each other, each with its label and perhaps a line on how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.a11y import label_for
from ui.theme import Space, Theme, set_state
from ui.widgets.parts import label

_LINE, _AROUND = 20, 20


@dataclass(frozen=True, slots=True)
class Text:
    """One text.

    Args:
        name: Of the field.
        label: Above it.
        lines: How many lines are seen; one cannot hold more.
    """

    name: str
    label: str
    lines: int = 1


class Form(QWidget):
    """The texts.

    Signals:
        edited(str, str): Name of the field and its text.

    Args:
        texts: In order.
        theme: For heights that grow with the text.
    """

    edited = Signal(str, str)

    def __init__(self, texts: Sequence[Text], theme: Theme) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._notes: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        for text in texts:
            field = self._field(text, theme)
            self.fields[text.name] = field
            caption = label_for(field, text.label)
            caption.setProperty("role", "section")
            note = label("", "small", wrap=True)
            note.hide()
            self._notes[text.name] = note
            column.addWidget(caption)
            column.addWidget(field)
            column.addWidget(note)
            column.addSpacing(Space.XS)

    def show_texts(self, values: Mapping[str, str]) -> None:
        """Show texts; nobody is told.

        Args:
            values: By name; what is left out stays.
        """
        for name, value in values.items():
            field = self.fields[name]
            if self.written(name) == value:
                continue
            before = field.blockSignals(True)  # noqa: FBT003 - Qt's own argument
            if isinstance(field, QLineEdit):
                field.setText(value)
                field.setCursorPosition(0)
            else:
                field.setPlainText(value)
            field.blockSignals(before)

    def written(self, name: str) -> str:
        """What is written.

        Args:
            name: Of the field.

        Returns:
            Its text.
        """
        field = self.fields[name]
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def say_about(self, name: str, text: str, *, wrong: bool = False) -> None:
        """Say something below a field.

        Args:
            name: Of the field.
            text: What; empty for nothing.
            wrong: Whether it is trouble.
        """
        note = self._notes[name]
        note.setText(text)
        set_state(note, "role", "wrong" if wrong else "small")
        note.setVisible(bool(text))

    def _field(self, text: Text, theme: Theme) -> QLineEdit | QPlainTextEdit:
        if text.lines == 1:
            line = QLineEdit()
            line.setAcceptDrops(False)  # a file that is dropped is the page's to read
            line.textChanged.connect(partial(self._tell, text.name))
            return line
        area = QPlainTextEdit()
        area.setTabChangesFocus(True)
        area.setAcceptDrops(False)
        area.setFixedHeight(theme.scaled(text.lines * _LINE + _AROUND))
        area.textChanged.connect(partial(self._tell, text.name))
        return area

    def _tell(self, name: str, *_text: str) -> None:
        self.edited.emit(name, self.written(name))
