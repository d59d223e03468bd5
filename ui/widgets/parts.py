"""Small pieces that the views of this page have in common."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import Space

CONTENT_WIDTH = 1240
"""Wider than this, lines are hard to read and things that belong together drift apart."""

ANSWER_WIDTH = 1560
"""The same for an answer beside its findings."""

TITLE_WIDTH = 420
"""What a page's title needs at the usual size of text, before what stands beside it goes below."""


def label(text: str, role: str, *, wrap: bool = False) -> QLabel:
    """A line of text.

    Args:
        text: What it says.
        role: Its look, as the style sheet names it; empty for the usual one.
        wrap: Whether it may take several lines.

    Returns:
        The label.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def card(*content: QWidget, heading: str = "", first: bool = False) -> QFrame:
    """A panel with things below each other.

    Args:
        *content: What is in it.
        heading: Its heading; empty for none.
        first: Whether it is the one to look at first.

    Returns:
        The panel; its layout is a ``QVBoxLayout``.
    """
    panel = QFrame()
    panel.setProperty("role", "card")
    if first:
        panel.setProperty("state", "first")
    column = QVBoxLayout(panel)
    column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
    column.setSpacing(Space.S)
    if heading:
        column.addWidget(label(heading, "section"))
    for widget in content:
        column.addWidget(widget)
    return panel


def divider() -> QFrame:
    """A thin line.

    Returns:
        The line.
    """
    line = QFrame()
    line.setProperty("role", "divider")
    return line


def scrolled(content: QWidget) -> QScrollArea:
    """Something that may be higher than the window.

    Args:
        content: What is scrolled.

    Returns:
        The area; it scrolls up and down only.
    """
    content.setProperty("role", "scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def number_box(lowest: int, highest: int, step: int = 1) -> QSpinBox:
    """A field for a whole number.

    Args:
        lowest: Smallest number.
        highest: Largest number.
        step: Of its arrows.

    Returns:
        The field, its number as far from the border as the text of other fields.
    """
    box = QSpinBox()
    box.setRange(lowest, highest)
    box.setSingleStep(step)
    # The style sheet's padding doesn't reach the field inside.
    box.lineEdit().setTextMargins(Space.S, 0, 0, 0)
    return box


def capped(view: QWidget, content: QLayout, width: int, *, inset: bool = True) -> None:
    """Put a view's content on its left, no wider than it reads well.

    Args:
        view: The view, which has no layout yet.
        content: What is in it.
        width: At most, in pixels.
        inset: Whether there is room around it; not where the page has that already.
    """
    inner = QWidget()
    inner.setLayout(content)
    inner.setMaximumWidth(width)
    around = QHBoxLayout(view)
    if inset:
        around.setContentsMargins(Space.PAGE, Space.XXL, Space.PAGE, Space.XXL)
    else:
        around.setContentsMargins(0, 0, 0, 0)
    around.setSpacing(0)
    around.addWidget(inner, 1000)
    around.addStretch(1)


def beside(*widgets: QWidget, spacing: int) -> QWidget:
    """Things in a line that stay together, such as the buttons of a page.

    Args:
        *widgets: From left to right.
        spacing: Between them.

    Returns:
        What holds them; room that is left stays on the right.
    """
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return held
