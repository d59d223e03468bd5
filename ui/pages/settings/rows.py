"""One row for each kind of option: its name, its control, what it does, and what is wrong with it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from coach.audio.ports import Device
from coach.errors import SettingsError
from coach.settings import Option
from ui.a11y import label_for
from ui.i18n import Say
from ui.settings_store import SettingsStore
from ui.theme import Space, set_state

V = TypeVar("V", bound="str | bool | int | float")

NAME_WIDTH = 220
CONTROL_WIDTH = 300


class Row(QWidget):
    """The name on the left, the control on the right, and under it what it does.

    Args:
        title: The option's name.
        help_text: What it does.
        control: What changes it.
        beside: What stands to the right of the control; None for nothing.
    """

    def __init__(self, title: str, help_text: str, control: QWidget, beside: QWidget | None = None) -> None:
        super().__init__()
        self.control = control
        label = label_for(control, title)
        label.setFixedWidth(NAME_WIDTH)
        label.setWordWrap(True)
        control.setAccessibleDescription(help_text)
        control.setMinimumWidth(CONTROL_WIDTH if beside is None else CONTROL_WIDTH // 2)
        control.setMaximumWidth(CONTROL_WIDTH + 120)
        control.installEventFilter(_NoWheel(control))
        helped = QLabel(help_text)
        helped.setProperty("role", "small")
        helped.setWordWrap(True)
        self._wrong = QLabel()
        self._wrong.setProperty("role", "wrong")
        self._wrong.setWordWrap(True)
        self._wrong.setVisible(False)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(control)
        if beside is not None:
            line.addWidget(beside)
        line.addStretch(1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(Space.L)
        layout.setVerticalSpacing(Space.XS)
        layout.addWidget(label, 0, 0)
        layout.addLayout(line, 0, 1)
        layout.addWidget(self._wrong, 1, 1)
        layout.addWidget(helped, 2, 1)
        layout.setColumnStretch(1, 1)

    def show_wrong(self, text: str) -> None:
        """Say what is wrong with the value, where it stands.

        Args:
            text: What is wrong; empty when nothing is.
        """
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        set_state(self.control, "state", "wrong" if text else "")

    @property
    def wrong(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._wrong.text()


class _NoWheel(QObject):
    """Keeps the mouse wheel from changing a value that it only passes over while the page is scrolled."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class Rows:
    """Makes rows whose controls change the settings at once.

    Args:
        store: The settings.
        say: The words.
    """

    def __init__(self, store: SettingsStore, say: Say) -> None:
        self._store = store
        self._say = say

    def choice(self, option: Option[str]) -> Row:
        """A list of the option's choices.

        Args:
            option: One of kind choice.

        Returns:
            Its row; the control is a ``QComboBox`` with the values as data.
        """
        box = QComboBox()
        for each in option.choices:
            box.addItem(self._say.message(option.choice_title(each)), each)
        row = self._row(option, box)
        current = self._store.value(option)
        if box.findData(current) < 0:
            box.addItem(current, current)  # such as a folder of one's own
        box.setCurrentIndex(box.findData(current))
        box.activated.connect(_Set(self, row, option, box.currentData))
        return row

    def flag(self, option: Option[bool], beside: QWidget | None = None) -> Row:
        """A tick box.

        Args:
            option: One of kind flag.
            beside: What stands beside it.

        Returns:
            Its row; the control is a ``QCheckBox``.
        """
        box = QCheckBox(self._say("ui.settings.on"))
        row = self._row(option, box, beside)
        box.setChecked(self._store.value(option))
        box.toggled.connect(_Set(self, row, option, box.isChecked))
        return row

    def whole(self, option: Option[int], *, step: int = 1, zero: str = "") -> Row:
        """A whole number.

        Args:
            option: One of kind whole.
            step: How far the arrows go.
            zero: What stands in the place of 0.

        Returns:
            Its row; the control is a ``QSpinBox``.
        """
        box = QSpinBox()
        box.lineEdit().setTextMargins(Space.S, 0, 0, 0)  # the style sheet's padding does not reach it
        box.setRange(int(option.minimum or 0), int(option.maximum or 0))
        box.setSingleStep(step)
        box.setKeyboardTracking(False)
        if option.unit:
            box.setSuffix(f" {option.unit}")
        if zero:
            box.setSpecialValueText(zero)
        row = self._row(option, box)
        box.setValue(self._store.value(option))
        box.valueChanged.connect(_Set(self, row, option, box.value))
        return row

    def number(self, option: Option[float], *, step: float, beside: QWidget | None = None) -> Row:
        """A number with a fraction.

        Args:
            option: One of kind number.
            step: How far the arrows go.
            beside: What stands beside it.

        Returns:
            Its row; the control is a ``QDoubleSpinBox``.
        """
        box = QDoubleSpinBox()
        box.lineEdit().setTextMargins(Space.S, 0, 0, 0)  # the style sheet's padding does not reach it
        box.setRange(option.minimum or 0.0, option.maximum or 0.0)
        box.setSingleStep(step)
        box.setDecimals(2)
        box.setKeyboardTracking(False)
        row = self._row(option, box, beside)
        box.setValue(self._store.value(option))
        box.valueChanged.connect(_Set(self, row, option, lambda: round(box.value(), 2)))
        return row

    def folder(self, option: Option[str], beside: QWidget | None = None) -> Row:
        """A path that may be empty.

        Args:
            option: One of kind folder.
            beside: What stands beside it.

        Returns:
            Its row; the control is a ``QLineEdit``, read when it is left or Enter is pressed.
        """
        line = QLineEdit(self._store.value(option))
        line.setPlaceholderText(self._say("ui.settings.none"))
        row = self._row(option, line, beside)
        line.editingFinished.connect(_Set(self, row, option, lambda: line.text().strip()))
        return row

    def device(self, option: Option[str]) -> Row:
        """A microphone or a loudspeaker; filled by ``fill_devices``.

        Args:
            option: Which.

        Returns:
            Its row; the control is a ``QComboBox`` with the names as data.
        """
        box = QComboBox()
        row = self._row(option, box)
        self.fill_devices(row, option, ())
        box.activated.connect(_Set(self, row, option, box.currentData))
        return row

    def fill_devices(self, row: Row, option: Option[str], devices: Sequence[Device]) -> None:
        """Show the devices that are there now; the chosen one stays in the list when it is not.

        Args:
            row: What ``device`` gave.
            option: Which.
            devices: What is there.
        """
        box = row.control
        if not isinstance(box, QComboBox):
            raise TypeError(box)
        chosen = self._store.value(option)
        usual = next((device.name for device in devices if device.is_default), "")
        names = list(dict.fromkeys(device.name for device in devices))
        box.clear()
        named, plain = "ui.settings.by_system_named", "ui.settings.by_system"
        box.addItem(self._say(named, name=usual) if usual else self._say(plain), "")
        for name in names:
            box.addItem(name, name)
        if chosen and chosen not in names:
            box.addItem(self._say("ui.settings.not_connected", name=chosen), chosen)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def take(self, row: Row, option: Option[V], value: V) -> None:
        """Set a value, or say under the control why it can't be.

        Args:
            row: Where it was chosen.
            option: Which option.
            value: The value.
        """
        try:
            self._store.set(option, value)
        except SettingsError:
            row.show_wrong(self._say("ui.settings.wrong", allowed=option.allowed()))
        else:
            row.show_wrong("")

    def show_value(self, row: Row, option: Option[int]) -> None:
        """Show a whole number that was changed elsewhere.

        Args:
            row: What ``whole`` gave.
            option: Which option.
        """
        if isinstance(row.control, QSpinBox):
            row.control.setValue(self._store.value(option))

    def _row(self, option: Option[V], control: QWidget, beside: QWidget | None = None) -> Row:
        control.setObjectName(f"setting_{option.key}")
        return Row(self._say.message(option.title), self._say.message(option.help), control, beside)


class _Set(Generic[V]):
    """Reads a control and sets its option, whatever arguments its signal has."""

    def __init__(self, rows: Rows, row: Row, option: Option[V], read: Callable[[], V]) -> None:
        self._rows, self._row, self._option, self._read = rows, row, option, read

    def __call__(self, *_arguments: object) -> None:
        self._rows.take(self._row, self._option, self._read())
