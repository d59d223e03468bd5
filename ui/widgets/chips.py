"""Chips of which one is chosen, such as the parts of a page."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from ui.theme import Space
from ui.widgets.flow import FlowLayout


class Chips(QWidget):
    """Tab stops at the chosen chip alone; the arrow keys choose another.

    Signals:
        chosen(str): The person chose this one.

    Args:
        texts: What each says, by its name.
        name: Of all of them, for a screen reader.
    """

    chosen = Signal(str)

    def __init__(self, texts: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(Space.S, self)
        for each, text in texts.items():
            chip = QPushButton(text)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)  # told as one of several
            self.buttons[each] = chip
            self._group.addButton(chip)
            flow.addWidget(chip)
        self._group.buttonClicked.connect(self._on_clicked)
        self.show_chosen(next(iter(self.buttons)))

    def show_chosen(self, name: str) -> None:
        """Mark a chip; nobody is told.

        Args:
            name: Which.
        """
        had_focus = any(each.hasFocus() for each in self.buttons.values())
        self.buttons[name].setChecked(True)
        # Qt hands Tab on only when a button is pressed; without this, Tab from behind stops at the last one.
        for each, chip in self.buttons.items():
            reached = Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(reached)
        if had_focus:
            self.buttons[name].setFocus()

    @Slot(QAbstractButton)
    def _on_clicked(self, clicked: QAbstractButton) -> None:
        name = next(each for each, chip in self.buttons.items() if chip is clicked)
        self.show_chosen(name)
        self.chosen.emit(name)
