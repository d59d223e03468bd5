"""Every page can be gone through by keyboard, and every control has a name; in every language of the eye."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.main_window import MainWindow
from ui.page_list import PAGES
from ui.places import PageName, Place
from ui.window_state import WindowState

CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractItemView,
)


@pytest.fixture
def window(context: Context, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(context.say, context.theme, context.messages, WindowState())
    made.fill(context, PAGES)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


def inner(widget: QWidget) -> bool:
    """Whether a widget is a part of a control rather than one, such as a spin box's line."""
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollBar)
        or isinstance(parent, QAbstractSpinBox | QComboBox | QMenuBar)
        or widget.objectName().startswith("qt_")
    )


def controls(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS) and not inner(widget) and widget.isVisibleTo(root)
    ]


def spoken(widget: QWidget) -> str:
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r}"


def tab_through(window: QWidget, limit: int = 300) -> list[QWidget]:
    """The widgets that Tab reaches, in order from where the keyboard is now."""
    start = QApplication.focusWidget()
    reached: list[QWidget] = [] if start is None else [start]
    for _ in range(limit):
        window.focusNextChild()
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
    assert reached
    return reached


@pytest.mark.parametrize("name", list(PageName))
def test_every_control_has_a_name(window: MainWindow, name: PageName) -> None:
    window.go(Place(page=name))
    assert window.page.accessibleName()
    nameless = [describe(widget) for widget in controls(window) if not spoken(widget).strip()]
    assert not nameless


@pytest.mark.parametrize("name", list(PageName))
def test_every_control_is_reached_by_keyboard(window: MainWindow, name: PageName) -> None:
    window.go(Place(page=name))
    reached = tab_through(window)
    unreachable = [
        describe(widget)
        for widget in controls(window.page)
        if widget.isEnabled() and widget not in reached and not in_group(widget)
    ]
    assert not unreachable


def in_group(widget: QWidget) -> bool:
    """Whether the arrow keys reach it, from the chosen one of its group."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive()


@pytest.mark.parametrize("name", list(PageName))
def test_tab_goes_down_the_page(window: MainWindow, name: PageName) -> None:
    window.go(Place(page=name))
    reached = tab_through(window)
    inside = [widget for widget in reached if window.page.isAncestorOf(widget)]
    scrolls = [widget for widget in inside if isinstance(widget, QAbstractScrollArea)]
    assert all(spoken(widget) for widget in scrolls), [describe(widget) for widget in scrolls]
    # Coming from the rail or the menu, one comes in at the top.
    entered = [
        widget
        for before, widget in zip([reached[-1], *reached], reached, strict=False)
        if widget in inside and before not in inside
    ]
    tops = {widget: widget.mapTo(window, widget.rect().topLeft()).y() for widget in inside}
    assert [tops[widget] for widget in entered] == ([min(tops.values())] if tops else [])


def test_the_rail_is_one_stop_and_arrows_go_through_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(page=PageName.PRACTICE))
    rail = [widget for widget in tab_through(window) if window.rail.isAncestorOf(widget)]
    assert [widget.objectName() for widget in rail] == ["rail_practice"]
    rail[0].setFocus()
    qtbot.keyClick(rail[0], Qt.Key.Key_Down)
    assert window.page.name is PageName.SESSIONS


@pytest.mark.parametrize("name", list(PageName))
def test_no_page_is_wider_than_the_smallest_window(window: MainWindow, name: PageName) -> None:
    window.go(Place(page=name))
    smallest = window.minimumSizeHint()
    assert smallest.width() <= 960
    assert smallest.height() <= 640
