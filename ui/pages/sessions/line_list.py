"""What the list of sessions and the list of hits have in common: how a line stands on its ground."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Space, Theme

LINE = Qt.ItemDataRole.UserRole + 1
"""What a model gives its delegate."""

Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Draws the ground of a line, whether it is chosen, and where the keyboard is.

    Args:
        theme: Colours and fonts.
        parent: The list.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then what stands on it."""
        box, state, theme = QRectF(option.rect), option.state, self._theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("accent_soft" if chosen else "hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        self.draw(painter, box.adjusted(Space.L, Space.M, -Space.L, -Space.M), index)
        painter.restore()

    def draw(self, painter: QPainter, box: QRectF, index: Index) -> None:
        """Draw what stands in a line.

        Args:
            painter: Ready to paint.
            box: Where, without the air around it.
            index: Which line.

        Raises:
            NotImplementedError: Always; each list draws its own.
        """
        raise NotImplementedError


class LineList(QListView):
    """A list whose lines are all as high, drawn by a ``LineDelegate``; only what is seen costs time.

    Args:
        theme: Colours and fonts.
        name: Its accessible name.
        delegate: Draws a line.
    """

    def __init__(self, theme: Theme, name: str, delegate: type[LineDelegate]) -> None:
        super().__init__()
        self.setItemDelegate(delegate(theme, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._relayout)

    def _relayout(self, _tokens: object) -> None:
        self.doItemsLayout()
