"""What every part of a preparation has in common: it shows one, and gives back an edited one."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.model.message import message
from coach.model.preparation import Preparation
from ui.context import Context
from ui.theme import Space
from ui.widgets.row_editor import Row, RowEditor


class Section(QWidget):
    """One part of a preparation.

    Signals:
        edited(Preparation): The person changed something; the whole preparation as it is now.

    Args:
        context: What it may use.
    """

    edited = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.preparation = Preparation(id="")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, Space.S, Space.XL)
        self.column.setSpacing(Space.L)

    def show_preparation(self, preparation: Preparation) -> None:
        """Show it as it is now.

        Args:
            preparation: Which.
        """
        self.preparation = preparation
        self.refresh()

    def refresh(self) -> None:
        """Put ``preparation`` into the fields; nobody is told."""

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - fields of a preparation
        """Tell an edit.

        Args:
            **changes: Fields of ``Preparation``.
        """
        self.preparation = replace(self.preparation, **changes)
        self.edited.emit(self.preparation)

    def undoable(self, editor: RowEditor) -> RowEditor:
        """Offer to put back what is taken out of a list.

        Args:
            editor: The list.

        Returns:
            The same.
        """
        editor.removed.connect(partial(self._offer_undo, editor))
        return editor

    def _offer_undo(self, editor: RowEditor, place: int, row: Row) -> None:
        if not any(isinstance(one, str) and one.strip() for one in row):
            return
        home = self.preparation.id
        self.context.messages.say(
            message("ui.prepare.row_deleted"),
            action=message("ui.prepare.undo"),
            on_action=partial(self._put_back, home, partial(editor.put_back, place, row)),
        )

    def _put_back(self, home: str, put_back: Callable[[], None]) -> None:
        if self.preparation.id == home:
            put_back()
