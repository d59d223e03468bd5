"""A page's title and what can be done with it: beside each other, or below where there is little room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.theme import Space, Theme

_BESIDE = 760
"""From this width on, in pixels at the usual size of text, the tools stand beside the title."""


class HeadRow(QWidget):
    """The title on the left, the tools on the right.

    Args:
        theme: For widths that grow with the text.
        titles: The title's lines.
        tools: What can be done.
    """

    def __init__(self, theme: Theme, titles: QLayout, tools: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._tools = tools
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(Space.M)
        self._both.addLayout(titles, 1)
        self._both.addWidget(tools, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width may ask for the other way."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() is not direction:
            self._both.setDirection(direction)
            edge = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
            self._both.setAlignment(self._tools, edge)
