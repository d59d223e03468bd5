"""Sentences below each other, each a paragraph of its own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.parts import label


class Lines(QWidget):
    """Some sentences.

    Args:
        role: How they look, as for ``label``.
    """

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self._labels: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def text(self) -> str:
        """All that can be read."""
        return "\n".join(each.text() for each in self._labels)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show others; hidden while there are none.

        Args:
            lines: A sentence or two each.
        """
        if [each.text() for each in self._labels] != list(lines):
            for old in self._labels:
                self._column.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._labels = [label(line, self._role, wrap=True) for line in lines]
            for each in self._labels:
                self._column.addWidget(each)
        self.setVisible(bool(lines))
