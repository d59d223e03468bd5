"""What a screen reader and a keyboard find in a window: plain functions over a tree of widgets.

Each gives a line for everything that is wrong, so that a test says all of it at once; everything is asked of
Qt's accessibility interface, which is what a screen reader is told.
"""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
)
NOTHING = (QAccessible.Role.NoRole, QAccessible.Role.Client)
"""Roles that tell nobody what something is."""
GREY = 24
"""Of 255: how much a pixel must differ to be seen; also that two lines are one within so many pixels."""


class Flashes(QObject):
    """Takes down what was shown as a window of its own though it is only a part of one.

    A part that is shown before it has a parent flashes up and takes the keys of whoever types.

    Args:
        app: The application.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._app = app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.windowType() in (Qt.WindowType.Window, Qt.WindowType.Widget)
            and not isinstance(watched, QMainWindow | QDialog)
        ):
            self.seen.append(describe(watched))
        return False

    def end(self) -> None:
        """Look no longer."""
        self._app.removeEventFilter(self)


def is_part(widget: QWidget) -> bool:
    """Whether a widget is a part of a control rather than one, such as a spin box's line."""
    return (
        isinstance(widget, QScrollBar | QHeaderView)
        or isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit | QMenuBar)
        or widget.objectName().startswith("qt_")
    )


def seen(root: QWidget) -> list[QWidget]:
    """Everything that can be seen now."""
    return [each for each in root.findChildren(QWidget) if each.isVisibleTo(root) and not is_part(each)]


def controls(root: QWidget) -> list[QWidget]:
    """What a person uses or a screen reader should find: Qt's controls, and whatever takes the focus."""
    return [
        each
        for each in seen(root)
        if isinstance(each, CONTROLS) or each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def describe(widget: QWidget) -> str:
    """A widget for a person who has to find it."""
    told = QAccessible.queryAccessibleInterface(widget)
    name = told.text(QAccessible.Text.Name) if told is not None else ""
    return f"{type(widget).__name__} {widget.objectName() or name[:40]!r}"


def unheard(root: QWidget) -> Iterator[str]:
    """Controls that a screen reader can't tell: without a name, a role, or the value that they have."""
    for widget in controls(root):
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.isValid():
            yield f"nothing is told of {describe(widget)}"
            continue
        if told.role() in NOTHING:
            yield f"no role: {describe(widget)}"
        if not _name(told).strip():
            yield f"no name: {describe(widget)}"
        wrong = _wrong_value(widget, told)
        if wrong:
            yield f"{wrong}: {describe(widget)}"
        if isinstance(widget, QAbstractButton):
            yield from _wrong_button(widget, told)
    for widget in seen(root):
        if _is_drawn(widget) and not _is_named(widget):
            yield f"drawn and not told: {type(widget).__name__}"


def _name(told: QAccessibleInterface) -> str:
    """What is said of a control before its value; of a choice Linux says that by the label beside it."""
    if told.role() is not QAccessible.Role.ComboBox:
        return told.text(QAccessible.Text.Name)
    labels = [
        label.text(QAccessible.Text.Name)
        for label, kind in told.relations()
        if kind == QAccessible.RelationFlag.Label
    ]
    return " ".join([*labels, told.text(QAccessible.Text.Description)])


def _wrong_value(widget: QWidget, told: QAccessibleInterface) -> str:
    text = told.text(QAccessible.Text.Value)
    match widget:
        case QAbstractSlider() | QAbstractSpinBox() | QProgressBar():
            return _wrong_number(told, text)
        case QComboBox():
            shown = widget.currentText()
        case QLineEdit() if widget.echoMode() is QLineEdit.EchoMode.Normal:
            shown = widget.text()
        case QTextEdit() | QPlainTextEdit():
            return "" if told.textInterface() is not None else "no text"
        case _:
            return ""
    return "" if text == shown else f"value {text!r}, but it shows {shown!r}"


def _wrong_number(told: QAccessibleInterface, text: str) -> str:
    value = told.valueInterface()
    if value is None:
        return "no value"
    try:
        low, now, high = (
            float(each) for each in (value.minimumValue(), value.currentValue(), value.maximumValue())
        )
    except (TypeError, ValueError):
        return "" if text else "no value"  # a date is told as a text
    return "" if low <= now <= high else f"value {now} outside {low} to {high}"


def _wrong_button(button: QAbstractButton, told: QAccessibleInterface) -> Iterator[str]:
    state = told.state()
    if button.isCheckable() and bool(state.checked) != button.isChecked():
        yield f"checked is told wrongly: {describe(button)}"
    if not button.isCheckable() and button.focusPolicy() is Qt.FocusPolicy.NoFocus and button.isEnabled():
        through = button.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if through:
            yield f"told as a button, but nothing can be pressed: {describe(button)}"
    group = button.group()
    if group is not None and group.exclusive() and told.role() is not QAccessible.Role.RadioButton:
        yield f"one of several, but not told so: {describe(button)}"


def _is_drawn(widget: QWidget) -> bool:
    """Whether it paints itself, so that Qt knows nothing of what it shows."""
    return any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if kind.__module__[:3] == "ui.")


