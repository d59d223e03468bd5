"""Small helpers for those who read the window with a screen reader, or go through it by keyboard."""

import sys
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something that changed without the focus being there.

    Args:
        widget: Where it changed.
        text: What is said.
        urgent: Whether it may interrupt what is being read.
    """
    event = QAccessibleAnnouncementEvent(widget, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def label_for(control: QWidget, text: str) -> QLabel:
    """A label that belongs to a control: it is read with it, and an ``&`` letter in it leads there.

    Args:
        control: The control, which gets the text as its accessible name too.
        text: The label.

    Returns:
        The label.
    """
    label = QLabel(text)
    label.setBuddy(control)
    control.setAccessibleName(text.replace("&", ""))
    return label


def tab_order(*widgets: QWidget) -> None:
    """Let Tab go through controls in the order in which they are read.

    Args:
        *widgets: First to last.
    """
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def tab_before(after: QWidget, *widgets: QWidget) -> None:
    """Let Tab come to controls that were made later right before another one.

    Without it, whatever is made later comes last of all in the window.

    Args:
        after: The control that stands behind them.
        *widgets: First to last.
    """
    before = after.previousInFocusChain()
    while before is not None and before is not after:
        if before not in widgets and not before.isWindow() and before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            tab_order(before, *widgets, after)
            return
        before = before.previousInFocusChain()
    tab_order(*widgets, after)


def name_choice(box: QComboBox, name: str) -> None:
    """Name a choice that has no label beside it.

    Args:
        box: The choice.
        name: What is chosen with it.
    """
    box.setAccessibleName(name)
    # But on Windows Qt tells what is chosen as the name, and leaves naming to the label that is not there.
    if sys.platform != "win32":
        box.setAccessibleDescription(name)
