"""What a picture of the window must not show: text that is cut off, and controls that nobody can reach."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

READ = QAbstractButton | QLabel | QLineEdit | QComboBox | QAbstractItemView
"""What a person reads or uses."""


def troubles(window: QWidget) -> Iterator[str]:
    """What is cut off, or lies where nobody sees it.

    Args:
        window: What to look through.

    Yields:
        One line each.
    """
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, READ) or not widget.isVisible() or widget.window() is not window:
            continue
        if isinstance(widget, QLabel) and widget.text() and _is_cut(widget):
            yield f"cut off: {_said(widget)}"
        # Without a text there is nothing to cut, as with the small cross inside a line.
        if (
            isinstance(widget, QAbstractButton)
            and widget.text()
            and widget.width() < widget.minimumSizeHint().width()
        ):
            yield f"cut off: {_said(widget)}"
        scroll = _scrolled_in(widget)
        around = scroll.viewport() if scroll is not None else window
        box = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        across = box.left() >= 0 and box.right() <= around.rect().right()
        down = box.top() >= 0 and box.bottom() <= around.rect().bottom()
        # What lies below in something that scrolls is reached by scrolling; nothing here scrolls sideways.
        if not across or not (down or scroll is not None):
            yield f"outside {type(around).__name__}: {_said(widget)} at {box.getRect()}"


def _is_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height()
    return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height()


def _said(widget: QWidget) -> str:
    text = (
        widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else widget.accessibleName()
    )
    return f"{type(widget).__name__} “{text[:60]}”"


def _scrolled_in(widget: QWidget) -> QAbstractScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and parent.viewport().isAncestorOf(widget):
            return parent
        parent = parent.parentWidget()
    return None
