"""What a key means on the Practice page, depending on the view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.pages.practice.later import shown

if TYPE_CHECKING:
    from ui.pages.practice.page import PracticePage

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def take_key(page: "PracticePage", event: QKeyEvent) -> bool:
    """Do what a key means.

    Args:
        page: The page with the views.
        event: The key; whatever has the focus did not want it.

    Returns:
        Whether it means anything.
    """
    key = Qt.Key(event.key())
    # Asked by name, since a view that nobody has seen may not be made yet.
    name = shown(page)
    if name == "interview":
        return page.interview.keys.take(event)
    if name == "feedback":
        return page.feedback.take(event)
    if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if key in ENTER:
        if name == "choose":
            page.choose.start_buttons[0].click()
        elif name == "ready":
            page.ready.start.click()
        elif name == "first_start":
            page.first_start.go_on.click()
        elif name == "ended":
            page.ended.again.click()
        return True
    if key == Qt.Key.Key_Escape and name in {"ready", "first_start"}:
        page.show_choose()
        return True
    return name == "ended" and page.ended.panel.take(event)
