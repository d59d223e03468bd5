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
    QSizePolicy,
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
CONTROL_WIDTH = 340
NARROWEST = 96
QWIDGETSIZE_MAX = 16_777_215
"""Qt's own "no limit"; the bindings leave it out."""


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
        self._label = label_for(control, title)
        self._label.setWordWrap(True)
        control.setAccessibleDescription(help_text)
        control.setMinimumWidth(NARROWEST)
        control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        control.installEventFilter(_NoWheel(control))
        self._help = QLabel(help_text)
        self._help.setProperty("role", "small")
        self._help.setWordWrap(True)
        self._wrong = QLabel()
        self._wrong.setProperty("role", "wrong")
        self._wrong.setWordWrap(True)
        self._wrong.setVisible(False)
        self._line = QHBoxLayout()
        self._line.setSpacing(Space.S)
        # Nearly all of the room is the control's, up to its widest; what is left over stays empty.
        self._line.addWidget(control, 100)
        if beside is not None:
            self._line.addWidget(beside)
        self._line.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._stacked: bool | None = None
        self.stack(stacked=False)

    def stack(self, *, stacked: bool) -> None:
        """Put the name above the control or beside it.

        Args:
            stacked: Above, as in a narrow window or with large text.
        """
        if stacked is self._stacked:
            return
        self._stacked = stacked
        column, first = (0, 1) if stacked else (1, 0)
        grid = self._grid
        for item in (self._label, self._wrong, self._help):
            grid.removeWidget(item)
        grid.removeItem(self._line)
        self._label.setMinimumWidth(0 if stacked else NAME_WIDTH)
        self._label.setMaximumWidth(QWIDGETSIZE_MAX if stacked else NAME_WIDTH)
        self.control.setMaximumWidth(QWIDGETSIZE_MAX if stacked else CONTROL_WIDTH)
        grid.addWidget(self._label, 0, 0)
        grid.addLayout(self._line, first, column)
        grid.addWidget(self._wrong, first + 1, column)
        grid.addWidget(self._help, first + 2, column)
        grid.setColumnStretch(0, int(stacked))
        grid.setColumnStretch(1, int(not stacked))

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
        box = _narrow_box()
        for each in option.choices:
            box.addItem(self._say.message(option.choice_title(each)), each)
        row = self._row(option, box)
        self.show_choice(row, option)
        box.activated.connect(_Set(self, row, option, box.currentData))
        return row

    def show_choice(self, row: Row, option: Option[str]) -> None:
        """Show a choice that was made elsewhere.

        Args:
            row: What ``choice`` gave.
            option: Which option.
        """
        box, current = row.control, self._store.value(option)
        if not isinstance(box, QComboBox):
            raise TypeError(box)
        if box.findData(current) < 0:
            box.addItem(current, current)  # such as a folder of one's own
        box.setCurrentIndex(box.findData(current))

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
        box = _narrow_box()
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


def _narrow_box() -> QComboBox:
    """A list whose longest entry does not make the page wider; its window shows entries whole."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    return box


class _Set(Generic[V]):
    """Reads a control and sets its option, whatever arguments its signal has."""

    def __init__(self, rows: Rows, row: Row, option: Option[V], read: Callable[[], V]) -> None:
        self._rows, self._row, self._option, self._read = rows, row, option, read

    def __call__(self, *_arguments: object) -> None:
        self._rows.take(self._row, self._option, self._read())