def _is_named(widget: QWidget) -> bool:
    told = QAccessible.queryAccessibleInterface(widget)
    if told is None:
        return False
    # What is only for the eye says so, and something beside it says the same in words.
    return bool(_name(told).strip()) or widget.property("role") == "decoration"


def tab_through(window: QWidget, limit: int = 400) -> list[QWidget]:
    """The widgets that Tab reaches, in order from where the keyboard is now."""
    start = QApplication.focusWidget()
    reached: list[QWidget] = [] if start is None else [start]
    for _ in range(limit):
        window.focusNextChild()
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
    return reached


def in_group(widget: QWidget) -> bool:
    """Whether the arrow keys reach it, from the chosen one of its group."""
    if not isinstance(widget, QAbstractButton):
        return False
    group = widget.group()
    return group is not None and group.exclusive()


def unreached(root: QWidget, reached: list[QWidget]) -> Iterator[str]:
    """Controls that can be used with a mouse and not with the keyboard."""
    for widget in controls(root):
        used = not isinstance(widget, QProgressBar) and widget.isEnabled()
        shown_only = isinstance(widget, QAbstractSlider) and widget.property("role") == "twin"
        if used and not shown_only and widget not in reached and not in_group(widget):
            yield describe(widget)


def out_of_order(window: QWidget, reached: list[QWidget]) -> Iterator[str]:
    """Steps of Tab that go back in the order in which one reads: up, or left in the same line."""
    boxes = {each: QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in reached}
    for before, after in pairwise(reached):
        here, there = boxes[before], boxes[after]
        up = there.bottom() < here.top() and there.left() < here.right()
        same = there.top() <= here.center().y() <= there.bottom()
        if up or (same and there.right() < here.left()):
            yield f"{describe(before)} at {here.getRect()} -> {describe(after)} at {there.getRect()}"


def without_focus_shown(reached: list[QWidget]) -> Iterator[str]:
    """Controls that look the same with the focus as without it."""
    for widget in reached:
        other = next((each for each in reversed(reached) if each is not widget), None)
        if other is None:
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = widget.grab().toImage()
        other.setFocus(Qt.FocusReason.TabFocusReason)
        # What is only there while it has the focus, such as a field over a word, shows it by being there.
        if widget.isVisible() and not _differ(with_focus, widget.grab().toImage()):
            yield describe(widget)


def _differ(one: QImage, other: QImage) -> bool:
    if one == other:
        return False
    for y in range(one.height()):
        for x in range(one.width()):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            if _distance(a, b) > GREY:
                return True
    return False


def _distance(one: QColor, other: QColor) -> int:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


def everything_wrong(window: QWidget, page: QWidget) -> list[str]:
    """All of the above, for what a window shows now.

    Args:
        window: The window, active.
        page: Its page: Tab is to go through that in the order in which one reads.
    """
    reached = tab_through(window)
    outside = [place for place, each in enumerate(reached) if not page.isAncestorOf(each)]
    # From the rail or a menu into the page, which begins at its top.
    inside = reached[outside[-1] + 1 :] + reached[: outside[0]] if outside else reached
    return [
        *(f"unheard: {line}" for line in unheard(window)),
        *(f"not reached by Tab: {line}" for line in unreached(page, reached)),
        *(f"out of order: {line}" for line in out_of_order(window, inside)),
        *(f"focus not seen: {line}" for line in without_focus_shown(inside)),
    ]
