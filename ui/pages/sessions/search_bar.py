"""The field that searches everything said, and its filters, which unfold below it."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from coach.model.question import Bank
from coach.model.score import Dimension
from coach.model.search import Wanted
from ui.a11y import name_choice
from ui.context import Context
from ui.theme import Space
from ui.widgets.flow import FlowLayout

PAUSE_MS = 180
"""After a key before the search begins: shorter than a pause in typing, longer than between two letters."""
COMPANY_WIDTH = 130

_PERIODS = (0, 7, 30, 90, 365)
_LEVELS = ((1, 5), (1, 2), (3, 3), (4, 5))


class SearchField(QLineEdit):
    """The line that is written into.

    Signals:
        left(): Escape in it.
        down(): The person goes on to the hits.
    """

    left = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves, Down and Enter go to what was found."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QObject):
    """The field, the button that shows the filters, and the filters; the view lays them out.

    Signals:
        wanted(Wanted): Something is looked for.
        emptied(): Nothing is looked for any more.

    Args:
        context: What it may use.
        today: The day that it is now.
        parent: The page.
    """

    wanted = Signal(object)
    emptied = Signal()

    def __init__(self, context: Context, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        say = context.say
        self._today = today
        self._banks: tuple[Bank, ...] = context.banks.banks
        self.field = SearchField()
        self.field.setProperty("kind", "search")
        self.field.setPlaceholderText(say("ui.sessions.search.placeholder"))
        self.field.setAccessibleName(say("ui.sessions.search.name"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(400)
        self.toggle = QPushButton(say("ui.sessions.search.filters"))
        self.toggle.setProperty("kind", "chip")
        self.toggle.setCheckable(True)
        self.bank = _choice(
            say("ui.sessions.search.bank"),
            [say("ui.sessions.search.any_bank"), *(one.title for one in self._banks)],
        )
        self.period = _choice(
            say("ui.sessions.search.period"), [say(f"ui.sessions.search.days.d{days}") for days in _PERIODS]
        )
        self.dimension = _choice(
            say("ui.sessions.search.dimension"),
            [say("ui.sessions.search.any_dimension"), *(say(f"dimension.{name}") for name in Dimension)],
        )
        self.level = _choice(
            say("ui.sessions.search.level"),
            [say("ui.sessions.search.any_level")]
            + [say("ui.sessions.search.levels", low=a, high=b) for a, b in _LEVELS[1:]],
        )
        self.company = QLineEdit()
        self.company.setPlaceholderText(say("ui.sessions.search.company"))
        self.company.setAccessibleName(say("ui.sessions.search.company"))
        self._theme = context.theme
        self._fit()
        context.theme.changed.connect(self._fit)
        self.starred = QCheckBox(say("ui.sessions.search.starred"))
        self.filters = QWidget()
        row = FlowLayout(Space.S, self.filters)
        for control in self.controls():
            row.addWidget(control)
        self.filters.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._connect()

    def enter(self) -> None:
        """Put the keyboard into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Look for nothing."""
        self.field.clear()
        for choice in (self.bank, self.period, self.dimension, self.level):
            choice.setCurrentIndex(0)
        self.company.clear()
        self.starred.setChecked(False)
        self.toggle.setChecked(False)
        self._look()

    def what(self) -> Wanted:
        """What is looked for now."""
        days = _PERIODS[self.period.currentIndex()]
        low, high = _LEVELS[self.level.currentIndex()]
        bank = self.bank.currentIndex() - 1
        dimension = self.dimension.currentIndex() - 1
        return Wanted(
            text=self.field.text(),
            as_typed=True,
            question_ids=None if bank < 0 else tuple(str(one.id) for one in self._banks[bank].questions),
            since=self._today() - timedelta(days=days) if days else None,
            dimension=None if dimension < 0 else tuple(Dimension)[dimension],
            lowest=low,
            highest=high,
            company=self.company.text(),
            starred=self.starred.isChecked(),
        )

    def controls(self) -> tuple[QWidget, ...]:
        """The filters, in the order in which they are read."""
        return (self.bank, self.period, self.dimension, self.level, self.company, self.starred)

    def _connect(self) -> None:
        self.toggle.toggled.connect(self.filters.setVisible)
        self._timer.timeout.connect(self._look)
        self.field.textChanged.connect(self._soon)
        self.company.textChanged.connect(self._soon)
        for choice in (self.bank, self.period, self.dimension, self.level):
            choice.currentIndexChanged.connect(self._soon)
        self.starred.toggled.connect(self._soon)

    def _fit(self) -> None:
        self.company.setMaximumWidth(self._theme.scaled(COMPANY_WIDTH))

    def _soon(self, _value: object) -> None:
        self._timer.start()

    def _look(self) -> None:
        self._timer.stop()
        wanted = self.what()
        if wanted == Wanted(as_typed=True, text=wanted.text) and not wanted.text.strip():
            self.emptied.emit()
        else:
            self.wanted.emit(wanted)


def _choice(name: str, texts: list[str]) -> QComboBox:
    choice = QComboBox()
    choice.addItems(texts)
    name_choice(choice, name)
    choice.setToolTip(name)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(max(8, min(11, max(map(len, texts)))))
    return choice
