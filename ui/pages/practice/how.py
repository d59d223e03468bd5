"""How one would like to be interviewed: a few switches, kept between starts."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.model.session import Mode
from coach.practice.from_plan import Manner
from coach.settings import Option, declared
from ui.a11y import label_for
from ui.context import Context
from ui.theme import Space
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import card

THINK_S = 30
"""Seconds to think when nobody chose another number."""


class How(QWidget):
    """The switches of the "how"; each is written to the settings as it is set.

    Args:
        context: What it may use.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        say, settings = context.say, context.settings
        think_s = settings.value(declared.PRACTICE_THINK_S) or THINK_S
        self.after_each = _chip(say("ui.practice.how.after_each"))
        self.at_end = _chip(say("ui.practice.how.at_end"))
        self.follow_ups = _chip(say("ui.practice.how.follow_ups"))
        self.hidden = _chip(say("ui.practice.how.hidden"))
        self.think = _chip(say("ui.practice.how.think", seconds=say.words.duration(think_s)))
        self.captions = _chip(say("ui.practice.how.captions"))
        self.panel = _chip(say("ui.practice.how.panel"))
        self.typed = _chip(say("ui.practice.how.typed"))
        self._modes = QButtonGroup(self)
        for mode in (self.after_each, self.at_end):
            mode.setAutoExclusive(True)  # told as one of several
            self._modes.addButton(mode)
        self._flags = (
            (self.follow_ups, declared.PRACTICE_FOLLOW_UPS),
            (self.hidden, declared.PRACTICE_HIDDEN),
            (self.captions, declared.PRACTICE_CAPTIONS),
            (self.panel, declared.PRACTICE_PANEL),
        )
        self.length = QComboBox()
        for choice in declared.PRACTICE_LENGTH.choices:
            self.length.addItem(say.message(declared.PRACTICE_LENGTH.choice_title(choice)), choice)
        self.panel.hide()  # only a prepared interview has people who could ask
        self.refresh()
        self._modes.buttonClicked.connect(self._keep_mode)
        self.think.clicked.connect(self._keep_think)
        for chip, option in self._flags:
            chip.clicked.connect(partial(self._keep_flag, chip, option))
        self.length.activated.connect(self._keep_length)
        self._assemble()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """In the order of the tab key."""
        flags = tuple(chip for chip, _ in self._flags)
        return (self.after_each, self.at_end, *flags[:2], self.think, *flags[2:], self.typed, self.length)

    @property
    def manner(self) -> Manner:
        """The choice as it is now."""
        own = self._context.settings.value(declared.PRACTICE_THINK_S) or THINK_S
        return Manner(
            mode=Mode.COACH if self.after_each.isChecked() else Mode.INTERVIEW,
            thinking_s=float(own if self.think.isChecked() else 0),
            typed=self.typed.isChecked(),
            follow_ups=self.follow_ups.isChecked(),
            hidden=self.hidden.isChecked(),
        )

    def refresh(self) -> None:
        """Show the choices as they are kept, which the Settings page may have changed."""
        settings = self._context.settings
        coach = settings.value(declared.PRACTICE_MODE) == Mode.COACH
        (self.after_each if coach else self.at_end).setChecked(True)
        self.think.setChecked(settings.value(declared.PRACTICE_THINK_S) > 0)
        for chip, option in self._flags:
            chip.setChecked(settings.value(option))
        self.length.setCurrentIndex(self.length.findData(settings.value(declared.PRACTICE_LENGTH)))

    @Slot()
    def _keep_mode(self) -> None:
        mode = Mode.COACH if self.after_each.isChecked() else Mode.INTERVIEW
        self._context.settings.set(declared.PRACTICE_MODE, mode.value)

    @Slot()
    def _keep_think(self) -> None:
        kept = self._context.settings.value(declared.PRACTICE_THINK_S)
        self._context.settings.set(
            declared.PRACTICE_THINK_S, (kept or THINK_S) if self.think.isChecked() else 0
        )

    def _keep_flag(self, chip: QPushButton, option: Option[bool]) -> None:
        self._context.settings.set(option, chip.isChecked())

    @Slot()
    def _keep_length(self) -> None:
        self._context.settings.set(declared.PRACTICE_LENGTH, str(self.length.currentData()))

    def _assemble(self) -> None:
        say = self._context.say
        chips = QWidget()
        flow = FlowLayout(Space.S, chips)
        for control in self.controls[:-1]:
            flow.addWidget(control)
        length = QWidget()
        line = QHBoxLayout(length)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(label_for(self.length, say("ui.practice.how.length")))
        line.addWidget(self.length)
        flow.addWidget(length)
        panel = card(chips, heading=say("ui.practice.how.title"))
        column = panel.layout()
        if isinstance(column, QVBoxLayout):
            column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)


def _chip(text: str) -> QPushButton:
    chip = QPushButton(text)
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    return chip
