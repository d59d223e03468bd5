"""Things that stand beside each other where there is room, and below each other where there is not."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_BESIDE = QBoxLayout.Direction.LeftToRight
_BELOW = QBoxLayout.Direction.TopToBottom


class FoldingRow(QWidget):
    """A row that becomes a column, as with large text in a small window.

    Args:
        spacing: Between the things.
    """

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._line = QBoxLayout(_BESIDE, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(spacing)
        # Else the row's own least width would keep it from ever being too narrow.
        self._line.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)

    def add(self, widget: QWidget, stretch: int = 1) -> None:
        """Put one more thing at the end.

        Args:
            widget: The thing.
            stretch: Its share of the width.
        """
        self._line.addWidget(widget, stretch)

    @property
    def folded(self) -> bool:
        """Whether the things stand below each other."""
        return self._line.direction() == _BELOW

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Beside each other as long as each has the room that it needs."""
        super().resizeEvent(event)
        self._fold(event.size().width())

    def event(self, event: QEvent) -> bool:
        """Also when one of the things needs another room, such as for another text."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold(self.width())
        return done

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest thing."""
        return QSize(max(self._widths(), default=0), self._line.minimumSize().height())

    def _widths(self) -> list[int]:
        items = (self._line.itemAt(index) for index in range(self._line.count()))
        return [item.minimumSize().width() for item in items if item is not None and not item.isEmpty()]

    def _fold(self, width: int) -> None:
        widths = self._widths()
        needed = sum(widths) + self._line.spacing() * max(0, len(widths) - 1)
        direction = _BESIDE if needed <= width else _BELOW
        if self._line.direction() != direction:
            self._line.setDirection(direction)
            self.updateGeometry()
