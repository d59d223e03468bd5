"""What a picture of the window must not show: text cut off, controls out of reach or on each other.

Plain functions over a tree of widgets, so that a test can hand them a window that is wrong on purpose.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QScrollBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

READ = (
    QAbstractButton
    | QLabel
    | QLineEdit
    | QComboBox
    | QAbstractItemView
    | QAbstractSpinBox
    | QAbstractSlider
    | QTextEdit
)
"""What a person reads or uses."""

ROUNDING = 1
"""Pixels: widths of letters are fractions, and those of boxes are not."""

TOUCH = 2
"""Pixels by which two controls may lie on each other: a border that is thicker with the focus."""


def troubles(window: QWidget) -> Iterator[str]:
    """What is cut off, lies where nobody sees it, or lies on something else.

    Args:
        window: What to look through.

    Yields:
        One line each.
    """
    seen = [widget for widget in window.findChildren(QWidget) if _is_seen(widget, window)]
    for widget in seen:
        if _is_cut(widget):
            yield f"cut off: {_said(widget)}"
        scroll = _scrolled_in(widget)
        around = scroll.viewport() if scroll is not None else window
        box = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
        across = box.left() >= 0 and box.right() <= around.rect().right()
        down = box.top() >= 0 and box.bottom() <= around.rect().bottom()
        # What lies below in something that scrolls is reached by scrolling; nothing here scrolls sideways.
        if not across or not (down or scroll is not None):
            yield f"outside {type(around).__name__}: {_said(widget)} at {box.getRect()}"
    yield from overlaps(seen, window)


def overlaps(widgets: list[QWidget], window: QWidget) -> Iterator[str]:
    """Controls that lie on each other though neither holds the other.

    Args:
        widgets: What is looked at.
        window: Holds them all.

    Yields:
        One line a pair.
    """
    boxes = [(box, widget) for widget in widgets if not (box := _seen_box(widget, window)).isEmpty()]
    boxes.sort(key=lambda each: each[0].top())
    for place, (box, widget) in enumerate(boxes):
        for other_box, other in boxes[place + 1 :]:
            if other_box.top() > box.bottom():
                break
            both = box.intersected(other_box)
            if both.width() <= TOUCH or both.height() <= TOUCH:
                continue
            if not widget.isAncestorOf(other) and not other.isAncestorOf(widget):
                yield f"on each other: {_said(widget)} and {_said(other)} at {both.getRect()}"


def _is_seen(widget: QWidget, window: QWidget) -> bool:
    if not isinstance(widget, READ) or isinstance(widget, QScrollBar):
        return False
    return widget.isVisible() and widget.window() is window


def _seen_box(widget: QWidget, window: QWidget) -> QRect:
    """What can be seen of a widget, in the window: whatever holds it cuts it."""
    box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    if isinstance(widget, QLabel) and widget.text():
        # A label may be larger than what it says, as one that fills a line; its text is what is read.
        said = QStyle.alignedRect(
            Qt.LayoutDirection.LeftToRight, widget.alignment(), _text_size(widget), widget.contentsRect()
        )
        box = QRect(widget.mapTo(window, said.topLeft()), said.size())
    holder = widget.parentWidget()
    while holder is not None and holder is not window:
        box = box.intersected(QRect(holder.mapTo(window, QPoint(0, 0)), holder.size()))
        holder = holder.parentWidget()
    return box.intersected(window.rect())


def _text_size(label: QLabel) -> QSize:
    inner = label.contentsRect().size()
    if label.wordWrap():
        return QSize(inner.width(), min(inner.height(), label.heightForWidth(label.width())))
    return inner.boundedTo(label.sizeHint())


def _is_cut(widget: QWidget) -> bool:
    match widget:
        case QLabel():
            cut = bool(widget.text()) and _is_label_cut(widget)
        case QAbstractButton():
            # Without a text there is nothing to cut, as with the small cross inside a line.
            cut = bool(widget.text()) and _is_smaller(widget)
        case QLineEdit():
            cut = _is_hint_cut(widget)
        case QComboBox():
            cut = _is_choice_cut(widget)
        case QAbstractSpinBox():
            cut = widget.width() < widget.minimumSizeHint().width()
        case QHeaderView():
            cut = _is_header_cut(widget)
        case QListView():
            cut = _is_item_cut(widget)
        case _:
            cut = False
    return cut


def _is_smaller(widget: QWidget) -> bool:
    least = widget.minimumSizeHint()
    return widget.width() < least.width() or widget.height() < least.height()


def _is_label_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() or _longest_word(label) > label.width()
    return label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height()


def _longest_word(label: QLabel) -> int:
    """Pixels of the longest word, which no line can break; 0 where the text has marks of its own."""
    if "<" in label.text():
        return 0
    return max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)


def _is_hint_cut(field: QLineEdit) -> bool:
    """What is typed scrolls; the hint that stands there before does not."""
    if not field.placeholderText() or field.text():
        return False
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    room = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    return field.fontMetrics().horizontalAdvance(field.placeholderText()) > room.width()


def _is_choice_cut(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    # What is drawn: the project's own choices end a long text with dots on purpose.
    return box.fontMetrics().horizontalAdvance(option.currentText) > room.width() + ROUNDING


def _is_header_cut(header: QHeaderView) -> bool:
    return any(
        header.sectionSizeFromContents(place).width() > header.sectionSize(place)
        for place in range(header.count())
        if not header.isSectionHidden(place)
    )


def _is_item_cut(view: QListView) -> bool:
    """Only of lists that Qt draws: the project's own ways of drawing end a long line with dots on purpose."""
    if type(view.itemDelegate()) is not QStyledItemDelegate or view.wordWrap():
        return False
    return any(
        view.sizeHintForIndex(view.model().index(row, 0)).width() > view.viewport().width()
        for row in range(view.model().rowCount())
    )


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
