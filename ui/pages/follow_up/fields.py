"""Fields of the debrief: areas for text, and lines that hold a day or an hour."""

from datetime import date, datetime, time

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.theme import Theme, set_state

_LINE, _AROUND = 20, 20


def area(theme: Theme, lines: int) -> QPlainTextEdit:
    """A field for some lines of text; Tab leaves it.

    Args:
        theme: For heights that grow with the text.
        lines: How many are seen.

    Returns:
        The field.
    """
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(theme.scaled(lines * _LINE + _AROUND))
    return field


def fill(field: QPlainTextEdit | QLineEdit, text: str) -> None:
    """Show a text; nobody is told, and what is the same already keeps its cursor.

    Args:
        field: Where.
        text: What.
    """
    now = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    if now == text:
        return
    before = field.blockSignals(True)  # noqa: FBT003 - Qt's own argument
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    else:
        field.setPlainText(text)
    field.blockSignals(before)


def read_day(field: QLineEdit) -> date | None:
    """The day that is written; a field that holds something else is marked.

    Args:
        field: Such as "2026-12-03".

    Returns:
        The day; None for none.
    """
    text = field.text().strip()
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        found = None
    set_state(field, "state", "wrong" if text and found is None else "")
    return found


def read_hour(field: QLineEdit) -> time | None:
    """The hour that is written; a field that holds something else is marked.

    Args:
        field: Such as "10:00".

    Returns:
        The hour; None for none.
    """
    text = field.text().strip().replace(".", ":")
    try:
        found = datetime.strptime(text, "%H:%M").time() if text else None  # noqa: DTZ007 - an hour alone
    except ValueError:
        found = None
    set_state(field, "state", "wrong" if text and found is None else "")
    return found
