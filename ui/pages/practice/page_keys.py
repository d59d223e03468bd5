"""What a key means on the Practice page, depending on the view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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
    view, key = page.view, Qt.Key(event.key())
    if view is page.interview:
        return page.interview.keys.take(event)
    if view is page.feedback:
        return page.feedback.take(event)
    if event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if key in ENTER:
        buttons = {
            page.choose: page.choose.start_buttons[0],
            page.ready: page.ready.start,
            page.first_start: page.first_start.go_on,
            page.ended: page.ended.again,
        }
        for owner, button in buttons.items():
            if view is owner:
                button.click()
        return True
    if key == Qt.Key.Key_Escape and view in {page.ready, page.first_start}:
        page.show_choose()
        return True
    return view is page.ended and page.ended.panel.take(event)
